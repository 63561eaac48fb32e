"""The cheapest ways to cut a run into dictionary words and unknown chunks, in integers, so that every reader gets the same.

Costs are in eighths of a nat. A chunk of k clusters that is no word costs UNKNOWN + k * PER_CLUSTER.
ThaiLattice.swift does the same; `vectors` of train.py writes what both must agree on.
"""
LEADING = frozenset("เแโใไ")
FOLLOWING = frozenset("ะ\u0e31าำ\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e3aๅ\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e4d\u0e4e")
TONES = frozenset("\u0e48\u0e49\u0e4a\u0e4b")
STEPS = 8
UNKNOWN, PER_CLUSTER, MAX_CLUSTERS = 12 * STEPS, 6 * STEPS, 6
MAX_WORD = 30
MARGIN_LIMIT = 20 * STEPS
NO_WORD = 248                                  # cost where no word ends or starts
HASH_SEED, HASH_PRIME, MASK = 0x811C9DC5, 0x01000193, 0xFFFFFFFF
HASH_UNKNOWN, HASH_START, HASH_END = 3, 1, 2
FAR = 1 << 28


def normalise(text):
    """Spellings that look alike become one: เเ is แ, and ํ with า is ำ, the tone mark between them or before them first."""
    return (text.replace("เเ", "แ").replace("ํา", "ำ").replace("ํ่า", "่ำ").replace("ํ้า", "้ำ").replace("ํ๊า", "๊ำ")
            .replace("ํ๋า", "๋ำ"))


def completes_ia(t, p):
    k = p - 2 if t[p - 1] in TONES else p - 1
    if k < 2 or t[k] != "ี":
        return False
    return t[k - 2] == "เ" or (k >= 3 and t[k - 3] == "เ" and t[k - 1] in "รลว")


def legal_positions(t):
    """Positions of a run where a cut leaves no impossible piece, its two ends included."""
    n = len(t)
    result = [0]
    for p in range(1, n):
        a, c = t[p - 1], t[p]
        two, three = t[p + 1:p + 2], t[p + 2:p + 3]
        if c in FOLLOWING or a in LEADING:
            continue
        if two == "์" or (three == "์" and two in "ิุ"):       # a silenced consonant stays with the one before it
            continue
        if a == "ื" or (p >= 2 and a == "ั"):                   # vowels that want a final consonant
            continue
        if p >= 3 and a in TONES and t[p - 2] in "ัื":
            continue
        if p >= 2 and a == "็" and t[p - 2] != "ก":
            continue
        if c == "ย" and completes_ia(t, p):                     # เ◌ี is nothing without its ย
            continue
        if a == c == two:                                       # lengthened spelling
            continue
        result.append(p)
    result.append(n)
    return result


def word_hash(word):
    h = HASH_SEED
    for c in word:
        h = ((h ^ (ord(c) & 0x7F)) * HASH_PRIME) & MASK
    return h


class Dictionary:
    """Words with costs; the trie is a dict of dicts whose key 0 holds (cost, hash)."""

    def __init__(self, cost):
        self.cost = cost
        self.trie = {}
        for word, price in cost.items():
            node = self.trie
            for c in word:
                node = node.setdefault(c, {})
            node[0] = (price, word_hash(word))


class Path:
    """What the layers above need, one entry a legal position unless said otherwise."""
    __slots__ = ("text", "pos", "margin", "ends", "starts", "spans", "end_hash", "start_hash", "end_cost", "start_cost", "piece_of",
                 "pieces")


def run(t, dictionary):
    """The lattice of one run: a Path.

    pieces are those of the cheapest path: (first legal index, last, cost, clusters or 0 for a word, hash); piece_of[i] is the
    index of the piece that starts at legal index i or goes across it.
    """
    pos = legal_positions(t)
    last = len(pos) - 1
    index_of = {p: i for i, p in enumerate(pos)}
    n = len(t)
    words = []                                                   # per start: (end index, cost, hash)
    forward = [FAR] * (last + 1)
    came = [None] * (last + 1)
    forward[0] = 0
    trie = dictionary.trie
    ends, starts, spans = [0] * (last + 1), [0] * (last + 1), [0] * (last + 1)
    end_hash, start_hash = [0] * (last + 1), [0] * (last + 1)
    end_cost, start_cost = [NO_WORD] * (last + 1), [NO_WORD] * (last + 1)
    for i in range(last):
        p, base = pos[i], forward[i]
        found = []
        node = trie
        for q in range(p, min(n, p + MAX_WORD)):
            node = node.get(t[q])
            if node is None:
                break
            word = node.get(0)
            if word is not None:
                j = index_of.get(q + 1)
                if j is not None:
                    cost, h = word
                    found.append((j, cost, h))
                    size = q + 1 - p
                    starts[i], start_hash[i], start_cost[i] = size, h, cost
                    if size > ends[j]:
                        ends[j], end_hash[j], end_cost[j] = size, h, cost
                    for m in range(i + 1, j):
                        if size > spans[m]:
                            spans[m] = size
                    if base + cost < forward[j]:
                        forward[j], came[j] = base + cost, (i, j, cost, 0, h)
        words.append(found)
        for k in range(1, min(MAX_CLUSTERS, last - i) + 1):
            price = UNKNOWN + PER_CLUSTER * k
            if base + price < forward[i + k]:
                forward[i + k], came[i + k] = base + price, (i, i + k, price, k, HASH_UNKNOWN)
    backward = [FAR] * (last + 1)
    backward[last] = 0
    without = [FAR] * (last + 1)                                 # the cheapest path that does not cut here
    for i in range(last - 1, -1, -1):
        base, best = forward[i], FAR
        for j, cost, _ in words[i]:
            v = cost + backward[j]
            if v < best:
                best = v
            for m in range(i + 1, j):
                if base + v < without[m]:
                    without[m] = base + v
        across = FAR
        for k in range(min(MAX_CLUSTERS, last - i), 0, -1):
            v = UNKNOWN + PER_CLUSTER * k + backward[i + k]
            if across < without[i + k] - base:
                without[i + k] = base + across
            across = min(across, v)
        backward[i] = min(best, across)
    margin = [0] * (last + 1)
    for i in range(1, last):
        margin[i] = max(-MARGIN_LIMIT, min(MARGIN_LIMIT, without[i] - forward[i] - backward[i]))
    pieces, j = [], last
    while j > 0:
        pieces.append(came[j])
        j = came[j][0]
    pieces.reverse()
    piece_of = [0] * (last + 1)
    for number, piece in enumerate(pieces):
        for i in range(piece[0], piece[1]):
            piece_of[i] = number
    piece_of[last] = len(pieces)
    path = Path()
    path.text, path.pos, path.margin, path.ends, path.starts, path.spans = t, pos, margin, ends, starts, spans
    path.end_hash, path.start_hash, path.end_cost, path.start_cost = end_hash, start_hash, end_cost, start_cost
    path.pieces, path.piece_of = pieces, piece_of
    return path
