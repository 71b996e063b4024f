//! `product`: factors that do not make up their whole.

use super::sum::{measure, measures, overlap, shown};
use crate::check::{Check, Finding, Run, Subject, Words};
use crate::diag::Severity;
use crate::facts::Case;
use crate::facts::stated::Entry;
use crate::text::Span;

/// The check.
pub const CHECK: Check = Check {
    code: "product",
    severity: Severity::Warning,
    title: Words { ja: "掛け合わせた数が合計と合わない", en: "factors that do not make up their total" },
    finds: Words {
        ja: "`product` に挙げた数を掛け合わせた値が、その数と合わないもの（例: 年間約1万3千人 × 3年 = 延べ約4万人）。約の付く数は、その桁の幅の中で比べます。",
        en: "A figure that the figures of its `product` do not make up, such as about 13,000 a year for 3 years, about 40,000 in all. An approximate number is compared within its last digit.",
    },
    why: Words {
        ja: "年間の数と年数は、発表を読む人がまず掛け合わせてみる数です。",
        en: "A yearly number and a number of years are what a reader multiplies first.",
    },
    remedy: Words {
        ja: "年ごとの数、年数、合計を確かめて直してください。年ごとに数が大きく違うなど、掛け算では求まらないときは、`product` を消すか理由を添えて認めます。",
        en: "Check the yearly number, the years and the total. If the years differ too much to be multiplied, remove `product`, or accept the warning with the reason.",
    },
    example: r#"
[figures]
yearly = "約1万3千人"
years  = "3年"
total  = { persons = "延べ約6万人", product = ["yearly", "years"] }
"#,
    mended: r#"
[figures]
yearly = "約1万3千人"
years  = "3年"
total  = { persons = "延べ約4万人", product = ["yearly", "years"] }
"#,
    run: Run::Version(run),
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    subject.case.entries("figures").filter_map(|whole| one(subject.case, whole)).collect()
}

fn one(case: &Case, whole: &Entry) -> Option<Finding> {
    let names = case.names(whole, "product");
    let (key, figure, span) = measures(case, whole).next().filter(|_| !names.is_empty())?;
    let (mut product, mut places): (_, Vec<Span>) = ((1, Some(1)), Vec::new());
    for name in names {
        let factor = case.entry("figures", &name.value)?;
        // A factor is stated in the measure of the whole, or in the only one it has: 3年.
        let first = || measures(case, factor).next().map(|(_, figure, span)| (figure, span));
        let (factor, place) = measure(case, factor, key).or_else(first)?;
        product = times(product, factor.reach()?);
        places.push(place);
    }
    if overlap(product, figure.reach()?) {
        return None;
    }
    let (made, printed) = (shown(product.0, product.1), figure.print());
    let finding = Finding::at(
        span,
        format!("掛け合わせると {made} で、{printed} と合いません"),
        format!("the factors make {made}, not {printed}"),
    );
    Some(places.iter().fold(finding, |finding, place| finding.label(*place, "掛ける数", "factor")))
}

/// The least and the most that two stretches can make.
fn times(one: (u64, Option<u64>), other: (u64, Option<u64>)) -> (u64, Option<u64>) {
    (one.0.saturating_mul(other.0), one.1.and_then(|high| high.checked_mul(other.1?)))
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::testing::{fires, silent};

    fn total(yearly: &str, years: &str, total: &str) -> String {
        format!(
            "[figures]\nyearly = \"{yearly}\"\nyears = \"{years}\"\n\
             total = {{ count = \"{total}\", product = [\"yearly\", \"years\"] }}\n"
        )
    }

    #[test]
    fn exact_factors() {
        silent(&CHECK, &total("120件", "3年", "360件"));
        fires(&CHECK, &total("120件", "3年", "361件"), &["\"361件\""]);
        fires(&CHECK, &total("120件", "3年", "359件"), &["\"359件\""]);
    }

    #[test]
    fn approximate_factors_reach_as_far_as_their_last_digit() {
        silent(&CHECK, &total("約1万3千人", "3年", "延べ約4万人"));
        silent(&CHECK, &total("約1万3千人", "3年", "約3万7千人"));
        // 13,000 a year is less than 14,000: 42,000 is out of reach.
        fires(&CHECK, &total("約1万3千人", "3年", "4万2千人"), &["\"4万2千人\""]);
        fires(&CHECK, &total("約1万3千人", "3年", "3万6千人"), &["\"3万6千人\""]);
        silent(&CHECK, &total("1万人以上", "3年", "延べ約50万人"));
        fires(&CHECK, &total("1万人以上", "3年", "2万9,999人"), &["\"2万9,999人\""]);
    }

    #[test]
    fn what_is_not_stated_is_not_multiplied() {
        silent(&CHECK, &total("調査中", "3年", "延べ約4万人"));
        silent(&CHECK, &total("約1万人", "3年", "調査中"));
        silent(&CHECK, "[figures]\na = \"3年\"\n");
        fires(&CHECK, &total("9,223,372,036,854,775,807件", "3年", "5件"), &["\"5件\""]);
    }
}
