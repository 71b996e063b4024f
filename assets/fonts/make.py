"""Makes the embedded fonts out of the BIZ UD fonts (Debian fonts-morisawa-bizud-*, fonttools 4.68).

Run from the root of the repository: python3 assets/fonts/make.py
None has hints: they are for the pixels of old screens, and every letter would carry and compress them.
The Latin letters of the proportional fonts get names of their own, so that they never stand in for the whole fonts.
"""

from fontTools import subset
from fontTools.ttLib import TTFont

SOURCES = "/usr/share/fonts/truetype"
WHOLE = ["bizud-mincho/BIZUDMincho-Regular", "bizud-gothic/BIZUDGothic-Regular", "bizud-gothic/BIZUDGothic-Bold"]
LATIN = ["bizud-mincho/BIZUDPMincho-Regular", "bizud-gothic/BIZUDPGothic-Regular", "bizud-gothic/BIZUDPGothic-Bold"]
# Latin, Greek, Cyrillic, general punctuation, currency, № and ™.
RANGES = [(0x20, 0x250), (0x370, 0x530), (0x2010, 0x2060), (0x20A0, 0x20C0), (0x2116, 0x2117), (0x2122, 0x2123)]


def source(name):
    return TTFont(f"{SOURCES}/{name}.ttf", recalcTimestamp=False)


def save(font, name):
    font.save(f"assets/fonts/{name.split('/')[1]}.ttf", reorderTables=True)


for name in WHOLE:
    font = source(name)
    for table in ("cvt ", "fpgm", "prep", "gasp"):
        if table in font:
            del font[table]
    glyphs = font["glyf"]
    for glyph in map(glyphs.__getitem__, font.getGlyphOrder()):
        glyph.expand(glyphs)
        glyph.removeHinting()
    limits = font["maxp"]
    limits.maxZones = 1
    for limit in ("TwilightPoints", "Storage", "FunctionDefs", "InstructionDefs", "StackElements", "SizeOfInstructions"):
        setattr(limits, f"max{limit}", 0)
    save(font, name)

for name in LATIN:
    font = source(name)
    options = subset.Options(layout_features=["ccmp", "liga"], name_IDs=["*"], notdef_outline=True, hinting=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[code for start, end in RANGES for code in range(start, end)])
    subsetter.subset(font)
    for record in font["name"].names:
        if record.nameID in (1, 4, 6):
            text = record.toUnicode()
            for family in ("Mincho", "Gothic"):
                text = text.replace(f"BIZ UDP{family}", f"BIZ UDP{family} Latin")
                text = text.replace(f"BIZUDP{family}", f"BIZUDP{family}Latin")
            record.string = text
    save(font, name.replace("-", "Latin-"))
