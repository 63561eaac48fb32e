"""Features of the legal positions of many runs at once, in integers.

LinearLayer.swift and TreeLayer.swift compute the same numbers one run at a time.
"""
import numpy as np

from lattice import FOLLOWING, HASH_END, HASH_START, HASH_UNKNOWN, LEADING, NO_WORD, PER_CLUSTER, TONES, UNKNOWN

TABLE_BITS = 18
SCORE_STEPS = 10                               # a score byte is 10 * log-odds + 128
START, END = 0x7E, 0x7F                        # codes outside a run
BUCKETS = (3, 8, 16, 24, 36, 48, 64, 88, 120)  # of a margin, in eighths of a nat
GOLDEN = np.uint64(0x9E3779B97F4A7C15)
DENSE = ("score margin ends starts spans cut left-piece right-piece left-length right-length class-2 class-1 class class+1 end-cost "
         "start-cost from-start to-end into-piece out-of-piece score-2 score-1 score+1 score+2 left-letters left-clusters "
         "right-letters right-clusters").split()


def letter_class(c):
    """0 outside, 1 leading vowel, 2 consonant, 3 following vowel, 4 tone, 5 silencer."""
    if c in LEADING:
        return 1
    if c in TONES:
        return 4
    if c == "์":
        return 5
    return 3 if c in FOLLOWING else 2


def outside_class(c):
    """What stands beside a run."""
    if c == "":
        return 0
    if c.isspace():
        return 1
    if c.isdecimal():
        return 2
    if c in "ๆฯ.":
        return 4 + "ๆฯ.".index(c)
    if c.isalpha():
        return 3
    return 7 if c in "([{“‘\"" else 8 if c in ")]}”’,;:!?%" else 9


def bucket(margin):
    size = abs(margin)
    return (10 if margin < 0 else 0) + sum(size >= b for b in BUCKETS)


class Columns:
    """Integer columns of many runs, one row a legal position inside a run."""

    def __init__(self, runs, paths):
        rows, codes, classes = [], [], []
        self.offsets = []                      # first row of each run
        for run, path in zip(runs, paths):
            self.offsets.append(len(rows))
            base = len(codes) + 4
            codes += [START] * 4 + [ord(c) & 0x7F for c in path.text] + [END] * 4
            classes += [0] * 4 + [letter_class(c) for c in path.text] + [0] * 4
            pos, last, pieces = path.pos, len(path.pos) - 1, path.pieces
            buckets = [bucket(m) for m in path.margin]
            before, behind = outside_class(run.before), outside_class(run.behind)
            for i in range(1, last):
                p = pos[i]
                r = path.piece_of[i]
                cut = pieces[r][0] == i
                l = r - 1 if cut else r
                left, right = pieces[l], pieces[r]
                beside_left = 31 if pos[i - 1] != p - 1 else 30 if i == 1 else buckets[i - 1]
                beside_right = 31 if pos[i + 1] != p + 1 else 30 if i + 1 == last else buckets[i + 1]
                rows.append((
                    base + p, path.margin[i], buckets[i], beside_left, beside_right, path.ends[i], path.starts[i], path.spans[i],
                    path.end_hash[i], path.start_hash[i], path.end_cost[i], path.start_cost[i], cut,
                    left[2], left[3], left[4], pos[left[1]] - pos[left[0]], right[2], right[3], right[4], pos[right[1]] - pos[right[0]],
                    (pieces[l - 1][4] if l else HASH_START), (pieces[r + 1][4] if r + 1 < len(pieces) else HASH_END),
                    p - pos[left[0]], pos[right[1]] - p, i, last - i, p, len(path.text) - p, before, behind))
        self.offsets.append(len(rows))
        table = np.array(rows, dtype=np.int64).reshape(len(rows), 31)
        names = ("at margin bucket beside_left beside_right ends starts spans end_hash start_hash end_cost start_cost cut left_cost "
                 "left_clusters left_hash left_length right_cost right_clusters right_hash right_length far_left far_right into "
                 "out_of index to_end letters letters_to_end before behind").split()
        for k, name in enumerate(names):
            setattr(self, name, table[:, k])
        self.codes, self.classes = np.array(codes, dtype=np.int64), np.array(classes, dtype=np.int64)
        self.count = len(rows)


def key(template, payload):
    return np.uint64(template) << np.uint64(58) ^ payload.astype(np.uint64)


def sparse(c):
    """Indices of the linear features, one row a position; -1 where a feature does not apply."""
    at, codes, classes = c.at, c.codes, c.classes
    keys, absent = [], []

    def add(template, payload, where=None):
        keys.append(key(template, payload))
        absent.append(None if where is None else ~where)

    for size in (1, 2, 3, 4):
        for k in range(-4, 5 - size):
            gram = np.zeros(c.count, dtype=np.int64)
            for j in range(size):
                gram = gram << 7 | codes[at + k + j]
            add(size, gram << 4 | k + 4)
    shape = np.zeros(c.count, dtype=np.int64)
    for k in range(-3, 3):
        shape = shape << 3 | classes[at + k]
    add(5, shape)
    add(6, shape >> 3 & 0o7777)
    m = c.bucket
    e, s, x = np.minimum(c.ends, 9), np.minimum(c.starts, 9), np.minimum(c.spans, 9)
    add(7, m)
    add(8, e << 8 | s << 4 | x)
    add(9, m << 12 | np.minimum(e, 4) << 8 | np.minimum(s, 4) << 4 | np.minimum(x, 6))
    add(10, e)
    add(11, s)
    add(12, x)
    add(13, m << 5 | c.beside_left)
    add(14, m << 5 | c.beside_right)
    add(15, c.end_hash)
    add(16, c.start_hash)
    add(17, m << 14 | codes[at - 1] << 7 | codes[at])
    cut = c.cut == 1
    left, right = c.left_hash, c.right_hash
    left_size = np.where(c.left_clusters > 0, 16 + c.left_clusters, np.minimum(c.left_length, 12))
    right_size = np.where(c.right_clusters > 0, 16 + c.right_clusters, np.minimum(c.right_length, 12))
    add(18, left, cut)
    add(19, right, cut)
    add(20, (left * 0x9E3779B1 + right) & 0xFFFFFFFF, cut)
    add(21, left_size << 5 | right_size, cut)
    add(22, m << 32 | left, cut)
    add(23, m << 32 | right, cut)
    add(24, (c.far_left * 0x9E3779B1 + left) & 0xFFFFFFFF, cut)
    add(25, (c.far_right * 0x9E3779B1 + right) & 0xFFFFFFFF, cut)
    add(26, np.minimum(c.into, 15) << 32 | left, ~cut)
    add(27, left_size << 4 | np.minimum(c.into, 9), ~cut)
    add(28, m << 32 | left, ~cut)
    rarity = lambda cost, clusters: np.where(clusters > 0, 15, np.minimum(14, cost * 5 // 52))
    rare = rarity(c.left_cost, c.left_clusters) << 4 | rarity(c.right_cost, c.right_clusters)
    add(29, c.cut << 8 | rare)
    add(30, m << 8 | rare)
    near, far = np.minimum(c.index, 4), np.minimum(c.to_end, 4)
    add(31, near << 4 | far)
    add(32, m << 8 | np.minimum(near, 3) << 4 | np.minimum(far, 3))
    add(33, c.before << 4 | np.minimum(near, 3))
    add(34, c.behind << 4 | np.minimum(far, 3))
    with np.errstate(over="ignore"):
        table = np.stack([(k * GOLDEN >> np.uint64(64 - TABLE_BITS)).astype(np.int32) for k in keys], axis=1)
    for column, gone in enumerate(absent):
        if gone is not None:
            table[gone, column] = -1
    return table


def score_byte(sums, multiplier):
    """The linear score as the trees see it. sums: of int8 weights; multiplier: sixteenths of a step, by 65536."""
    return np.clip((sums.astype(np.int64) * multiplier + 32768 >> 16) + 128, 8, 248)


def dense(c, score):
    """Numbers from 0 to 127 for the trees, one row a position; score: bytes of score_byte.

    Seven bits let a reader compare eight of them at once with a subtraction.
    """
    n = c.count
    run_of = np.repeat(np.arange(len(c.offsets) - 1), np.diff(c.offsets))
    row = np.arange(n)

    def near(k):
        j = row + k
        inside = (j >= 0) & (j < n)
        j = np.clip(j, 0, max(0, n - 1))
        return np.where(inside & (run_of[j] == run_of), score[j], 218) >> 1

    left_letters, left_clusters = np.zeros(n, np.int64), np.zeros(n, np.int64)
    right_letters, right_clusters = np.zeros(n, np.int64), np.zeros(n, np.int64)
    likely = score > 128
    for first, end in zip(c.offsets, c.offsets[1:]):
        letters, index = 0, 0
        for r in range(first, end):
            left_letters[r], left_clusters[r] = c.letters[r] - letters, c.index[r] - index
            if likely[r]:
                letters, index = c.letters[r], c.index[r]
        if end > first:
            letters, index = c.letters[end - 1] + c.letters_to_end[end - 1], c.index[end - 1] + c.to_end[end - 1]
        for r in range(end - 1, first - 1, -1):
            right_letters[r], right_clusters[r] = letters - c.letters[r], index - c.index[r]
            if likely[r]:
                letters, index = c.letters[r], c.index[r]
    piece = lambda cost, clusters: np.where(clusters > 0, 120 + clusters, np.minimum(cost >> 1, 120))
    classes, at = c.classes, c.at
    columns = [score >> 1, np.clip(c.margin >> 1, -63, 63) + 64, c.ends, c.starts, c.spans, c.cut, piece(c.left_cost, c.left_clusters),
               piece(c.right_cost, c.right_clusters), c.left_length, c.right_length, classes[at - 2], classes[at - 1], classes[at],
               classes[at + 1], c.end_cost >> 1, c.start_cost >> 1, c.index, c.to_end, c.into, c.out_of, near(-2), near(-1), near(1), near(2),
               left_letters, left_clusters, right_letters, right_clusters]
    return np.stack([np.minimum(col, 127) for col in columns], axis=1).astype(np.uint8)
