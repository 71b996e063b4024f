//! `circular-parts`: sets that are parts of themselves.

use super::sum::SETS;
use crate::check::{Check, Finding, Run, Subject, Words};
use crate::diag::Severity;
use crate::facts::Case;
use crate::text::Spanned;
use std::collections::HashMap;

/// The check.
pub const CHECK: Check = Check {
    code: "circular-parts",
    severity: Severity::Error,
    title: Words { ja: "自分自身の一部になっている集合", en: "a set that is a part of itself" },
    finds: Words {
        ja: "`sum`・`product`・`within` をたどると、自分自身に戻る項目。",
        en: "An entry that `sum`, `product` or `within` leads back to.",
    },
    why: Words {
        ja: "どれが全体でどれが内訳かが決まらず、合計も影響を受けた人数も確かめられません。",
        en: "It is undecided which is the whole, so neither totals nor the number of those affected can be verified.",
    },
    remedy: Words {
        ja: "全体の側だけに `sum` を、部分の側だけに `within` を書いてください。",
        en: "Write `sum` only in the whole, and `within` only in the part.",
    },
    example: r#"
[data]
all  = { records = "5件", sum = ["late"] }
late = { records = "5件", sum = ["all"] }
"#,
    mended: r#"
[data]
all  = { records = "5件", sum = ["late"] }
late = { records = "5件", within = "all" }
"#,
    run: Run::Version(run),
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let ways = SETS.iter().flat_map(|kind| ["sum", "product", "within"].map(|key| (*kind, key)));
    let circles = ways.flat_map(|(kind, key)| circles(subject.case, kind, key));
    circles
        .map(|name| {
            Finding::at(
                name.span,
                format!("ここから「{}」をたどると、この項目に戻ります", name.value),
                format!("from here, `{}` leads back to this entry", name.value),
            )
        })
        .collect()
}

/// The names by which entries of a kind lead back to themselves through a key such as `sum`.
fn circles<'a>(case: &'a Case, kind: &'static str, key: &str) -> Vec<&'a Spanned<String>> {
    // Names are open while what they lead to is followed; a name that is met open closes a circle.
    let mut open: HashMap<&str, bool> = HashMap::new();
    let mut found = Vec::new();
    for first in case.entries(kind) {
        if open.contains_key(first.name.value.as_str()) {
            continue;
        }
        open.insert(&first.name.value, true);
        let mut way = vec![(first, 0)];
        while let Some((entry, next)) = way.last_mut() {
            let Some(name) = case.names(entry, key).get(*next) else {
                open.insert(&entry.name.value, false);
                way.pop();
                continue;
            };
            *next += 1;
            match open.get(name.value.as_str()) {
                Some(true) => found.push(name),
                Some(false) => {}
                None => {
                    open.insert(&name.value, true);
                    way.extend(case.entry(kind, &name.value).map(|inner| (inner, 0)));
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::testing::{fires, silent};

    #[test]
    fn circles_of_any_length() {
        fires(&CHECK, "[data]\na = { records = \"5件\", sum = [\"a\"] }\n", &["\"a\""]);
        let three = "[data]\na = { records = \"5件\", within = \"b\" }\nb = { records = \"5件\", within = \"c\" }\n\
                     c = { records = \"5件\", within = \"a\" }\n";
        fires(&CHECK, three, &["\"a\""]);
        fires(&CHECK, "[figures]\na = { count = \"5件\", product = [\"a\"] }\n", &["\"a\""]);
    }

    #[test]
    fn a_part_of_two_wholes_is_no_circle() {
        let text = "[data]\na = { records = \"5件\", sum = [\"b\", \"c\"] }\nb = { records = \"2件\", sum = [\"d\"] }\n\
                    c = { records = \"3件\", sum = [\"d\"] }\nd = { records = \"2件\", within = \"a\" }\n";
        silent(&CHECK, text);
    }
}
