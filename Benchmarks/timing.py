"""Processes and what the kernel says they cost, as cost.c tells it."""
import os
import signal
import statistics
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Cost:
    """Seconds of CPU (user and system) and of time, and peak MiB, of a process and those it waited for."""
    cpu: float
    wall: float
    memory: float


class TooLong(Exception):
    pass


class Run:
    """A command on its way."""
    # Where cost.c was compiled to.
    launcher = None

    def __init__(self, command, cores=None):
        self.command = [str(word) for word in command]
        self.report = tempfile.NamedTemporaryFile("r")
        self.errors = tempfile.TemporaryFile()
        # A session of its own, so that all of a program that takes too long can be ended.
        self.child = subprocess.Popen(
            [str(self.launcher), self.report.name, *self.command], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=self.errors, start_new_session=True, preexec_fn=(lambda: os.sched_setaffinity(0, cores)) if cores else None)

    def pid(self):
        """The number of the process that is measured; empty before it is known, `None` when it is over."""
        try:
            return Path(self.report.name).read_text(encoding="ascii").split("\n")[0]
        except OSError:
            return None

    def finish(self, limit=None):
        try:
            self.child.wait(limit)
        except subprocess.TimeoutExpired:
            os.killpg(self.child.pid, signal.SIGKILL)
            self.child.wait()
            raise TooLong from None
        with self.errors, self.report:
            if self.child.returncode != 0:
                self.errors.seek(0)
                raise SystemExit(f"{self.command[0]} failed: {self.errors.read().decode('utf-8', 'replace')[-2000:]}")
            _, cpu, wall, memory = self.report.read().splitlines()[1].split()
        return Cost(int(cpu) / 1e6, int(wall) / 1e6, int(memory) / 1024)


def run(command, cores=None, limit=None):
    return Run(command, cores).finish(limit)


def together(commands, cores):
    """Several processes at a time, over the same cores: their CPU, the time until the last is done, and their memory, added up."""
    began = time.monotonic()
    costs = [started.finish() for started in [Run(command, cores) for command in commands]]
    return Cost(sum(cost.cpu for cost in costs), time.monotonic() - began, sum(cost.memory for cost in costs))


def threads(pid):
    """By thread: seconds on a core, and seconds in the queue for one."""
    found = {}
    for task in Path(f"/proc/{pid}/task").glob("*"):
        try:
            ran, queue, _ = (task / "schedstat").read_text().split()
        except (OSError, ValueError):
            continue
        found[task.name] = (int(ran) / 1e9, int(queue) / 1e9, time.monotonic())
    return found


def held_up(command, jobs):
    """The cost of a run on as many cores as it has `jobs`, and the share of their time in which its busiest threads neither ran nor
    waited for a core."""
    cores = sorted(os.sched_getaffinity(0))[:jobs]
    began = time.monotonic()
    started = Run(command, set(cores))
    seen = {}
    done = threading.Event()

    def watch():
        pid = None
        while not done.wait(0.02):
            pid = pid or started.pid()
            if pid:
                seen.update(threads(pid))
    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        cost = started.finish()
    finally:
        done.set()
        watcher.join()
    # Those that read and write run little; the ones that render are as many as the jobs.
    busy = sorted(seen.values(), reverse=True)[:jobs]
    held = [1 - (ran + queued) / max(end - began, 0.001) for ran, queued, end in busy]
    return cost, statistics.mean(held) if held else 0.0
