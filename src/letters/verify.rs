//! Proof that an output folder, its manifest and a list belong together.

use super::journal::{Line, Lines, MANIFEST, Record};
use super::run::{IGNORE, head, is_whole, kinds, printed};
use super::{Checked, Findings, List, Order, REJECTED, Stop, Workshop, finding};
use crate::diag::{Diagnostic, Wording};
use crate::project::{Failure, files_below};
use std::collections::BTreeSet;
use std::path::Path;

/// Proves that every recipient of the order's shard has exactly one letter, that every file has its hash,
/// and that it is byte for byte what the recipient's own row makes; returns how many letters that is.
///
/// # Errors
/// Everything that differs, by row and id.
pub fn verify(list: &List, checked: &Checked, workshop: &Workshop<'_>, order: &Order<'_>) -> Result<u64, Stop> {
    let mut lines = Lines::open(&order.out, &order.name)?.map(|(line, _)| line);
    let expected = head(list, checked, workshop, order);
    let mut kinds = std::iter::once(Line::Head(expected)).chain(kinds(&checked.plan));
    if !kinds.by_ref().all(|line| lines.next() == Some(line)) {
        return Err(other(order).into());
    }
    let mut proof = Proof { checked, order, findings: Findings::default(), files: BTreeSet::new(), letters: 0 };
    let reader = checked.reader();
    for row in list.rows()? {
        let row = row?;
        let (recipient, _) = reader.recipient(&row);
        if checked.invalid.contains_key(&row.number) || !order.shard.holds(&recipient.id) || !reader.wants(&recipient) {
            continue;
        }
        match lines.next() {
            Some(Line::Record(record)) if (record.row, &record.id) == (recipient.row, &recipient.id) => {
                let letter = checked.plan.find(workshop, &recipient);
                let expected = letter.map(|letter| printed(list, checked, order, &recipient, letter)).transpose()?;
                proof.record(&record, letter, &expected.unwrap_or_default());
            }
            _ => return Err(incomplete(order, row.number).into()),
        }
    }
    let is_done = matches!(lines.next(), Some(Line::Done(done)) if done.letters == proof.letters);
    if !is_done || lines.next().is_some() {
        return Err(incomplete(order, checked.rows + 1).into());
    }
    proof.strays()?;
    let found = proof.findings.diagnostics(&order.name);
    if found.is_empty() { Ok(proof.letters) } else { Err(Stop::Content(found)) }
}

struct Proof<'a> {
    checked: &'a Checked,
    order: &'a Order<'a>,
    findings: Findings,
    files: BTreeSet<String>,
    letters: u64,
}

impl Proof<'_> {
    fn record(&mut self, record: &Record, letter: Option<usize>, expected: &[(String, Vec<u8>)]) {
        self.letters += 1;
        let same = |(filed, (name, bytes)): (&super::journal::Filed, &(String, Vec<u8>))| {
            filed.file == *name && filed.sha256 == super::names::sha256(bytes)
        };
        let is_own = Some(record.letter) == letter
            && record.files.len() == expected.len()
            && record.files.iter().zip(expected).all(same);
        if !is_own {
            self.findings.add(finding::NOT_OWN, record.row, &record.id);
        } else if !record.files.iter().all(|filed| is_whole(&self.order.out, filed)) {
            self.findings.add(finding::NOT_WHOLE, record.row, &record.id);
        }
        self.files.extend(record.files.iter().map(|filed| filed.file.clone()));
    }

    /// Files that no line names.
    fn strays(&mut self) -> Result<(), Stop> {
        let there = files_below(&self.order.out).map_err(|error| Failure::unreadable(&self.order.name, &error))?;
        let own = [MANIFEST, IGNORE, REJECTED];
        let name = |path: &Path| path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
        let strays = there
            .iter()
            .map(|path| name(path))
            .filter(|name| !own.contains(&name.as_str()) && !self.files.contains(name));
        let count = strays.count();
        debug_assert!(self.checked.rows >= self.letters, "a letter has a row");
        if count == 0 { Ok(()) } else { Err(stray(self.order, count).into()) }
    }
}

fn other(order: &Order<'_>) -> Diagnostic {
    let headline = Wording::new(
        format!("{} の手紙は、この一覧と今のインシデントから作られたものではありません", order.name),
        format!("the letters in {} were not made of this list and the incident as it is now", order.name),
    );
    Diagnostic::error("other-run", headline).hint(Wording::new(
        "作ったときの一覧、版、テンプレート、kohyo で確かめてください。",
        "verify them with the list, version, templates and kohyo that made them.",
    ))
}

fn incomplete(order: &Order<'_>, row: u64) -> Diagnostic {
    let headline = Wording::new(
        format!("{} の手紙は揃っていません（一覧の{row}行目から）", order.name),
        format!("the letters in {} are not complete (from row {row} of the list)", order.name),
    );
    Diagnostic::error("incomplete-letters", headline).hint(Wording::new(
        "kohyo letters に --resume を付けて、続きを作ってください。",
        "run kohyo letters with --resume to make the rest.",
    ))
}

fn stray(order: &Order<'_>, count: usize) -> Diagnostic {
    let headline = Wording::new(
        format!("{} に、manifest にないファイルが{count}個あります", order.name),
        format!("{} holds files that the manifest does not name: {count}", order.name),
    );
    Diagnostic::error("stray-files", headline)
}
