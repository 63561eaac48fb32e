#!/usr/bin/env python3
"""Lets schemathesis ask the service everything that its OpenAPI document says may be asked, and much that may not.

    check_openapi.py SARUP-SERVER
"""
import subprocess
import sys
import tempfile
from pathlib import Path

from check_server import Server

# What a schema cannot say is no fault: days that are in no calendar, two files of one name, labels that lead nowhere. And every text is a
# brief, or a form's value, whatever type it was meant to have.
NOT_ASKED = "positive_data_acceptance,negative_data_rejection"


# What takes a brief has most of the cases and gets most of the time. The seconds bound a slow machine.
RUNS = [
    ["--include-path", "/render", "--include-path", "/check", "--phases", "coverage,fuzzing", "--max-examples", "10", "--max-time", "45"],
    ["--exclude-path", "/render", "--exclude-path", "/check", "--phases", "coverage,fuzzing", "--max-examples", "5", "--max-time", "20"],
]


def main():
    server = Server(sys.argv[1], "--log", "warning")
    status = 0
    for options in RUNS:
        # One thread: under Python 3.11 several of them trip over each other in the syntax trees that hypothesis reads.
        with tempfile.TemporaryDirectory() as folder:
            run = subprocess.run(
                [Path(sys.executable).parent.resolve() / "schemathesis", "run", f"http://127.0.0.1:{server.port}/openapi.json",
                 *options, "--seed", "1", "--workers", "1", "--generation-database", "none", "--no-color",
                 "--continue-on-failure", "--exclude-checks", NOT_ASKED, "--warnings", "off"],
                capture_output=True, text=True, cwd=folder)
        if run.returncode != 0:
            print(run.stdout + run.stderr, file=sys.stderr)
            status = 1
        counts = next((line.strip() for line in run.stdout.splitlines() if "generated" in line), "no cases")
        print(f"check_openapi: {' '.join(options[:4])}: {counts}")
    if server.end() != 0:
        print("check_openapi: the service did not end as it should", file=sys.stderr)
        status = 1
    return status


if __name__ == "__main__":
    sys.exit(main())
