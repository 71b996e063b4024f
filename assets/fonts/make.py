"""Cuts the Latin letters out of the proportional BIZ UD fonts (Debian fonts-morisawa-bizud-*, fonttools 4.68).

Run from the root of the repository: python3 assets/fonts/subset_latin.py
The subsets get names of their own, so that they never stand in for the whole fonts.
"""

from fontTools import subset
from fontTools.ttLib import TTFont

SOURCES = "/usr/share/fonts/truetype"
FONTS = ["bizud-mincho/BIZUDPMincho-Regular", "bizud-gothic/BIZUDPGothic-Regular", "bizud-gothic/BIZUDPGothic-Bold"]
# Latin, Greek, Cyrillic, general punctuation, currency, № and ™.
RANGES = [(0x20, 0x250), (0x370, 0x530), (0x2010, 0x2060), (0x20A0, 0x20C0), (0x2116, 0x2117), (0x2122, 0x2123)]

for name in FONTS:
    font = TTFont(f"{SOURCES}/{name}.ttf", recalcTimestamp=False)
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
    font.save(f"assets/fonts/{name.split('/')[1].replace('-', 'Latin-')}.ttf", reorderTables=True)
