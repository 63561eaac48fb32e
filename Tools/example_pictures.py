#!/usr/bin/env python3
"""Makes the pictures of Examples/pictures.md: example_pictures.py FOLDER

Needs pip pillow==11.3.0. Everything is drawn from numbers here, so the pictures belong to nobody else.
"""
import math
import random
import sys
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont

FONT = Path(__file__).parent.parent / "Fonts/Sarabun-Regular.ttf"


def blend(low, high, part):
    return tuple(round(a + (b - a) * part) for a, b in zip(low, high))


def photo():
    """A pond at dusk: gradients, soft edges and grain, as a camera gives them."""
    width, height, horizon = 1200, 750, 430
    chance = random.Random(2562)
    picture = Image.new("RGB", (width, height))
    draw = ImageDraw.Draw(picture)
    for y in range(height):
        sky = blend((58, 96, 150), (250, 196, 132), min(1, y / horizon) ** 1.4)
        water = blend((214, 166, 122), (30, 56, 84), min(1, max(0, y - horizon) / (height - horizon)) ** 0.7)
        draw.line([(0, y), (width, y)], fill=sky if y < horizon else water)
    draw.ellipse([820, 300, 920, 400], fill=(255, 232, 190))
    for layer, (base, swing, color) in enumerate([(400, 46, (104, 110, 132)), (424, 30, (62, 82, 84))]):
        crest = [(x, base - swing * (math.sin(x / (150 + 70 * layer) + layer * 2) + 0.6 * math.sin(x / 61.0)))
                 for x in range(0, width + 1, 4)]
        draw.polygon([(0, horizon)] + crest + [(width, horizon)], fill=color)
    for _ in range(420):
        x, y = chance.randrange(width), chance.randrange(horizon + 6, height)
        reach = (y - horizon) // 3 + 8
        part = math.exp(-abs(x - 870) / 140)
        draw.line([(x - reach, y), (x + reach, y)], fill=blend((70, 92, 118), (255, 214, 160), part), width=2)
    for x, size in [(120, 1.3), (215, 0.9), (1080, 1.1)]:
        foot, top = 640, 640 - 330 * size
        draw.polygon([(x - 9 * size, foot), (x + 9 * size, foot), (x + 3, top), (x - 3, top)], fill=(38, 30, 28))
        for _ in range(260):
            angle, far = chance.uniform(0, 2 * math.pi), chance.uniform(0, 92 * size)
            cx, cy, r = x + far * math.cos(angle), top + 0.8 * far * math.sin(angle), chance.uniform(8, 20) * size
            draw.ellipse([cx - r, cy - r, cx + r, cy + r], fill=blend((28, 48, 36), (66, 96, 58), chance.random()))
    picture = picture.filter(ImageFilter.GaussianBlur(1.2))
    grain = Image.new("L", (width, height))
    grain.putdata([max(0, min(255, round(128 + chance.gauss(0, 5)))) for _ in range(width * height)])
    return Image.blend(picture, Image.merge("RGB", [grain] * 3), 0.06)


def chart():
    """Bars on nothing: the ground of the page shows through."""
    font = ImageFont.truetype(str(FONT), 44, layout_engine=ImageFont.Layout.BASIC)
    picture = Image.new("RGBA", (1500, 840), (0, 0, 0, 0))
    draw = ImageDraw.Draw(picture)
    values = [("๒๕๖๔", 3.2), ("๒๕๖๕", 4.1), ("๒๕๖๖", 5.6), ("๒๕๖๗", 6.3), ("๒๕๖๘", 7.8)]
    for step in range(0, 9, 2):
        y = 740 - step * 84
        draw.line([(120, y), (1480, y)], fill=(90, 100, 110, 90), width=2)
        draw.text((96, y), "".join(chr(0x0E50 + int(digit)) for digit in str(step)), fill=(40, 46, 54, 255),
                  font=font, anchor="rm")
    for index, (year, value) in enumerate(values):
        x = 190 + index * 262
        draw.rectangle([x, 740 - value * 84, x + 150, 740], fill=(38, 112, 92, 255))
        draw.rectangle([x + 150, 740 - value * 84 + 12, x + 162, 740], fill=(38, 112, 92, 80))
        draw.text((x + 75, 764), year, fill=(40, 46, 54, 255), font=font, anchor="mt")
    draw.line([(120, 740), (1480, 740)], fill=(40, 46, 54, 255), width=4)
    return picture


def logo():
    """A leaf in a ring, in a palette of sixteen of which the last cannot be seen."""
    size = 640
    picture = Image.new("RGBA", (size * 2, size * 2), (0, 0, 0, 0))
    draw = ImageDraw.Draw(picture)
    draw.ellipse([20, 20, size * 2 - 20, size * 2 - 20], fill=(26, 84, 70, 255))
    draw.ellipse([70, 70, size * 2 - 70, size * 2 - 70], fill=(244, 240, 226, 255))
    leaf = []
    for step in range(181):
        angle = math.radians(step * 2)
        leaf.append((size + 330 * math.sin(angle) * (1 - 0.35 * math.cos(angle)), size - 430 * math.cos(angle)))
    draw.polygon(leaf, fill=(46, 139, 98, 255))
    draw.line([(size, 300), (size, 1060)], fill=(244, 240, 226, 255), width=26)
    for offset in (0, 140, 280):
        for side in (-1, 1):
            draw.line([(size, 880 - offset), (size + side * 210, 700 - offset)], fill=(244, 240, 226, 255), width=18)
    small = picture.resize((size, size), Image.LANCZOS)
    solid = small.convert("RGB").quantize(15)
    alpha = small.getchannel("A")
    mask = alpha.point(lambda value: 15 if value < 128 else 0)
    data = [15 if m else v for v, m in zip(solid.getdata(), mask.getdata())]
    solid.putdata(data)
    return solid


def ornament():
    """A row of dots that fade out to both sides, in grey and alpha."""
    picture = Image.new("LA", (900, 36), (0, 0))
    draw = ImageDraw.Draw(picture)
    for index in range(31):
        x = 30 + index * 28
        far = abs(index - 15) / 16
        draw.ellipse([x - 7, 11, x + 7, 25], fill=(70, round(255 * (1 - far))))
    return picture


def main():
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    photo().save(folder / "pond.jpg", quality=72, subsampling=2, optimize=True, dpi=(300, 300))
    chart().save(folder / "chart.png", optimize=True, dpi=(254, 254))
    logo().save(folder / "logo.png", optimize=True, transparency=15, bits=4, dpi=(300, 300))
    ornament().save(folder / "ornament.png", optimize=True, dpi=(300, 300))


if __name__ == "__main__":
    main()
