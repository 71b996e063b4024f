//! An HTML page as its characters, each with the facts that it stands in.
//!
//! The pages are the program's own, and `html.rs` has them checked by others, so this reader knows only what they use:
//! tags with quoted attributes, elements that hold nothing, and the five references that the program writes.

use std::rc::Rc;

/// A character of a page.
#[derive(Clone)]
pub struct Letter {
    pub character: char,
    /// Paths of the facts around it, the outermost first.
    pub facts: Rc<Vec<String>>,
    /// Whether it is a mark that the program counts or sets: number of a section, mark of an item or note, draft.
    pub is_mark: bool,
}

/// Elements that run on in a line; all others begin and end one.
const INLINE: &[&str] = &["span", "a", "strong", "em", "code"];

/// Elements that hold nothing.
const VOID: &[&str] = &["br", "meta"];

/// Classes of what the program counts or sets by itself.
const MARKS: &[&str] = &["number", "mark", "draft"];

/// The characters of the body of a page; a line feed stands wherever an element begins or ends a line.
pub fn letters(html: &str) -> Vec<Letter> {
    let body = html.split_once("<main>").unwrap().1.split_once("</main>").unwrap().0;
    let mut letters = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    let (mut facts, mut is_mark) = (Rc::new(Vec::new()), false);
    for (index, part) in body.split('<').enumerate() {
        let text = if index == 0 {
            part
        } else {
            let (tag, text) = part.split_once('>').expect("every < opens a tag");
            let name = tag.trim_start_matches('/').split(' ').next().unwrap();
            if !INLINE.contains(&name) {
                letters.push(Letter { character: '\n', facts: Rc::new(Vec::new()), is_mark: false });
            }
            if tag.starts_with('/') {
                let closed = open.pop().expect("every end has a start");
                assert_eq!(closed.name, name);
            } else if !VOID.contains(&name) {
                let is_mark = attribute(tag, "class").is_some_and(|class| MARKS.contains(&class.as_str()));
                open.push(Open { name: name.to_owned(), fact: attribute(tag, "data-fact"), is_mark });
            }
            facts = Rc::new(open.iter().filter_map(|element| element.fact.clone()).collect());
            is_mark = open.iter().any(|element| element.is_mark);
            text
        };
        // Line feeds of the file are blanks to a reader.
        let characters = unescaped(text).replace('\n', " ");
        letters.extend(characters.chars().map(|character| Letter { character, facts: facts.clone(), is_mark }));
    }
    assert!(open.is_empty(), "every start has an end");
    letters
}

struct Open {
    name: String,
    fact: Option<String>,
    is_mark: bool,
}

/// The value of an attribute of a tag.
pub fn attribute(tag: &str, name: &str) -> Option<String> {
    let value = tag.split_once(&format!(" {name}=\""))?.1;
    Some(unescaped(value.split_once('"')?.0))
}

fn unescaped(text: &str) -> String {
    let references = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    references.iter().fold(text.to_owned(), |text, (reference, character)| text.replace(reference, character))
}

#[test]
fn knows_what_stands_in_a_fact() {
    let page = "<main>\n<p class=\"date\">a<span data-fact=\"x.y\">1<em>2</em>&amp;</span></p><span class=\"mark\">①</span></main>";
    let letters = letters(page);
    let facts: String = letters.iter().filter(|letter| !letter.facts.is_empty()).map(|letter| letter.character).collect();
    assert_eq!(facts, "12&");
    let marks: String = letters.iter().filter(|letter| letter.is_mark).map(|letter| letter.character).collect();
    assert_eq!(marks, "①");
}
