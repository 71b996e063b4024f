//! `typed-figure`: a figure in prose that is typed, not cited.

use crate::check::typed::{Hand, Verdict, typed_figures};
use crate::check::{Check, Finding, Run, Subject, Words};
use crate::diag::Severity;

/// The check.
pub const CHECK: Check = Check {
    code: "typed-figure",
    severity: Severity::Warning,
    title: Words { ja: "本文に手で書かれた数", en: "a figure typed in prose" },
    finds: Words {
        ja: "本文に手で書かれた件数・人数など。全角や漢数字（百十六名）、万・千の混じった数も含みます。条文や章の番号、住所、電話番号、製品名、「」の中は対象にしません。",
        en: "A count that stands in prose by hand, in any writing, such as 3,622件, 約8千6百件, 百十六名. Numbers of articles, sections, addresses, telephones and products, and words in quotation marks, are left alone.",
    },
    why: Words {
        ja: "手で書いた数は、事実が改まっても古いまま残り、文書どうしが食い違います。",
        en: "A typed figure stays as it is when the fact behind it changes, and the documents part ways.",
    },
    remedy: Words {
        ja: "事実として書き、{{ data.customers.persons }} のように引用してください。事件の数でないもの（箇条書きの数、法律の基準など）は、理由を添えて認めます。",
        en: "State it as a fact and cite it: {{ data.customers.persons }}. If it is no figure of the incident (the length of a list, a threshold of the law), accept it with the reason.",
    },
    example: r#"
[parties]
own = { name = "みなと市", self = "本市" }
[data.customers]
persons = "362名"
[documents.release]
kind      = "statement"
text.body = "{{ self }}のお客様362名の情報が流出しました。"
"#,
    mended: r#"
[parties]
own = { name = "みなと市", self = "本市" }
[data.customers]
persons = "362名"
[documents.release]
kind      = "statement"
text.body = "{{ self }}のお客様{{ data.customers.persons }}の情報が流出しました。"
"#,
    run: Run::Version(run),
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let one = |hand: Hand| {
        let words = &hand.words;
        let finding = Finding::at(
            hand.place,
            format!("「{words}」は事実の引用でなく、手で書かれています"),
            format!("`{words}` is typed and cites no fact"),
        );
        match hand.verdict {
            Verdict::Alone => Some(finding.hint(
                format!("事実にして引用できます: [figures] に 名前 = \"{words}\" と書き、本文では {{{{ figures.名前 }}}} とします"),
                format!("it can be a fact: name = \"{words}\" in [figures], cited as {{{{ figures.name }}}}"),
            )),
            Verdict::Same(path) => Some(finding.hint(
                format!("同じ値の事実があります: {{{{ {path} }}}}"),
                format!("a fact has this value: {{{{ {path} }}}}"),
            )),
            Verdict::Beside(known) => Some(finding.label(
                known.span,
                format!("同じ語の事実は {} です", known.printed),
                format!("the fact behind the same words is {}", known.printed),
            )),
            Verdict::Like(known) => Some(
                finding
                    .label(
                        known.span,
                        format!("1桁違いの事実 {}", known.printed),
                        format!("a fact one digit off: {}", known.printed),
                    )
                    .hint(
                        format!("打ち間違いではありませんか。{{{{ {} }}}} は {} です", known.path, known.printed),
                        format!("a slip? {{{{ {} }}}} is {}", known.path, known.printed),
                    ),
            ),
            Verdict::Contradicted(_) => None,
        }
    };
    typed_figures(subject).into_iter().filter_map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::testing::{fires, silent};

    fn file(body: &str) -> String {
        format!(
            r#"
[parties]
own = {{ name = "みなと市", self = "本市" }}
[data.companies]
who = "認定企業"
organizations = "1,120件"
[data.mails]
mails = "約1300件"
[quotes]
q = "8千件だった"
[documents.a]
kind = "statement"
text.body = """
{body}
"""
"#
        )
    }

    #[test]
    fn a_typed_figure_is_found_in_any_writing() {
        fires(&CHECK, &file("流出は3,622件で、督促対象者百十六名です。"), &["3,622件", "百十六名"]);
        fires(&CHECK, &file("約8千6百件、７１５件、46万517人分"), &["8千6百件", "７１５件", "46万517人分"]);
        fires(&CHECK, &file("企業1,120件に通知し、以下の4点を確かめます。"), &["1,120件", "4点"]);
        fires(&CHECK, &file("一人でUSBを運びました。"), &["一人"]);
        fires(&CHECK, &file("|項目|件数|\n|-|-|\n| 登録 | 362 |"), &["362"]);
    }

    #[test]
    fn cited_and_quoted_figures_are_left_alone() {
        silent(
            &CHECK,
            &file("認定企業{{ data.companies }}とメール{{ data.mails }}です。「8千件」と述べ、`9件`と出ます。"),
        );
        silent(
            &CHECK,
            &file(
                "# 経過\n1. 1の(1)と第2章、個人情報保護法第26条第1項のとおり。\n2. 東京都港区芝浦4-13-23、電話 011-206-7742。",
            ),
        );
        silent(&CHECK, &file("一部の第三者が二度と一切、万一にも十分に。一人ひとりに、Windows 11で24時間。"));
        silent(&CHECK, &file("令和6年7月9日16時40分、7/9、2024-07-09に判明。"));
        silent(&CHECK, &file("|No|社名|\n|-|-|\n| 1 | A |\n| 2 | B |"));
    }

    #[test]
    fn a_slip_is_left_to_the_other_check() {
        silent(&CHECK, &file("認定企業1,130件に通知しました。"));
        fires(&CHECK, &file("認定企業30件に通知しました。"), &["30件"]);
    }

    #[test]
    fn english_prose_is_read_too() {
        let english = |body: &str| {
            format!(
                "lang = \"en\"\n[parties]\nown = {{ name = \"Clinic\", self = \"we\" }}\n[documents.a]\nkind = \"statement\"\ntext.body = \"{body}\"\n"
            )
        };
        fires(&CHECK, &english("We lost 4,318 records of 612 patients."), &["4,318", "612"]);
        silent(
            &CHECK,
            &english("Under Article 33, call 01632 960147 at 12 Quay Street by 9 July 2024, 24 hours a day."),
        );
    }

    #[test]
    fn a_figure_one_digit_off_a_fact_names_the_fact() {
        use crate::check::testing::drafted;
        use crate::check::{Subject, look};
        let text = "[data.a]\npersons = \"6,780名\"\n[documents.d]\nkind = \"statement\"\ntext.body = \"対象は6,870名です。関係する54名と\"\n";
        let (case, documents, sources) = drafted(text);
        let found = look(&CHECK, &Subject::of(&case, &documents, &[], &sources));
        let hints: Vec<usize> = found.iter().map(|found| found.hints.len()).collect();
        assert_eq!(hints, [1, 1], "{found:#?}");
        assert!(found[0].hints[0].en.contains("{{ data.a.persons }} is 6,780名"));
    }
}
