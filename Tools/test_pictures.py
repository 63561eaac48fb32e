#!/usr/bin/env python3
"""Makes small pictures of every kind for the tests: test_pictures.py FOLDER

Needs pip pillow==11.3.0, for JPEG; PNG files are written here, since no program writes all of their kinds.
"""
import io
import struct
import sys
import zlib
from pathlib import Path

from PIL import Image, ImageCms

WIDTH, HEIGHT = 12, 8
CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
PASSES = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]


def color(x, y):
    """Four quarters: red, green, blue, and white that cannot be seen."""
    if y < HEIGHT // 2:
        return (230, 30, 40, 255) if x < WIDTH // 2 else (30, 170, 60, 255)
    return (20, 60, 200, 255) if x < WIDTH // 2 else (255, 255, 255, 0)


def samples(x, y, kind, depth):
    red, green, blue, alpha = color(x, y)
    gray = (red * 299 + green * 587 + blue * 114) // 1000
    if kind == 3:
        return [(0 if y < HEIGHT // 2 else 2) + (x >= WIDTH // 2)]
    values = {0: [gray], 2: [red, green, blue], 4: [gray, alpha], 6: [red, green, blue, alpha]}[kind]
    return [value * 257 if depth == 16 else value >> (8 - depth) for value in values]


def rows(kind, depth, left, top, across, down):
    for y in range(top, HEIGHT, down):
        values = [value for x in range(left, WIDTH, across) for value in samples(x, y, kind, depth)]
        if not values:
            return
        if depth == 16:
            yield b"\0" + struct.pack(f">{len(values)}H", *values)
        elif depth == 8:
            yield b"\0" + bytes(values)
        else:
            bits = "".join(f"{value:0{depth}b}" for value in values)
            bits += "0" * (-len(bits) % 8)
            yield b"\0" + bytes(int(bits[at:at + 8], 2) for at in range(0, len(bits), 8))


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(kind, depth, interlaced=False, before=(), between=(), cut=1):
    passes = PASSES if interlaced else [(0, 0, 1, 1)]
    data = zlib.compress(b"".join(row for part in passes for row in rows(kind, depth, *part)), 9)
    pieces = [data[at:at + len(data) // cut + 1] for at in range(0, len(data), len(data) // cut + 1)]
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", WIDTH, HEIGHT, depth, kind, 0, 0, int(interlaced)))
    palette = b""
    if kind == 3:
        entries = [color(0, 0), color(WIDTH - 1, 0), color(0, HEIGHT - 1), color(WIDTH - 1, HEIGHT - 1)]
        palette = chunk(b"PLTE", b"".join(bytes(entry[:3]) for entry in entries))
    return (b"\x89PNG\r\n\x1a\n" + head + b"".join(before) + palette + b"".join(between)
            + b"".join(chunk(b"IDAT", piece) for piece in pieces) + chunk(b"IEND", b""))


def profile():
    data = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    # It carries the time at which it was made.
    return data[:24] + struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + data[36:]


def icc(data):
    return chunk(b"iCCP", b"profile\0\0" + zlib.compress(data, 9))


def photo(width=48, height=32):
    """Large quarters, so that JPEG keeps their middles as they are."""
    picture = Image.new("RGB", (width, height))
    for y in range(height):
        for x in range(width):
            picture.putpixel((x, y), color(x * WIDTH // width, y * HEIGHT // height)[:3])
    return picture


def jpeg(picture, **options):
    output = io.BytesIO()
    picture.save(output, "JPEG", quality=90, subsampling=0, **options)
    return output.getvalue()


STORED = {2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
          5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE,
          8: Image.Transpose.ROTATE_270}


def exif(orientation=None, dpi=None):
    block = Image.Exif()
    if orientation:
        block[0x0112] = orientation
    if dpi:
        block[0x011A], block[0x011B], block[0x0128] = dpi, dpi, 2
    return block


def files():
    for depth in (1, 2, 4, 8, 16):
        yield f"gray{depth}.png", png(0, depth)
    for depth in (8, 16):
        yield f"rgb{depth}.png", png(2, depth)
        yield f"gray-alpha{depth}.png", png(4, depth)
        yield f"rgba{depth}.png", png(6, depth)
    for depth in (2, 4, 8):
        yield f"palette{depth}.png", png(3, depth)
    yield "palette-clear.png", png(3, 4, between=[chunk(b"tRNS", bytes([255, 255, 255, 0]))])
    yield "rgb-clear.png", png(2, 8, between=[chunk(b"tRNS", struct.pack(">HHH", 255, 255, 255))])
    yield "gray-clear.png", png(0, 8, between=[chunk(b"tRNS", struct.pack(">H", 255))])
    yield "rgb-interlaced.png", png(2, 8, interlaced=True)
    yield "rgba-interlaced.png", png(6, 8, interlaced=True)
    yield "rgb16-interlaced.png", png(2, 16, interlaced=True)
    yield "palette-interlaced.png", png(3, 2, interlaced=True)
    yield "linear.png", png(2, 8, before=[chunk(b"gAMA", struct.pack(">I", 100000))])
    yield "profile.png", png(2, 8, before=[chunk(b"gAMA", struct.pack(">I", 45455)), icc(profile())])
    yield "profile-of-gray.png", png(0, 8, before=[icc(profile())])
    yield "texts.png", png(
        2, 8, cut=3, before=[chunk(b"pHYs", struct.pack(">IIB", 11811, 11811, 1)),
                             chunk(b"tEXt", b"Author\0A person"), chunk(b"eXIf", b"MM\0*\0\0\0\x08\0\0")])
    yield "rgb.jpg", jpeg(photo(), dpi=(300, 150))
    yield "gray.jpg", jpeg(photo().convert("L"))
    yield "progressive.jpg", jpeg(photo(), progressive=True)
    yield "profile.jpg", jpeg(photo(), icc_profile=profile(), comment=b"A comment")
    yield "cmyk.jpg", jpeg(photo().convert("CMYK"))
    yield "exif.jpg", jpeg(photo(), exif=exif(dpi=240.0)).replace(b"\0\1\1\1\0\xf0\0\xf0", b"\0\1\1\0\0\1\0\1")
    for orientation in range(1, 9):
        picture = photo() if orientation == 1 else photo().transpose(STORED[orientation])
        yield f"held{orientation}.jpg", jpeg(picture, exif=exif(orientation))
    yield "trailer.jpg", jpeg(photo()) + jpeg(photo(16, 16)) + b"SEFT"


def main():
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files():
        (folder / name).write_bytes(data)


if __name__ == "__main__":
    main()
