//! Writes HTML: a self-contained page, or a bare fragment to paste into a CMS.
//!
//! 1. [`blocks`](blocks) prints the tree, `inline` its running text; `escape` is the only place that escapes.
//! 2. `article.html` (or the project's `<layout>.html`) places the pieces of the header around the body.
//! 3. `page.html` puts the article and `style.css` into a page; a fragment goes without.
//!
//! The templates receive finished HTML and add no values of their own. A page loads nothing and runs nothing.

mod blocks;
mod escape;
mod inline;
mod redline;
#[cfg(test)]
mod tests;

use super::{Outfit, WriteProblem, Written};
use crate::diag::Wording;
use crate::document::{Document, Inlines};
use crate::locale::Lang;
use blocks::Printer;
use escape::escape;
use tera::{Context, Tera};

const PAGE: &str = include_str!("../../templates/layouts/page.html");
const ARTICLE: &str = include_str!("../../templates/layouts/article.html");
const STYLE: &str = include_str!("../../templates/layouts/style.css");

/// Writes a document.
pub fn write(document: &Document, outfit: &Outfit) -> Result<Written, Vec<WriteProblem>> {
    let layout =
        |name: &str, embedded: &'static str| outfit.layouts.get(name).map_or(embedded, String::as_str).to_string();
    let own = format!("{}.html", document.layout);
    let article = outfit.layouts.get(&own).cloned().unwrap_or_else(|| layout("article.html", ARTICLE));
    let mut printer = Printer::new(document.lang, outfit.fragment);
    let mut context = context(document, outfit.fragment, &mut printer);
    let article = render(&own, &article, &context)?;
    let text = if outfit.fragment {
        article
    } else {
        context.insert("article", &article);
        // A style that an own file closes early would print the rest of it.
        context.insert("style", &layout("style.css", STYLE).replace("</", "<\\/"));
        render("page.html", &layout("page.html", PAGE), &context)?
    };
    Ok(Written { bytes: text.into_bytes(), losses: printer.losses })
}

/// The pieces for the templates, as finished HTML; absent ones are empty.
fn context(document: &Document, fragment: bool, printer: &mut Printer) -> Context {
    let header = &document.header;
    let lines = |printer: &mut Printer, lines: &[Inlines]| -> String {
        lines.iter().map(|line| format!("<p>{}</p>\n", printer.content(line))).collect()
    };
    let mut context = Context::new();
    context.insert("lang", if document.lang == Lang::Ja { "ja" } else { "en" });
    context.insert("layout", &escape(&document.layout));
    context.insert("fragment", &fragment);
    context.insert("title", &escape(&header.plain_title));
    context.insert("author", &escape(&header.issuer));
    context.insert("draft", &escape(document.draft.as_deref().unwrap_or_default()));
    for (name, content) in [("number", &header.number), ("date", &header.date), ("heading", &header.title)] {
        context.insert(name, &content.as_ref().map(|content| printer.content(content)).unwrap_or_default());
    }
    context.insert("addressee", &lines(printer, &header.addressee));
    context.insert("sender", &lines(printer, &header.sender));
    let is_sheet = document.layout == redline::LAYOUT;
    context.insert("body", &if is_sheet { printer.sheet(&document.body) } else { printer.body(&document.body) });
    context
}

/// Fills one template. Tera escapes nothing here, since every piece is finished.
fn render(name: &str, template: &str, context: &Context) -> Result<String, Vec<WriteProblem>> {
    let mut tera = Tera::new();
    tera.autoescape_on(Vec::<&'static str>::new());
    let rendered = tera.add_raw_template(name, template).and_then(|()| tera.render(name, context));
    rendered.map_err(|error| {
        vec![WriteProblem {
            code: "html-layout",
            path: None,
            headline: Wording::new(
                format!("HTML レイアウト {name} を使えません"),
                format!("the HTML layout {name} does not work"),
            ),
            hint: Some(Wording::new(error.to_string(), error.to_string())),
        }]
    })
}
