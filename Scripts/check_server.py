#!/usr/bin/env python3
"""Drives the HTTP service over the loopback: every status, slow and broken clients, tricks with paths, signals.

    check_server.py SARUP-SERVER
"""
import json
import re
import select
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import service

ROOT = Path(__file__).resolve().parent.parent
MARKDOWN = {"Content-Type": "text/markdown"}
KEY = "0123456789abcdef-office"
SAMPLE = (ROOT / "Examples/integrity-workshop.md").read_bytes()
# A brief that keeps a worker busy for a while: every paragraph is another.
LONG = ("---\ntitle: ยาว\n---\n\n" + "".join(
    f"{n}. ข้อที่ {n} การบริหารจัดการน้ำอย่างมีส่วนร่วมของชุมชนในพื้นที่ลุ่มน้ำ {n * 7919 % 10007} ครัวเรือน\n" for n in range(1, 2501))).encode()
faults = 0


def expect(condition, what, *more):
    global faults
    if not condition:
        faults += 1
        print(f"check_server: {what}", *more, file=sys.stderr)


class Server(service.Server):
    """The service, for those who do not keep to HTTP."""

    def misread(self, line):
        expect(False, "a line of the log is not JSON:", line)

    def raw(self, data, timeout=20):
        """What comes back for some bytes until the service closes the connection, and after how long."""
        began = time.monotonic()
        with socket.create_connection(("127.0.0.1", self.port), timeout=timeout) as peer:
            received = b""
            try:
                peer.sendall(data)
                while piece := peer.recv(65536):
                    received += piece
            except (ConnectionResetError, BrokenPipeError):
                pass
            except TimeoutError:
                return received, None
        return received, time.monotonic() - began

    def waits_for(self, condition, seconds=20):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if any(condition(line) for line in list(self.lines)):
                return True
            time.sleep(0.02)
        return False


def form(parts):
    """A form of (name, file name or None, bytes)."""
    body = b""
    for name, file, content in parts:
        body += f'--edge\r\nContent-Disposition: form-data; name="{name}"'.encode()
        body += f'; filename="{file}"'.encode() if file else b""
        body += b"\r\n\r\n" + content + b"\r\n"
    return body + b"--edge--\r\n", {"Content-Type": "multipart/form-data; boundary=edge"}


def problem(answer, kind):
    expect(answer.getheader("Content-Type") == "application/problem+json", f"{answer.status} is no problem document")
    document = json.loads(answer.body)
    expect(document["status"] == answer.status, "the problem tells another status")
    expect(document["type"] == f"urn:sarup:problem:{kind}", f"{document['type']} instead of {kind}")
    return document


def check_outputs(server):
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    kinds = {
        "application/pdf": b"%PDF-1.7", word: b"PK\3\4", "application/vnd.oasis.opendocument.text": b"PK\3\4",
        "text/html": b"<!DOCTYPE html>", "image/png": b"\x89PNG", "image/svg+xml": b"<", "text/plain": b"",
    }
    for kind, start in kinds.items():
        answer = server.ask("POST", "/render", SAMPLE, MARKDOWN | {"Accept": kind})
        expect(answer.status == 200 and answer.body.startswith(start), f"{kind}: {answer.status}")
        expect(answer.getheader("Content-Type").startswith(kind), f"{kind}: {answer.getheader('Content-Type')}")
        tag = answer.getheader("ETag")
        again = server.ask("POST", "/render", SAMPLE, MARKDOWN | {"Accept": kind, "If-None-Match": tag})
        expect(again.status == 412 and again.getheader("ETag") == tag, f"{kind}: the same content is sent again")
    pictures = [("file", f"pictures/{path.name}", path.read_bytes()) for path in (ROOT / "Examples/pictures").iterdir()]
    body, headers = form([("brief", "pictures.md", (ROOT / "Examples/pictures.md").read_bytes())] + pictures)
    answer = server.ask("POST", "/render", body, headers)
    expect(answer.status == 200, "a form with pictures", answer.status, answer.body[:300])
    answer = server.ask("POST", "/render", (ROOT / "Examples/brief.json").read_bytes(), {"Content-Type": "application/json"})
    expect(answer.status == 200, "a brief as JSON")
    for path in ["/templates", "/templates/memo", "/schema", "/schema/brief", "/schema/template"]:
        answer = server.ask("GET", path)
        expect(answer.status == 200, path)
        again = server.ask("GET", path, headers={"If-None-Match": answer.getheader("ETag")})
        expect(again.status == 304 and not again.body, f"{path} is sent again")
        head = server.ask("HEAD", path)
        expect(head.status == 200 and not head.body, f"HEAD {path}")
        expect(head.getheader("Content-Length") == str(len(answer.body)), f"the length of {path} in its head")
    found = json.loads(server.ask("POST", "/check", "---\ntitle: ก\n---\n\nเเละ\n".encode(), MARKDOWN).body)
    expect(found["errors"] == 0 and found["warnings"] > 0, "a check finds nothing")


def check_statuses(server):
    def ask(status, kind, *arguments, **more):
        answer = server.ask(*arguments, **more)
        expect(answer.status == status, f"{arguments[:2]}: {answer.status} instead of {status}")
        return problem(answer, kind) if answer.status == status else {}

    ask(400, "bad-request", "POST", "/render?to=exe", SAMPLE, MARKDOWN)
    ask(400, "bad-request", "POST", "/render", *form([("to", None, b"pdf")]))
    ask(404, "not-found", "GET", "/etc/passwd")
    ask(405, "method-not-allowed", "DELETE", "/render")
    ask(406, "not-acceptable", "POST", "/render", SAMPLE, MARKDOWN | {"Accept": "application/zip"})
    ask(413, "too-large", "POST", "/render", b"x" * (1 << 20) + b"x", MARKDOWN)
    ask(415, "media-type", "POST", "/render", SAMPLE, {"Content-Type": "application/pdf"})
    found = ask(422, "mistakes", "POST", "/render", "---\ntitle: ก\ndate: 2025-13-40\n---\n".encode(), MARKDOWN)["diagnostics"]
    expect((found[0]["code"], found[0]["line"], found[0]["column"]) == ("date-not-in-calendar", 3, 12), "the place", found)
    expect(found[0]["hints"], "no hint")


def check_paths(server):
    """Nothing on the disk is to be had, whatever a request names."""
    with tempfile.NamedTemporaryFile(suffix=".yaml") as secret:
        secret.write(b"extends: brief\nname: secret-of-the-server\n")
        secret.flush()
        up = "../" * 12
        for path in [secret.name, up + secret.name[1:], "/etc/passwd", up + "etc/passwd", "Examples/pictures/logo.png"]:
            escaped = path.replace("/", "%2F")
            brief = f"---\ntitle: ก\ntemplate: {path}\n---\n".encode()
            shown = f"---\ntitle: ก\nlogo: {path}\n---\n\n![ก]({path})\n".encode()
            words = f"---\ntitle: ก\ndictionary: {path}\n---\n".encode()
            base = [("brief", "b.md", SAMPLE), ("template", "t.yaml", f"extends: {path}\n".encode())]
            answers = [server.ask("POST", f"/render?template={escaped}", SAMPLE, MARKDOWN)]
            answers += [server.ask("POST", "/render", text, MARKDOWN) for text in (brief, shown, words)]
            answers += [server.ask("POST", "/check", text, MARKDOWN) for text in (brief, shown, words)]
            answers += [server.ask("POST", "/render", *form(base)), server.ask("GET", f"/templates/{escaped}")]
            for answer in answers:
                expect(answer.status in (404, 422) or b'"errors":0' not in answer.body, f"{path}: {answer.status}")
                expect(b"secret-of-the-server" not in answer.body and b"root:" not in answer.body, f"{path} came out")
    body, headers = form([("brief", "b.md", SAMPLE), ("file", "../../a.png", b"x")])
    expect(server.ask("POST", "/render", body, headers).status == 400, "a file that climbs")
    # What is listened on is the loopback alone.
    listening = [line.split()[1] for line in Path("/proc/net/tcp").read_text().splitlines()[1:] if line.split()[3] == "0A"]
    ours = [address for address in listening if address.endswith(f":{server.port:04X}")]
    expect(ours == [f"0100007F:{server.port:04X}"], "listens at", ours)


def check_clients(server):
    """Slow and broken ones. The service gives a body 2 seconds, and an idle connection 3."""
    head = b"POST /render HTTP/1.1\r\nHost: a\r\nContent-Type: text/markdown\r\n"
    received, took = server.raw(head + b"Content-Length: 99999999\r\n\r\n")
    expect(b" 413 " in received and took is not None and took < 6, "413 by the length", received[:80], took)
    received, took = server.raw(head + b"Transfer-Encoding: chunked\r\n\r\n" + b"10000\r\n" + b"x" * 65536 + b"\r\n" + b"100000\r\n" + b"x" * (1 << 20))
    expect(b" 413 " in received, "413 of a body in chunks", received[:80], took)
    received, took = server.raw(b"nonsense\r\n\r\n")
    expect(b" 400 " in received, "400 for nonsense", received[:80])
    received, took = server.raw(b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"y" * 100_000 + b"\r\n\r\n")
    expect(took is not None and b" 200 " not in received, "headers that are too long", received[:80])

    # A head, and a body, that come a byte at a time.
    for start, what in [(b"GET /healthz HTTP/1.1\r\nX: ", "a slow head"), (head + b"Content-Length: 1000\r\n\r\n", "a slow body")]:
        began = time.monotonic()
        with socket.create_connection(("127.0.0.1", server.port), timeout=1) as peer:
            peer.sendall(start)
            received, closed = b"", False
            while not closed and time.monotonic() - began < 15:
                try:
                    peer.sendall(b"x")
                    if select.select([peer], [], [], 0.2)[0]:
                        piece = peer.recv(65536)
                        received += piece
                        closed = not piece
                except (ConnectionResetError, BrokenPipeError):
                    closed = True
            expect(closed, f"{what} is not cut off")
            if what == "a slow body":
                expect(b" 408 " in received, "408 for a slow body", received[:80])

    # Who asks first is told to go on.
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as peer:
        peer.sendall(head + f"Content-Length: {len(SAMPLE)}\r\nExpect: 100-continue\r\n\r\n".encode())
        first = peer.recv(65536)
        expect(first.startswith(b"HTTP/1.1 100 "), "no 100", first[:80])
        peer.sendall(SAMPLE)
        expect(peer.recv(65536).startswith(b"HTTP/1.1 200 "), "no 200 after 100")

    # Several requests on one connection, the second one sent before the first is answered.
    one = head + f"Content-Length: {len(SAMPLE)}\r\n\r\n".encode() + SAMPLE
    last = b"GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
    received, took = server.raw(one + one + last)
    expect(received.count(b"HTTP/1.1 200 ") == 3, "three requests on one connection", received.count(b"HTTP/1.1 "))

    # Who goes away is not rendered for.
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as peer:
        peer.sendall(head + b"X-Request-Id: gone\r\n" + f"Content-Length: {len(LONG)}\r\n\r\n".encode() + LONG)
        time.sleep(0.3)
    expect(server.waits_for(lambda line: line.get("id") == "gone" and line.get("problem") == "abandoned"), "an abandoned request",
           [line for line in server.lines if line.get("id") == "gone"])


def check_metrics(server):
    text = server.ask("GET", "/metrics").body.decode()
    sample = re.compile(r'^[a-z_]+(\{[a-z]+="[^"]*"(,[a-z]+="[^"]*")*\})? -?[0-9.]+$')
    for line in text.splitlines():
        expect(line.startswith(("# HELP ", "# TYPE ")) or sample.match(line), "metrics:", line)
    expect('sarup_requests_total{route="/render",status="200"}' in text, "no request is counted")
    expect('sarup_refusals_total{problem="mistakes"}' in text, "no refusal is counted")
    expect('sarup_rendering_seconds_count{format="pdf"}' in text, "no rendering is counted")


def check_overload(binary):
    server = Server(binary, "--workers", "1", "--waiting", "1", "--max-brief", "8M", "--max-pages", "100000", "--render-time", "60")
    answers = []
    threads = [threading.Thread(target=lambda: answers.append(server.ask("POST", "/render", LONG, MARKDOWN, 120).status)) for _ in range(2)]
    for thread in threads:
        thread.start()
        time.sleep(0.3)
    slowest = 0
    for _ in range(20):
        began = time.monotonic()
        answer = server.ask("POST", "/render", SAMPLE, MARKDOWN)
        slowest = max(slowest, time.monotonic() - began)
        expect(answer.status == 503 and answer.getheader("Retry-After"), "overload:", answer.status)
    problem(answer, "overloaded")
    expect(slowest < 0.5, f"overload is told after {slowest:.3f} s")
    expect(server.ask("GET", "/healthz").status == 200, "no health while it is busy")
    # What has come is answered after the signal.
    server.process.send_signal(signal.SIGTERM)
    time.sleep(0.2)
    try:
        socket.create_connection(("127.0.0.1", server.port), timeout=2).close()
        expect(False, "listens after SIGTERM")
    except OSError:
        pass
    for thread in threads:
        thread.join(120)
    expect(answers == [200, 200], "requests that were at work when the signal came:", answers)
    expect(server.process.wait(30) == 0, "the status after SIGTERM", server.process.returncode)
    expect(any(line["event"] == "ended" for line in server.lines), "the end is not in the log")
    return slowest


def check_limits(binary):
    with tempfile.NamedTemporaryFile("w") as keys:
        keys.write(f"# who may\noffice: {KEY}\n")
        keys.flush()
        server = Server(binary, "--keys", keys.name, "--rate", "3", "--render-time", "1", "--max-brief", "8M", "--max-pages", "100000")
        problem(server.ask("POST", "/render", SAMPLE, MARKDOWN), "key-needed")
        problem(server.ask("POST", "/render", SAMPLE, MARKDOWN | {"X-API-Key": KEY[:-1] + "x"}), "key-needed")
        bearer = MARKDOWN | {"Authorization": f"Bearer {KEY}"}
        expect(server.ask("POST", "/render", SAMPLE, bearer).status == 200, "a key is not taken")
        expect(server.ask("GET", "/healthz").status == 200, "health asks for a key")
        expect(server.ask("GET", "/metrics").status == 401, "metrics ask for no key")
        statuses = [server.ask("POST", "/render", b"", bearer).status for _ in range(8)]
        expect(429 in statuses, "the rate is not held", statuses)
        time.sleep(1.1)
        began = time.monotonic()
        answer = server.ask("POST", "/render", LONG, bearer)
        problem(answer, "took-too-long")
        expect(time.monotonic() - began < 5, "a long rendering is not ended in time")
        expect(any(line.get("key") == "office" for line in server.lines), "the log does not tell keys apart")
        expect(KEY not in json.dumps(server.lines), "a key stands in the log")
        expect(server.end(signal.SIGINT) == 0, "the status after SIGINT")
    server = Server(binary, "--max-pages", "2", "--max-brief", "8M")
    document = problem(server.ask("POST", "/render", LONG, MARKDOWN), "mistakes")
    expect(document["diagnostics"][0]["code"] == "too-many-pages", "pages", document)
    expect(server.end() == 0, "the status after SIGTERM")
    for options, status in [(["--port", "x"], 64), (["--keys", "/nowhere"], 66), (["--templates", "/nowhere"], 66), (["--host", "192.0.2.1"], 69)]:
        run = subprocess.run([binary, *options], capture_output=True, timeout=30)
        expect(run.returncode == status, f"{options}: {run.returncode} instead of {status}", run.stderr)


def check_templates(binary):
    """A template of the service, with a picture beside it."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "office.yaml").write_text("# Ours\nextends: brief\n")
        server = Server(binary, "--templates", folder)
        names = [template["name"] for template in json.loads(server.ask("GET", "/templates").body)]
        expect("office" in names and "memo" in names, "templates are", names)
        expect(server.ask("POST", "/render?template=office", SAMPLE, MARKDOWN).status == 200, "a template of the service")
        brief = "---\ntitle: ก\ntemplate: office\n---\n".encode()
        expect(server.ask("POST", "/render", brief, MARKDOWN).status == 200, "a template that the brief names")
        expect(server.ask("POST", "/render", "---\ntitle: ก\nlogo: office.yaml\n---\n\n![ก](office.yaml)\n".encode(), MARKDOWN).status == 422,
               "a brief finds a file beside the templates")
        expect(server.end() == 0, "the status after SIGTERM")


def main():
    binary = sys.argv[1]
    began = time.monotonic()
    server = Server(binary, "--max-body", "1M", "--max-memory", "64M", "--body-time", "2", "--idle-time", "3", "--max-brief", "1M", "--max-pages", "100000")
    for check in [check_outputs, check_statuses, check_paths, check_clients, check_metrics]:
        check(server)
    expect("ความ" not in json.dumps(server.lines, ensure_ascii=False), "words of a brief stand in the log")
    expect(server.end() == 0, "the status after SIGTERM", server.process.returncode)
    slowest = check_overload(binary)
    check_limits(binary)
    check_templates(binary)
    print(f"check_server: {faults} faults; overload told within {slowest * 1000:.0f} ms; {time.monotonic() - began:.0f} s")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
