//! `personal-contact`: a mobile number or a mail address that is no contact of the case.

use crate::check::public::{Public, published, tokens};
use crate::check::scan::chars::{Chars, digit, is_digit};
use crate::check::{Check, Finding, Run, Subject, Words};
use crate::diag::Severity;
use std::collections::HashSet;
use std::ops::Range;

/// The check.
pub const CHECK: Check = Check {
    code: "personal-contact",
    severity: Severity::Warning,
    title: Words {
        ja: "公表する文書に個人の連絡先と見えるものがある",
        en: "what looks like a person's contact in a public document",
    },
    finds: Words {
        ja: "1つの官庁・警察に宛てたものでない文書に印字される携帯電話番号（060・070・080・090）とメールアドレスのうち、`contacts` にも発表者の `parties` にも書かれていないもの。番号やアドレスそのものは表示しません。",
        en: "A mobile number (060, 070, 080, 090) or a mail address that is printed in a document not addressed to one authority, and stands neither in `contacts` nor with the issuing party. The message never repeats it.",
    },
    why: Words {
        ja: "本人や担当者個人の連絡先の公表は、それ自体が新たな漏えいになりかねません。",
        en: "Publishing a person's number or address can be a new leak in itself.",
    },
    remedy: Words {
        ja: "文書から消してください。問い合わせ窓口のものなら、[contacts] に書いて引用します。",
        en: "Take it out. If it belongs to the desk that answers questions, state it under [contacts] and cite it.",
    },
    example: r#"
[parties]
own = { name = "みなと市", self = "本市" }
[documents.release]
kind      = "statement"
text.body = "担当者（090-0000-0000）までご連絡ください。"
"#,
    mended: r#"
[parties]
own = { name = "みなと市", self = "本市" }
[contacts]
desk = { name = "総務課", phone = "090-0000-0000" }
[documents.release]
kind      = "statement"
text.body = "担当者（{{ contacts.desk.phone }}）までご連絡ください。"
"#,
    run: Run::Version(run),
};

/// Boxes that belong to an office and to nobody in person.
const OFFICES: &[&str] = &[
    "info",
    "contact",
    "support",
    "privacy",
    "press",
    "pr",
    "soumu",
    "koho",
    "kouhou",
    "webmaster",
    "dpo",
    "help",
    "inquiry",
    "toiawase",
    "customer",
];

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let known = published(subject, &["phone", "fax", "mail", "hours", "person", "form"]);
    let numbers: HashSet<String> =
        known.iter().flat_map(|text| mobiles(text).into_iter().map(|(_, digits)| digits)).collect();
    let mails: HashSet<String> =
        known.iter().flat_map(|text| addresses(text).into_iter().map(|(_, mail)| mail)).collect();
    let scan = |text: &str| {
        let foreign = mobiles(text).into_iter().filter(|(_, digits)| !numbers.contains(digits));
        let strange = addresses(text).into_iter().filter(|(_, mail)| !mails.contains(mail) && !is_office(mail));
        let mut found: Vec<Range<usize>> = foreign.chain(strange).map(|(range, _)| range).collect();
        found.sort_by_key(|range| range.start);
        found
    };
    Public::of(subject).findings(scan, |place| {
        Finding::at(
            place,
            "公表する文書に、連絡先として書かれていない携帯電話番号かメールアドレスがあります",
            "a public document holds a mobile number or a mail address that is no contact of the case",
        )
    })
}

/// Mobile numbers of Japan, each with its digits.
fn mobiles(text: &str) -> Vec<(Range<usize>, String)> {
    let chars = Chars::of(text);
    let is_sign = |c: char| matches!(c, '-' | '－' | '‐' | '−' | 'ー' | ' ' | '(' | ')' | '（' | '）');
    let (mut found, mut at) = (Vec::new(), 0);
    while at < chars.len() {
        if !chars.at(at).is_some_and(is_digit) {
            at += 1;
            continue;
        }
        let mut digits = String::new();
        let mut end = at;
        while let Some(c) =
            chars.at(end).filter(|c| is_digit(*c) || is_sign(*c) && chars.at(end + 1).is_some_and(is_digit))
        {
            digits.extend(digit(c).and_then(|value| char::from_digit(value, 10)));
            end += 1;
        }
        let mobile = digits.len() == 11 && ["060", "070", "080", "090"].iter().any(|start| digits.starts_with(start));
        if mobile && !chars.before(at).is_some_and(|c| c.is_ascii_alphanumeric()) {
            found.push((chars.bytes(at..end), digits));
        }
        at = end;
    }
    found
}

/// Mail addresses, each in small letters.
fn addresses(text: &str) -> Vec<(Range<usize>, String)> {
    let one = |range: Range<usize>| {
        let token = text.get(range.clone())?;
        let mail = token.trim_end_matches(['.', ':']);
        let (local, host) = mail.split_once('@')?;
        let local = local.rsplit([':', '=']).next().unwrap_or_default();
        let length = local.len() + 1 + host.len();
        let start = range.start + mail.len().saturating_sub(length);
        (!local.is_empty() && host.contains('.'))
            .then(|| (start..start + length, format!("{local}@{host}").to_ascii_lowercase()))
    };
    tokens(text).into_iter().filter_map(one).collect()
}

fn is_office(mail: &str) -> bool {
    mail.split(['@', '-', '_', '.']).next().is_some_and(|local| OFFICES.contains(&local))
}

#[cfg(test)]
mod tests {
    use super::{CHECK, addresses, mobiles};
    use crate::check::testing::{fires, silent};

    fn file(body: &str) -> String {
        format!(
            r#"
[parties]
own = {{ name = "みなと市", self = "本市", mail = "mayor@minato.example" }}
other = {{ name = "A社", mail = "yamada@a.example" }}
[contacts]
desk = {{ name = "総務課", phone = "０８０-1111-2222", mail = "Desk.Suzuki@minato.example" }}
[documents.a]
kind = "statement"
text.body = "{body}"
"#
        )
    }

    #[test]
    fn numbers_and_addresses_of_nobody_stated_are_found() {
        fires(
            &CHECK,
            &file("090-0000-0000、０７０００００００００、yamada@b.example."),
            &["090-0000-0000", "０７０００００００００", "yamada@b.example"],
        );
        fires(&CHECK, &file("{{ parties.other.mail }}"), &["yamada@a.example"]);
    }

    #[test]
    fn contacts_and_offices_are_left_alone() {
        silent(
            &CHECK,
            &file("{{ contacts.desk.phone }}、080-1111-2222、desk.suzuki@minato.example、mayor@minato.example"),
        );
        silent(&CHECK, &file("info@b.example、03-0000-0000、0120-000-000、A090-0000-0000、090-0000"));
    }

    #[test]
    fn the_scanners_read_whole_numbers() {
        assert_eq!(mobiles("tel 090 1234 5678 です"), [(4..17, "09012345678".to_string())]);
        assert!(mobiles("1090-1234-5678 06012345678 0901234567890").is_empty());
        assert_eq!(addresses("mailto:a@b.example、")[0], (7..18, "a@b.example".to_string()));
        assert!(addresses("@handle a@b").is_empty());
    }
}
