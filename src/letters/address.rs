//! The address block of a letter.

use super::Recipient;
use crate::document::{Inline, Inlines};
use crate::facts::recipient;
use crate::locale::Lang;

/// How wide a line of the block may be, in halves of a full-width character: 75 mm of 10 pt type, as the layout
/// `window-letter` sets it for the window of a 長形3号 envelope.
const WIDTH: usize = 42;

/// How many lines the block may have: 30 mm at 13.5 pt a line.
const LINES: usize = 6;

/// The lines of the block, each marked with the field that it prints; what is not stated makes no line.
pub fn block(recipient: &Recipient, lang: Lang) -> Vec<Inlines> {
    let postal = match (recipient.postal.as_str(), lang) {
        ("", _) => String::new(),
        (code, Lang::Ja) => format!("〒{code}"),
        (code, Lang::En) => code.to_owned(),
    };
    let (postal, address) = (("postal", postal), ("address", recipient.address.clone()));
    let addressee = ("addressee", addressee(recipient, lang));
    let parts = if lang == Lang::Ja { [postal, address, addressee] } else { [addressee, address, postal] };
    let lines = parts
        .iter()
        .flat_map(|(field, text)| text.lines().filter(|line| !line.is_empty()).map(|line| vec![fact(field, line)]));
    lines.collect()
}

/// One line of a field, as a fact of its path.
fn fact(field: &str, line: &str) -> Inline {
    Inline::Fact { path: recipient::path(field), form: String::new(), content: vec![Inline::text(line)] }
}

/// To whom the letter goes, with honorifics: the person, the guardian of a minor, or the family of someone who has died.
pub fn addressee(recipient: &Recipient, lang: Lang) -> String {
    let name = honoured(&recipient.name, recipient, lang);
    match (recipient.deceased, recipient.guardian.is_empty(), lang) {
        (true, _, Lang::Ja) => format!("故 {name}\nご遺族様"),
        (true, _, Lang::En) => format!("The family of the late {name}"),
        (false, true, _) => name,
        (false, false, Lang::Ja) => format!("{} 様\n（{name} 保護者）", recipient.guardian),
        (false, false, Lang::En) => format!("{}\nParent or guardian of {name}", recipient.guardian),
    }
}

/// A name with its honorific, behind it in Japanese and before it in English.
fn honoured(name: &str, recipient: &Recipient, lang: Lang) -> String {
    match (recipient.honorific.as_str(), lang) {
        ("", Lang::Ja) => format!("{name} 様"),
        ("", Lang::En) => name.to_owned(),
        (honorific, Lang::Ja) => format!("{name} {honorific}"),
        (honorific, Lang::En) => format!("{honorific} {name}"),
    }
}

/// Whether the block fits into the window of an envelope.
pub fn fits(recipient: &Recipient, lang: Lang) -> bool {
    let block = block(recipient, lang);
    let lines = block.iter().map(|line| width(&crate::document::plain_text(line)).div_ceil(WIDTH).max(1));
    lines.sum::<usize>() <= LINES
}

/// Width in halves of a full-width character.
fn width(text: &str) -> usize {
    text.chars().map(|character| if character.is_ascii() { 1 } else { 2 }).sum()
}
