"""What rendering a brief to a PDF costs from Python: calls.py BRIEF. As main.swift."""
import sys
import time

import sarup

name = sys.argv[1]
with open(name, "rb") as file:
    brief = file.read()
renderer = sarup.Renderer()
for _ in sys.stdin:
    least = float("inf")
    for _ in range(4):
        start = time.thread_time_ns()
        pdf = renderer.render(brief, name=name)
        if not pdf:
            sys.exit(65)
        least = min(least, (time.thread_time_ns() - start) / 1000)
    print(least, flush=True)
