#!/usr/bin/env python3
"""Writes src/xsd/datatypes/regex/tables.rs: general categories and blocks for \\p in the pattern facet.

Usage: python3 scripts/generate-unicode-tables.py Blocks.txt > src/xsd/datatypes/regex/tables.rs
Categories are those of the running Python's unicodedata; Blocks.txt is the Unicode Character Database's file of the
same version (unicode.org, or the one that perl installs as unicore/Blocks.txt).
"""

import re
import sys
import unicodedata

CATEGORIES = (
    "Lu Ll Lt Lm Lo Mn Mc Me Nd Nl No Pc Pd Ps Pe Pi Pf Po Zs Zl Zp Sm Sc Sk So Cc Cf Co Cn"
).split()

# Names that the table of XML Schema 1.0 (Appendix F.1.1, Unicode 3.1) has and later versions renamed.
OLD_NAMES = [
    ("Greek", 0x370, 0x3FF),
    ("CombiningMarksforSymbols", 0x20D0, 0x20FF),
    ("PrivateUse", 0xE000, 0xF8FF),
]


def category(point):
    name = unicodedata.category(chr(point))
    return CATEGORIES.index("Cn" if name == "Cs" else name)


def runs():
    start, current = 0, category(0)
    for point in range(1, 0x110000):
        found = category(point)
        if found != current:
            yield current, point - start
            start, current = point, found
    yield current, 0x110000 - start


def encode(run):
    """Low 5 bits: category; high 3 bits: length - 1 up to 6, or 7 and the length as little-endian base 128."""
    kind, length = run
    if length <= 7:
        return bytes([kind | (length - 1) << 5])
    encoded = bytearray([kind | 7 << 5])
    while length >= 128:
        encoded.append(length & 127 | 128)
        length >>= 7
    encoded.append(length)
    return bytes(encoded)


def blocks(path):
    line = re.compile(r"^([0-9A-F]+)\.\.([0-9A-F]+); (.+)$", re.MULTILINE)
    with open(path, encoding="utf-8") as file:
        for first, last, name in line.findall(file.read()):
            yield re.sub(r"[ _]", "", name), int(first, 16), int(last, 16)


def point(value):
    text = f"{value:X}"
    return f"0x{text}" if len(text) < 6 else f"0x{text[:-4].zfill(4)}_{text[-4:]}"


def main():
    print(f"//! Unicode {unicodedata.unidata_version}, written by scripts/generate-unicode-tables.py.")
    print()
    print("/// The general categories, in the order of their numbers in [`CATEGORY_RUNS`].")
    names = ", ".join(f'"{name}"' for name in CATEGORIES)
    print("#[rustfmt::skip]")
    print(f"pub(super) const CATEGORIES: [&str; {len(CATEGORIES)}] = [{names}];")
    print()
    print("/// Runs of code points of one category from U+0000 on: low 5 bits the category, high 3 bits the length less 1,")
    print("/// or 7 and the length after it, little-endian in base 128.")
    data = b"".join(encode(run) for run in runs())
    print("#[rustfmt::skip]")
    print(f"pub(super) static CATEGORY_RUNS: [u8; {len(data)}] = [")
    for at in range(0, len(data), 26):
        print("    " + ",".join(str(byte) for byte in data[at : at + 26]) + ",")
    print("];")
    print()
    print("/// Name without spaces, first and last code point of each block.")
    print("#[rustfmt::skip]")
    print("pub(super) static BLOCKS: &[(&str, u32, u32)] = &[")
    for name, first, last in [*OLD_NAMES, *blocks(sys.argv[1])]:
        print(f'    ("{name}", {point(first)}, {point(last)}),')
    print("];")


main()
