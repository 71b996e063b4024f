//! Prints running text as Markdown: the one place where Markdown is escaped.
//!
//! 1. [`pieces`] lays the tree out flat: characters, delimiters, line breaks, and pieces that are printed as they are.
//! 2. [`escape`] decides for each character whether it stands as it is, behind a backslash, or as an entity.
//! 3. [`mend`] checks each delimiter with the reader's own rule; where it would not open or close, the characters beside
//!    it become entities, which count as punctuation.

use crate::document::chars::flanking;
use crate::document::notes::{Standing, standing};
use crate::document::{Inline, plain_text};

/// Where running text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// A paragraph of its own.
    Paragraph,
    /// Behind the mark of a note.
    Note,
    /// In a heading: one line.
    Heading,
    /// In a cell: one line.
    Cell,
}

impl Place {
    /// Whether it must stay on one line.
    fn is_line(self) -> bool {
        matches!(self, Place::Heading | Place::Cell)
    }
}

/// A flat piece of running text.
#[derive(Debug, Clone)]
enum Piece {
    /// A character, and how it is printed.
    Char(char, Form),
    /// What is printed as it is.
    Raw(String),
    /// Opens or closes emphasis.
    Delimiter { sign: &'static str, opens: bool },
    /// A line break.
    Break,
}

/// How a character is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Bare,
    Backslash,
    Entity,
}

/// Prints running text.
pub(super) fn print(content: &[Inline], place: Place) -> String {
    let mut flat = Vec::new();
    pieces(content, place, &mut flat);
    for at in 0..flat.len() {
        if let Piece::Char(character, _) = flat[at] {
            flat[at] = Piece::Char(character, escape(&flat, at, character, place));
        }
    }
    if place == Place::Paragraph {
        hide_standing(content, &mut flat);
    }
    mend(&mut flat, place);
    flat.iter().map(|piece| print_piece(piece, place)).collect()
}

fn pieces(content: &[Inline], place: Place, flat: &mut Vec<Piece>) {
    for (at, inline) in content.iter().enumerate() {
        match inline {
            Inline::Text { text } => flat.extend(text.chars().map(|character| Piece::Char(character, Form::Bare))),
            Inline::Code { text } => flat.push(Piece::Raw(code(text, place))),
            Inline::Break => flat.push(Piece::Break),
            Inline::Strong { content } => wrap("**", content, place, flat),
            Inline::Emphasis { content: inner } => {
                // `*` beside another `*` would be one run with it.
                let strong = |inline: Option<&Inline>| matches!(inline, Some(Inline::Strong { .. }));
                let beside =
                    at.checked_sub(1).is_some_and(|before| strong(content.get(before))) || strong(content.get(at + 1));
                let touches = matches!(flat.last(), Some(Piece::Delimiter { .. })) || at + 1 == content.len();
                let inside = strong(inner.first()) || strong(inner.last());
                wrap(if beside || touches || inside { "_" } else { "*" }, inner, place, flat);
            }
            Inline::Link { url, content } => link(url, content, place, flat),
            Inline::Fact { content, .. } | Inline::Recited { content, .. } => pieces(content, place, flat),
            Inline::Inserted { content } => critic("{++", content, "++}", place, flat),
            Inline::Deleted { content } => critic("{--", content, "--}", place, flat),
            Inline::Underlined { content } => critic("{==", content, "==}", place, flat),
            Inline::Change { number } => flat.push(Piece::Raw(format!("{{>>{number}<<}}"))),
            Inline::Hole { .. } => {}
        }
    }
}

/// Marks words as CriticMarkup does; the number of a change is a comment before its mark.
fn critic(open: &str, content: &[Inline], close: &str, place: Place, flat: &mut Vec<Piece>) {
    let numbers = content.iter().take_while(|inline| matches!(inline, Inline::Change { .. })).count();
    let (numbers, content) = content.split_at(numbers);
    pieces(numbers, place, flat);
    if content.is_empty() && !numbers.is_empty() {
        return;
    }
    flat.push(Piece::Raw(open.into()));
    pieces(content, place, flat);
    flat.push(Piece::Raw(close.into()));
}

fn wrap(sign: &'static str, content: &[Inline], place: Place, flat: &mut Vec<Piece>) {
    flat.push(Piece::Delimiter { sign, opens: true });
    pieces(content, place, flat);
    flat.push(Piece::Delimiter { sign, opens: false });
}

fn link(url: &str, content: &[Inline], place: Place, flat: &mut Vec<Piece>) {
    let words = plain_text(content);
    let only_text = matches!(content, [Inline::Text { .. }]);
    let simple =
        |rest: &str| !rest.is_empty() && rest.chars().all(|c| c.is_ascii_alphanumeric() || "-./:@%?=#+,;~".contains(c));
    let web = url.strip_prefix("https://").or(url.strip_prefix("http://"));
    if only_text && words == url && web.is_some_and(simple) {
        return flat.push(Piece::Raw(format!("<{url}>")));
    }
    flat.push(Piece::Raw("[".into()));
    pieces(content, place, flat);
    let escaped: String = url.chars().fold(String::new(), |mut escaped, character| {
        if "\\<>()&*_|`[]".contains(character) {
            escaped.push('\\');
        }
        escaped.push(character);
        escaped
    });
    let bare = !url.is_empty() && !url.contains(char::is_whitespace) && !url.contains('|');
    flat.push(Piece::Raw(if bare { format!("]({escaped})") } else { format!("](<{escaped}>)") }));
}

/// Prints literal characters between enough backticks.
fn code(text: &str, place: Place) -> String {
    let longest = text.split(|character| character != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let ends = |sign| text.starts_with(sign) || text.ends_with(sign);
    let stripped = text.starts_with(' ') && text.ends_with(' ') && !text.trim_matches(' ').is_empty();
    let pad = if ends('`') || stripped { " " } else { "" };
    let text = if place == Place::Cell { text.replace('|', "\\|") } else { text.to_string() };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// Decides how a character is printed.
fn escape(flat: &[Piece], at: usize, character: char, place: Place) -> Form {
    let neighbour = |at: Option<usize>| at.and_then(|at| flat.get(at));
    let before = neighbour(at.checked_sub(1));
    let after = neighbour(Some(at + 1));
    let next = match after {
        Some(Piece::Char(next, _)) => Some(*next),
        _ => None,
    };
    let line_start = matches!(before, None | Some(Piece::Break));
    let edge = |piece: Option<&Piece>| matches!(piece, None | Some(Piece::Break));
    let inside = matches!(before, Some(Piece::Delimiter { opens: true, .. }))
        || matches!(after, Some(Piece::Delimiter { opens: false, .. }));
    let blank_next = next.is_none_or(char::is_whitespace);
    let escaped = match character {
        // What would be a mark of CriticMarkup, whose tools know no backslash.
        '{' if next.is_some_and(|next| "+-~=>".contains(next)) => return Form::Entity,
        '}' if matches!(before, Some(Piece::Char('+' | '-' | '~' | '=' | '<', _))) => return Form::Entity,
        ' ' | '\t' if edge(before) || edge(after) => return Form::Entity,
        blank if blank.is_whitespace() && place.is_line() && (edge(before) || edge(after)) => return Form::Entity,
        blank if blank.is_whitespace() && inside => return Form::Entity,
        '\\' | '`' | '*' | '<' | '[' | ']' | '|' => true,
        '_' => {
            let word = |piece: Option<&Piece>| matches!(piece, Some(Piece::Char(c, _)) if c.is_ascii_alphanumeric());
            !(word(before) && word(after))
        }
        '&' => next.is_some_and(|next| next.is_ascii_alphanumeric() || next == '#'),
        '!' => matches!(after, Some(Piece::Raw(_))),
        '{' => place == Place::Heading,
        '#' => line_start || place == Place::Heading,
        '^' => place == Place::Cell && line_start || matches!(before, Some(Piece::Raw(_))),
        '>' | '=' | '~' | ':' => line_start,
        '-' | '+' => line_start && !next.is_some_and(char::is_alphanumeric),
        '.' | ')' => place != Place::Heading && blank_next && ends_number(&flat[..at]),
        _ => false,
    };
    if escaped { Form::Backslash } else { Form::Bare }
}

/// Whether a line so far is only digits.
fn ends_number(before: &[Piece]) -> bool {
    let digits =
        before.iter().rev().take_while(|piece| matches!(piece, Piece::Char(c, _) if c.is_ascii_digit())).count();
    digits > 0 && matches!(before[..before.len() - digits].last(), None | Some(Piece::Break))
}

/// Keeps a paragraph that begins like a note, or is 「記」, a paragraph: the reader takes an entity for a plain character.
fn hide_standing(content: &[Inline], flat: &mut [Piece]) {
    let Some(Inline::Text { text }) = content.first() else { return };
    let hidden = match standing(text) {
        None => false,
        Some(Standing::Note(_)) => true,
        Some(Standing::Ki | Standing::Ijo) => content.len() == 1,
    };
    let visible = |piece: &&mut Piece| matches!(piece, Piece::Char(character, _) if !character.is_whitespace());
    if hidden && let Some(Piece::Char(_, form)) = flat.iter_mut().find(visible) {
        *form = Form::Entity;
    }
}

/// Makes characters entities until each delimiter opens or closes what it should: one more may disturb the delimiter on
/// its other side.
fn mend(flat: &mut [Piece], place: Place) {
    while mend_once(flat, place) {}
}

/// Checks each delimiter once; returns whether a character changed.
fn mend_once(flat: &mut [Piece], place: Place) -> bool {
    let mut changed = false;
    for at in 0..flat.len() {
        let Piece::Delimiter { sign, opens } = flat[at] else { continue };
        let before = at.checked_sub(1).map(|at| print_piece(&flat[at], place));
        let before = before.and_then(|text| text.chars().next_back()).unwrap_or('\n');
        let after = flat.get(at + 1).map(|piece| print_piece(piece, place));
        let after = after.and_then(|text| text.chars().next()).unwrap_or('\n');
        let flanking = flanking(sign.chars().next().unwrap_or('*'), before, after);
        if if opens { flanking.open } else { flanking.close } {
            continue;
        }
        for beside in [at.checked_sub(1), Some(at + 1)].into_iter().flatten() {
            if let Some(Piece::Char(_, form)) = flat.get_mut(beside) {
                changed |= *form != Form::Entity;
                *form = Form::Entity;
            }
        }
        // An underscore that stood inside a word may now stand beside an entity.
        for beside in [at.checked_sub(2), Some(at + 2)].into_iter().flatten() {
            if let Some(Piece::Char('_', form @ Form::Bare)) = flat.get_mut(beside) {
                *form = Form::Backslash;
            }
        }
    }
    changed
}

fn print_piece(piece: &Piece, place: Place) -> String {
    match piece {
        Piece::Char(character, Form::Bare) => character.to_string(),
        Piece::Char(character, Form::Backslash) => format!("\\{character}"),
        Piece::Char(character, Form::Entity) => format!("&#{};", u32::from(*character)),
        Piece::Raw(raw) => raw.clone(),
        Piece::Delimiter { sign, .. } => (*sign).to_string(),
        Piece::Break if place.is_line() => "<br>".to_string(),
        Piece::Break => "\\\n".to_string(),
    }
}
