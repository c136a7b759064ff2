"""Cuts the shipped fonts to the characters that names and chat need.

Called by scripts/fonts.sh, which fetches the sources: fonts.py SOURCES TARGET.
The character sets are the national standards that fonts and keyboards of each country are built on, so that "all
usual names" is somebody else's careful list and not our guess. Equal sources give equal bytes.
"""

import sys
import unicodedata
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

MAX_BYTES = 3_000_000


def double_byte(codec, leads, trails):
    """Characters that a double-byte encoding can write with these lead and trail bytes."""
    found = set()
    for lead in leads:
        for trail in trails:
            try:
                text = bytes([lead, trail]).decode(codec)
            except UnicodeDecodeError:
                continue
            if len(text) == 1:
                found.add(ord(text))
    return found


# Punctuation, symbols, kana and full-width forms that every East Asian text uses.
EAST_ASIAN = set(range(0x20, 0x7F)) | set(range(0x3000, 0x3100)) | set(range(0x31F0, 0x3200)) | set(range(0xFF00, 0xFFF0))
HIGH = range(0xA1, 0xFF)
# Windows-31J is JIS X 0208 and the characters that Japanese family names need beyond it, such as U+9AD9 and U+FA11.
JAPANESE = EAST_ASIAN | double_byte("cp932", range(0x81, 0xFD), range(0x40, 0xFD))
# Every modern syllable, and KS X 1001 without its hanja, which the two Han fonts have; with the jamo a half-typed
# syllable shows.
KOREAN = EAST_ASIAN | set(range(0x3130, 0x3190)) | set(range(0xAC00, 0xD7A4)) | {
    c for c in double_byte("euc_kr", HIGH, HIGH) if not unicodedata.name(chr(c), "").startswith("CJK")
}
# GB 2312; of the first level of Big5 (traditional characters) what the Japanese font lacks, or the file grows too large.
TRADITIONAL = double_byte("big5", range(0xA4, 0xC7), [*range(0x40, 0x7F), *range(0xA1, 0xFF)])
CHINESE = EAST_ASIAN | double_byte("gb2312", HIGH, HIGH) | (TRADITIONAL - JAPANESE)

# Source, target, characters (None keeps all), features ("*" keeps all). The Han fonts keep the usual features: the
# rare ones (historical forms, half widths) would bring thousands of glyphs that no text here asks for.
FONTS = [
    ("noto-sans/400Regular/NotoSans_400Regular.ttf", "NotoSans-Regular.ttf", None, "*"),
    ("noto-sans/600SemiBold/NotoSans_600SemiBold.ttf", "NotoSans-SemiBold.ttf", None, "*"),
    ("noto-sans-thai/400Regular/NotoSansThai_400Regular.ttf", "NotoSansThai-Regular.ttf", None, "*"),
    ("noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf", "NotoSansJP-Regular.ttf", JAPANESE, None),
    ("noto-sans-kr/400Regular/NotoSansKR_400Regular.ttf", "NotoSansKR-Regular.ttf", KOREAN, None),
    ("noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf", "NotoSansSC-Regular.ttf", CHINESE, None),
    ("twemoji/twemoji.woff2", "Twemoji.ttf", None, "*"),
]


def cut(source, target, characters, features):
    options = subset.Options()
    options.flavor = None
    options.hinting = False
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.glyph_names = False
    options.recalc_timestamp = False
    options.drop_tables += ["FFTM"]
    if features is not None:
        options.layout_features = [features]
    font = TTFont(source, recalcTimestamp=False, lazy=False)
    wanted = set(font.getBestCmap()) if characters is None else characters
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=wanted)
    cutter.subset(font)
    font.flavor = None
    font.save(target)


def check_emoji(path):
    """The text engine draws COLR version 0 only, and flags are ligatures of two letters."""
    font = TTFont(path)
    if font["COLR"].version != 0:
        sys.exit(f"{path}: COLR version {font['COLR'].version}, but only version 0 is drawn")
    letters = font.getBestCmap()
    first = {letters[c] for c in range(0x1F1E6, 0x1F200)}
    flags = sum(
        len(ligatures)
        for lookup in font["GSUB"].table.LookupList.Lookup
        for table in lookup.SubTable
        for glyph, ligatures in getattr(getattr(table, "ExtSubTable", table), "ligatures", {}).items()
        if glyph in first
    )
    if flags < 250:
        sys.exit(f"{path}: only {flags} flags are left")
    return flags


def main():
    sources, target = Path(sys.argv[1]), Path(sys.argv[2])
    total = 0
    for source, name, characters, features in FONTS:
        cut(sources / source, target / name, characters, features)
        size = (target / name).stat().st_size
        total += size
        print(f"{name:28} {size:>9} bytes, {len(TTFont(target / name).getBestCmap()):>6} characters")
        if size > MAX_BYTES:
            sys.exit(f"{name} is larger than {MAX_BYTES} bytes")
    print(f"{'all':28} {total:>9} bytes; {check_emoji(target / 'Twemoji.ttf')} flags in Twemoji.ttf")


main()
