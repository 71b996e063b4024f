//! `unused-acceptance`: an acceptance that matches no finding. [`settle`](crate::check::settle) finds it.

use crate::check::{Check, Run, Words};
use crate::diag::Severity;

/// The check.
pub const CHECK: Check = Check {
    code: "unused-acceptance",
    severity: Severity::Warning,
    title: Words { ja: "使われていない accept", en: "an acceptance that matches nothing" },
    finds: Words {
        ja: "どの指摘にも当たらない accept の行。", en: "A line of accept that no finding matches."
    },
    why: Words {
        ja: "指摘がなくなった後も行が残っていると、同じ場所に次の誤りが生じたときに、古い理由で見過ごされます。",
        en: "If the line stays when its finding is gone, the next mistake at that place is let through by an old reason.",
    },
    remedy: Words {
        ja: "行を消してください。コードの綴りが違うときは直してください。エラーは accept では認められません。",
        en: "Remove the line, or correct the code. An error cannot be accepted.",
    },
    example: r#"
accept."data.all".unverifiable-sum = "内訳は委託先が確認中"

[data]
all = "3件"
"#,
    mended: r#"
[data]
all = "3件"
"#,
    run: Run::Acceptances,
};
