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

impl Step {
    /// The same step in sequences with so many elements more before them.
    pub fn behind(self, old: usize, new: usize) -> Step {
        match self {
            Step::Both(i, j) => Step::Both(i + old, j + new),
            Step::Gone(i) => Step::Gone(i + old),
            Step::New(j) => Step::New(j + new),
            Step::Away(i) => Step::Away(i + old),
            Step::Here(j) => Step::Here(j + new),
        }
    }
}

/// How alike two elements must be to be compared inside, of 1000: half of what they say.
pub(super) const ALIKE: u64 = 500;

/// Comparisons that one redline may take: a second of work, far beyond what real documents need.
const LIMIT: u64 = 200_000_000;

/// Pairs that are weighed at one place, each against each; where there are more, only those that are likely.
///
/// The work would grow with the square of the length, though in two versions of a text few pairs are alike.
const MOST_PAIRS: u64 = 20_000;

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

    /// Whether two sequences can be compared element by element.
    pub fn affords<T: Eq>(&self, old: &[T], new: &[T]) -> bool {
        let (_, old_len, new_len) = differing(old, new);
        (old_len as u64).saturating_mul(new_len as u64) <= self.left
    }

    /// Takes work if enough is left; else the place is a coarse one.
    fn take(&mut self, amount: u64, most: u64) -> bool {
        let left = self.left.checked_sub(amount).filter(|_| amount <= most);
        self.left = left.unwrap_or(self.left);
        self.coarse += usize::from(left.is_none());
        left.is_some()
    }
}

/// Finds pairs of elements in two stretches.
type Likely<'a> = dyn Fn(&Range<usize>, &Range<usize>) -> Vec<(usize, usize)> + 'a;

/// How elements that are not equal become pairs.
#[derive(Clone, Copy)]
pub(super) struct Pairing<'a> {
    /// Weighs two of them; 0 keeps them apart.
    pub alike: &'a dyn Fn(usize, usize) -> u64,
    /// What one weighing takes.
    pub cost: u64,
    /// The pairs that are worth weighing where there are too many to weigh all, sorted.
    pub likely: &'a Likely<'a>,
}

/// Aligns two sequences; without a pairing, elements are equal or they are not.
pub(super) fn align<T: Hash + Eq>(old: &[T], new: &[T], work: &mut Work, pairing: Option<Pairing<'_>>) -> Vec<Step> {
    let (mut steps, mut gap) = (Vec::new(), (0..0, 0..0));
    let (runs, is_coarse) = equal_runs(old, new, work);
    let pairing = pairing.filter(|_| !is_coarse);
    for op in runs {
        let (_, before, after) = op.as_tag_tuple();
        if matches!(op, DiffOp::Equal { .. }) {
            pair(std::mem::take(&mut gap), work, pairing, &mut steps);
            steps.extend(before.clone().zip(after.clone()).map(|(i, j)| Step::Both(i, j)));
            gap = (before.end..before.end, after.end..after.end);
        } else {
            gap = (gap.0.start.min(before.start)..before.end, gap.1.start.min(after.start)..after.end);
        }
    }
    pair(gap, work, pairing, &mut steps);
    steps
}

/// The runs that are equal and those between; if that is too much work, equal ends and all that is between, and `true`.
fn equal_runs<T: Hash + Eq>(old: &[T], new: &[T], work: &mut Work) -> (Vec<DiffOp>, bool) {
    let (head, old_len, new_len) = differing(old, new);
    if work.take((old_len as u64).saturating_mul(new_len as u64), LIMIT) {
        let mut numbers = HashMap::new();
        let (old, new) = (numbered(old, &mut numbers), numbered(new, &mut numbers));
        return (capture_diff_slices(Algorithm::Myers, &old, &new), false);
    }
    let runs = vec![
        DiffOp::Equal { old_index: 0, new_index: 0, len: head },
        DiffOp::Replace { old_index: head, old_len, new_index: head, new_len },
        DiffOp::Equal { old_index: head + old_len, new_index: head + new_len, len: old.len() - head - old_len },
    ];
    (runs, true)
}

/// How many elements are the same at the beginning, and how many of each lie between them and an end that is the same.
fn differing<T: Eq>(old: &[T], new: &[T]) -> (usize, usize, usize) {
    let head = old.iter().zip(new).take_while(|(old, new)| old == new).count();
    let (old, new) = (&old[head..], &new[head..]);
    let tail = old.iter().rev().zip(new.iter().rev()).take_while(|(old, new)| old == new).count();
    (head, old.len() - tail, new.len() - tail)
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
    pairing: Option<Pairing<'_>>,
    steps: &mut Vec<Step>,
) {
    let count = (old.len() as u64).saturating_mul(new.len() as u64);
    let pairs = match pairing {
        Some(pairing) if count > MOST_PAIRS => {
            let likely = (pairing.likely)(&old, &new);
            let is_affordable = work.take((likely.len() as u64).saturating_mul(pairing.cost), LIMIT);
            if is_affordable { chain(&likely, pairing.alike, &new) } else { Vec::new() }
        }
        Some(pairing) if count > 0 && work.take(count.saturating_mul(pairing.cost), LIMIT) => {
            heaviest(&old, &new, pairing.alike)
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

/// The chain that weighs most of these pairs, which are sorted.
fn chain(pairs: &[(usize, usize)], alike: &dyn Fn(usize, usize) -> u64, new: &Range<usize>) -> Vec<(usize, usize)> {
    // For each place the heaviest chain that ends before it, as a tree of prefixes (Fenwick): weight, and its last link.
    let mut best: Vec<(u64, Option<usize>)> = vec![(0, None); new.len() + 1];
    let mut links: Vec<((usize, usize), Option<usize>)> = Vec::new();
    for row in pairs.chunk_by(|one, next| one.0 == next.0) {
        // A row has one element of the version before, so its pairs do not see each other: from the last to the first.
        for &(i, j) in row.iter().rev() {
            let weight = alike(i, j);
            if weight == 0 {
                continue;
            }
            let (mut at, mut before) = (j - new.start, (0, None));
            while at > 0 {
                before = if best[at].0 > before.0 { best[at] } else { before };
                at &= at - 1;
            }
            links.push(((i, j), before.1));
            let (mut at, found) = (j - new.start + 1, (before.0 + weight, Some(links.len() - 1)));
            while let Some(place) = best.get_mut(at) {
                *place = if found.0 > place.0 { found } else { *place };
                at += at & at.wrapping_neg();
            }
        }
    }
    let mut last = best.into_iter().fold((0, None), |last, place| if place.0 > last.0 { place } else { last }).1;
    let mut found = Vec::new();
    while let Some((pair, before)) = last.and_then(|at| links.get(at)) {
        found.push(*pair);
        last = *before;
    }
    found.reverse();
    found
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::collection::vec;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_chain_of_all_pairs_weighs_as_much_as_the_heaviest(table in vec(vec(0..5_u64, 6), 0..7)) {
            let alike = |i: usize, j: usize| table[i][j - 2];
            let (old, new) = (0..table.len(), 2..8);
            let all: Vec<(usize, usize)> = old.clone().flat_map(|i| new.clone().map(move |j| (i, j))).collect();
            let found = chain(&all, &alike, &new);
            prop_assert!(found.windows(2).all(|pair| pair[0].0 < pair[1].0 && pair[0].1 < pair[1].1));
            let weigh = |pairs: &[(usize, usize)]| pairs.iter().map(|(i, j)| alike(*i, *j)).sum::<u64>();
            prop_assert_eq!(weigh(&found), weigh(&heaviest(&old, &new, &alike)));
        }
    }
}
