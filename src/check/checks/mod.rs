//! The list of checks, in the order of their reference; one file each.

mod contradicting_date;
mod contradicting_figure;
mod double_space;
mod foreign_character;
mod half_width_kana;
mod look_alike_character;
mod mixed_width;
mod placeholder;
mod sum;
mod typed_date;
mod typed_figure;
mod unused_acceptance;
mod unverifiable_sum;

use super::Check;

/// All checks.
#[rustfmt::skip]
pub const CHECKS: &[&Check] = &[
    // Figures.
    &sum::CHECK,
    &unverifiable_sum::CHECK,
    &contradicting_figure::CHECK,
    &contradicting_date::CHECK,
    &typed_figure::CHECK,
    &typed_date::CHECK,
    // Writing.
    &placeholder::CHECK,
    &foreign_character::CHECK,
    &look_alike_character::CHECK,
    &half_width_kana::CHECK,
    &mixed_width::CHECK,
    &double_space::CHECK,
    // Acceptances.
    &unused_acceptance::CHECK,
];
