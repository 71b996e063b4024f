//! The list of checks, in the order of their reference; one file each.

mod sum;
mod unused_acceptance;
mod unverifiable_sum;

use super::Check;

/// All checks.
#[rustfmt::skip]
pub const CHECKS: &[&Check] = &[
    // Figures.
    &sum::CHECK,
    &unverifiable_sum::CHECK,
    // Acceptances.
    &unused_acceptance::CHECK,
];
