"""The data file of the break scorer: laid out to be read in place, little-endian.

  0   char[4]  "STHM"
  4   uint16   version of this layout
  6   uint16   log2 of the number of weights
  8   uint32   length of the file
  12  uint32   CRC-32 of everything behind it
  16  uint32   offset of the trie units, their number
  24  uint32   offset of the tails, their number of bytes
  32  uint32   offset of the weights
  36  uint32   offset of the trees
  40  uint16   number of trees, their depth
  44  int32    steps of a score byte a unit of the linear sum, by 65536
  48  float32  log-odds a unit of the linear sum
  52  float32  log-odds a unit of a leaf
  56  int32    sum of the leaves before the first tree, in units of a leaf
  60  int32    steps from the middle of a score byte at which trees are no longer asked

Trie: a double array; labels are the low 7 bits of a scalar. A unit: bits 0-6 its own label; bit 7 set for a leaf.
  inner unit   bit 8: a word ends here; bits 9-31: base. The child for a label stands at base + label, the word's leaf at base.
  leaf         bits 8-31: offset in the tails, where the word's cost stands and then its further labels up to a zero. A cost of 255
               says that no line ends inside the word, 254 that one hardly does; its cost is the next byte.
Trees: features, one byte a level; thresholds, one byte a level; leaves, int16. A level asks whether the feature is greater than the
threshold; the first level gives the highest bit of the leaf's number.
"""
import struct
import zlib

import numpy as np

import lattice

LAYOUT = 2
EMPTY = 0xFF


def trie(costs, kept, held):
    """Units and tails of a dictionary."""
    words = sorted((bytes(ord(c) & 0x7F for c in w), bytes([255, cost] if w in kept else [254, cost] if w in held else [cost])) for w, cost in costs.items())
    units, taken = np.full(1 << 20, EMPTY, dtype=np.uint32), bytearray(1 << 20)
    free = bytearray(b"\1") * (1 << 20)                        # 1: free
    free[0] = 0
    tails, tail_at = bytearray(), {}

    def tail(rest, cost):
        piece = cost + rest + b"\0"
        if piece not in tail_at:
            tail_at[piece] = len(tails)
            tails.extend(piece)
        return tail_at[piece]

    def place(labels):
        low = labels[0]
        at = free.find(1, low + 1)
        while True:
            base = at - low
            if not taken[base] and all(free[base + label] for label in labels):
                return base
            at = free.find(1, at + 1)

    highest = 0
    stack = [(0, 0, 0, len(words), 0)]                         # unit, its label, words from, to, depth
    while stack:
        unit, label, first, end, depth = stack.pop()
        if end - first == 1:
            word, cost = words[first]
            units[unit] = label | 1 << 7 | tail(word[depth:], cost) << 8
            continue
        children, i = [], first
        ends_here = len(words[first][0]) == depth
        if ends_here:
            children.append((0, first, first + 1))
            i += 1
        while i < end:
            j, c = i, words[i][0][depth]
            while j < end and words[j][0][depth] == c:
                j += 1
            children.append((c, i, j))
            i = j
        base = place([c for c, _, _ in children])
        taken[base] = 1
        units[unit] = label | ends_here << 8 | base << 9
        for c, i, j in children:
            free[base + c] = 0
            highest = max(highest, base + c)
            stack.append((base + c, c, i, j, depth + (c != 0)))
    return units[:highest + 129], bytes(tails)


def write(path, costs, kept, held, linear, forest, gate):
    units, tails = trie(costs, kept, held)
    count = len(forest.leaves)
    scale = max(float(np.abs(leaves).max()) for leaves in forest.leaves) / 32767
    sections = [units.astype("<u4").tobytes(), tails, linear.weights.tobytes(),
                bytes(f for fs in forest.features for f in fs) + bytes(t for ts in forest.thresholds for t in ts)
                + b"".join(np.round(leaves / scale).astype("<i2").tobytes() for leaves in forest.leaves)]
    offsets, body = [], b""
    for section in sections:
        offsets.append(64 + len(body))
        body += section + b"\0" * (-len(section) % 16)
    table_bits = len(linear.weights).bit_length() - 1
    head = struct.pack("<6IHHiffii", offsets[0], len(units), offsets[1], len(tails), offsets[2], offsets[3], count, forest.depth,
                       linear.multiplier, linear.scale, scale, round(forest.base / scale), round(gate * 10))
    assert len(head) == 48
    with open(path, "wb") as f:
        f.write(struct.pack("<4sHHII", b"STHM", LAYOUT, table_bits, 64 + len(body), zlib.crc32(head + body)) + head + body)
    print(f"{path}: {64 + len(body)} bytes; {len(costs)} words, {len(units)} units, {len(tails)} bytes of tails, {count} trees of depth "
          f"{forest.depth}, {int((linear.weights != 0).sum())} weights that are not zero")
