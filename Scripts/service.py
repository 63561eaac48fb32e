"""Starts the HTTP service at a free port, reads its log and asks it: for what checks it and what measures it."""
import atexit
import http.client
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


class Server:
    """The service at a free port. Its log goes to a file, so that whoever measures has nobody beside him who reads along."""

    def __init__(self, binary, *options):
        self.log = tempfile.TemporaryFile()
        self.known = []
        self.taken = 0
        self.process = subprocess.Popen(
            [binary, "--port", "0", *options], stderr=self.log, stdout=subprocess.DEVNULL, cwd=ROOT)
        atexit.register(self.process.kill)
        end = time.monotonic() + 30
        while not (ports := [line["port"] for line in self.lines if line["event"] == "listening"]):
            if self.process.poll() is not None or time.monotonic() > end:
                sys.exit(f"the service does not listen: {self.lines}")
            time.sleep(0.02)
        self.port = ports[0]

    @property
    def lines(self):
        """What the log says so far."""
        while True:
            piece = os.pread(self.log.fileno(), 1 << 20, self.taken)
            whole = piece[:piece.rfind(b"\n") + 1]
            if not whole:
                return self.known
            self.taken += len(whole)
            for line in whole.splitlines():
                try:
                    self.known.append(json.loads(line))
                except ValueError:
                    self.misread(line)

    def misread(self, line):
        """A line of the log is not JSON."""
        print(line.decode(errors="replace"), file=sys.stderr)

    def ask(self, method, path, body=None, headers={}, timeout=60):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        connection.request(method, path, body=body, headers=headers)
        answer = connection.getresponse()
        answer.body = answer.read()
        connection.close()
        return answer

    def end(self, number=signal.SIGTERM):
        """Its exit status; none where it had to be killed."""
        self.process.send_signal(number)
        try:
            return self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return None
