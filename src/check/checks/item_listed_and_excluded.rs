//! `item-listed-and-excluded`: a data item that a set holds and does not hold.

use crate::check::{Check, Finding, Run, Subject, Words};
use crate::diag::Severity;
use crate::facts::stated::{Entry, Item, Value};
use std::collections::HashMap;

/// The check.
pub const CHECK: Check = Check {
    code: "item-listed-and-excluded",
    severity: Severity::Error,
    title: Words {
        ja: "含まれる項目が除外にも書かれている", en: "a data item both listed and excluded"
    },
    finds: Words {
        ja: "1つのデータの `items` と `excluded` の両方に、同じコードか同じ表記の項目があるもの。",
        en: "One data set whose `items` and `excluded` hold an item of the same code or the same wording.",
    },
    why: Words {
        ja: "「含まれる」と「含まれない」が同じ発表に並び、本人への説明も委員会への報告も成り立ちません。",
        en: "The release says of the same data that they leaked and that they did not.",
    },
    remedy: Words {
        ja: "どちらかから消してください。別の項目なら、\"コード: 表記\" の形でコードを分けます。",
        en: "Remove one of them. If they are two items, give each a code of its own: \"code: wording\".",
    },
    example: r#"
[data.customers]
persons  = "362名"
items    = ["氏名", "電話番号"]
excluded = ["クレジットカード情報", "電話番号"]
"#,
    mended: r#"
[data.customers]
persons  = "362名"
items    = ["氏名", "電話番号"]
excluded = ["クレジットカード情報"]
"#,
    run: Run::Version(run),
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    subject.case.entries("data").flat_map(of_set).collect()
}

/// The items of one key, whatever their language.
pub(super) fn items<'a>(entry: &'a Entry, key: &str) -> impl Iterator<Item = &'a Item> {
    let lists: Vec<&Value> = match entry.field(key).map(|field| &field.value) {
        Some(Value::Localized(values)) => values.iter().map(|(_, value)| value).collect(),
        value => value.into_iter().collect(),
    };
    lists.into_iter().flat_map(|value| match value {
        Value::Items(items) => items.list.as_slice(),
        _ => &[],
    })
}

/// What an item is compared by: its code, else its wording.
pub(super) fn identity(item: &Item) -> &str {
    item.code.as_deref().unwrap_or(&item.wording)
}

fn of_set(set: &Entry) -> Vec<Finding> {
    let listed: HashMap<&str, &Item> = items(set, "items").map(|item| (identity(item), item)).collect();
    let both = items(set, "excluded").filter_map(|item| Some((item, *listed.get(identity(item))?)));
    both.map(|(excluded, listed)| {
        let (out, held) = (&excluded.wording, &listed.wording);
        Finding::at(
            excluded.span,
            format!("「{out}」は、同じデータの items に「{held}」として含まれています"),
            format!("`{out}` is excluded, but items of the same set hold `{held}`"),
        )
        .label(listed.span, "含まれる項目", "listed here")
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::testing::{fires, silent};

    #[test]
    fn one_item_cannot_be_both() {
        fires(
            &CHECK,
            "[data.x]\nitems = [\"口座番号\", \"drawings: 図面\", \"写し\"]\nexcluded = [\"銀行口座情報\", \"drawings: 図面情報\", \"写し\", \"氏名\"]\n",
            &["\"銀行口座情報\"", "\"drawings: 図面情報\"", "\"写し\""],
        );
    }

    #[test]
    fn other_items_and_other_sets_are_left_alone() {
        silent(
            &CHECK,
            "[data.x]\nitems = [\"電話番号\"]\nexcluded = [\"携帯電話番号\", \"等\"]\n[data.y]\nexcluded = [\"電話番号\"]\nper.p.items = [\"電話番号\"]\n[parties]\np = \"A社\"\n",
        );
        silent(&CHECK, "[data.x]\nitems = [\"card-holder: カード名義\"]\nexcluded = [\"クレジットカード番号\"]\n");
    }
}
