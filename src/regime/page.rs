//! The page of a regime: everything that its pack states, and what of it was not found at a source.

use super::pack::{Clock, Deed, Hardness, Item, Named, Period, Proof, Regime};
use crate::diag::{Language, Wording};
use crate::locale::Lang;
use crate::vocabulary::List;
use chrono::NaiveDate;

/// How many of a regime's statements were found at no source, and how many there are.
pub fn unverified(regime: &Regime) -> (usize, usize) {
    let (all, head) = (proofs(regime), &regime.head);
    let days = head.valid_from.is_some() || head.valid_to.is_some();
    let open = all.iter().filter(|proof| !proof.is_verified()).count();
    (open + usize::from(days && head.valid_source.is_none()), all.len() + usize::from(days))
}

fn proofs(regime: &Regime) -> Vec<&Proof> {
    let triggers = regime.triggers.iter().map(|named| &named.entry.proof);
    let stages = regime.stages.iter().map(|named| &named.entry.proof);
    let clocks = regime.clocks.iter().map(|named| &named.entry.proof);
    let items = regime.items.iter().map(|named| &named.entry.proof);
    let choices = regime.choices.iter().map(|named| &named.entry.proof);
    let notices = regime.notices.iter().map(|named| &named.entry.proof);
    let exemption = regime.exemption.iter().map(|exemption| &exemption.proof);
    triggers.chain(exemption).chain(stages).chain(clocks).chain(items).chain(choices).chain(notices).collect()
}

/// The page, as Markdown.
pub fn page(regime: &Regime, language: Language) -> String {
    let say = |ja: &'static str, en: &'static str| if language == Language::Ja { ja } else { en };
    let named = |name: &Wording, proof: &Proof, more: &str| row(name.get(language), more, proof, language);
    let triggers = regime.triggers.iter().map(|Named { id, entry, .. }| {
        let judged = if entry.judged { say("、人が判断", ", judged by people") } else { "" };
        named(&entry.name, &entry.proof, &format!("`{id}`{judged}"))
    });
    let exemption = regime
        .exemption
        .iter()
        .map(|exemption| named(&exemption.name, &exemption.proof, &deed(&exemption.by, language)));
    let stages =
        regime.stages.iter().map(|Named { id, entry, .. }| named(&entry.name, &entry.proof, &format!("`{id}`")));
    let clocks =
        regime.clocks.iter().map(|Named { entry, .. }| named(&entry.name, &entry.proof, &period(entry, language)));
    let items = regime.items.iter();
    let items =
        items.map(|Named { entry, .. }| row(&entry.heading, to_persons(entry, language), &entry.proof, language));
    let choices = regime.choices.iter().map(|Named { entry, .. }| {
        row(&entry.options.join(" / "), &format!("`{}`", entry.item), &entry.proof, language)
    });
    let notices = regime.notices.iter().map(|Named { entry, .. }| {
        let headings = entry.title.iter().chain(&entry.headings).map(|text| format!("“{text}”"));
        named(&entry.name, &entry.proof, &headings.collect::<Vec<_>>().join(", "))
    });
    let sources = regime.sources.iter().map(|Named { id, entry, .. }| {
        format!("- `{id}`: {}{}\n", entry.title, entry.url.as_ref().map(|url| format!(" <{url}>")).unwrap_or_default())
    });
    let sections = [
        (say("要件", "Triggers"), triggers.collect::<String>()),
        (say("義務を免れる場合", "Exemption"), exemption.collect()),
        (say("報告の段階", "Stages"), stages.collect()),
        (say("期限", "Clocks"), clocks.collect()),
        (say("報告事項", "Items of the report"), items.collect()),
        (say("様式の選択肢", "Boxes of the form"), choices.collect()),
        (say("通知", "Notices"), notices.collect()),
        (say("出典", "Sources"), sources.collect()),
    ];
    let sections = sections.into_iter().filter(|(_, rows)| !rows.is_empty());
    head(regime, language) + &sections.map(|(title, rows)| format!("\n## {title}\n\n{rows}")).collect::<String>()
}

/// What the regime says of itself.
fn head(regime: &Regime, language: Language) -> String {
    let say = |ja: &'static str, en: &'static str| if language == Language::Ja { ja } else { en };
    let head = &regime.head;
    let (open, all) = unverified(regime);
    let found = found_at(head.valid_source.as_deref(), language);
    let in_force = |day: NaiveDate| format!("{day}{found}");
    let lines = [
        (say("対象", "binds"), Some(head.scope.get(language).to_string())),
        (say("根拠", "basis"), Some(head.basis.get(language).to_string())),
        (say("報告先", "authority"), Some(head.authority.get(language).to_string())),
        (say("施行", "in force from"), head.valid_from.map(in_force)),
        (say("失効", "in force to"), head.valid_to.map(in_force)),
        (say("確認した日", "checked on"), Some(head.checked.to_string())),
        (say("未確認の項目", "not verified"), Some(format!("{open}/{all}"))),
    ];
    let lines = lines.into_iter().filter_map(|(label, value)| Some(format!("- {label}: {}\n", value?)));
    format!("# {}: {}\n\n{}", regime.id, head.name.get(language), lines.collect::<String>())
}

/// One line of a list: what is stated, more of it, and where it was found.
fn row(what: &str, more: &str, proof: &Proof, language: Language) -> String {
    let more = if more.is_empty() { String::new() } else { format!(" ({more})") };
    let found = found_at(proof.source.as_deref(), language);
    let note = proof.note.as_ref().map(|note| format!("\n  {}", note.get(language))).unwrap_or_default();
    format!("- {what}{more}{found}{note}\n")
}

/// Where a statement was found, or that it was not verified.
fn found_at(source: Option<&str>, language: Language) -> String {
    match (source, language) {
        (Some(source), _) => format!(" [{source}]"),
        (None, Language::Ja) => " **未確認**".into(),
        (None, Language::En) => " **not verified**".into(),
    }
}

fn to_persons(item: &Item, language: Language) -> &'static str {
    match (item.individuals, language) {
        (Some(true), Language::Ja) => "本人への通知にも記載",
        (Some(true), Language::En) => "in the notice to the persons too",
        (Some(false), Language::Ja) => "本人への通知には含まれない",
        (Some(false), Language::En) => "not in the notice to the persons",
        (None, _) => "",
    }
}

/// How a clock runs, in words.
fn period(clock: &Clock, language: Language) -> String {
    let Wording { ja, en } = length(clock);
    let hardness = match clock.hardness {
        Hardness::Statutory => Wording::new("法令", "statutory"),
        Hardness::Contractual => Wording::new("契約", "contractual"),
        Hardness::Guidance => Wording::new("ガイドライン", "guidance"),
        Hardness::Expectation => Wording::new("目安", "expectation"),
    };
    let rolls = match clock.rolls {
        true => Wording::new("、末日が休日なら次の開庁日まで", ", to the next open day if the last is closed"),
        false => Wording::new("", ""),
    };
    let start = deed(&clock.start, language);
    match language {
        Language::Ja => format!("起算: {start}、{ja}{}、{}", rolls.ja, hardness.ja),
        Language::En => format!("from: {start}, {en}{}, {}", rolls.en, hardness.en),
    }
}

fn length(clock: &Clock) -> Wording {
    let first = match clock.first_day_counts {
        true => Wording::new("（その日を1日目とする）", ", that day being day 1"),
        false => Wording::new("（その日は数えない）", ", that day not counted"),
    };
    let (ja, en) = match clock.period {
        Period::Hours(n) => return Wording::new(format!("{n}時間"), format!("{n} hours")),
        Period::Promptly => return Wording::new("速やかに", "promptly"),
        Period::Months(1) => return Wording::new("1か月", "1 month"),
        Period::Months(n) => return Wording::new(format!("{n}か月"), format!("{n} months")),
        Period::Days(n) => (format!("{n}日"), format!("{n} days")),
        Period::BusinessDays(n) => (format!("{n}営業日"), format!("{n} business days")),
        Period::Window(from, to) => (format!("{from}日から{to}日まで"), format!("{from} to {to} days")),
    };
    Wording::new(format!("{ja}{}", first.ja), format!("{en}{}", first.en))
}

/// An event or report in words, with the name that a file gives it.
fn deed(deed: &Deed, language: Language) -> String {
    let lang = if language == Language::Ja { Lang::Ja } else { Lang::En };
    match deed {
        Deed::Event(role) => format!("{} `{role}`", List::EventRoles.wording(role, lang).unwrap_or_default()),
        Deed::Report(stage) => match language {
            Language::Ja => format!("報告 `{}` の提出", stage.word()),
            Language::En => format!("report `{}` submitted", stage.word()),
        },
    }
}
