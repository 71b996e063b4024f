//! Tera, set up so that a template can print tokens and nothing that hides one.

use super::built_in::BUILT_IN;
use super::lint;
use super::tokens::{self, Hole, Holes};
use crate::diag::{Diagnostic, Wording, nearest};
use crate::facts::{Case, forms};
use crate::regime::Regimes;
use crate::text::{SourceId, Sources, Span};
use std::collections::BTreeMap;
use std::io::Write;
use std::sync::{Arc, Mutex, PoisonError};
use tera::{Context, ErrorKind, Kwargs, State, Tera, Value};

/// Largest text that a template may print; a loop of a template ends here instead of filling the memory.
const MAX_OUTPUT: usize = 8 * 1024 * 1024;

/// What the filters share with the renderer during one rendering.
struct Printing {
    case: Arc<Case>,
    holes: Holes,
}

type Shared = Arc<Mutex<Option<Printing>>>;

/// All templates of a project, parsed.
pub struct Templates {
    tera: Tera,
    sources: BTreeMap<String, SourceId>,
    /// Sections of each template with the places of their tags, in its order.
    sections: BTreeMap<String, Vec<(String, Span)>>,
    /// The regimes whose reports they print.
    pub regimes: Regimes,
    shared: Shared,
    /// Held while a section is printed: filters find its holes in `shared`, and another's would print its facts.
    turn: Mutex<()>,
}

impl Templates {
    /// Parses the built-in templates and regimes, and those by which a project overrides them or adds to them.
    ///
    /// # Errors
    /// Every template that cannot be parsed, and everything that is wrong in a regime.
    pub fn parse(overrides: &BTreeMap<String, SourceId>, sources: &mut Sources) -> Result<Templates, Vec<Diagnostic>> {
        let regimes = Regimes::read(overrides, sources)?;
        let mut ids: BTreeMap<String, SourceId> = BUILT_IN
            .iter()
            .map(|(name, text)| (name.to_string(), sources.add(format!("templates/{name}"), *text)))
            .collect();
        ids.extend(overrides.iter().filter(|(name, _)| name.ends_with(".md")).map(|(name, id)| (name.clone(), *id)));
        let shared = Shared::default();
        let mut tera = Tera::new();
        tera.autoescape_on([""]);
        tera.set_escape_fn(print_tokens);
        register(&mut tera, &shared);
        let texts = ids.iter().map(|(name, id)| (name.as_str(), sources.get(*id).text.as_str()));
        match tera.add_raw_templates(texts) {
            Ok(()) => {
                let stray: Vec<Diagnostic> =
                    ids.values().filter_map(|id| outside_sections(*id, &sources.get(*id).text)).collect();
                if !stray.is_empty() {
                    return Err(stray);
                }
                let sections = ids.iter().map(|(name, id)| (name.clone(), sections_of(*id, &sources.get(*id).text)));
                Ok(Templates {
                    tera,
                    sections: sections.collect(),
                    sources: ids,
                    regimes,
                    shared,
                    turn: Mutex::default(),
                })
            }
            Err(error) => Err(vec![diagnostic(&error, &ids)]),
        }
    }

    /// Names of all templates.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.sources.keys().map(String::as_str)
    }

    /// Names of the sections of a template, in its order.
    pub fn sections(&self, template: &str) -> impl Iterator<Item = &str> {
        self.sections.get(template).into_iter().flatten().map(|(name, _)| name.as_str())
    }

    /// Place of a section's tag.
    pub fn place(&self, template: &str, section: &str) -> Option<Span> {
        self.sections.get(template)?.iter().find(|(name, _)| name == section).map(|(_, place)| *place)
    }

    /// Source of a template.
    pub fn source(&self, name: &str) -> Option<SourceId> {
        self.sources.get(name).copied()
    }

    /// Prints one section (a Tera block) of a template and returns its Markdown with the holes as they stand then.
    ///
    /// # Errors
    /// What Tera refuses: an unknown name, a filter that does not apply, a value that is no fact.
    pub fn section(
        &self,
        template: &str,
        section: &str,
        case: &Arc<Case>,
        context: &Context,
        holes: Holes,
    ) -> Result<(String, Holes), Diagnostic> {
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        self.swap(Some(Printing { case: Arc::clone(case), holes }));
        let mut output = Limited(Vec::new());
        let result = self.tera.render_block_to(template, section, context, &mut output);
        let holes = self.swap(None).map(|printing| printing.holes).unwrap_or_default();
        match result {
            Ok(()) => Ok((String::from_utf8_lossy(&output.0).into_owned(), holes)),
            Err(error) => Err(match error.kind() {
                ErrorKind::Io(_) => self.unprintable(template, section, output.0.len() >= MAX_OUTPUT),
                _ => diagnostic(&error, &self.sources),
            }),
        }
    }

    fn swap(&self, printing: Option<Printing>) -> Option<Printing> {
        let mut shared = self.shared.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::replace(&mut *shared, printing)
    }

    /// Tera does not tell where the escape function failed, so the section is named.
    fn unprintable(&self, template: &str, section: &str, too_long: bool) -> Diagnostic {
        let headline = match too_long {
            true => Wording::new("テンプレートの出力が長すぎます", "the template prints too much"),
            false => Wording::new(
                format!(
                    "テンプレート templates/{template} のセクション「{section}」が、事実でないもの(記載のない項目など)を印字しようとしました"
                ),
                format!(
                    "section `{section}` of templates/{template} prints something that is not a fact, such as a key that is not stated"
                ),
            ),
        };
        let hint = Wording::new(
            "記載がないかもしれない項目は {% if … %} で囲みます。事実は切り出したりつないだりせず、1つずつ {{ … }} で印字します。",
            "what may not be stated stands inside {% if … %}; facts are printed whole, each in its own {{ … }}.",
        );
        let mut diagnostic = Diagnostic::error("not-a-fact", headline).hint(hint);
        diagnostic.primary = self.place(template, section);
        diagnostic
    }
}

/// The blocks of a template, each with the place of its opening tag.
fn sections_of(id: SourceId, text: &str) -> Vec<(String, Span)> {
    let named = lint::tags(text).into_iter().filter_map(|(_, range)| {
        let name = text[range.clone()].trim_matches(['-', ' ']).strip_prefix("block ")?;
        Some((name.trim().to_string(), Span::new(id, range)))
    });
    named.collect()
}

/// Text outside every section is printed by nothing, and so are the sections of a template that another one extends.
fn outside_sections(id: SourceId, text: &str) -> Option<Diagnostic> {
    let mut depth = 0_usize;
    let mut end = 0;
    let stop = std::iter::once((lint::Tag::Statement, text.len() + 2..text.len()));
    for (tag, range) in lint::tags(text).into_iter().chain(stop) {
        let start = range.start.saturating_sub(2);
        let between = end..start.max(end);
        if depth == 0 && !without_comments(text.get(between.clone()).unwrap_or_default()).trim().is_empty() {
            return Some(stray(Span::new(id, between)));
        }
        let inner = text.get(range.clone()).unwrap_or_default().trim_matches(['-', ' ']);
        match inner.split_whitespace().next() {
            Some("extends") => return Some(extends(Span::new(id, range))),
            Some("block") => depth += 1,
            Some("endblock") => depth = depth.saturating_sub(1),
            _ if depth == 0 && tag == lint::Tag::Print => return Some(stray(Span::new(id, range))),
            _ => {}
        }
        end = (range.end + 2).min(text.len());
    }
    None
}

fn without_comments(text: &str) -> String {
    let outside = text.split("{#").enumerate().map(|(index, part)| match (index, part.split_once("#}")) {
        (0, _) => part,
        (_, Some((_, behind))) => behind,
        (_, None) => "",
    });
    outside.collect()
}

fn stray(place: Span) -> Diagnostic {
    let headline =
        Wording::new("セクションの外に書かれたものは印字されません", "what stands outside the sections is not printed");
    Diagnostic::error("outside-section", headline).at(place).hint(Wording::new(
        "{% block 名前 %} … {% endblock 名前 %} の中に書いてください。",
        "write it inside {% block name %} … {% endblock name %}.",
    ))
}

fn extends(place: Span) -> Diagnostic {
    let headline = Wording::new("extends は使えません", "`extends` is not available");
    Diagnostic::error("outside-section", headline).at(place).hint(Wording::new(
        "kohyo templates eject で元のテンプレートを書き出し、直接書き換えてください。",
        "write the templates out with `kohyo templates eject` and change the copy.",
    ))
}

/// A buffer that refuses to grow beyond [`MAX_OUTPUT`].
struct Limited(Vec<u8>);

impl Write for Limited {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if self.0.len() + bytes.len() > MAX_OUTPUT {
            return Err(std::io::ErrorKind::FileTooLarge.into());
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// The escape function: lets tokens pass, refuses everything else.
fn print_tokens(text: &str, output: &mut dyn Write) -> std::io::Result<()> {
    if !tokens::are_tokens(text) {
        return Err(std::io::ErrorKind::InvalidData.into());
    }
    output.write_all(text.as_bytes())
}

/// Filters that would cut or hide a token.
const REFUSED: &[&str] = &[
    "safe",
    "default",
    "upper",
    "lower",
    "wordcount",
    "escape",
    "escape_html",
    "escape_xml",
    "newlines_to_br",
    "pluralize",
    "trim",
    "trim_start",
    "trim_end",
    "replace",
    "capitalize",
    "title",
    "truncate",
    "indent",
    "str",
    "int",
    "float",
    "reverse",
    "split",
    "abs",
    "round",
    "nth",
    "join",
    "sort",
    "unique",
    "get",
    "values",
    "keys",
    "pairs",
    "group_by",
];

fn register(tera: &mut Tera, shared: &Shared) {
    for name in REFUSED {
        tera.register_filter(*name, move |_: Value, _: Kwargs, _: &State| -> tera::TeraResult<Value> {
            Err(refused(
                format!("フィルター {name} は事実を隠したり切ったりするおそれがあるため使えません"),
                format!("the filter `{name}` could hide or cut a fact, so it is not available"),
            ))
        });
    }
    for name in ["length", "first", "last"] {
        tera.register_filter(name, move |value: Value, _: Kwargs, _: &State| of_array(name, &value));
    }
    for form in forms::FORMS {
        let shared = Arc::clone(shared);
        tera.register_filter(form.name, move |value: Value, _: Kwargs, _: &State| with_form(&shared, form, &value));
    }
}

/// `length`, `first` and `last` of a list; of anything else they are refused.
fn of_array(name: &str, value: &Value) -> tera::TeraResult<Value> {
    let Some(array) = value.as_array() else {
        return Err(refused(
            format!("フィルター {name} はリストにだけ使えます"),
            format!("the filter `{name}` is for lists only"),
        ));
    };
    Ok(match name {
        "length" => Value::from(array.len()),
        "first" => array.first().cloned().unwrap_or_else(Value::none),
        _ => array.last().cloned().unwrap_or_else(Value::none),
    })
}

/// A form as a filter: the same fact, in another form.
fn with_form(shared: &Shared, form: &forms::Form, value: &Value) -> tera::TeraResult<Value> {
    let mut shared = shared.lock().unwrap_or_else(PoisonError::into_inner);
    let printing = shared.as_mut().ok_or_else(|| tera::Error::message("no rendering is under way"))?;
    // An entry is asked for as prose would cite it.
    let token = value.as_map().and_then(|entry| entry.get(&tera::value::Key::Str("printed"))).unwrap_or(value);
    let hole = token.as_str().and_then(|text| printing.holes.of_token(text)).cloned();
    let Some(hole) = hole else {
        return Err(refused(
            format!("書式 {} は記載のある事実にだけ使えます", form.name),
            format!("the form `{}` applies to a fact that is stated", form.name),
        ));
    };
    match printing.case.find(&hole.path) {
        Some(found) if printing.case.takes(found, form) => {
            let mut forms = hole.forms;
            forms.push(form.name.to_string());
            Ok(Value::from(printing.holes.token(Hole { forms, ..hole })))
        }
        _ => Err(refused(
            format!("書式 {} は {} には使えません", form.name, hole.path),
            format!("the form `{}` does not apply to `{}`", form.name, hole.path),
        )),
    }
}

/// Stands between the languages of a message on its way through Tera, which carries one text.
const BETWEEN: char = '\u{1F}';

/// An error of ours, in both languages.
fn refused(ja: String, en: String) -> tera::Error {
    tera::Error::message(format!("{ja}{BETWEEN}{en}"))
}

/// What Tera reports, with its place in the template.
fn diagnostic(error: &tera::Error, sources: &BTreeMap<String, SourceId>) -> Diagnostic {
    let (code, report) = match error.kind() {
        ErrorKind::SyntaxError(report) => ("template-syntax", report),
        ErrorKind::RenderingError(report) => ("template-error", report),
        other => {
            let headline = Wording::new(
                format!("テンプレートを読めません: {other}"),
                format!("cannot use the templates: {other}"),
            );
            return Diagnostic::error("template-syntax", headline);
        }
    };
    // Tera's own messages are English only.
    let headline = match report.message().split_once(BETWEEN) {
        Some((ja, en)) => Wording::new(ja, en),
        None => Wording::new(
            format!("テンプレートに誤りがあります: {}", report.message()),
            format!("error in the template: {}", report.message()),
        ),
    };
    let diagnostic = Diagnostic::error(code, headline);
    match sources.get(report.filename()) {
        Some(id) => diagnostic.at(Span::new(*id, report.span().range.clone())),
        None => diagnostic,
    }
}

/// A template that does not exist, with the nearest that does.
pub(super) fn missing(templates: &Templates, name: &str, place: Option<Span>) -> Diagnostic {
    let headline = Wording::new(
        format!("テンプレート templates/{name} がありません"),
        format!("there is no template templates/{name}"),
    );
    let mut diagnostic = Diagnostic::error("missing-template", headline);
    diagnostic.primary = place;
    // A regime is asked for by the name of its folder, a kind by that of its file.
    let (folder, ja, en) = match name.starts_with("regimes/") {
        true => {
            ("regimes/", "templates/regimes/<regime>/report.<lang>.md", "templates/regimes/<regime>/report.<lang>.md")
        }
        false => ("documents/", "templates/documents/<kind>.<lang>.md", "templates/documents/<kind>.<lang>.md"),
    };
    let short =
        |name: &str| name.trim_start_matches(folder).split(['.', '/']).next().map(str::to_string).unwrap_or_default();
    let known: Vec<String> = templates.names().filter(|known| known.starts_with(folder)).map(short).collect();
    if let Some(near) = nearest(&short(name), known.iter().map(String::as_str)) {
        diagnostic = diagnostic.hint(Wording::did_you_mean(near));
    }
    diagnostic.hint(Wording::new(
        format!("プロジェクトに {ja} を置くこともできます。"),
        format!("a project can have its own {en}."),
    ))
}
