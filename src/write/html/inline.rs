//! Prints running text as HTML.

use super::blocks::Printer;
use super::escape::escape;
use crate::document::chars::is_unprintable;
use crate::document::{Inline, plain_text};

/// The schemes that become links; any other address is printed as text, so that no page runs a script or opens a file.
const SCHEMES: &[&str] = &["https://", "http://", "mailto:", "tel:"];

impl Printer {
    /// Prints running text.
    pub fn content(&mut self, content: &[Inline]) -> String {
        content.iter().map(|inline| self.inline(inline)).collect()
    }

    fn inline(&mut self, inline: &Inline) -> String {
        match inline {
            Inline::Text { text } => self.text(text),
            Inline::Code { text } => format!("<code>{}</code>", self.text(text)),
            Inline::Strong { content } => format!("<strong>{}</strong>", self.content(content)),
            Inline::Emphasis { content } => format!("<em>{}</em>", self.content(content)),
            Inline::Underlined { content } => between("<mark>", &self.content(content), "</mark>"),
            Inline::Break => "<br>".into(),
            Inline::Link { url, content } => self.link(url, content),
            Inline::Fact { path, form, content } => {
                let form = if form.is_empty() { String::new() } else { format!(" data-form=\"{}\"", escape(form)) };
                format!("<span data-fact=\"{}\"{form}>{}</span>", escape(path), self.content(content))
            }
            Inline::Inserted { content } => between("<ins>", &self.content(content), "</ins>"),
            Inline::Deleted { content } => between("<del>", &self.content(content), "</del>"),
            Inline::Recited { content, .. } => self.content(content),
            Inline::Change { number } => self.change(*number),
            Inline::Hole { .. } => String::new(),
        }
    }

    /// Prints characters; a line feed in them is a line break.
    fn text(&mut self, text: &str) -> String {
        let text = text.replace("\r\n", "\n");
        if text.contains(is_unprintable) {
            self.lose("印刷できない文字を U+FFFD に置き換えました", "unprintable characters became U+FFFD");
        }
        escape(&text).replace('\n', "<br>")
    }

    fn link(&mut self, url: &str, content: &[Inline]) -> String {
        if let Some(entry) = self.entry(url, content) {
            return entry;
        }
        let words = plain_text(content);
        let inner = if words.trim().is_empty() { self.text(url) } else { self.content(content) };
        let known = SCHEMES.iter().any(|scheme| {
            let start = url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
            start && url.len() > scheme.len()
        });
        if self.in_link {
            return inner;
        }
        if !known || url.contains(|character: char| character.is_control()) {
            self.lose(
                "https、http、mailto、tel 以外のリンクは文字にしました",
                "links other than https, http, mailto and tel became text",
            );
            return if words == url { inner } else { format!("{inner} ({})", self.text(url)) };
        }
        // The words again, since links inside a link are not links.
        self.in_link = true;
        let inner = if words.trim().is_empty() { inner } else { self.content(content) };
        self.in_link = false;
        format!("<a href=\"{}\">{inner}</a>", escape(&encode(url)))
    }
}

/// Puts a mark around what is printed; around nothing, nothing.
pub(super) fn between(open: &str, inner: &str, close: &str) -> String {
    if inner.is_empty() { String::new() } else { format!("{open}{inner}{close}") }
}

/// Percent-encodes the ASCII characters that no address may hold; the browser encodes the others.
fn encode(url: &str) -> String {
    url.chars().fold(String::with_capacity(url.len()), |mut encoded, character| {
        match character {
            ' ' | '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' | '[' | ']' => {
                encoded.push_str(&format!("%{:02X}", u32::from(character)));
            }
            character => encoded.push(character),
        }
        encoded
    })
}
