//! `unverifiable-sum`: a whole of which a part is not stated, so that nobody can add it up.

use super::sum::{Parts, SETS, measures};
use crate::check::{Check, Finding, Run, Subject, Words};
use crate::diag::Severity;
use crate::facts::stated::Entry;
use crate::locale::Figure;
use crate::text::Span;

/// The check.
pub const CHECK: Check = Check {
    code: "unverifiable-sum",
    severity: Severity::Warning,
    title: Words {
        ja: "内訳に空欄があり、合計を確かめられない", en: "a total with a part that is not stated"
    },
    finds: Words {
        ja: "`sum` の内訳のうち、数が書かれていない（または「調査中」などの）ものがあり、全体の数を確かめられないもの。",
        en: "A whole with a part that states no number, or a word such as “under investigation”, so that the total cannot be verified.",
    },
    why: Words {
        ja: "空欄は0でも不明でもありません。読み手は書かれた数だけを足して、合計が違うと受け取ります。",
        en: "A blank is neither zero nor unknown. Readers add up what is printed and find another total.",
    },
    remedy: Words {
        ja: "内訳の数を書いてください。公表しないと決めたときは、理由を添えて認めます。",
        en: "State the part. If it is left out on purpose, accept the warning with the reason.",
    },
    example: r#"
[data.students]
persons = "160名"
[data.graduates]
label   = "卒業生の名簿"
[data.all]
persons = "463名"
sum     = ["students", "graduates"]
"#,
    mended: r#"
[data.students]
persons = "160名"
[data.graduates]
label   = "卒業生の名簿"
persons = "303名"
[data.all]
persons = "463名"
sum     = ["students", "graduates"]
"#,
    run: Run::Version(run),
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let case = subject.case;
    let wholes = SETS.iter().flat_map(|kind| case.entries(kind));
    let stated =
        wholes.flat_map(|whole| measures(case, whole).map(move |(key, figure, span)| (whole, key, figure, span)));
    let one = |(whole, key, figure, span): (&Entry, &str, &Figure, Span)| {
        let blank = Parts::of(case, whole, key).filter(|_| figure.quantity().is_some())?.blank;
        // Where no part speaks of the measure at all, nobody is led to add it up.
        (blank > 0 && blank < case.names(whole, "sum").len()).then(|| {
            Finding::at(
                span,
                format!("内訳のうち{blank}項目の数が書かれていないので、{} を確かめられません", figure.print()),
                format!("{} cannot be verified: {blank} of its parts state no number", figure.print()),
            )
        })
    };
    stated.filter_map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::testing::{fires, silent};

    /// A whole of three parts, of which the first is always stated.
    fn whole(second: &str, third: &str, whole: &str) -> String {
        format!(
            "[data]\na = {{ records = \"3件\", persons = \"1名\" }}\nb = {{ label = \"表\"{second} }}\n\
             c = {{ label = \"表\"{third} }}\nall = {{ {whole}, sum = [\"a\", \"b\", \"c\"] }}\n"
        )
    }

    #[test]
    fn a_part_without_a_number_is_found() {
        let records = "records = \"10件\"";
        fires(&CHECK, &whole("", ", records = \"4件\"", records), &["\"10件\""]);
        fires(&CHECK, &whole(", records = \"不明\"", ", records = \"4件\"", records), &["\"10件\""]);
        fires(&CHECK, &whole("", "", "records = \"調査中\", persons = \"2名\""), &["\"2名\""]);
    }

    #[test]
    fn stated_parts_and_wholes_without_a_number_are_not() {
        let records = "records = \"10件\"";
        silent(&CHECK, &whole(", records = \"3件\"", ", records = \"4件\"", records));
        silent(&CHECK, &whole(", records = \"なし\"", ", records = \"7件\"", records));
        silent(&CHECK, &whole("", "", "records = \"調査中\""));
        // Nobody speaks of files: the whole states them alone.
        silent(&CHECK, &whole("", "", "files = \"8ファイル\""));
        silent(&CHECK, "[data]\na = \"3件\"\n");
    }
}
