//! `contradicting-figure`: a typed figure that a fact of the same words and unit contradicts.

use crate::check::typed::{Known, Verdict, typed_figures};
use crate::check::{Check, Finding, Run, Subject, Words};
use crate::diag::Severity;

/// The check.
pub const CHECK: Check = Check {
    code: "contradicting-figure",
    severity: Severity::Error,
    title: Words { ja: "手で書かれた数が事実と食い違う", en: "a typed figure that contradicts a fact" },
    finds: Words {
        ja: "本文に手で書かれた数が、同じ語と同じ単位の事実と、1桁の抜け・余り・誤り・入れ替わりだけ違うもの。前回、当初、うちなどの語がある文は対象にしません。",
        en: "A typed figure that differs from a fact of the same words and the same unit by one digit: left out, added, mistyped or changed round. Sentences about earlier figures or parts are left alone.",
    },
    why: Words {
        ja: "1つの事実に2つの数が出ると、どちらの数も信用されません。",
        en: "Two numbers for one fact discredit both.",
    },
    remedy: Words {
        ja: "どちらが正しいかを確かめ、本文では事実を引用してください。別のものの数なら、それも事実として書いて引用します。",
        en: "Find out which is right, and cite the fact. If something else is counted, state that as a fact too and cite it.",
    },
    example: r#"
[parties]
own = { name = "みなと市", self = "本市" }
[data.companies]
who           = "認定企業"
organizations = "1,120件"
[documents.release]
kind      = "statement"
text.body = "認定企業1,130件に通知しました。"
"#,
    mended: r#"
[parties]
own = { name = "みなと市", self = "本市" }
[data.companies]
who           = "認定企業"
organizations = "1,120件"
[documents.release]
kind      = "statement"
text.body = "{{ data.companies | who }}に通知しました。"
"#,
    run: Run::Version(run),
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let contradicted = typed_figures(subject).into_iter().filter_map(|hand| match hand.verdict {
        Verdict::Contradicted(known) => Some((hand.place, hand.words, known)),
        _ => None,
    });
    let finding = |(place, words, known): (_, String, Known)| {
        let printed = &known.printed;
        Finding::at(
            place,
            format!("「{words}」は、同じ語の事実 {printed} と食い違います"),
            format!("`{words}` contradicts the fact behind the same words, {printed}"),
        )
        .label(known.span, "事実", "the fact")
        .hint(format!("引用: {{{{ {} }}}}", known.path), format!("cite it: {{{{ {} }}}}", known.path))
    };
    contradicted.map(finding).collect()
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
[data]
companies = {{ who = "認定企業", organizations = "1,120件" }}
all = {{ label = "えびの市民の個人情報", records = "3,622件", persons = "2,761名" }}
near = {{ label = "送受信記録", mails = "約1,300件" }}
open = {{ label = "申請書", records = "調査中" }}
[documents.a]
kind = "statement"
text.body = "{body}"
"#
        )
    }

    #[test]
    fn one_digit_is_a_slip() {
        fires(&CHECK, &file("登録いただいた認定企業1,130件に"), &["1,130件"]);
        fires(&CHECK, &file("市民の個人情報362件が"), &["362件"]);
        fires(&CHECK, &file("流出した件数は対象ファイル{{ data.all.records }}、対象ファイル3,262件"), &["3,262件"]);
        fires(&CHECK, &file("市民の個人情報（二千七百六十名）"), &["二千七百六十名"]);
    }

    #[test]
    fn other_things_are_left_alone() {
        silent(&CHECK, &file("認定企業1,120件と認定企業30件に"));
        silent(&CHECK, &file("企業1,130件、認定企業1,130名、認定企業約1,130件に"));
        silent(&CHECK, &file("当初は認定企業1,130件と発表し、うち認定企業112件に"));
        silent(&CHECK, &file("送受信記録1,320件と申請書1,300件が"));
        silent(&CHECK, &file("「認定企業1,130件」と述べました。"));
    }
}
