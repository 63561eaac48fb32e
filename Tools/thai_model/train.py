#!/usr/bin/env python3
"""Trains the Thai break scorer and writes its data file.

  train.py GOLD_DIR ../../Data/thai.bin [--vectors FILE]     train on everything and write the data file
  train.py GOLD_DIR --validate [FOLDS]                       cross-validate and print the scores

GOLD_DIR holds NAME.dev.txt files in the format of gold.py. Word list and word counts come from the CC0 files of the package
pythainlp. Needs numpy, scipy and pythainlp; the same input and versions give the same bytes.

Three layers; a score is the log-odds that a position is a word boundary:
  1. lattice.py   the cheapest path over dictionary words and unknown chunks, and how much dearer it is with or without each cut
  2. features.py  hashed sparse features of letters, margins and path words; logistic regression; int8 weights
  3. boost.py     symmetric trees over the layer-2 scores of a position and its neighbours and over lattice numbers; a torn word
                  weighs three times; used where layer 2 is in doubt
Word counts and layer-2 scores are cross-fitted: no layer learns from numbers that have seen the line they describe.
"""
import argparse
import collections
import math
import os
import random
import sys
from multiprocessing import get_context

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
import numpy as np                                                     # noqa: E402
import scipy.optimize                                                  # noqa: E402
import scipy.sparse                                                    # noqa: E402

import boost                                                           # noqa: E402
import features                                                        # noqa: E402
import gold                                                            # noqa: E402
import lattice                                                         # noqa: E402
import pack                                                            # noqa: E402

FOLDS = 5
EDGES = (-4, -2, -1, 0, 0.5, 1, 1.5, 2, 3, 4, 5, 6)     # of the table of calibration
CALIBRATION = [dict.fromkeys(("all", "predicted", "wrong"), 0) for _ in range(len(EDGES) + 1)]
WEIGHTS = {"ud-tud": 1.0, "ud-pud": 0.5, "wisesight1000": 0.7, "gov-challenge": 3.0}
DROPPED = 0.12                                 # share of words forgotten in a second copy, so that unknown words are met
TORN_WEIGHT = 3.0
GATE = 5.0                                     # trees are left out where layer 2 is surer than this
L2 = 1.0
HEADS = "กรม กระทรวง สำนักงาน มหาวิทยาลัย มูลนิธิ ธนาคาร คณะกรรมการ ศาล องค์การ จังหวัด สถาบัน โรงพยาบาล สมาคม บริษัท ศูนย์".split()
JOINTS = "และ แห่ง เพื่อ".split()
NAME_COUNT = 30                                # least count of a word of our own lists


def corpus(name):
    import pythainlp
    with open(os.path.join(os.path.dirname(pythainlp.__file__), "corpus", name), encoding="utf-8") as f:
        return f.read()


def own_words(name):
    """The words of a list beside this file."""
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), name), encoding="utf-8") as f:
        return sorted({lattice.normalise(w) for line in f if not line.startswith("#") for w in line.split()})


def is_word(word):
    return len(word) > 1 and all(c in gold.LETTERS for c in word)


def free_words():
    """Words and their counts, both CC0."""
    words = set(filter(is_word, corpus("words_th.txt").split())) | set(filter(is_word, corpus("countries_th.txt").split()))
    words |= {w.strip('"') for line in corpus("thailand_provinces_th.csv").split("\n") for w in line.split(",") if is_word(w.strip('"'))}
    counts = {}
    for line in corpus("tnc_freq.txt").split("\n"):
        parts = line.split("\t")
        if len(parts) == 2:
            counts[parts[0].strip()] = int(parts[1])
    names = own_words("names.txt") + own_words("whole.txt")
    for w in names:
        counts[w] = max(counts.get(w, 0), NAME_COUNT)
    # Rare words prove nothing: กรมธรรม์ is no department.
    common = {w for w in words if counts.get(w, 0) >= NAME_COUNT} | set(COMPOUNDS) | set(names)
    return {w for w in words if not is_phrase(w, common)} | set(COMPOUNDS) | set(names) | set(HELD), counts


def is_phrase(word, words):
    """Whether a dictionary entry is a phrase, such as the name of a ministry, in which lines should end: it keeps the lattice from
    seeing the words inside."""
    for head in HEADS:
        if word.startswith(head) and len(word) >= len(head) + 5 and cuttable(word[len(head):], words):
            return True
    for joint in JOINTS:
        at = word.find(joint, 2)
        if len(word) >= 10 and at > 0 and cuttable(word[:at], words) and cuttable(word[at + len(joint):], words):
            return True
    for kept in COMPOUNDS:
        at = word.find(kept)
        if at >= 0 and len(word) >= len(kept) + 2 and cuttable(word[:at], words) and cuttable(word[at + len(kept):], words):
            return True
    return False


def dictionary_of(runs, drop=0.0, seed=0):
    """Words and costs from the free lists and the gold words of some runs."""
    words, counts = FREE
    seen = collections.Counter(w for run in runs for w in gold.pieces(run) if len(w) > 1)
    seen_often = {w for w, k in seen.items() if k >= 2 and (w in words or not is_phrase(w, words))}
    total = {w: counts.get(w, 0) + 100 * seen.get(w, 0) + 0.3 for w in words | seen_often}
    total = {w: total[w] for w in sorted(total)}
    if drop:
        chance = random.Random(seed)
        total = {w: k for w, k in total.items() if chance.random() > drop * (1.5 if k < 2000 else .3)}
    whole = math.log(math.fsum(total.values()))
    costs = {}
    for w, k in total.items():
        # Two spellings of one word share an entry.
        key, cost = lattice.normalise(w), min(lattice.NO_WORD - 1, round(lattice.STEPS * (whole - math.log(k))))
        costs[key] = min(cost, costs.get(key, cost))
    # A compound is cheaper than any way to cut it, so that the cheapest path goes through it.
    for own, nats in ((COMPOUNDS, 2), (WHOLE, 1)):
        for w in own:
            costs[w] = min(costs.get(w, lattice.NO_WORD), max(1, cheapest_cut(w, costs) - nats * lattice.STEPS))
    return costs


def cheapest_cut(w, costs):
    best = [0] + [lattice.NO_WORD] * len(w)
    for i in range(len(w)):
        for j in range(i + 1, len(w) + 1):
            if j - i < len(w):
                best[j] = min(best[j], best[i] + costs.get(w[i:j], lattice.NO_WORD))
    return best[-1]


def cuttable(t, words):
    """Whether a text is a row of words."""
    reach = [True] + [False] * len(t)
    for i in range(len(t)):
        if reach[i]:
            for j in range(i + 2, len(t) + 1):
                reach[j] = reach[j] or t[i:j] in words
    return reach[-1]


class Sample:
    """Runs through one lattice, with labels."""

    def __init__(self, runs, costs):
        dictionary = lattice.Dictionary(costs)
        # A run whose spelling changes has other positions than its labels; there are a handful.
        self.runs = [r for r in runs if lattice.normalise(r.text) == r.text]
        self.paths = [lattice.run(r.text, dictionary) for r in self.runs]
        self.columns = features.Columns(self.runs, self.paths)
        label, torn, weight = [], [], []
        for run, path in zip(self.runs, self.paths):
            word_at = {p: (a, b) for a, b in run.words for p in range(a + 1, b)}
            for p in path.pos[1:-1]:
                label.append(run.labels[p])
                a, b = word_at.get(p, (p, p))
                torn.append(run.labels[p] == gold.NO and not (cuttable(run.text[a:p], FREE[0]) and cuttable(run.text[p:b], FREE[0])))
                weight.append(run.weight)
        self.label, self.torn, self.weight = np.array(label), np.array(torn, dtype=bool), np.array(weight)
        self.sparse = features.sparse(self.columns)


def matrix(samples):
    """Scored positions of samples as a sparse matrix, labels and weights."""
    tables = [s.sparse[s.label != gold.OPEN] for s in samples]
    table = np.concatenate(tables)
    present = table >= 0
    rows = np.concatenate(([0], np.cumsum(present.sum(axis=1))))
    columns = table[present]
    X = scipy.sparse.csr_matrix((np.ones(len(columns), np.float32), columns, rows), shape=(len(table), 1 << features.TABLE_BITS))
    y = np.concatenate([s.label[s.label != gold.OPEN] for s in samples]).astype(np.float64)
    return X, y, np.concatenate([s.weight[s.label != gold.OPEN] for s in samples])


class Linear:
    """Layer 2 with int8 weights."""

    def __init__(self, samples):
        X, y, weight = matrix(samples)
        XT = X.T.tocsr()

        def loss(w):
            z = X @ w.astype(np.float32)
            e = np.exp(-np.abs(z))
            p = np.where(z >= 0, 1 / (1 + e), e / (1 + e))
            value = (weight * (np.maximum(z, 0) - z * y + np.log1p(e))).sum() + L2 / 2 * (w @ w)
            return value, (XT @ (weight * (p - y)).astype(np.float32)).astype(np.float64) + L2 * w

        w = scipy.optimize.minimize(loss, np.zeros(X.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 120, "maxcor": 12}).x
        self.scale = float(np.abs(w).max() / 127)
        self.weights = np.round(w / self.scale).astype(np.int8)
        self.multiplier = round(self.scale * features.SCORE_STEPS * 65536)

    def sums(self, sample):
        wide = np.append(self.weights.astype(np.int64), 0)
        return wide[sample.sparse].sum(axis=1)

    def bytes(self, sample):
        return features.score_byte(self.sums(sample), self.multiplier)


def train_trees(parts):
    """parts: (sample, linear layer that has not seen it)."""
    scores = [linear.bytes(s) for s, linear in parts]
    X = np.concatenate([features.dense(s.columns, score) for (s, _), score in zip(parts, scores)])
    y, torn, weight = (np.concatenate([getattr(s, k) for s, _ in parts]) for k in ("label", "torn", "weight"))
    keep = (y != gold.OPEN) & (np.abs(np.concatenate(scores) - 128) < GATE * features.SCORE_STEPS)
    return boost.train(X[keep], y[keep].astype(float), (weight * np.where(torn, TORN_WEIGHT, 1.0))[keep])


def final_scores(sample, linear, forest):
    """Log-odds of the rows of a sample."""
    byte = linear.bytes(sample)
    X = features.dense(sample.columns, byte)
    plain = linear.sums(sample) * linear.scale
    doubt = np.abs(byte - 128) < GATE * features.SCORE_STEPS
    return np.where(doubt, forest.score(X), plain)


def split(corpora):
    """Folds of runs: contiguous blocks of lines, so that no document is in two of them."""
    folds = [[] for _ in range(FOLDS)]
    for name, lines in corpora.items():
        for i, runs in enumerate(lines):
            for run in runs:
                run.corpus, run.weight = name, WEIGHTS.get(name, 1.0)
            folds[i * FOLDS // len(lines)] += runs
    return folds


def samples_of(job):
    """Both copies of fold `fold`, with the counts of all folds but those of `hidden`."""
    fold, hidden = job
    others = [run for f in range(FOLDS) if f not in hidden for run in RUNS[f]]
    first = Sample(RUNS[fold], dictionary_of(others))
    second = Sample(RUNS[fold], dictionary_of(others, DROPPED, fold))
    for s in (first, second):
        s.weight = s.weight / 2
    return job, (first, second)


def fit_linear(job):
    """Layer 2 from some folds but `held`."""
    hidden, held = job
    pairs = [SAMPLES[f, tuple(sorted({f} | hidden))] for f in range(FOLDS) if f not in hidden and f != held]
    return job, Linear([s for pair in pairs for s in pair])


def pool(function, jobs):
    with get_context("fork").Pool() as workers:
        return dict(workers.map(function, jobs, chunksize=1))


def fit(hidden):
    """All layers from the folds outside `hidden`: linear layer, forest."""
    global SAMPLES
    inner = [f for f in range(FOLDS) if f not in hidden]
    missing = [(f, tuple(sorted({f} | hidden))) for f in inner]
    SAMPLES.update(pool(samples_of, [j for j in missing if j not in SAMPLES]))
    layers = pool(fit_linear, [(hidden, held) for held in [None] + inner])
    forest = train_trees([(SAMPLES[f, tuple(sorted({f} | hidden))][0], layers[hidden, f]) for f in inner])
    return layers[hidden, None], forest


def evaluate(sample, scores, vocabulary):
    """{corpus: counts} of one fold's runs at threshold 0."""
    result = collections.defaultdict(collections.Counter)
    at = 0
    for run, path in zip(sample.runs, sample.paths):
        count = result[run.corpus]
        inner = path.pos[1:-1]
        breaks = {p for p, z in zip(inner, scores[at:at + len(inner)]) if z > 0}
        for first, last, _, clusters, _ in path.pieces:
            if not clusters and run.text[path.pos[first]:path.pos[last]] in KEPT:
                breaks -= set(path.pos[first + 1:last])
        for p, z in zip(inner, scores[at:at + len(inner)]):
            if run.labels[p] != gold.OPEN:
                bin_ = sum(z >= edge for edge in EDGES)
                CALIBRATION[bin_]["all"] += 1
                CALIBRATION[bin_]["predicted"] += 1 / (1 + math.exp(min(z, 60)))
                CALIBRATION[bin_]["wrong"] += run.labels[p] == gold.NO
                count["loss"] += math.log1p(math.exp(-abs(z))) + max(0.0, -z if run.labels[p] else z)
                count["positions"] += 1
        at += len(inner)
        word_at = {p: (a, b) for a, b in run.words for p in range(a + 1, b)}
        for p in range(1, len(run.text)):
            if run.labels[p] == gold.YES:
                count["hit" if p in breaks else "missed"] += 1
            elif run.labels[p] == gold.NO and p in breaks:
                a, b = word_at[p]
                cuts = [a] + [q for q in range(a + 1, b) if q in breaks or run.labels[q] == gold.OPEN] + [b]
                parts = [run.text[x:y] for x, y in zip(cuts, cuts[1:])]
                torn = not all(len(w) > 1 and w in vocabulary for w in parts)
                count["torn" if torn else "finer"] += 1
                if torn:
                    count["·".join(parts)] += 1
    return result


def report_calibration():
    """How often a break of some score is wrong, beside what the score says: 1 / (1 + e^score)."""
    edges = ["", *map(str, EDGES), ""]
    for k, (low, high) in enumerate(zip(edges, edges[1:])):
        c = CALIBRATION[k]
        share = lambda key: 100 * c[key] / max(1, c["all"])
        print(f"score {low:>4} to {high:>4}: {c['all']:7} places, wrong by the score {share('predicted'):5.1f} %, by the gold text {share('wrong'):5.1f} %")


def report(counts):
    for name in sorted(counts):
        c = counts[name]
        breaks = c["hit"] + c["torn"] + c["finer"]
        p, r = c["hit"] / max(1, breaks), c["hit"] / max(1, c["hit"] + c["missed"])
        print(f"{name:16} P {100 * p:6.2f}  R {100 * r:6.2f}  F1 {200 * p * r / max(1e-9, p + r):6.2f}  "
              f"torn {100 * c['torn'] / max(1, breaks):5.2f} % ({c['torn']})  log-loss {c['loss'] / max(1, c['positions']):.4f}", flush=True)


def validate(outer):
    vocabulary = set(corpus("words_th.txt").split()) | {r.text[a:b] for fold in RUNS for r in fold for a, b in r.words}
    totals = collections.defaultdict(collections.Counter)
    for fold in range(outer):
        linear, forest = fit(frozenset({fold}))
        _, (sample, _) = samples_of((fold, (fold,)))
        for name, counts in evaluate(sample, final_scores(sample, linear, forest), vocabulary).items():
            totals[name].update(counts)
    report(totals)
    report_calibration()
    return totals


def write_vectors(path, costs, linear, forest):
    """Scores of the lines of vectors.txt: text, TAB, offset:score of each legal position, offsets in letters of the line."""
    here = os.path.dirname(os.path.abspath(__file__))
    with open(os.path.join(here, "vectors.txt"), encoding="utf-8") as f:
        lines = [line.rstrip("\n") for line in f if line.strip() and not line.startswith("#")]
    with open(path, "w", encoding="utf-8") as out:
        out.write("# Written by Tools/thai_model/train.py: what the scorer must find. Kept words are not held together here.\n")
        for line in lines:
            runs = [run for run in gold.parse(line, 0)]
            for run in runs:
                run.corpus, run.weight = "", 1.0
            sample = Sample(runs, costs)
            scores, at, found = final_scores(sample, linear, forest), 0, []
            letters = [i for i, c in enumerate(line) if not c.isspace()]
            for run, positions in zip(sample.runs, sample.paths):
                for p in positions.pos[1:-1]:
                    found.append(f"{letters[run.start + p]}:{scores[at]:.3f}")
                    at += 1
            out.write(f"{line}\t{' '.join(found)}\n")


def main():
    global COMPOUNDS, FREE, HELD, KEPT, RUNS, SAMPLES, WHOLE
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold")
    parser.add_argument("out", nargs="?")
    parser.add_argument("--validate", nargs="?", type=int, const=FOLDS)
    parser.add_argument("--vectors", help="write scores of sample runs, which the reader must agree with")
    a = parser.parse_args()
    COMPOUNDS, WHOLE, HELD = own_words("kept.txt"), own_words("whole.txt"), own_words("held.txt")
    FREE, SAMPLES = free_words(), {}
    KEPT = set(COMPOUNDS) | set(WHOLE) | set(own_words("names.txt"))
    RUNS = split(gold.load(a.gold))
    if not any(RUNS):
        sys.exit(f"no gold text in {a.gold}")
    if a.validate:
        validate(a.validate)
        return
    if not a.out:
        parser.error("say where the data file goes, or --validate")
    linear, forest = fit(frozenset())
    costs = dictionary_of([run for fold in RUNS for run in fold])
    pack.write(a.out, costs, KEPT, set(HELD) - KEPT, linear, forest, GATE)
    if a.vectors:
        write_vectors(a.vectors, costs, linear, forest)


if __name__ == "__main__":
    main()
