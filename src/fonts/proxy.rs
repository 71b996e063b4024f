//! Proxies: fonts without their outlines, for a PDF whose fonts are put in place afterwards.
//!
//! Prepress calls so the light pictures that stand in a layout until the file is printed (Open Prepress Interface).
//! A proxy measures as its font does, but each of its glyphs is only the diagonal of its box, with its number where a
//! glyph has its instructions. What a PDF embeds of a proxy therefore says which glyphs of the font it needs, in order.
//! A proxy never leaves the program: its checksums are not worked out.

use std::collections::BTreeMap;
use ttf_parser::{RawFace, Tag};

/// The instructions of the first glyph, with which everything embedded of a proxy begins.
pub const MARK: &[u8] = b"this is a proxy";

/// Tables and fields of TrueType files are described in <https://learn.microsoft.com/typography/opentype/spec/otff>.
const GLYF: Tag = Tag::from_bytes(b"glyf");
const HEAD: Tag = Tag::from_bytes(b"head");
const LOCA: Tag = Tag::from_bytes(b"loca");
/// Where `head` says that the offsets in `loca` are long.
const OFFSET_SIZE: std::ops::Range<usize> = 50..52;

/// The proxy of a TrueType font with long offsets, as those of many glyphs have; `None` for any other.
pub fn of(font: &[u8]) -> Option<Vec<u8>> {
    let face = RawFace::parse(font, 0).ok()?;
    let records = face.table_records.into_iter();
    let mut tables: BTreeMap<Tag, Vec<u8>> =
        records.filter_map(|record| Some((record.tag, face.table(record.tag)?.to_vec()))).collect();
    if *tables.get(&HEAD)?.get(OFFSET_SIZE)? != [0, 1] {
        return None;
    }
    let (glyf, loca) = (tables.get(&GLYF)?, tables.get(&LOCA)?);
    let begins: Vec<usize> = loca
        .chunks_exact(4)
        .map(|bytes| usize::try_from(u32::from_be_bytes(bytes.try_into().ok()?)).ok())
        .collect::<Option<_>>()?;
    let (mut outlines, mut offsets) = (Vec::new(), vec![0; 4]);
    for (number, ends) in (0..).zip(begins.windows(2)) {
        outlines.extend(diagonal(number, glyf.get(*ends.first()?..*ends.last()?)?)?);
        offsets.extend(u32::try_from(outlines.len()).ok()?.to_be_bytes());
    }
    tables.extend([(GLYF, outlines), (LOCA, offsets)]);
    file(&tables)
}

/// What stands for a glyph: two points, the corners of its box.
/// Glyphs without outline, and those made of others, stay what they are.
fn diagonal(number: u16, glyph: &[u8]) -> Option<Vec<u8>> {
    const ON_CURVE: u8 = 1;
    if glyph.is_empty() || *glyph.first()? >= 0x80 {
        return (number != 0).then(|| glyph.to_vec());
    }
    let edge = |at: usize| Some(i16::from_be_bytes(glyph.get(at..at + 2)?.try_into().ok()?));
    let (left, bottom, right, top) = (edge(2)?, edge(4)?, edge(6)?, edge(8)?);
    let number = number.to_be_bytes();
    let instructions = if number == [0, 0] { MARK } else { &number };
    let words = |words: &[i16]| words.iter().flat_map(|word| word.to_be_bytes()).collect::<Vec<_>>();
    let mut simple = words(&[1, left, bottom, right, top, 1, i16::try_from(instructions.len()).ok()?]);
    simple.extend(instructions);
    simple.extend([ON_CURVE, ON_CURVE]);
    simple.extend(words(&[left, right.checked_sub(left)?, bottom, top.checked_sub(bottom)?]));
    simple.resize(simple.len().next_multiple_of(2), 0);
    Some(simple)
}

/// A font file of these tables.
fn file(tables: &BTreeMap<Tag, Vec<u8>>) -> Option<Vec<u8>> {
    const HEAD_LENGTH: usize = 12;
    const RECORD_LENGTH: usize = 16;
    let mut file = vec![0, 1, 0, 0];
    file.extend(u16::try_from(tables.len()).ok()?.to_be_bytes());
    // Three fields for binary search, which nothing uses any more.
    file.extend([0; 6]);
    let mut offset = HEAD_LENGTH + RECORD_LENGTH * tables.len();
    for (tag, table) in tables {
        file.extend(tag.to_bytes());
        file.extend([0; 4]);
        file.extend(u32::try_from(offset).ok()?.to_be_bytes());
        file.extend(u32::try_from(table.len()).ok()?.to_be_bytes());
        offset += table.len().next_multiple_of(4);
    }
    for table in tables.values() {
        file.extend(table);
        file.resize(file.len().next_multiple_of(4), 0);
    }
    Some(file)
}
