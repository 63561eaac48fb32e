#!/usr/bin/env python3
"""Writes or checks the gallery: gallery.py SARUP [--check]. Scripts/gallery says what it is."""
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image, ImageChops, ImageStat

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "Documentation/gallery"
PAGE = ROOT / "Documentation/gallery.md"
# Dots per inch: Thai marks can be told apart at this size, and a picture stays under 20 kB.
RESOLUTION = 96
MARGIN = 16
# Other versions of FreeType and libpng draw edges a little differently; a moved or a missing letter is far above this mean of
# the differences of pixels, of 255.
TOLERANCE = 1.0

HEAD = """# Gallery

[README](../README.md) · written by `Scripts/gallery`: each picture is what the source beside it renders to.

What can be said in a template is in [Templates/README.md](../Templates/README.md).
"""
SECTIONS = {
    "templates": ("Templates that ship", "แม่แบบที่มากับโปรแกรม", "`sarup templates NAME` prints one of them."),
    "elements": ("What a brief can hold", "สิ่งที่เขียนในบทสรุปได้", "All in the template `brief`, unless the source names another."),
}


def fail(message):
    sys.exit(f"Scripts/gallery: {message}")


def entries(section):
    return sorted(path for path in (FOLDER / section).iterdir() if path.suffix in (".md", ".yaml", ".json"))


def heading(source, path):
    """The first comment, which is not shown with the source."""
    lines = source.split("\n")
    for number, line in enumerate(lines[:3]):
        if line.startswith("# "):
            return line[2:], "\n".join(lines[:number] + lines[number + 1:])
    fail(f"{path.relative_to(ROOT)} does not begin with a comment that is its heading")


def picture(sarup, path, folder):
    """The first page, cut to what is on it, in few greys or colours."""
    target = Path(folder, path.stem + ".png")
    run = subprocess.run(
        [sarup, "render", path, "-o", target, "--resolution", str(RESOLUTION), "--no-system-fonts"],
        capture_output=True, text=True)
    if run.returncode or run.stderr:
        fail(f"{path.relative_to(ROOT)} does not render without a word:\n{run.stderr}")
    if not target.exists():
        target = target.with_name(path.stem + "-1.png")
    sheet = Image.open(target).convert("RGB")
    box = ImageChops.difference(sheet, Image.new("RGB", sheet.size, "white")).getbbox()
    if not box:
        fail(f"{path.relative_to(ROOT)} renders to an empty page")
    # The whole width of the sheet, so that indents and alignment show.
    return sheet.crop((0, max(0, box[1] - MARGIN), sheet.width, min(sheet.height, box[3] + MARGIN)))


def written(image, target):
    target.parent.mkdir(parents=True, exist_ok=True)
    image.quantize(16, dither=Image.Dither.NONE).save(target, optimize=True)


def differs(image, target):
    if not target.exists():
        return True
    kept = Image.open(target).convert("RGB")
    if kept.size != image.size:
        return True
    few = image.quantize(16, dither=Image.Dither.NONE).convert("RGB")
    return max(ImageStat.Stat(ImageChops.difference(kept, few)).mean) > TOLERANCE


def main():
    sarup, check = sys.argv[1], "--check" in sys.argv[2:]
    text = HEAD
    stale = []
    pictures = set()
    shipped = subprocess.run([sarup, "templates"], check=True, capture_output=True, text=True).stdout
    names = {line.split()[0] for line in shipped.splitlines()[1:]}
    shown = {path.stem for path in entries("templates")}
    if names != shown:
        fail(f"Documentation/gallery/templates does not show the templates that ship: {sorted(names ^ shown)}")
    with tempfile.TemporaryDirectory() as folder:
        for section, (title, thai, words) in SECTIONS.items():
            text += f"\n## {title} / {thai}\n\n{words}\n"
            for path in entries(section):
                name, source = heading(path.read_text(encoding="utf-8"), path)
                image = picture(sarup, path, folder)
                target = FOLDER / "pictures" / f"{section}-{path.stem}.png"
                pictures.add(target)
                if differs(image, target):
                    stale.append(target)
                    if not check:
                        written(image, target)
                kind = {".md": "markdown", ".yaml": "yaml", ".json": "json"}[path.suffix]
                if section == "templates":
                    name = f"`{path.stem}`: {name}"
                # Four ticks, for a source may hold fences itself.
                text += f"\n### {name}\n\n````{kind}\n{source.strip()}\n````\n"
                text += f"\n![What this renders to](gallery/pictures/{target.name})\n"
    for target in sorted((FOLDER / "pictures").glob("*.png")):
        if target not in pictures:
            stale.append(target)
            if not check:
                target.unlink()
    if not PAGE.exists() or PAGE.read_text(encoding="utf-8") != text:
        stale.append(PAGE)
        if not check:
            PAGE.write_text(text, encoding="utf-8")
    for path in stale:
        print(f"{path.relative_to(ROOT)} is {'not current; run Scripts/gallery' if check else 'written'}")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
