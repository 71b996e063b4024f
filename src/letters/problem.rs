//! What keeps a run from its end, in words.

use super::{Findings, List, Recipient, finding};
use crate::diag::{Diagnostic, Wording};

/// A letter that a writer refuses, although preflight found nothing.
pub fn unprintable(list: &List, recipient: &Recipient, code: &'static str) -> Diagnostic {
    let mut found = Findings::default();
    found.add(finding::UNPRINTABLE, recipient.row, &recipient.id);
    let mut found = found.diagnostics(&list.name);
    let mut diagnostic = found.remove(0);
    diagnostic.hints.push(Wording::new(format!("原因: {code}"), format!("cause: {code}")));
    diagnostic
}

/// The list is another one than when the run began.
pub fn changed(list: &List) -> Diagnostic {
    let headline = Wording::new(
        format!("手紙を作っている間に {} が書き換えられました", list.name),
        format!("{} changed while letters were made", list.name),
    );
    Diagnostic::error("list-changed", headline).hint(Wording::new(
        "出力先を空にして、初めからやり直してください。",
        "empty the output folder and start again.",
    ))
}

/// The output folder has something in it.
pub fn not_empty(out: &str, has_journal: bool) -> Diagnostic {
    let headline = Wording::new(format!("{out} は空ではありません"), format!("{out} is not empty"));
    let hint = match has_journal {
        true => Wording::new(
            "途中で止まった作業を続けるには --resume を付けます。新しく作るには、空のフォルダーを --out で指定します。",
            "--resume goes on with a run that was stopped; for a new one, name an empty folder with --out.",
        ),
        false => Wording::new("空のフォルダーを --out で指定してください。", "name an empty folder with --out."),
    };
    Diagnostic::error("not-empty", headline).hint(hint)
}

/// The output folder holds letters of another run.
pub fn other_run(out: &str) -> Diagnostic {
    let headline =
        Wording::new(format!("{out} にあるのは別の作業の手紙です"), format!("{out} holds letters of another run"));
    Diagnostic::error("other-run", headline).hint(Wording::new(
        "続けられるのは、同じ版、同じ一覧、同じ形式、同じ分割のときだけです。新しく作るには、空のフォルダーを --out で指定します。",
        "only a run of the same version, list, formats and shard can go on; for a new one, name an empty folder with --out.",
    ))
}
