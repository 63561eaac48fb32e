"""The brief as the peers read it: one paragraph a line, its kind, its number and its text between tabs.

Kinds: T title, P paragraph, F finding, C credit. A peer is called as `PEER [--right MM] IN OUT [IN OUT]...` and renders all of them in one
process, so that what it keeps from one brief to the next serves the next one; --right is the right margin of the page.
"""
import sys
from pathlib import Path


def read(path):
    return [line.split("\t", 2) for line in Path(path).read_text(encoding="utf-8").splitlines()]


def arguments():
    """The right margin in millimetres, what else stood before the files, and pairs of files."""
    words, right = sys.argv[1:], "20"
    if words and words[0] == "--right":
        right, words = words[1], words[2:]
    return right, list(zip(words[::2], words[1::2]))


def numbered(number, text):
    return f"{number} {text}" if number else text
