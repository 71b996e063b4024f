//! A document under a regime: which, at which stage, and what it still lacks.

use super::print::{Printer, fact, text};
use super::setting::{fields, words};
use crate::diag::{Diagnostic, Wording, nearest};
use crate::document::{Block, Inline, Inlines, ListItem};
use crate::facts::Case;
use crate::facts::stated::{Entry, Value};
use crate::locale::Lang;
use crate::regime::Regimes;
use crate::regime::assess::{Assessment, Verdict, assess};
use crate::regime::condition::Answer;
use crate::regime::deadline::missed;
use crate::regime::pack::{Choice, Named, Regime, Stage};
use crate::regime::report::Lack;
use crate::text::{Span, Spanned};
use std::collections::BTreeMap;

/// What the paths of holes begin with that the regime fills, not a fact.
pub const REPORT: &str = "report.";

/// What a regime makes of a document.
pub struct Filing<'a> {
    /// The regime, with what the case says of it.
    pub assessment: Assessment<'a>,
    /// The stage of the report; nothing for a document that names none.
    pub stage: Option<Stage>,
    /// The boxes of its form.
    pub choices: &'a [Named<Choice>],
    /// The boxes that the document ticks, by the name of their choice.
    ticked: BTreeMap<String, Vec<String>>,
}

impl<'a> Filing<'a> {
    /// The filing of a document, if it names a regime.
    ///
    /// # Errors
    /// A regime that there is not or that does not apply, a stage that it does not know, a box that its form does not have.
    pub fn of(case: &Case, document: &Entry, regimes: &'a Regimes) -> Result<Option<Filing<'a>>, Vec<Diagnostic>> {
        let Some(field) = document.field("regime") else { return Ok(None) };
        let Value::Text(id) = &field.value else { return Ok(None) };
        let Some(regime) = regimes.get(id) else { return Err(vec![regimes.unknown(id, Some(field.span))]) };
        let stage = stage(regime, document).map_err(|found| vec![found])?;
        let choices = regimes.choices(regime);
        let ticked = ticked(choices, document)?;
        let assessment = assess(regime, case);
        let is_report = matches!(document.field("kind").map(|field| &field.value), Some(Value::Text(kind)) if kind == "regulator-report");
        match is_report && assessment.verdict() == Verdict::Not && !assessment.voluntary {
            true => Err(vec![not_applicable(id, field.span)]),
            false => Ok(Some(Filing { assessment, stage, choices, ticked })),
        }
    }

    /// The boxes of a choice, ■ before those that are ticked; nothing for a choice that the form does not have.
    fn boxes(&self, case: &Case, id: &str) -> Option<Inlines> {
        let choice = self.choices.iter().find(|choice| choice.id == id)?;
        let ticks = self.ticks(case, choice);
        let mut boxes = Inlines::new();
        for (at, option) in choice.entry.options.iter().enumerate() {
            if at > 0 {
                boxes.push(Inline::text("　"));
            }
            match ticks.iter().find(|(ticked, _)| ticked == option) {
                None => boxes.extend(text(&format!("□{option}"))),
                Some((_, None)) => boxes.extend(text(&format!("■{option}"))),
                Some((_, Some(path))) => boxes.push(fact(path, "", text(&format!("■{option}")))),
            }
        }
        // A form with no box ticked would look as if it had been filled in.
        if ticks.is_empty() {
            boxes.extend(text(&format!("　{}", open(Some(self), self.assessment.regime.head.lang))));
        }
        Some(boxes)
    }

    /// The options of a choice that are ticked: by the document, else by facts, each with the path of one.
    fn ticks<'s>(&'s self, case: &Case, choice: &'s Named<Choice>) -> Vec<(&'s str, Option<String>)> {
        if let Some(ticked) = self.ticked.get(&choice.id) {
            return ticked.iter().map(|option| (option.as_str(), None)).collect();
        }
        let path = |answer: Answer| answer.grounds.into_iter().next().map(|ground| ground.path);
        let by_facts = choice.entry.ticked_by(case).map(|(option, answer)| (option, path(answer)));
        by_facts.take(if choice.entry.one { 1 } else { usize::MAX }).collect()
    }
}

fn stage(regime: &Regime, document: &Entry) -> Result<Option<Stage>, Diagnostic> {
    let Some(stated) = document.field("stage") else { return Ok(None) };
    let Value::Word(word) = stated.value else { return Ok(None) };
    match Stage::named(word).filter(|stage| regime.stage(*stage).is_some()) {
        Some(stage) => Ok(Some(stage)),
        None => {
            let known = regime.stages.iter().map(|stage| stage.id.as_str());
            Err(unknown(&regime.id, "段階", "stage", &Spanned::new(word.to_string(), stated.span), known))
        }
    }
}

fn ticked(choices: &[Named<Choice>], document: &Entry) -> Result<BTreeMap<String, Vec<String>>, Vec<Diagnostic>> {
    let stated = document.field("choices").map(fields).unwrap_or_default();
    let (mut ticked, mut wrong) = (BTreeMap::new(), Vec::new());
    for field in stated {
        let Some(choice) = choices.iter().find(|choice| choice.id == field.key.value) else {
            let known = choices.iter().map(|choice| choice.id.as_str());
            wrong.push(unknown("choices", "選択肢", "choice", &field.key, known));
            continue;
        };
        let Value::Texts(options) = &field.value else { continue };
        let known = || choice.entry.options.iter().map(String::as_str);
        let strange = options.iter().filter(|option| !choice.entry.options.contains(&option.value));
        wrong.extend(strange.map(|option| unknown(&choice.id, "選択肢", "choice", option, known())));
        wrong.extend(options.get(1).filter(|_| choice.entry.one).map(|second| only_one(&choice.id, second)));
        ticked.insert(field.key.value.clone(), options.iter().map(|option| option.value.clone()).collect());
    }
    if wrong.is_empty() { Ok(ticked) } else { Err(wrong) }
}

fn unknown<'a>(
    of: &str,
    ja: &str,
    en: &str,
    name: &Spanned<String>,
    known: impl Iterator<Item = &'a str> + Clone,
) -> Diagnostic {
    let headline = Wording::new(
        format!("「{of}」に「{}」という{ja}はありません", name.value),
        format!("`{of}` has no {en} `{}`", name.value),
    );
    let mut diagnostic = Diagnostic::error("unknown-in-regime", headline).at(name.span);
    if let Some(near) = nearest(&name.value, known.clone()) {
        diagnostic = diagnostic.hint(Wording::did_you_mean(near));
    }
    let list = known.collect::<Vec<_>>().join(", ");
    diagnostic.hint(Wording::new(format!("書けるのは {list} です。"), format!("known: {list}.")))
}

fn only_one(choice: &str, second: &Spanned<String>) -> Diagnostic {
    let headline = Wording::new(
        format!("「{choice}」で選べるのは一つだけです"),
        format!("only one box of `{choice}` can be ticked"),
    );
    Diagnostic::error("one-box-only", headline).at(second.span)
}

fn not_applicable(id: &str, span: Span) -> Diagnostic {
    let headline = Wording::new(
        format!("書かれた事実では、制度「{id}」は適用されません"),
        format!("by what is stated, the regime `{id}` does not apply"),
    );
    Diagnostic::error("regime-does-not-apply", headline).at(span).hint(Wording::new(
        format!(
            "理由は kohyo regimes で見られます。任意に報告するときは [regimes.{id}] voluntary = true と書いてください。"
        ),
        format!("kohyo regimes tells why; if it is reported without a duty: [regimes.{id}] voluntary = true."),
    ))
}

/// What a hole of the regime prints: `items.<id>` an official heading, `boxes.<id>` a choice, `triggers.<id>` and `label` what the triggers
/// are called, and `open` what is not known yet.
pub fn word(printer: &Printer<'_>, name: &str) -> Inlines {
    let (filing, lang) = (printer.filing.as_ref(), printer.setting.lang);
    let regime = filing.map(|filing| filing.assessment.regime);
    let found = match (regime, name.split_once('.')) {
        (Some(_), Some(("boxes", id))) => filing.and_then(|filing| filing.boxes(printer.case, id)),
        (Some(regime), Some(("items", id))) => {
            let item = regime.items.iter().find(|item| item.id == id);
            item.map(|item| official(regime, name, &item.entry.heading))
        }
        (Some(regime), Some(("triggers", id))) => regime.trigger(id).map(|trigger| {
            let Wording { ja, en } = &trigger.entry.name;
            official(regime, name, if lang == Lang::Ja { ja } else { en })
        }),
        (Some(regime), None) if name == "label" => {
            regime.head.triggers_label.as_deref().map(|label| official(regime, name, label))
        }
        _ => None,
    };
    found.unwrap_or_else(|| text(open(filing, lang)))
}

/// Words of the law, marked as such: they keep their own spelling.
fn official(regime: &Regime, name: &str, words: &str) -> Inlines {
    vec![fact(&format!("regimes.{}.{name}", regime.id), "", text(words))]
}

/// In a report before the last, what is not known is under investigation.
fn open(filing: Option<&Filing<'_>>, lang: Lang) -> &'static str {
    match filing.and_then(|filing| filing.stage) {
        Some(Stage::Preliminary | Stage::Interim) => words(lang, "調査中", "under investigation"),
        Some(Stage::Final) | None => words(lang, "【要記入】", "[to be completed]"),
    }
}

/// The list of what a drafted report lacks, behind its last section; a final copy has none.
pub fn lacks(printer: &Printer<'_>) -> Vec<Block> {
    let Some(filing) = printer.filing.as_ref().filter(|_| printer.case.is_draft()) else { return Vec::new() };
    if printer.text(printer.document, "kind").as_deref() != Some("regulator-report") {
        return Vec::new();
    }
    let stage = filing.stage.unwrap_or(Stage::Final);
    let late = missed(printer.case, &filing.assessment, printer.document);
    let lacks = filing.assessment.regime.lacks(printer.case, printer.document, stage, &late);
    if lacks.is_empty() {
        return Vec::new();
    }
    let lang = printer.setting.lang;
    let title =
        words(lang, "まだ記載のない事項（案にのみ印字されます）", "Items not yet stated (printed on drafts only)");
    let heading = Block::Heading {
        level: 1,
        number: None,
        plain: true,
        anchor: "not-yet-stated".to_string(),
        content: text(title),
    };
    let items = lacks.iter().map(|lack| item(lack, lang)).collect();
    vec![heading, Block::List { start: None, items }]
}

/// An item with the facts that it waits for.
fn item(lack: &Lack<'_>, lang: Lang) -> ListItem {
    let any = |ways: &[String]| ways.join(words(lang, " か ", " or "));
    let needs: Vec<String> =
        lack.needs.iter().map(|need| any(&need.iter().map(|need| need.path()).collect::<Vec<_>>())).collect();
    let what = match needs.is_empty() {
        true => words(lang, "調査中", "under investigation").to_string(),
        false => needs.join(words(lang, "、", ", ")),
    };
    let line = format!("{}{}{what}", lack.item.entry.heading, words(lang, "：", ": "));
    ListItem { mark: String::new(), blocks: vec![Block::Paragraph { content: text(&line) }] }
}
