#!/usr/bin/env python3
"""How long after a save `sarup watch` has its output in place. Usage: watch.py SARUP BRIEF [ROUNDS]

The brief is copied into a folder of its own and saved again and again, in turn in place and by renaming a new file over it, as
editors do. Counted is the time from the end of the save to the new output."""

import os
import pathlib
import signal
import statistics
import subprocess
import sys
import tempfile
import time


def main():
    sarup, brief = sys.argv[1], pathlib.Path(sys.argv[2])
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 40
    with tempfile.TemporaryDirectory() as folder:
        copy, output = pathlib.Path(folder) / "brief.md", pathlib.Path(folder) / "out.pdf"
        text = brief.read_bytes()
        copy.write_bytes(text)
        watch = subprocess.Popen([sarup, "watch", str(copy), "-o", str(output), "--no-system-fonts"], stderr=subprocess.DEVNULL)
        while not output.exists():
            time.sleep(0.01)
        times = []
        for number in range(rounds):
            time.sleep(0.2)
            before = output.stat().st_ino
            changed = text + f"\n\n{number}\n".encode()
            if number % 2:
                beside = copy.with_suffix(".new")
                beside.write_bytes(changed)
                os.rename(beside, copy)
            else:
                copy.write_bytes(changed)
            start = time.perf_counter()
            while output.stat().st_ino == before:
                time.sleep(0.0005)
            times.append(1000 * (time.perf_counter() - start))
        watch.send_signal(signal.SIGTERM)
        status = watch.wait(5)
    times.sort()
    print(f"{rounds} saves: median {statistics.median(times):.1f} ms, 95 % within {times[int(rounds * 0.95)]:.1f} ms, status {status}")


if __name__ == "__main__":
    main()
