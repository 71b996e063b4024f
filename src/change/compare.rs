//! Places where two versions of a document differ, side by side, as 正誤表 and 新旧対照表 show them.
//!
//! Each unit of a redline that carries a mark is one [`Difference`], with what differs underlined on both sides and long
//! stretches that do not differ left out: 「（略）」.
//! Units that only one version has, one behind the other, are one difference; so is what went with what came in its place.

use super::redline::Redline;
use super::unit::{Unit, is_mark, sentences, units};
use crate::document::{Document, Inline, Inlines, Side, plain_text, walk_content};
use crate::facts::Case;
use crate::facts::keys::Kind;
use crate::facts::path::is_under;
use crate::locale::Lang;

/// One place where two versions of a document differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The headings above it, outermost first; of the header or before the first heading, the name of that part.
    pub place: String,
    /// What stood there, changed words underlined; nothing if nothing did.
    pub before: Option<Inlines>,
    /// What stands there now.
    pub after: Option<Inlines>,
    /// Whether the same words stand elsewhere in the other version.
    pub moved: bool,
    /// Whether only one version has the units, as a whole.
    pub whole: bool,
    /// Whether it stands in the header, where every new issue has another date and often another title.
    pub in_header: bool,
    /// Paths of the facts that changed words print, on either side.
    pub facts: Vec<String>,
}

/// How much of two versions differs, in characters.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Share {
    /// Characters that only one of them has.
    pub changed: usize,
    /// Characters of both.
    pub all: usize,
}

impl Share {
    /// Whether corrections pervade the text, so that a table of them reads worse than the corrected text as a whole:
    /// more than half differs.
    ///
    /// EDINET practice allows 「訂正後のみ全文」 where corrections are many; where that begins, it does not say.
    pub fn is_pervasive(self) -> bool {
        self.changed * 2 > self.all
    }

    /// Both together.
    pub fn plus(self, other: Share) -> Share {
        Share { changed: self.changed + other.changed, all: self.all + other.all }
    }
}

/// Characters of unchanged sentences, one behind the other, that are worth leaving out.
const LONG: usize = 40;

/// The places where the versions of a redline differ, in reading order.
pub(super) fn differences(redline: &Redline) -> Vec<Difference> {
    let lang = redline.document.lang;
    let mut found: Vec<Difference> = Vec::new();
    let changed = units(&redline.document).into_iter().filter(|unit| unit.content.iter().any(is_changed));
    for next in changed.filter_map(|unit| difference(unit, lang)) {
        match found.last_mut() {
            Some(last) if last.continues(&next) => last.append(next),
            _ => found.push(next),
        }
    }
    found
}

fn difference(unit: Unit, lang: Lang) -> Option<Difference> {
    let sentences = shortened(&unit.content, lang);
    let shown = |which| Some(side(&sentences, which)).filter(|content| !plain_text(content).trim().is_empty());
    let (before, after) = (shown(Side::Before), shown(Side::After));
    (before.is_some() || after.is_some()).then(|| {
        let (whole, facts) = (before.is_none() || after.is_none(), facts(&unit.content));
        Difference { place: unit.place, before, after, moved: unit.moved, whole, in_header: unit.in_header, facts }
    })
}

/// How much the versions of a redline differ; what only moved does not count.
pub(super) fn share(redline: &Redline) -> Share {
    let mut share = Share::default();
    for unit in units(&redline.document) {
        match unit.moved {
            true => share.all += 2 * characters(&plain_text(&unit.content)),
            false => count(&unit.content, false, &mut share),
        }
    }
    share
}

/// Blanks and line breaks aside.
fn characters(text: &str) -> usize {
    text.chars().filter(|character| !character.is_whitespace()).count()
}

fn count(content: &[Inline], marked: bool, share: &mut Share) {
    for inline in content {
        match inline {
            Inline::Text { text } | Inline::Code { text } => {
                // A character of both versions counts once for each.
                share.all += characters(text) * if marked { 1 } else { 2 };
                share.changed += if marked { characters(text) } else { 0 };
            }
            Inline::Inserted { content } | Inline::Deleted { content } => count(content, true, share),
            inline => inline.inner().into_iter().for_each(|content| count(content, marked, share)),
        }
    }
}

/// Sentences of the version before that print one of some facts, each with those of the version after that do.
///
/// Where a text was written anew, this tells more than its words: what was said of a fact, and what is said of it now.
pub(super) fn restatements(before: &Document, after: &Document, paths: &[&str]) -> Vec<Difference> {
    let later = carriers(after, paths);
    let restated = |carrier: Carrier| {
        let mut now: Vec<&Carrier> = Vec::new();
        for path in &carrier.facts {
            let first = later.iter().find(|later| later.facts.contains(path));
            now.extend(first.filter(|first| !now.contains(first)));
        }
        let sentences: Vec<&Inlines> = now.iter().map(|carrier| &carrier.sentence).collect();
        let after = (!sentences.is_empty()).then(|| sentences.into_iter().cloned().collect::<Vec<_>>());
        let after = after.map(|sentences| sentences.join(&Inline::Break));
        let facts = carrier.facts.iter().map(|path| path.to_string()).collect();
        let (place, before) = (carrier.place, Some(carrier.sentence));
        Difference { place, before, after, moved: false, whole: false, in_header: false, facts }
    };
    carriers(before, paths).into_iter().map(restated).collect()
}

/// A sentence that prints facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carrier<'a> {
    /// The headings above it, outermost first; before the first heading, the name of that part.
    pub place: String,
    /// Its words, the facts underlined.
    pub sentence: Inlines,
    /// Which of the facts asked for.
    pub facts: Vec<&'a str>,
}

/// The sentences of a document that print one of some facts.
pub fn carriers<'a>(document: &Document, paths: &[&'a str]) -> Vec<Carrier<'a>> {
    let mut found = Vec::new();
    for unit in units(document) {
        for mut sentence in sentences(&unit.content) {
            let mut facts = Vec::new();
            underline_facts(&mut sentence, paths, &mut facts);
            if !facts.is_empty() {
                sentence.retain(|inline| *inline != Inline::Break);
                found.push(Carrier { place: unit.place.clone(), sentence, facts });
            }
        }
    }
    found
}

/// Underlines what prints one of some facts, and notes which.
fn underline_facts<'a>(content: &mut Inlines, paths: &[&'a str], found: &mut Vec<&'a str>) {
    for inline in content {
        let printed = match inline {
            Inline::Fact { path, .. } => paths.iter().copied().filter(|wanted| prints(path, wanted)).collect(),
            _ => Vec::new(),
        };
        match inline {
            _ if !printed.is_empty() => {
                *inline = Inline::Underlined { content: vec![inline.clone()] };
                found.extend(printed.into_iter().filter(|path| !found.contains(path)).collect::<Vec<_>>());
            }
            inline => inline.inner_mut().into_iter().for_each(|content| underline_facts(content, paths, found)),
        }
    }
}

/// Whether what was printed under one path is the fact of another, or a part of it.
///
/// The main key of an entry goes by the entry's name, and the ends of its period by theirs: `events.exposed` and
/// `events.exposed.start` print `events.exposed.at`.
pub fn prints(printed: &str, wanted: &str) -> bool {
    let by_entry = |entry: &str| printed.strip_prefix(entry).is_some_and(|rest| ["", ".start", ".end"].contains(&rest));
    let main = wanted.rsplit_once('.').filter(|(entry, key)| main_key(entry) == Some(key));
    is_under(printed, wanted) || main.is_some_and(|(entry, _)| by_entry(entry))
}

/// Whether what was printed under one path is touched by a change of another: it printed that fact, a part of it, or the
/// entry that holds it.
pub fn touches(printed: &str, changed: &str) -> bool {
    prints(printed, changed) || is_under(changed, printed)
}

/// The key that an entry prints where it is cited whole.
fn main_key(entry: &str) -> Option<&'static str> {
    let entry = Case::earlier_path(entry).map_or(entry, |(_, entry)| entry);
    let mut words = entry.split('.');
    let kind = Kind::named(words.next()?)?;
    match (kind.members, words.count()) {
        (Some(member), 2) => member.main,
        _ => kind.main,
    }
}

/// The content without long stretches of sentences that do not differ.
fn shortened(content: &[Inline], lang: Lang) -> Inlines {
    let (mut kept, mut same) = (Inlines::new(), Inlines::new());
    let flush = |same: &mut Inlines, kept: &mut Inlines| {
        if plain_text(same).chars().count() > LONG {
            kept.push(Inline::text(if lang == Lang::Ja { "（略）" } else { "(…) " }));
            same.clear();
        }
        kept.append(same);
    };
    for sentence in sentences(content) {
        if sentence.iter().any(is_changed) {
            flush(&mut same, &mut kept);
            kept.extend(sentence);
        } else {
            same.extend(sentence);
        }
    }
    flush(&mut same, &mut kept);
    if let Some(Inline::Text { text }) = kept.last_mut() {
        text.truncate(text.trim_end().len());
    }
    kept
}

impl Difference {
    /// Whether another difference goes on with this one: more words of one version only, or what came in their place.
    fn continues(&self, next: &Difference) -> bool {
        let whole = self.whole && next.whole && !(self.moved || next.moved);
        // What goes behind what came begins another difference.
        whole && self.place == next.place && (self.after.is_none() || next.before.is_none())
    }

    fn append(&mut self, next: Difference) {
        for (own, more) in [(&mut self.before, next.before), (&mut self.after, next.after)] {
            match (own, more) {
                (Some(own), Some(more)) => {
                    own.push(Inline::Break);
                    own.extend(more);
                }
                (own @ None, more) => *own = more,
                (Some(_), None) => {}
            }
        }
        let more: Vec<String> = next.facts.into_iter().filter(|path| !self.facts.contains(path)).collect();
        self.facts.extend(more);
    }
}

/// One version of marked text, with what only it has underlined.
fn side(content: &[Inline], which: Side) -> Inlines {
    let mut shown = which.marked_content(content);
    underline(&mut shown);
    shown
}

/// Underlines what is marked.
fn underline(content: &mut Inlines) {
    content.retain(|inline| !is_mark(inline) || is_changed(inline));
    for inline in content {
        match inline {
            Inline::Inserted { content } | Inline::Deleted { content } => {
                *inline = Inline::Underlined { content: std::mem::take(content) };
            }
            Inline::Fact { content, .. }
            | Inline::Strong { content }
            | Inline::Emphasis { content }
            | Inline::Link { content, .. } => underline(content),
            _ => {}
        }
    }
}

/// Whether an inline, or one inside it, holds words of one version only.
fn is_changed(inline: &Inline) -> bool {
    let mut changed = false;
    walk_content(std::slice::from_ref(inline), &mut |inline| {
        changed |= matches!(inline, Inline::Inserted { content } | Inline::Deleted { content } if !content.is_empty());
    });
    changed
}

/// Paths of the facts in changed words, and of those that changed words stand in.
fn facts(content: &[Inline]) -> Vec<String> {
    let mut paths = Vec::new();
    for inline in content.iter().filter(|inline| is_changed(inline)) {
        walk_content(std::slice::from_ref(inline), &mut |inline| {
            if let Inline::Fact { path, .. } = inline
                && !path.starts_with(['@', '#'])
                && !paths.contains(path)
            {
                paths.push(path.clone());
            }
        });
    }
    paths
}
