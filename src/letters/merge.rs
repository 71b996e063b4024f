//! Proof that the shards of a list are complete together.

use super::journal::{Done, Head, Line, Lines};
use super::{Shard, Stop};
use crate::diag::{Diagnostic, Wording};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Proves that the manifests of some output folders hold every shard of one run once, each complete, and that their letters
/// and the rejected rows make up the list; returns how many letters there are. Folders come with what messages call them.
///
/// # Errors
/// A manifest that cannot be read, shards that are missing, doubled, unfinished or of other runs.
pub fn merge(folders: &[(PathBuf, String)]) -> Result<u64, Stop> {
    let mut shards: BTreeMap<u64, u64> = BTreeMap::new();
    let mut first: Option<Head> = None;
    for (folder, name) in folders {
        let mut lines = Lines::open(folder, name)?;
        let head = lines.head().ok_or_else(|| problem(name, "を読めません", "cannot be read"))?;
        let letters = counted(lines, &head, name)?;
        let same = |first: &Head| Head { shard: head.shard, ..first.clone() } == head;
        if first.as_ref().is_some_and(|first| !same(first)) {
            return Err(problem(name, "は別の作業のものです", "belongs to another run").into());
        }
        if shards.insert(head.shard, letters).is_some() {
            return Err(problem(name, "は既に数えた分割と同じです", "is a shard that was counted already").into());
        }
        first = Some(head);
    }
    let Some(head) = first else { return Ok(0) };
    let missing: Vec<String> =
        (1..=head.of).filter(|shard| !shards.contains_key(shard)).map(|shard| shard.to_string()).collect();
    if !missing.is_empty() {
        return Err(missing_shards(&missing.join(", "), head.of).into());
    }
    let letters: u64 = shards.values().sum();
    match letters + head.rejected + head.unaffected == head.rows {
        true => Ok(letters),
        false => Err(wrong_sum(letters, head.rejected, head.rows).into()),
    }
}

/// The letters of a finished shard, each of which belongs to it and stands behind the one before.
fn counted(lines: Lines, head: &Head, name: &str) -> Result<u64, Stop> {
    let shard = Shard { index: head.shard, of: head.of };
    let (mut letters, mut row, mut done) = (0, 0, None);
    for (line, _) in lines {
        match line {
            Line::Kind(_) if letters == 0 => {}
            Line::Record(record) if record.row > row && shard.holds(&record.id) => {
                (row, letters) = (record.row, letters + 1);
            }
            Line::Done(Done { letters }) => done = Some(letters),
            _ => return Err(problem(name, "の記録が壊れています", "has a broken record").into()),
        }
    }
    match done == Some(letters) {
        true => Ok(letters),
        false => Err(problem(name, "はまだ終わっていません", "is not finished").into()),
    }
}

fn problem(name: &str, ja: &str, en: &str) -> Diagnostic {
    let headline = Wording::new(format!("{name} の manifest {ja}"), format!("the manifest of {name} {en}"));
    Diagnostic::error("incomplete-letters", headline)
}

fn missing_shards(missing: &str, of: u64) -> Diagnostic {
    let headline = Wording::new(
        format!("{of} 分割のうち、{missing} 番がありません"),
        format!("shards are missing out of {of}: {missing}"),
    );
    Diagnostic::error("incomplete-letters", headline)
}

fn wrong_sum(letters: u64, rejected: u64, rows: u64) -> Diagnostic {
    let headline = Wording::new(
        format!("手紙 {letters} 通と除いた {rejected} 行の合計が、一覧の {rows} 行と合いません"),
        format!("{letters} letters and {rejected} rejected rows do not make up the {rows} rows of the list"),
    );
    Diagnostic::error("incomplete-letters", headline)
}
