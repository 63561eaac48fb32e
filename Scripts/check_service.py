#!/usr/bin/env python3
"""Runs the HTTP service as the unit of its Debian package does, and behind nginx as the snippet there says.

    check_service.py SARUP-SERVER [--root FOLDER] [--pdf FILE] [--nginx]

--root runs it inside another system's folder, where SARUP-SERVER is; that needs root. --pdf compares with the file that the command has made
of the same brief. --nginx needs nginx on this machine, and says so where there is none.
"""
import argparse
import configparser
import http.client
import os
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import check_server
from check_server import LONG, MARKDOWN, ROOT, SAMPLE, Server, expect, problem

KEY = "0123456789abcdef-registry"
BEARER = MARKDOWN | {"Authorization": f"Bearer {KEY}"}
LIMIT = 16 << 20


def arguments():
    """What the unit starts the service with."""
    unit = configparser.RawConfigParser(strict=False)
    unit.optionxform = str
    unit.read(ROOT / "Packaging/sarup-server.service")
    program, *rest = shlex.split(unit["Service"]["ExecStart"])
    expect(program == "/usr/bin/sarup-server", "the unit starts", program)
    expect(unit["Service"]["LoadCredential"] == "keys:/etc/sarup/keys", "the unit's keys")
    return rest


def started(binary, folder, root, *more):
    """The service with a key as systemd hands it over, in a folder that the unit calls CREDENTIALS_DIRECTORY."""
    keys = folder / "keys"
    keys.write_text(f"registry: {KEY}\n")
    keys.chmod(0o400)
    inside = f"/{folder.relative_to(root)}" if root else str(folder)
    command = [binary, *(word.replace("${CREDENTIALS_DIRECTORY}", inside) for word in arguments()), *more]
    if root:
        # With its own /proc, where programs look for themselves; it goes with the process.
        script = 'mount -t proc proc "$0/proc" && exec chroot "$0" "$@"'
        command = ["unshare", "--mount", "sh", "-c", script, str(root), "env", "-i", *command]
    # Server puts `--port 0` behind the first word, which another program would take for its own.
    wrapper = folder / "run"
    wrapper.write_text(f'#!/bin/sh\nexec {shlex.join(command)} "$@"\n')
    wrapper.chmod(0o700)
    return Server(str(wrapper))


def check_unit(server, pdf):
    expect(server.ask("GET", "/healthz").status == 200, "/healthz")
    problem(server.ask("POST", "/render", SAMPLE, MARKDOWN), "key-needed")
    answer = server.ask("POST", "/render", SAMPLE, BEARER)
    expect(answer.status == 200 and answer.body.startswith(b"%PDF-"), "no PDF:", answer.status, answer.body[:200])
    if pdf:
        expect(answer.body == pdf.read_bytes(), "the service makes another PDF than the command")
    expect(any(line.get("key") == "registry" for line in server.lines), "the log has no holder")
    # Nobody but this machine reaches it.
    listening = [line.split()[1] for line in Path("/proc/net/tcp").read_text().splitlines()[1:] if line.split()[3] == "0A"]
    expect(f"0100007F:{server.port:04X}" in listening, "does not listen at the loopback address")
    expect(f"00000000:{server.port:04X}" not in listening, "listens to the world")
    return answer.body


class Nginx:
    """nginx with the snippet, for a service at some port."""

    def __init__(self, folder, service_port):
        snippet = (ROOT / "Packaging/nginx.conf").read_text()
        expect(snippet.count("http://127.0.0.1:8080;") == 1, "the snippet has another address")
        (folder / "snippet.conf").write_text(snippet.replace("127.0.0.1:8080", f"127.0.0.1:{service_port}"))
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        places = "".join(f"  {kind}_temp_path {folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        user = "user root;\n" if os.geteuid() == 0 else ""
        (folder / "nginx.conf").write_text(
            f"{user}daemon off;\npid {folder}/pid;\nerror_log {folder}/errors;\nevents {{}}\nhttp {{\n{places}  access_log off;\n"
            f"  server {{\n    listen 127.0.0.1:{self.port};\n    include {folder}/snippet.conf;\n  }}\n}}\n")
        self.process = subprocess.Popen(["nginx", "-c", folder / "nginx.conf", "-e", folder / "errors"])
        check_server.atexit.register(self.process.terminate)
        for _ in range(200):
            try:
                if self.ask("GET", "/healthz").status == 200:
                    return
            except OSError:
                pass
            time.sleep(0.05)
        sys.exit(f"check_service: nginx does not answer: {(folder / 'errors').read_text()}")

    def ask(self, method, path, body=None, headers={}, source="127.0.0.1"):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120, source_address=(source, 0))
        try:
            connection.request(method, path, body=body, headers=headers)
            answer = connection.getresponse()
            answer.body = answer.read()
            return answer
        finally:
            connection.close()

    def end(self):
        self.process.terminate()
        self.process.wait(30)


def check_nginx(server, folder, pdf):
    nginx = Nginx(folder, server.port)
    answer = nginx.ask("POST", "/render", SAMPLE, BEARER)
    expect(answer.status == 200 and answer.body == pdf, "through nginx:", answer.status)
    expect(nginx.ask("GET", "/").status == 200, "the page through nginx")
    # The client is the one that nginx has seen, whatever the client says of itself.
    told = {"X-Forwarded-For": "203.0.113.9", "X-Request-Id": "of-the-client"}
    answer = nginx.ask("POST", "/render", SAMPLE, BEARER | told, source="127.0.0.2")
    seen = [line for line in server.lines if line.get("client") == "127.0.0.2"]
    expect(answer.status == 200 and len(seen) == 1, "the log names other clients:", {line.get("client") for line in server.lines})
    expect(seen and len(seen[0]["id"]) == 32 and seen[0]["id"] == answer.getheader("X-Request-Id"), "the name that nginx gave", seen)
    # The largest body, and one byte more; what the text of a brief may have is another limit.
    answer = nginx.ask("POST", "/render", b"x" * LIMIT, BEARER)
    expect(answer.status == 413 and b"brief" in problem(answer, "too-large")["detail"].encode(), "a body of 16 MiB:", answer.status)
    answer = nginx.ask("POST", "/render", b"x" * (LIMIT + 1), BEARER)
    expect(answer.status == 413, "a body of more than 16 MiB:", answer.status)
    problem(answer, "too-large")

    # What has come through nginx is answered after the signal.
    answers = []
    thread = threading.Thread(target=lambda: answers.append(nginx.ask("POST", "/render", LONG, BEARER).status))
    thread.start()
    time.sleep(0.5)
    server.process.send_signal(signal.SIGTERM)
    time.sleep(0.2)
    expect(thread.is_alive(), "the long brief was done before the signal")
    expect(nginx.ask("GET", "/healthz").status == 502, "takes requests after SIGTERM")
    thread.join(120)
    expect(answers == [200], "a request that was at work when the signal came:", answers)
    expect(server.process.wait(30) == 0, "the status after SIGTERM", server.process.returncode)
    nginx.end()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("binary")
    parser.add_argument("--root", type=Path)
    parser.add_argument("--pdf", type=Path)
    parser.add_argument("--nginx", action="store_true")
    options = parser.parse_args()
    if options.nginx and not shutil.which("nginx"):
        print("check_service: nginx is not tried: it is not installed (apt-get install nginx-light)", file=sys.stderr)
        options.nginx = False
    with tempfile.TemporaryDirectory(dir=options.root / "run" if options.root else None) as name:
        folder = Path(name)
        server = started(options.binary, folder, options.root)
        pdf = check_unit(server, options.pdf)
        expect(server.end() == 0, "the status after SIGTERM", server.process.returncode)
        expect(server.lines[-1]["event"] == "ended", "the end is not in the log")
        if options.nginx:
            # Time enough for a long brief.
            check_nginx(started(options.binary, folder, options.root, "--render-time", "60", "--end-time", "60", "--max-pages", "1000"), folder, pdf)
    print(f"check_service: {check_server.faults} faults")
    return 1 if check_server.faults else 0


if __name__ == "__main__":
    sys.exit(main())
