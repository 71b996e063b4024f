//! `stale-value`: an old value that a correction missed.

use crate::change::{FactChange, OldValues};
use crate::check::finding::once;
use crate::check::{Check, Finding, Run, Subject, Words};
use crate::diag::Severity;
use crate::facts::stated::Value;
use crate::text::Span;

/// The check.
pub const CHECK: Check = Check {
    code: "stale-value",
    severity: Severity::Error,
    title: Words { ja: "残っている変更前の値", en: "an old value that was left standing" },
    finds: Words {
        ja: "前の版から変わった事実の変更前の値が、この版の文書に手で書かれたまま残っているもの。数は書き方（3622、3,622、46万517）と「名」「人」の違いによらず、日は年の有無と和暦・西暦によらず、名前と引用を含まない文はそのままの形で探します。`items` から消え、どの `items`・`excluded` にもなくなった項目は、同じ一覧のほかの項目と並べて書かれている場合に探します（「氏名、電話番号」）。`claims` の `state` が not-found、none-reported から変わった場合は、漏えい・悪用・被害について「確認されていません」などと言い切る文を探します。引用した事実（`{{ v1.data.x }}` を含む）、「」の中、`[quotes]`、撤回した主張は除きます。1桁の数は日常の言葉（「1件ずつ」）と区別できないため、探しません。",
        en: "The old value of a fact that changed since the version before, typed by hand in a document of this one. A number is found in every writing (3622, 3,622), a day with its year or without, a name and a sentence that cites nothing as they were. An item that left `items`, and that no `items` or `excluded` states any more, is found beside another item of its list (“name, phone number”). Where the `state` of a claim about a leak, misuse or damage is `not-found` or `none-reported` no more, Japanese sentences that end by saying so (「悪用は確認されていません。」) are found. What is cited (as is `{{ v1.data.x }}`), words in quotation marks, `[quotes]` and claims that were retracted are left alone. Numbers of one digit are not looked for: everyday language is full of them.",
    },
    why: Words {
        ja: "訂正の発表に誤った値が残っていると、訂正をもう一度訂正することになります。",
        en: "A corrected release that still says the wrong figure has to be corrected again.",
    },
    remedy: Words {
        ja: "いまの値なら事実を引用し、前に公表した値として述べるなら `{{ v1.data.x }}` と引用してください。たまたま同じ数の別の事柄なら、それを事実（`[figures]` など）として書いて引用します。",
        en: "Cite the fact for its value of today, or `{{ v1.data.x }}` for what was published. If it is another thing that happens to be as many, state it as a fact (in `[figures]`) and cite that.",
    },
    example: r#"
# incidents/minato/v1.toml
status = "final"
[data.customers]
records = "362件"

# incidents/minato/v2.toml
[data.customers]
records = "3,622件"
[corrections.more]
facts  = "data.customers"
kind   = "news"
reason = "調査の結果、ほかにも流出した情報があることが判明したため"
[documents.release]
kind      = "attachment"
text.body = "流出した情報は362件です。"
"#,
    mended: r#"
# incidents/minato/v1.toml
status = "final"
[data.customers]
records = "362件"

# incidents/minato/v2.toml
[data.customers]
records = "3,622件"
[corrections.more]
facts  = "data.customers"
kind   = "news"
reason = "調査の結果、ほかにも流出した情報があることが判明したため"
[documents.release]
kind      = "attachment"
text.body = "流出した情報は{{ data.customers.records }}です({{ v1.data.customers.records }}と公表していました)。"
"#,
    run: Run::Version(run),
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let Some(before) = subject.predecessor else { return Vec::new() };
    let old = OldValues::of(&subject.changes, before, subject.case);
    let changes: Vec<&FactChange> = subject.changes.iter().filter(|change| change.before.is_some()).collect();
    let mut findings = Vec::new();
    for draft in &subject.drafts {
        for passage in &draft.passages {
            for (index, range) in old.standing(subject.case, passage) {
                let Some(change) = changes.get(index) else { continue };
                let words = passage.text.get(range.clone()).unwrap_or_default();
                findings.push(one(subject, change, words, subject.place(draft, passage, range)));
            }
        }
    }
    once(findings)
}

fn one(subject: &Subject<'_>, change: &FactChange, words: &str, place: Span) -> Finding {
    let path = &change.path;
    let version = subject.predecessor.map_or(1, |before| before.version);
    // Names may be those of persons, and no message repeats them.
    let earlier = change.earlier_path();
    let stated = subject.predecessor.and_then(|before| before.value(&earlier));
    let shown = match stated {
        Some(Value::Text(_)) => String::new(),
        _ => format!("「{words}」"),
    };
    let finding = Finding::at(
        place,
        format!("「{path}」の変更前の値{shown}が残っています"),
        format!("the old value of `{path}` still stands here"),
    );
    let finding = match subject.case.place(path).filter(|_| change.after.is_some()) {
        Some(stated) => finding.label(stated, "いまの値", "its value of today"),
        None => finding,
    };
    let cited = format!("{{{{ v{version}.{earlier} }}}}");
    match change.after {
        Some(_) => finding.hint(
            format!("いまの値は {{{{ {path} }}}}、前に公表した値は {cited} と引用します。別の事柄なら、それを事実として書いて引用してください。"),
            format!("cite {{{{ {path} }}}} for its value of today, or {cited} for what was published; if it is about something else, state that as a fact of its own."),
        ),
        None => finding.hint(
            format!("前に公表した値として述べるなら {cited} と引用し、そうでなければ消してください。"),
            format!("cite {cited} if you mean what was published; else remove it."),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::testing::{fires, silent, wordings};

    /// Two versions of some facts, and what the second says in its document.
    fn file(before: &str, after: &str, body: &str) -> String {
        format!(
            "# incidents/a/v1.toml\nstatus = \"final\"\n{before}\n# incidents/a/v2.toml\n{after}\n\
             [documents.d]\nkind = \"attachment\"\ntext.body = '''\n{body}\n'''\n"
        )
    }

    fn counts(body: &str) -> String {
        file(
            "[data]\na = \"362件\"\npart = \"362件\"\n",
            "[data]\na = \"3,622件\"\npart = \"362件\"\n[claims]\nold = { says = \"362件だけ\", retracted = 2024-07-16 }\nnew = \"362件に限らない\"\n[quotes]\nq = { text = \"362件と聞いた\" }\n",
            body,
        )
    }

    #[test]
    fn what_was_typed_is_found_where_it_was_typed() {
        fires(&CHECK, &counts("計362件、計３６２ 件"), &["362件", "３６２ 件"]);
        fires(&CHECK, &counts("{{ claims.new }}"), &["362件"]);
        fires(&CHECK, &counts("| 件数 |\n|-|\n| 362 |"), &["362"]);
    }

    #[test]
    fn what_is_cited_or_said_by_others_may_stand() {
        silent(&CHECK, &counts("{{ v1.data.a }}から{{ data.a }}に改め、うち{{ data.part }}"));
        silent(&CHECK, &counts("「362件」とあるのは誤りでした。{{ claims.old }}\n\n> 362件\n\n{{ quotes }}"));
        silent(&CHECK, &counts("1,362件、3620件、36213件"));
    }

    #[test]
    fn days_names_and_sentences_are_found_too() {
        let day = |day: &str| format!("[events]\nfound = {day}\n");
        fires(&CHECK, &file(&day("2024-07-04"), &day("2024-07-05"), "7月4日(木)に判明"), &["7月4日"]);
        silent(&CHECK, &file(&day("2024-07-04"), &day("2024-07-05"), "令和5年7月4日、7月14日、{{ events.found }}"));
        let party = |name: &str| format!("[parties]\nfinder = \"{name}\"\n");
        let role = file(
            &party("協力会社の社員"),
            &party("協力会社の委託先の社員"),
            "協力会社の社員が、協力会社の委託先の社員と",
        );
        fires(&CHECK, &role, &["協力会社の社員"]);
        let said = wordings(&CHECK, &role).remove(0);
        assert!(!said.ja.contains("社員") && !said.en.contains("社員"), "names of persons are not repeated: {said:?}");
        assert!(wordings(&CHECK, &counts("計362件")).remove(0).ja.contains("「362件」"));
        // The new name holds the old one.
        silent(&CHECK, &file(&party("港商店"), &party("港商店株式会社"), "港商店株式会社"));
        let claim = |says: &str| format!("[claims]\nmisuse = \"{says}\"\n");
        let turned = file(
            &claim("不正な利用は確認されていません。"),
            &claim("不正な利用を確認しました。"),
            "現在、不正な利用は確認されていません。",
        );
        fires(&CHECK, &turned, &["不正な利用は確認されていません"]);
    }

    #[test]
    fn items_and_states_are_found_where_they_cannot_be_about_something_else() {
        let items = |list: &str| format!("[data.a]\nitems = {list}\n");
        let (old, new) = (items("[\"氏名\", \"住所\", \"電話番号\"]"), items("[\"氏名\", \"住所\"]"));
        fires(&CHECK, &file(&old, &new, "漏えいした項目は、氏名、住所、電話番号です。"), &["電話番号"]);
        fires(&CHECK, &file(&old, &new, "電話番号及び氏名"), &["電話番号"]);
        silent(&CHECK, &file(&old, &new, "氏名、住所が漏えいしました。お問い合わせの際は電話番号をお知らせください。"));
        silent(&CHECK, &file(&old, &new, "氏名、住所。「氏名、住所、電話番号」とあるのは誤りでした。"));
        let other = new.clone() + "[data.b]\nitems = [\"電話番号\"]\n";
        silent(&CHECK, &file(&old, &other, "氏名、電話番号"));
        let excluded = new.clone() + "excluded = [\"電話番号\"]\n";
        silent(&CHECK, &file(&old, &excluded, "住所、電話番号は含まれていません。"));

        let claim = |state: &str| {
            format!("[claims]\nmisuse = {{ about = \"misuse\", state = \"{state}\", says = \"調査の結果\" }}\n")
        };
        let (old, new) = (claim("not-found"), claim("confirmed"));
        fires(&CHECK, &file(&old, &new, "現在、不正利用は確認されておりません。"), &["確認されておりません"]);
        silent(&CHECK, &file(&old, &new, "不正利用は確認されていないと発表しましたが、確認されました。"));
        silent(&CHECK, &file(&old, &new, "第三者への提供は確認されていません。"));
        let both = new.clone() + "more = { about = \"misuse\", state = \"not-found\", says = \"別の件\" }\n";
        silent(&CHECK, &file(&old, &both, "不正利用は確認されていません。"));
    }

    #[test]
    fn what_is_gone_must_not_stand_and_other_wording_may() {
        fires(&CHECK, &file("[data]\na = \"362件\"\n", "", "計362件"), &["362件"]);
        let measure = |text: &str, more: &str| format!("[measures.all]\none = \"{text}\"\n{more}");
        let words = "[corrections.w]\nfacts = \"measures.all.one\"\nkind = \"notation\"\n";
        silent(
            &CHECK,
            &file(&measure("定期的に研修を行う", ""), &measure("研修を定期的に行う", words), "定期的に研修を行う"),
        );
    }
}
