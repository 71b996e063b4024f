//! Preflight: every row is looked at before the first page.

use super::columns::Columns;
use super::finding::{self, Findings, Rule};
use super::list::{Fault, Row, cell_name};
use super::names::short_hash;
use super::{Earlier, List, Plan, Recipient, Stop, Workshop, address, clean};
use crate::diag::{Diagnostic, Severity, Wording};
use crate::fonts::{Fonts, UncoveredKind};
use crate::locale::Lang;
use std::collections::{BTreeMap, BTreeSet};

/// A list that was looked through, with the letters that it needs.
pub struct Checked {
    /// What was found.
    pub findings: Findings,
    /// Rows that cannot be printed as they are, each with the codes of its errors.
    pub invalid: BTreeMap<u64, Vec<&'static str>>,
    /// How many rows the list has, those included.
    pub rows: u64,
    /// Rows that get no letter, because nothing of their earlier one is to be corrected.
    pub unaffected: u64,
    /// The letters that are corrected, if any are.
    pub earlier: Option<Earlier>,
    /// The letters.
    pub plan: Plan,
    columns: Columns,
}

/// Reads one row.
pub struct Reader<'a> {
    columns: &'a Columns,
    earlier: Option<&'a Earlier>,
}

impl Checked {
    /// Reads rows as they were checked.
    pub fn reader(&self) -> Reader<'_> {
        Reader { columns: &self.columns, earlier: self.earlier.as_ref() }
    }
}

/// Looks at every row of a list.
///
/// # Errors
/// A list that has no recipients or lacks a column, and a letter that cannot be drafted.
pub fn preflight(
    list: &List,
    workshop: &Workshop<'_>,
    fonts: &Fonts,
    earlier: Option<Earlier>,
) -> Result<Checked, Stop> {
    let columns = Columns::of(list, workshop.case())?;
    let mut check = Check {
        workshop,
        fonts,
        reader: Reader { columns: &columns, earlier: earlier.as_ref() },
        sets: workshop.case().entries("data").map(|set| set.name.value.as_str()).collect(),
        phones: phones(list),
        findings: Findings::default(),
        invalid: BTreeMap::new(),
        plan: Plan::default(),
        seen: Seen::default(),
        unaffected: 0,
        found_again: 0,
    };
    let mut rows = 0;
    for row in list.rows()? {
        check.row(&row?)?;
        rows += 1;
    }
    if rows == 0 {
        return Err(nobody(list).into());
    }
    check.duplicates();
    let lost = earlier.as_ref().map_or(0, Earlier::concerned).saturating_sub(check.found_again);
    if lost > 0 {
        return Err(lost_recipients(list, lost).into());
    }
    let Check { findings, invalid, plan, unaffected, .. } = check;
    Ok(Checked { findings, invalid, rows, unaffected, earlier, plan, columns })
}

/// Columns whose name speaks of a telephone.
fn phones(list: &List) -> BTreeSet<usize> {
    let is_phone = |name: &str| {
        let name = name.to_lowercase();
        ["電話", "携帯", "phone", "mobile"].iter().any(|word| name.contains(word)) || ["tel", "fax"].contains(&&*name)
    };
    list.header.iter().enumerate().filter(|(_, name)| is_phone(name)).map(|(place, _)| place).collect()
}

struct Check<'a> {
    workshop: &'a Workshop<'a>,
    fonts: &'a Fonts,
    reader: Reader<'a>,
    sets: BTreeSet<&'a str>,
    /// Columns of telephone numbers.
    phones: BTreeSet<usize>,
    findings: Findings,
    invalid: BTreeMap<u64, Vec<&'static str>>,
    plan: Plan,
    seen: Seen,
    unaffected: u64,
    /// Recipients of an earlier letter that is to be corrected, as far as the list has them.
    found_again: u64,
}

/// What must not occur twice, as hashes with their rows: 5 million recipients take 240 MB.
#[derive(Default)]
struct Seen {
    ids: Vec<([u8; 12], u32)>,
    folded: Vec<([u8; 12], u32)>,
    persons: Vec<([u8; 12], u32)>,
}

/// What is wrong with one row.
type Faults = BTreeSet<&'static str>;

impl Reader<'_> {
    /// The recipient of a row, and whether anything was put right.
    pub fn recipient(&self, row: &Row) -> (Recipient, bool) {
        let cell = |field: &str| self.columns.cell(field, &row.cells);
        let (name, address, postal) =
            (clean::line(&cell("name")), clean::lines(&cell("address")), clean::postal(&cell("postal")));
        let guardian = clean::line(&cell("guardian"));
        let changed = name.changed || address.changed || postal.changed || guardian.changed;
        let own = self.columns.own().map(|field| (field.to_owned(), clean::lines(&cell(field)).text));
        let recipient = Recipient {
            row: row.number,
            id: clean::line(&cell("id")).text,
            name: name.text,
            honorific: clean::line(&cell("honorific")).text,
            postal: postal.text,
            address: address.text,
            lang: language(&cell("language")),
            guardian: guardian.text,
            deceased: clean::flag(&cell("deceased")).unwrap_or_default(),
            sets: clean::names(&cell("sets")),
            own: own.collect(),
            earlier: String::new(),
        };
        let date = self.earlier.and_then(|earlier| earlier.date(&recipient)).unwrap_or_default().to_owned();
        (Recipient { earlier: date, ..recipient }, changed)
    }

    /// Whether a recipient gets a letter: everyone, or those whose earlier one is to be corrected.
    pub fn wants(&self, recipient: &Recipient) -> bool {
        self.earlier.is_none_or(|earlier| earlier.date(recipient).is_some())
    }
}

/// `ja` or `en`, also with a region or in words.
fn language(cell: &str) -> Option<Lang> {
    let word = clean::line(cell).text.to_lowercase();
    match word.split(['-', '_']).next() {
        Some("ja" | "japanese" | "日本語") => Some(Lang::Ja),
        Some("en" | "english" | "英語") => Some(Lang::En),
        _ => None,
    }
}

impl Check<'_> {
    fn row(&mut self, row: &Row) -> Result<(), Stop> {
        if let Some(fault) = row.fault {
            self.add(whole(fault), row.number, "");
            return Ok(());
        }
        let spoilt = self.spoilt(row);
        let (recipient, changed) = self.reader.recipient(row);
        let mut found: Vec<&'static Rule> = Vec::new();
        self.needed(&recipient, &mut found);
        self.cells(row, &recipient, &mut found);
        self.characters(&recipient, &mut found);
        if changed {
            found.push(finding::CLEANED);
        }
        self.found_again += u64::from(self.reader.earlier.is_some_and(|earlier| earlier.is_concerned(&recipient)));
        let wanted = self.reader.wants(&recipient);
        let printable = !spoilt && !found.iter().any(|rule| rule.severity == Severity::Error);
        self.unaffected += u64::from(printable && !wanted);
        if printable && wanted {
            self.letter(&recipient, &mut found)?;
        }
        let mut said = Faults::new();
        for rule in found.into_iter().filter(|rule| said.insert(rule.code)) {
            self.add(rule, recipient.row, &recipient.id);
        }
        self.seen.add(&recipient);
        Ok(())
    }

    fn add(&mut self, rule: &'static Rule, row: u64, id: &str) {
        self.findings.add(rule, row, id);
        if rule.severity == Severity::Error {
            self.invalid.entry(row).or_default().push(rule.code);
        }
    }

    /// What a spreadsheet did to the cells that are read, told by the names of the cells; whether the row cannot be used.
    fn spoilt(&mut self, row: &Row) -> bool {
        let mut spoilt = false;
        for place in self.reader.columns.places() {
            let cell = row.cells.get(place).map_or("", |cell| cell.trim());
            let is_phone = self.phones.contains(&place);
            let Some(rule) = clean::spoilt(cell, is_phone) else { continue };
            let column = u32::try_from(place).unwrap_or(u32::MAX);
            let above = u32::try_from(row.number - 1).unwrap_or(u32::MAX);
            self.add(rule, row.number, &cell_name(above, column));
            spoilt |= rule.severity == Severity::Error;
        }
        spoilt
    }

    fn needed(&self, recipient: &Recipient, found: &mut Vec<&'static Rule>) {
        let needed = [
            (&recipient.id, finding::MISSING_ID),
            (&recipient.name, finding::MISSING_NAME),
            (&recipient.address, finding::MISSING_ADDRESS),
        ];
        found.extend(needed.into_iter().filter(|(text, _)| text.is_empty()).map(|(_, rule)| rule));
        if ["様", "殿", "さま", "御中"].iter().any(|honorific| recipient.name.ends_with(honorific)) {
            found.push(finding::HONORIFIC);
        }
        match self.workshop.lang(recipient) {
            None => found.push(finding::NO_LETTER),
            Some(Lang::Ja) if !recipient.postal.is_empty() && !clean::is_postal(&recipient.postal) => {
                found.push(finding::BAD_POSTAL);
            }
            Some(_) => {}
        }
    }

    /// Cells that hold a word of a closed list.
    fn cells(&self, row: &Row, recipient: &Recipient, found: &mut Vec<&'static Rule>) {
        let cell = |field: &str| self.reader.columns.cell(field, &row.cells);
        if !cell("language").trim().is_empty() && recipient.lang.is_none() {
            found.push(finding::NO_LETTER);
        }
        if clean::flag(&cell("deceased")).is_none() {
            found.push(finding::BAD_FLAG);
        }
        if recipient.sets.iter().any(|set| !self.sets.contains(set.as_str())) {
            found.push(finding::UNKNOWN_SET);
        }
        if self.reader.columns.has("sets") && recipient.sets.is_empty() {
            found.push(finding::NO_SET);
        }
    }

    /// Characters that would not be printed as written.
    fn characters(&self, recipient: &Recipient, found: &mut Vec<&'static Rule>) {
        for (_, text) in recipient.printed() {
            let is_direction = |c: char| matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{061C}');
            if text.chars().any(|c| c.is_control() && c != '\n') {
                found.push(finding::CONTROL);
            } else if text.chars().any(is_direction) {
                found.push(finding::DIRECTION);
            } else {
                let lines = text.lines().flat_map(|line| self.fonts.coverage(line));
                found.extend(lines.map(|uncovered| match uncovered.kind {
                    UncoveredKind::MissingGlyph => finding::MISSING_GLYPH,
                    UncoveredKind::IgnoredVariation => finding::IGNORED_VARIATION,
                    UncoveredKind::PrivateUse => finding::PRIVATE_USE,
                }));
            }
        }
    }

    /// The letter itself: whether the row states all that it prints, and whether the address fits.
    fn letter(&mut self, recipient: &Recipient, found: &mut Vec<&'static Rule>) -> Result<(), Stop> {
        let Some(number) = self.plan.add(self.workshop, recipient)? else { return Ok(()) };
        let fields = self.plan.letters.get(number).map(super::Letter::fields).unwrap_or_default();
        let may_lack = ["honorific", "addressee"];
        if fields.iter().any(|field| !may_lack.contains(&field.as_str()) && recipient.field(field).is_empty()) {
            found.push(finding::UNSTATED);
        }
        if self.workshop.lang(recipient).is_some_and(|lang| !address::fits(recipient, lang)) {
            found.push(finding::TOO_TALL);
        }
        Ok(())
    }

    fn duplicates(&mut self) {
        let seen = std::mem::take(&mut self.seen);
        let same_id = twice(seen.ids);
        let similar: Vec<u32> =
            twice(seen.folded).into_iter().filter(|row| same_id.binary_search(row).is_err()).collect();
        let same_person: Vec<u32> =
            twice(seen.persons).into_iter().filter(|row| same_id.binary_search(row).is_err()).collect();
        let all =
            [(finding::DUPLICATE_ID, same_id), (finding::SIMILAR_ID, similar), (finding::SAME_PERSON, same_person)];
        for (rule, rows) in all {
            rows.into_iter().for_each(|row| self.add(rule, row.into(), ""));
        }
    }
}

fn whole(fault: Fault) -> &'static Rule {
    match fault {
        Fault::Ragged => finding::RAGGED,
        Fault::Garbled => finding::GARBLED,
        Fault::NoRecord => finding::NO_RECORD,
        Fault::TooLong => finding::TOO_LONG,
    }
}

impl Seen {
    fn add(&mut self, recipient: &Recipient) {
        let row = u32::try_from(recipient.row).unwrap_or(u32::MAX);
        let (id, folded) = (&recipient.id, recipient.id.to_lowercase());
        let person = person(recipient);
        if !id.is_empty() {
            self.ids.push((short_hash(id), row));
            self.folded.push((short_hash(&folded), row));
        }
        self.persons.push((short_hash(&person), row));
    }
}

/// Name and address without what people write now so, now so: blanks, width of letters and digits, and 1丁目2番3号 for 1-2-3.
fn person(recipient: &Recipient) -> String {
    let narrow = |c: char| match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        _ if "-‐‑–—―−－ー丁番号".contains(c) => '-',
        _ => c,
    };
    let plain = |text: &str| -> String {
        let text = text.replace("丁目", "-").replace("番地", "-");
        let kept = text.chars().map(narrow).filter(|c| !c.is_whitespace() && !",.、。".contains(*c));
        let small: String = kept.flat_map(char::to_lowercase).collect();
        small.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
    };
    format!("{}\n{}", plain(&recipient.name), plain(&recipient.address))
}

/// The rows of all hashes that occur more than once, in order.
fn twice(mut hashes: Vec<([u8; 12], u32)>) -> Vec<u32> {
    hashes.sort_unstable();
    let groups = hashes.chunk_by(|(one, _), (other, _)| one == other).filter(|group| group.len() > 1);
    let mut rows: Vec<u32> = groups.flatten().map(|(_, row)| *row).collect();
    rows.sort_unstable();
    rows
}

/// Who was told something wrong must be told what is right.
fn lost_recipients(list: &List, lost: u64) -> Diagnostic {
    let headline = Wording::new(
        format!("前回の手紙を訂正すべき{lost}名が {} にありません", list.name),
        format!("{} lacks {lost} recipients whose earlier letter is to be corrected", list.name),
    );
    Diagnostic::error("missing-recipients", headline).hint(Wording::new(
        "前回の一覧と、管理番号が同じか確かめてください。",
        "compare it with the earlier list: do the ids agree?",
    ))
}

fn nobody(list: &List) -> Diagnostic {
    let headline =
        Wording::new(format!("{} には受取人がいません", list.name), format!("{} has no recipients", list.name));
    Diagnostic::error("no-recipients", headline).hint(Wording::new(
        "2行目から、受取人を1人1行で書いてください。",
        "put one recipient into each row below the header.",
    ))
}
