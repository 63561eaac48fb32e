#!/usr/bin/env python3
"""measure_batch.py SARUP: CPU, time and memory of `sarup batch`.

How much two threads gain is told in two ways. The ratio of times is what a user sees, and is right on an idle machine alone. The kernel
also says of each thread how long it ran, how long it waited for a core, and so how long it was held up by anything else: by locks, by the
disk, by an empty queue. Only that last part is the program's own, and it can be read on a busy machine as well.
"""
import argparse
import json
import os
import platform
import random
import shutil
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

WORDS = ("ที่ประชุม รับทราบ รายงาน ผลการดำเนินงาน ของหน่วยงาน ในรอบปี งบประมาณ การบริหาร ภาครัฐ แบบมีส่วนร่วม ประชาชน "
         "ข้อเสนอแนะ โครงการ พัฒนา ระบบ ข้อมูล เปิด ความโปร่งใส").split()


def records(path, count):
    """Short records of three findings, every paragraph different."""
    order = random.Random(1)

    def text(words):
        return "".join(order.choice(WORDS) + (" " if order.random() < 0.2 else "") for _ in range(words))

    with open(path, "w", encoding="utf-8") as file:
        for number in range(1, count + 1):
            record = {"id": f"{number:06}", "title": "สรุป" + text(4), "date": f"2026-01-{1 + number % 28:02}",
                      "lead": [text(25)], "findings": [text(30), text(20), text(28)]}
            file.write(json.dumps(record, ensure_ascii=False) + "\n")


def threads(pid):
    """By thread: seconds on a core, and seconds in the queue for one."""
    found = {}
    for task in Path(f"/proc/{pid}/task").glob("*"):
        try:
            run, queue, _ = (task / "schedstat").read_text().split()
        except (OSError, ValueError):
            continue
        found[task.name] = (int(run) / 1e9, int(queue) / 1e9, time.monotonic())
    return found


def run(command):
    """Seconds of time and of CPU, peak MiB, and the share of their time that the threads that render were held up."""
    start = time.monotonic()
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE)
    seen = {}
    while True:
        seen.update(threads(child.pid))
        done, status, usage = os.wait4(child.pid, os.WNOHANG)
        if done:
            break
        time.sleep(0.02)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        raise SystemExit(child.stderr.read().decode("utf-8", "replace")[-2000:])
    # Those that read and write run little; the ones that render are as many as --jobs.
    busy = sorted(seen.values(), reverse=True)[:int(command[command.index("--jobs") + 1])]
    held = [1 - (ran + queued) / max(end - start, 0.001) for ran, queued, end in busy]
    return time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, statistics.mean(held)


def batch(sarup, path, out, jobs, *more):
    return run([sarup, "batch", str(path), "--out", f"{out}/{{id}}.pdf", "--jobs", str(jobs), "--progress", "none", *more])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("sarup")
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--records", type=int, default=2000)
    parser.add_argument("--many", type=int, default=100_000)
    options = parser.parse_args()
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        records(folder / "records.jsonl", options.records)
        pairs = []
        for _ in range(options.pairs):
            pair = []
            for jobs in (1, 2):
                shutil.rmtree(folder / "out", ignore_errors=True)
                pair.append(batch(options.sarup, folder / "records.jsonl", folder / "out", jobs))
            pairs.append(pair)
        again = batch(options.sarup, folder / "records.jsonl", folder / "out", 2, "--resume")
        memory = []
        for count in (options.many // 100, options.many // 10, options.many):
            records(folder / "many.jsonl", count)
            shutil.rmtree(folder / "out", ignore_errors=True)
            memory.append((count, batch(options.sarup, folder / "many.jsonl", folder / "out", 2)))
    text = f"""# Benchmarks of the batch

What `Benchmarks/batch` printed. Records of three findings, every paragraph different, to PDF/A-2a and PDF/UA-1 on a disk, each file and the
journal synced. Medians of {options.pairs} pairs of runs over {options.records:,} records. A thread is held up when it neither runs nor waits for
a core: by locks, by the disk, by an empty queue; two threads that are never held up do twice the work of one on an idle machine. With a load over 1 at the start, times and their ratio are
those of a busy machine, and only CPU and the share held up count.

{options.sarup.split("/")[-1]} on {platform.system()} {platform.machine()}, {os.cpu_count()} cores, load {load:.1f} at the start.

| threads that render | CPU a record | records a second | held up |
| --- | --- | --- | --- |
"""
    for index, jobs in enumerate((1, 2)):
        values = [pair[index] for pair in pairs]
        cpu = statistics.median(value[1] for value in values) / options.records * 1000
        rate = options.records / statistics.median(value[0] for value in values)
        held = statistics.median(value[3] for value in values) * 100
        text += f"| {jobs} | {cpu:.2f} ms | {rate:.0f} | {held:.1f} % |\n"
    ratios = [one[0] / two[0] for one, two in pairs]
    work = [one[1] / two[1] for one, two in pairs]
    text += f"""
Time of one thread over that of two, median of pairs: **{statistics.median(ratios):.2f}**. CPU of one over that of two:
{statistics.median(work):.2f}. Going on with a finished run, which reads and hashes every file: {again[1] / options.records * 1000:.2f} ms of CPU a record.

| records | peak memory | CPU a record |
| --- | --- | --- |
"""
    for count, value in memory:
        text += f"| {count:,} | {value[2]:.0f} MiB | {value[1] / count * 1000:.2f} ms |\n"
    print(text, end="")


if __name__ == "__main__":
    main()
