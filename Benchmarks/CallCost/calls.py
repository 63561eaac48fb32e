"""What rendering a brief to a PDF costs from Python: calls.py BRIEF ROUNDS. As main.swift."""
import statistics
import sys
import time

import sarup

name, rounds = sys.argv[1], int(sys.argv[2])
with open(name, "rb") as file:
    brief = file.read()
renderer = sarup.Renderer()
times = []
for number in range(rounds + rounds // 3):
    start = time.thread_time_ns()
    pdf = renderer.render(brief, name=name)
    used = time.thread_time_ns() - start
    if not pdf:
        sys.exit(65)
    if number >= rounds // 3:
        times.append(used / 1000)
print(statistics.median(times))
