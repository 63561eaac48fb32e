"""Gold text: one sentence a line, `|` a word boundary, `¦` an optional one, `¤` a token whose inside is not scored."""
import glob
import os

LETTERS = frozenset(chr(c) for c in range(0xE01, 0xE4F)) - frozenset("ฯ฿ๆ\u0e3b\u0e3c\u0e3d\u0e3e")
YES, NO, OPEN = 1, 0, -1


class Run:
    """Thai letters with nothing between them: text, what stands before and behind it, and a label for every position."""
    __slots__ = ("text", "before", "behind", "labels", "words", "line", "start", "weight", "corpus")

    def __init__(self, text, before, behind, labels, words, line, start):
        self.text, self.before, self.behind = text, before, behind
        self.labels = labels            # labels[p]: a break before text[p]; [0] is not used
        self.words = words              # (start, end) of the gold words
        self.line, self.start = line, start


def parse(raw, number):
    """The runs of a line."""
    chars, required, optional, spaces, unscored = [], set(), set(), set(), set()
    care, token = True, 0
    for c in raw:
        n = len(chars)
        if c == "|":
            required.add(n)
            care = True
        elif c == "¦":
            optional.add(n)
        elif c == "¤":
            care, token = False, n
        elif c.isspace():
            spaces.add(n)
        else:
            if not care and n > token:
                unscored.add(n)
            chars.append(c)
    runs, n, i = [], len(chars), 0
    while i < n:
        if chars[i] not in LETTERS:
            i += 1
            continue
        j = i + 1
        while j < n and chars[j] in LETTERS and j not in spaces:
            j += 1
        before = "" if i == 0 else " " if i in spaces else chars[i - 1]
        behind = "" if j == n else " " if j in spaces else chars[j]
        labels = [OPEN if p in optional or p in unscored else YES if p in required else NO for p in range(i, j)]
        cuts = [i] + [p for p in range(i + 1, j) if p in required] + [j]
        words = [(a - i, b - i) for a, b in zip(cuts, cuts[1:])]
        runs.append(Run("".join(chars[i:j]), before, behind, labels, words, number, i))
        i = j
    return runs


def pieces(run):
    """Words as the counts take them: cut at optional boundaries too."""
    cuts = [0] + [p for p in range(1, len(run.text)) if run.labels[p] != NO] + [len(run.text)]
    return [run.text[a:b] for a, b in zip(cuts, cuts[1:])]


def load(folder):
    """{corpus name: [runs of a line, ...]} of the files NAME.dev.txt in a folder, in the order of their names."""
    corpora = {}
    for path in sorted(glob.glob(os.path.join(folder, "*.dev.txt"))):
        with open(path, encoding="utf-8") as f:
            lines = [line for line in f.read().split("\n") if line.strip() and not line.startswith("# ")]
        corpora[os.path.basename(path)[:-len(".dev.txt")]] = [parse(line, n) for n, line in enumerate(lines)]
    return corpora
