"""Scores word breakers on gold text and measures their speed; prints the tables of Documentation/benchmarks-lines.md.

  score.py GOLD_DIR NAME=COMMAND...

GOLD_DIR holds NAME.dev.txt files in the format of Tools/thai_model/gold.py. A command reads paragraphs, a line each, and writes them
with | where a word or a line may end. Judged are the places between two Thai letters. A wrong break is torn when a piece of the
word that it cuts is no word of PyThaiNLP's list.
"""
import os
import resource
import shlex
import statistics
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "Tools", "thai_model"))
import gold                                                            # noqa: E402


def lexicon():
    import pythainlp
    with open(os.path.join(os.path.dirname(pythainlp.__file__), "corpus", "words_th.txt"), encoding="utf-8") as f:
        return set(f.read().split())


def plain(raw):
    """The text, and for each letter of it its number among those that are no space."""
    return "".join(c for c in raw if c not in "|¦¤")


def breaks_of(marked, text):
    """Places of | in letters that are no space; None where the text has changed."""
    places, letters, at = set(), 0, 0
    for c in marked:
        if c == "|" and (at >= len(text) or text[at] != "|"):
            places.add(letters)
            continue
        if at >= len(text) or c != text[at]:
            return None
        at += 1
        letters += not c.isspace()
    return places if at == len(text) else None


def run(command, lines):
    done = subprocess.run(shlex.split(command), input="".join(line + "\n" for line in lines).encode(), stdout=subprocess.PIPE, check=True)
    return done.stdout.decode("utf-8").split("\n")[:len(lines)]


def score(command, corpus, words):
    raws = [raw for raw in corpus if raw.strip() and not raw.startswith("# ")]
    texts = [plain(raw) for raw in raws]
    hit = missed = wrong = torn = lost = 0
    for raw, text, marked in zip(raws, texts, run(command, texts)):
        places = breaks_of(marked, text)
        if places is None:
            lost += 1
            continue
        for piece in gold.parse(raw, 0):
            cut = {p for p in range(1, len(piece.text)) if piece.start + p in places}
            for start, end in piece.words:
                inner = [p for p in range(start + 1, end) if p in cut and piece.labels[p] == gold.NO]
                if inner:
                    ends = [start] + [p for p in range(start + 1, end) if p in cut] + [end]
                    parts = [piece.text[a:b] for a, b in zip(ends, ends[1:])]
                    wrong += len(inner)
                    torn += len(inner) if any(len(w) == 1 or w not in words for w in parts) else 0
            wanted = [p for p in range(1, len(piece.text)) if piece.labels[p] == gold.YES]
            hit += sum(p in cut for p in wanted)
            missed += sum(p not in cut for p in wanted)
    f1 = 200 * hit / max(1, 2 * hit + wrong + missed)
    return f1, 100 * torn / max(1, hit + wrong), lost


def seconds(command, data):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(shlex.split(command), input=data, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def main():
    folder, commands = sys.argv[1], [a.split("=", 1) for a in sys.argv[2:]]
    names = sorted(f[:-len(".dev.txt")] for f in os.listdir(folder) if f.endswith(".dev.txt"))
    corpora = {}
    for name in names:
        with open(os.path.join(folder, name + ".dev.txt"), encoding="utf-8") as f:
            corpora[name] = f.read().split("\n")
    words = lexicon() | {piece.text[a:b] for lines in corpora.values() for line in lines if not line.startswith("# ")
                         for piece in gold.parse(line, 0) for a, b in piece.words}
    text = "\n".join(plain(line) for lines in corpora.values() for line in lines if not line.startswith("# "))
    data = (text + "\n").encode() * 2
    print("| | " + " | ".join(f"{name}: F1, torn %" for name in names) + " | MB/s | start, ms |")
    print("| --- |" + " --- |" * (len(names) + 2))
    rows = []
    for label, command in commands:
        cells = []
        for name in names:
            f1, torn, lost = score(command, corpora[name], words)
            cells.append(f"{f1:.1f}, {torn:.2f}" + (f" ({lost} lines changed)" if lost else ""))
        rows.append((label, command, cells))
    # Programs take turns, so that all of them meet the same machine.
    slow = {label for label, command in commands if "python" in command}
    loads, times = {label: [] for label, _ in commands}, {label: [] for label, _ in commands}
    for turn in range(5):
        for label, command, _ in rows:
            if label in slow and turn > 0:
                continue
            loads[label].append(seconds(command, b"\n"))
            times[label].append(seconds(command, data))
    for label, _, cells in rows:
        load = statistics.median(loads[label])
        speed = len(data) / 1e6 / max(1e-6, statistics.median(times[label]) - load)
        print(f"| {label} | " + " | ".join(cells) + f" | {speed:.1f} | {1000 * load:.0f} |", flush=True)


main()
