//! What a document must tell, and whether it does.

use super::chars::is_digit;
use crate::check::{Draft, Finding, Passage, Role, Subject};
use crate::facts::Case;
use crate::facts::stated::{Entry, Value};
use crate::locale::{FigureMeaning, Lang};
use crate::vocabulary::List;

/// A part that a document about a leak must have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Whom to ask.
    Contact,
    /// Which data.
    Items,
    /// How many records or persons.
    Count,
    /// When it happened, or when it was found.
    Date,
    /// What is done about it.
    Measures,
}

/// A finding for every document that lacks a part.
pub fn lacks(subject: &Subject<'_>, part: Part, ja: &str, en: &str) -> Vec<Finding> {
    let case = subject.case;
    let speaks_of_leak = case.word("leak").map_or(case.entries("data").next().is_some(), |leak| leak != "none");
    if !speaks_of_leak {
        return Vec::new();
    }
    let missing = subject.drafts.iter().filter(|draft| {
        must_tell(case, draft.entry)
            && !with_attachments(subject, draft).any(|passage| tells(part, passage, draft.document.lang))
    });
    missing.map(|draft| Finding::at(draft.entry.name.span, ja, en)).collect()
}

/// Whether a document speaks to the public or to persons, and for itself.
fn must_tell(case: &Case, document: &Entry) -> bool {
    let issuer = |document| case.issuer(document).map(|party| &party.name.value);
    match kind(document) {
        Some("press-release" | "apology-letter") => true,
        // A comment beside the issuer's own release need not repeat it.
        Some("statement") => !case.entries("documents").any(|other| {
            matches!(kind(other), Some("press-release" | "press-club-sheet")) && issuer(other) == issuer(document)
        }),
        _ => false,
    }
}

fn kind(document: &Entry) -> Option<&str> {
    match &document.field("kind")?.value {
        Value::Text(kind) => Some(kind),
        _ => None,
    }
}

/// The lines of a document and of what is attached to it, without the head.
fn with_attachments<'s, 'a>(subject: &'s Subject<'a>, draft: &'s Draft<'a>) -> impl Iterator<Item = &'s Passage<'a>> {
    let attached = subject
        .case
        .names(draft.entry, "attachments")
        .iter()
        .filter_map(|name| subject.drafts.iter().find(|other| other.entry.name.value == name.value));
    let is_body = |passage: &&Passage<'_>| {
        !matches!(
            passage.role,
            Role::Number | Role::Date | Role::Addressee | Role::Sender | Role::Title | Role::Signature
        )
    };
    std::iter::once(draft).chain(attached).flat_map(|draft| &draft.passages).filter(is_body)
}

/// Whether a line tells something of a part.
fn tells(part: Part, passage: &Passage<'_>, lang: Lang) -> bool {
    let text = passage.text.as_str();
    let cites = |start: &str| passage.marks.iter().any(|mark| mark.path.starts_with(start));
    let says = |ja: &[&str], en: &[&str]| {
        let words = if lang == Lang::Ja { ja } else { en };
        words.iter().any(|word| text.contains(word))
    };
    match part {
        Part::Contact => {
            passage.role == Role::Contact || cites("contacts") || has_address(text)
                // 「下記までお問い合わせください」 asks for a contact that must stand below.
                || says(ASKING.0, ASKING.1) && !text.contains("下記")
        }
        Part::Items => passage.marks.iter().any(|mark| mark.path.contains(".items")) || says(ITEMS.0, ITEMS.1),
        Part::Count => has_count(passage) || says(UNCOUNTED.0, UNCOUNTED.1),
        Part::Date => {
            has_date(text, lang)
                || passage.marks.iter().any(|mark| {
                    mark.path.starts_with("events.")
                        && text.get(mark.range.clone()).is_some_and(|date| date.starts_with(is_digit))
                })
        }
        Part::Measures => cites("measures.") || says(MEASURES.0, MEASURES.1),
    }
}

type Pair = (&'static [&'static str], &'static [&'static str]);

const ASKING: Pair = (
    &["問い合わせ", "問合せ", "問合わせ", "連絡先", "相談窓口"],
    &["contact us", "get in touch", "helpline", "Contact"],
);
const ITEMS: Pair = (
    &[
        "氏名",
        "名前",
        "姓名",
        "住所",
        "電話番号",
        "メールアドレス",
        "生年月日",
        "口座",
        "パスワード",
        "カード",
        "連絡先など",
        "学年",
        "番号",
    ],
    &["name", "address", "telephone", "phone number", "date of birth", "password", "account number", "card number"],
);
const UNCOUNTED: Pair = (
    &[
        "件数は不明",
        "件数は調査中",
        "件数は確認中",
        "人数は不明",
        "人数は調査中",
        "人数は確認中",
        "件数については",
        "人数については",
    ],
    &["number is not", "number of people is", "how many people"],
);
const MEASURES: Pair = (
    &[
        "再発防止",
        "対策",
        "改善",
        "強化",
        "見直",
        "徹底",
        "求めてい",
        "講じ",
        "遮断",
        "復旧",
        "適切な対応",
        "停止",
        "確認を進め",
        "導入",
        "回収",
        "周知",
        "取り組",
    ],
    &[
        "prevent",
        "measures",
        "improve",
        "strengthen",
        "changed",
        "blocked",
        "review",
        "steps",
        "restore",
        "fix",
        "secured",
        "recalled",
        "disabled",
        "suspended",
        "isolated",
        "What we have done",
        "What we are doing",
    ],
);

/// Counters of records and persons in both languages.
const COUNTERS: &[&str] = &[
    "件",
    "名",
    "人",
    "世帯",
    "校",
    "台",
    "社",
    "アカウント",
    "事業者",
    "通",
    "冊",
    "ファイル",
    "people",
    "persons",
    "records",
    "patients",
    "customers",
    "accounts",
    "users",
    "employees",
    "members",
    "students",
    "individuals",
    "messages",
];

/// A number with a counter, or the number of a data set in a cell.
fn has_count(passage: &Passage<'_>) -> bool {
    let text = passage.text.as_str();
    let counted = text.char_indices().filter(|(_, c)| is_digit(*c) || "万千百".contains(*c)).any(|(at, c)| {
        let behind = text[at + c.len_utf8()..].trim_start_matches([' ', '　']);
        let behind = ["million ", "billion "].iter().find_map(|scale| behind.strip_prefix(scale)).unwrap_or(behind);
        COUNTERS.iter().any(|counter| behind.starts_with(counter))
    });
    counted
        || passage.marks.iter().any(|mark| {
            let printed = text.get(mark.range.clone()).unwrap_or_default();
            let is_number = !printed.is_empty() && printed.chars().all(|c| is_digit(c) || c == ',');
            // 「調査中」 in place of a count says how many, as far as anybody can.
            let key = mark.path.rsplit('.').next().unwrap_or_default();
            let is_word = FigureMeaning::is_word(printed)
                && (List::Counts.code(key).is_some() || mark.path.matches('.').count() == 1);
            mark.path.starts_with("data.") && (is_number || is_word)
        })
}

/// A day or a month.
fn has_date(text: &str, lang: Lang) -> bool {
    const MONTHS: &[&str] = &[
        "January",
        "February",
        "March",
        "April",
        "May ",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    match lang {
        Lang::Ja => {
            text.match_indices('月').any(|(at, _)| text[..at].trim_end_matches([' ', '　']).ends_with(is_digit))
        }
        Lang::En => MONTHS.iter().any(|month| text.contains(month)),
    }
}

/// Whether a text holds a telephone number, a mail address or a page.
pub fn has_address(text: &str) -> bool {
    text.contains("http://") || text.contains("https://") || text.contains('@') || has_phone(text)
}

/// Three groups of digits joined by hyphens, as 0984-35-2268, or ten digits and more in one or two groups.
fn has_phone(text: &str) -> bool {
    let joins = |c: char| matches!(c, '-' | '‐' | '－' | '―' | '(' | ')' | '（' | '）' | ' ');
    let (mut digits, mut begins_with_zero) = (0usize, false);
    for c in text.chars() {
        match c {
            _ if is_digit(c) => {
                begins_with_zero |= digits == 0 && matches!(c, '0' | '０');
                digits += 1;
                if begins_with_zero && digits >= 9 {
                    return true;
                }
            }
            _ if joins(c) => {}
            _ => (digits, begins_with_zero) = (0, false),
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Mark;

    #[test]
    fn knows_addresses() {
        for (text, expected) in [
            ("電話 0984-35-2268", true),
            ("TEL：011-206-7742（内線24-230）", true),
            ("（03）1234 5678", true),
            ("01632 960147", true),
            ("2024年7月9日 1,120件", false),
            ("37,000-14,000-20", false),
            ("〒880-3131", false),
            ("0件、123,456,789件", false),
            ("123-456-789件", false),
            ("a@b.example", true),
            ("https://example.jp/", true),
        ] {
            assert_eq!(has_address(text), expected, "{text}");
        }
    }

    /// A line whose words are all of one fact.
    fn line<'a>(role: Role, path: &'a str, text: &str) -> Passage<'a> {
        let marks = vec![Mark { path, form: "", range: 0..text.len() }];
        Passage { role, number: None, text: text.to_owned(), marks, section: "".into() }
    }

    #[test]
    fn what_counts_is_a_number_with_a_counter_or_a_count_of_the_facts() {
        for (path, text, expected) in [
            ("", "463名", true),
            ("", "46万3千 人", true),
            ("", "1.2 million records", true),
            ("", "463", false),
            ("", "名 463", false),
            ("data.all.persons", "1,463", true),
            ("data.all.persons", "調査中", true),
            ("data.all", "調査中", true),
            ("data.all.who", "調査中", false),
            ("data.all.persons", "", false),
            ("data.all.persons", "1,463 と", false),
            ("figures.all", "1463", false),
            ("figures.all", "調査中", false),
        ] {
            assert_eq!(has_count(&line(Role::Text, path, text)), expected, "{path}: {text}");
        }
    }

    #[test]
    fn each_part_is_told_by_a_fact_or_by_words() {
        use Part::*;
        for (part, path, text, expected) in [
            (Contact, "contacts.desk", "総務課", true),
            (Contact, "", "お問い合わせください", true),
            (Contact, "", "下記までお問い合わせください", false),
            (Contact, "", "a@b.example まで", true),
            (Contact, "", "総務課", false),
            (Items, "data.all.items", "甲", true),
            (Items, "", "氏名など", true),
            (Items, "data.all", "甲", false),
            (Count, "", "件数は調査中です", true),
            (Count, "", "調査中です", false),
            (Date, "events.found", "2024", true),
            (Date, "events.found", "昨日", false),
            (Date, "data.all", "2024", false),
            (Date, "", "7 月", true),
            (Date, "", "毎月", false),
            (Measures, "measures.block", "甲", true),
            (Measures, "", "再発防止に努めます", true),
            (Measures, "", "お詫びします", false),
        ] {
            assert_eq!(tells(part, &line(Role::Text, path, text), Lang::Ja), expected, "{part:?} {path}: {text}");
        }
        assert!(
            tells(Contact, &line(Role::Contact, "", "総務課"), Lang::Ja),
            "a block of contacts needs no word for it"
        );
        assert!(tells(Date, &line(Role::Text, "", "in May 2024"), Lang::En));
        assert!(!tells(Date, &line(Role::Text, "", "you may"), Lang::En));
    }
}
