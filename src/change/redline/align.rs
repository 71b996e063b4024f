//! Aligns two sequences: what is equal first, then what is alike between, then what moved.

use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::collections::HashMap;
use std::hash::Hash;
use std::ops::Range;

/// What becomes of one element or two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// Both versions have it; it may differ inside.
    Both(usize, usize),
    /// Only the version before has it.
    Gone(usize),
    /// Only the version after has it.
    New(usize),
    /// Like [`Step::Gone`], but it stands elsewhere in the version after.
    Away(usize),
    /// Like [`Step::New`], but it stands elsewhere in the version before.
    Here(usize),
}

/// How alike two elements must be to be compared inside, of 1000: half of what they say.
pub(super) const ALIKE: u64 = 500;

/// Comparisons that one redline may take: a second of work, far beyond what real documents need.
const LIMIT: u64 = 200_000_000;

/// Pairs that are weighed against each other at one place: the table of them stays small.
const MOST_PAIRS: u64 = 4_000_000;

/// The work that is left, and how often it was not enough.
pub(super) struct Work {
    left: u64,
    /// Places that were replaced as a whole.
    pub coarse: usize,
}

impl Work {
    pub fn new() -> Work {
        Work { left: LIMIT, coarse: 0 }
    }

    /// Takes work if enough is left; else the place is a coarse one.
    fn take(&mut self, amount: u64, most: u64) -> bool {
        let left = self.left.checked_sub(amount).filter(|_| amount <= most);
        self.left = left.unwrap_or(self.left);
        self.coarse += usize::from(left.is_none());
        left.is_some()
    }
}

/// Aligns two sequences. `alike` weighs two elements that are not equal, if any two can be one; 0 keeps them apart. `cost`
/// is what one weighing takes.
pub(super) fn align<T: Hash + Eq>(
    old: &[T],
    new: &[T],
    work: &mut Work,
    cost: u64,
    alike: Option<&dyn Fn(usize, usize) -> u64>,
) -> Vec<Step> {
    let (mut steps, mut gap) = (Vec::new(), (0..0, 0..0));
    let (runs, is_coarse) = equal_runs(old, new, work);
    let weigh = alike.filter(|_| !is_coarse);
    for op in runs {
        let (_, before, after) = op.as_tag_tuple();
        if matches!(op, DiffOp::Equal { .. }) {
            pair(std::mem::take(&mut gap), work, cost, weigh, &mut steps);
            steps.extend(before.clone().zip(after.clone()).map(|(i, j)| Step::Both(i, j)));
            gap = (before.end..before.end, after.end..after.end);
        } else {
            gap = (gap.0.start.min(before.start)..before.end, gap.1.start.min(after.start)..after.end);
        }
    }
    pair(gap, work, cost, weigh, &mut steps);
    steps
}

/// The runs that are equal and those between; if that is too much work, equal ends and all that is between, and `true`.
fn equal_runs<T: Hash + Eq>(old: &[T], new: &[T], work: &mut Work) -> (Vec<DiffOp>, bool) {
    let head = old.iter().zip(new).take_while(|(old, new)| old == new).count();
    let (old_rest, new_rest) = (&old[head..], &new[head..]);
    let tail = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(|(old, new)| old == new).count();
    let (old_len, new_len) = (old_rest.len() - tail, new_rest.len() - tail);
    if work.take((old_len as u64).saturating_mul(new_len as u64), LIMIT) {
        let mut numbers = HashMap::new();
        let (old, new) = (numbered(old, &mut numbers), numbered(new, &mut numbers));
        return (capture_diff_slices(Algorithm::Myers, &old, &new), false);
    }
    let runs = vec![
        DiffOp::Equal { old_index: 0, new_index: 0, len: head },
        DiffOp::Replace { old_index: head, old_len, new_index: head, new_len },
        DiffOp::Equal { old_index: head + old_len, new_index: head + new_len, len: tail },
    ];
    (runs, true)
}

/// The elements as numbers; equal ones have the same.
fn numbered<'a, T: Hash + Eq>(elements: &'a [T], numbers: &mut HashMap<&'a T, usize>) -> Vec<usize> {
    let number = |element| {
        let next = numbers.len();
        *numbers.entry(element).or_insert(next)
    };
    elements.iter().map(number).collect()
}

/// Pairs what is alike in a gap, so that the pairs together are as alike as possible and none crosses another.
fn pair(
    (old, new): (Range<usize>, Range<usize>),
    work: &mut Work,
    cost: u64,
    alike: Option<&dyn Fn(usize, usize) -> u64>,
    steps: &mut Vec<Step>,
) {
    let count = (old.len() as u64).saturating_mul(new.len() as u64);
    let pairs = match alike {
        Some(alike) if count > 0 && work.take(count.saturating_mul(cost), MOST_PAIRS.saturating_mul(cost)) => {
            heaviest(&old, &new, alike)
        }
        _ => Vec::new(),
    };
    let (mut i, mut j) = (old.start, new.start);
    for (a, b) in pairs.into_iter().chain([(old.end, new.end)]) {
        steps.extend((i..a).map(Step::Gone));
        steps.extend((j..b).map(Step::New));
        if a < old.end {
            steps.push(Step::Both(a, b));
        }
        (i, j) = (a + 1, b + 1);
    }
}

/// The chain of pairs that weighs most.
fn heaviest(old: &Range<usize>, new: &Range<usize>, alike: &dyn Fn(usize, usize) -> u64) -> Vec<(usize, usize)> {
    let width = new.len() + 1;
    let at = |i: usize, j: usize| (i - old.start) * width + (j - new.start);
    let mut weights = vec![0; old.len() * width];
    // What the rest from here on weighs at most.
    let mut best = vec![0_u64; (old.len() + 1) * width];
    for i in old.clone().rev() {
        for j in new.clone().rev() {
            let weight = alike(i, j);
            weights[at(i, j)] = weight;
            let taken = if weight > 0 { weight + best[at(i + 1, j + 1)] } else { 0 };
            best[at(i, j)] = taken.max(best[at(i + 1, j)]).max(best[at(i, j + 1)]);
        }
    }
    let (mut i, mut j, mut pairs) = (old.start, new.start, Vec::new());
    while i < old.end && j < new.end {
        let weight = weights[at(i, j)];
        if weight > 0 && best[at(i, j)] == weight + best[at(i + 1, j + 1)] {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if best[at(i, j)] == best[at(i + 1, j)] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

/// Finds what stands elsewhere in the other version; `movable` says which elements are worth it.
pub(super) fn find_moves<T: Hash + Eq>(steps: &mut [Step], old: &[T], new: &[T], movable: &dyn Fn(usize) -> bool) {
    let mut gone: HashMap<&T, Vec<usize>> = HashMap::new();
    for (at, step) in steps.iter().enumerate().rev() {
        if let Step::Gone(i) = step
            && movable(*i)
        {
            gone.entry(&old[*i]).or_default().push(at);
        }
    }
    for at in 0..steps.len() {
        if let Step::New(j) = steps[at]
            && let Some(from) = gone.get_mut(&new[j]).and_then(Vec::pop)
            && let Step::Gone(i) = steps[from]
        {
            steps[from] = Step::Away(i);
            steps[at] = Step::Here(j);
        }
    }
}
