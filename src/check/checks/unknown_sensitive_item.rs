//! `unknown-sensitive-item`: a data item that thresholds ask for, in words that no code knows.

use super::item_listed_and_excluded::items;
use crate::check::{Check, Finding, Run, Subject, Words};
use crate::diag::Severity;
use crate::facts::stated::Item;
use crate::vocabulary::List;

/// The check.
pub const CHECK: Check = Check {
    code: "unknown-sensitive-item",
    severity: Severity::Warning,
    title: Words {
        ja: "報告の要否に関わる項目にコードがない", en: "a sensitive data item without a known code"
    },
    finds: Words {
        ja: "`items` の項目のうち、要配慮個人情報（病歴、障害、健診結果、犯罪歴など）、口座・クレジットカード・暗証番号、マイナンバーなどを表すと見えるのに、その表記も書かれたコードも語彙にないもの。",
        en: "An item of `items` that seems to be about health, disability, crime, creed, a bank account, a payment card, a password or a national number, while neither its wording nor its code is in the vocabulary.",
    },
    why: Words {
        ja: "報告義務の判定はコードで行うので、この項目があっても、ないものとして扱われます。",
        en: "Whether a report is due is decided by codes; without one, this item counts as absent.",
    },
    remedy: Words {
        ja: "\"medical-history: 持病の内容\" のように、語彙にあるコードを前に書いてください。そのような情報でなければ、理由を添えて認めます。",
        en: "Write a known code before it, as in \"medical-history: long-term conditions\". If it is nothing of the kind, accept it with the reason.",
    },
    example: r#"
[data.patients]
persons = "12名"
items   = ["氏名", "持病や治療の内容"]
"#,
    mended: r#"
[data.patients]
persons = "12名"
items   = ["氏名", "medical-history: 持病や治療の内容"]
"#,
    run: Run::Version(run),
};

/// Parts of words, each with the code that it probably wants.
const PARTS: &[(&str, &str)] = &[
    ("病歴", "medical-history"),
    ("既往", "medical-history"),
    ("病名", "medical-history"),
    ("傷病", "medical-history"),
    ("疾患", "medical-history"),
    ("疾病", "medical-history"),
    ("持病", "medical-history"),
    ("病状", "medical-history"),
    ("病気", "medical-history"),
    ("診断", "medical-history"),
    ("通院", "medical-care"),
    ("入院", "medical-care"),
    ("受診", "medical-care"),
    ("検査結果", "health-check"),
    ("検査値", "health-check"),
    ("障害者", "disability"),
    ("障害の", "disability"),
    ("障がい", "disability"),
    ("身体障害", "disability"),
    ("知的障害", "disability"),
    ("精神障害", "disability"),
    ("発達障害", "disability"),
    ("障害等級", "disability"),
    ("健診", "health-check"),
    ("検診", "health-check"),
    ("健康診断", "health-check"),
    ("人間ドック", "health-check"),
    ("診療", "medical-care"),
    ("治療", "medical-care"),
    ("処方", "medical-care"),
    ("投薬", "medical-care"),
    ("服薬", "medical-care"),
    ("調剤", "medical-care"),
    ("カルテ", "medical-record"),
    ("健康状態", "health"),
    ("犯罪被害", "crime-victim"),
    ("犯罪", "criminal-record"),
    ("前科", "criminal-record"),
    ("逮捕", "criminal-procedure"),
    ("人種", "race"),
    ("民族", "race"),
    ("信条", "creed"),
    ("信仰", "creed"),
    ("宗教", "creed"),
    ("社会的身分", "social-status"),
    ("セキュリティコード", "card-security-code"),
    ("カードの有効期限", "card-expiry"),
    ("カード名義", "card-holder"),
    ("クレジットカード", "credit-card"),
    ("デビットカード", "credit-card"),
    ("カード番号", "credit-card"),
    ("口座", "bank-account"),
    ("暗証番号", "pin"),
    ("パスワード", "password"),
    ("マイナンバー", "my-number"),
    ("個人番号", "my-number"),
    ("基礎年金番号", "pension-number"),
    ("被保険者番号", "insured-number"),
    ("旅券", "passport"),
    ("パスポート", "passport"),
    ("運転免許", "driver-licence"),
    ("在留カード", "residence-card"),
    ("medical", "medical-history"),
    ("diagnos", "medical-history"),
    ("disab", "disability"),
    ("health", "health"),
    ("criminal", "criminal-record"),
    ("religio", "creed"),
    ("ethnic", "race"),
    ("bank account", "bank-account"),
    ("credit card", "credit-card"),
    ("payment card", "credit-card"),
    ("card number", "credit-card"),
    ("password", "password"),
    ("passport", "passport"),
];

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    subject.case.entries("data").flat_map(|set| items(set, "items")).filter_map(one).collect()
}

fn one(item: &Item) -> Option<Finding> {
    if item.code.as_deref().is_some_and(|code| List::Items.code(code).is_some()) {
        return None;
    }
    let wording = item.wording.to_lowercase();
    let (_, code) = PARTS.iter().find(|(part, _)| wording.contains(part))?;
    let wording = &item.wording;
    Some(
        Finding::at(
            item.span,
            format!("「{wording}」は語彙にないため、報告の要否の判定に使われません"),
            format!("no code knows `{wording}`, so that no threshold can see it"),
        )
        .hint(
            format!("たとえば \"{code}: {wording}\" と書きます。"),
            format!("write, for example, \"{code}: {wording}\"."),
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::{CHECK, PARTS};
    use crate::check::testing::{fires, silent};
    use crate::vocabulary::List;

    fn file(items: &str) -> String {
        format!("[data.x]\nitems = [{items}]\nexcluded = [\"支給口座の控え\"]\n")
    }

    #[test]
    fn sensitive_words_without_a_known_code_are_found() {
        fires(
            &CHECK,
            &file(r#""氏名", "返金先口座の控え", "card: 登録されたクレジットカードの下4桁""#),
            &["\"返金先口座の控え\"", "\"card: 登録されたクレジットカードの下4桁\""],
        );
        fires(&CHECK, &file(r#""通院先と病状", "血液の検査結果""#), &["\"通院先と病状\"", "\"血液の検査結果\""]);
        fires(
            &CHECK,
            &file(r#""Password hashes", "障害者手帳の写し""#),
            &["\"Password hashes\"", "\"障害者手帳の写し\""],
        );
    }

    #[test]
    fn known_codes_and_other_words_are_left_alone() {
        silent(
            &CHECK,
            &file(
                r#""病歴", "口座番号", "credit-card: クレジットカードの下4桁", "障害発生日時", "接続パスワード", "氏名""#,
            ),
        );
    }

    #[test]
    fn every_proposed_code_exists() {
        for (part, code) in PARTS {
            assert!(List::Items.code(code).is_some(), "{part}: {code}");
        }
    }
}
