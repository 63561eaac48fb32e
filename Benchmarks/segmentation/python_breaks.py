"""Marks the words that a Python package finds: one paragraph a line in, the same with | out.

  python_breaks.py newmm|thaibreak|budoux < text
"""
import sys


def words_of(name):
    if name == "newmm":
        from pythainlp.tokenize import word_tokenize
        return lambda line: word_tokenize(line, engine="newmm", keep_whitespace=True)
    if name == "thaibreak":
        import thaibreak

        def cut(line):
            places = thaibreak.boundaries(line)
            return [line[a:b] for a, b in zip(places, places[1:])]
        return cut
    if name == "budoux":
        import budoux
        return budoux.load_default_thai_parser().parse
    sys.exit(f"python_breaks.py: {name} is not known; there are newmm, thaibreak and budoux")


def main():
    words = words_of(sys.argv[1])
    for line in sys.stdin.buffer:
        line = line.decode("utf-8").rstrip("\n")
        sys.stdout.buffer.write(("|".join(words(line)) if line else "").encode("utf-8") + b"\n")


main()
