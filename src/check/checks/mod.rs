//! The list of checks, in the order of their reference; one file each.

mod circular_parts;
mod names_count;
mod product;
mod subset;
mod sum;
mod unused_acceptance;
mod unverifiable_sum;
mod weekday;

use super::Check;

/// All checks.
#[rustfmt::skip]
pub const CHECKS: &[&Check] = &[
    // Figures.
    &sum::CHECK,
    &unverifiable_sum::CHECK,
    &subset::CHECK,
    &circular_parts::CHECK,
    &product::CHECK,
    &names_count::CHECK,
    // Dates.
    &weekday::CHECK,
    // Acceptances.
    &unused_acceptance::CHECK,
];
