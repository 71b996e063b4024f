//! The list of checks, in the order of their reference; one file each.

mod contradicting_date;
mod contradicting_figure;
mod differing_dates;
mod differing_figures;
mod double_space;
mod foreign_character;
mod half_width_kana;
mod item_excluded_above;
mod item_listed_and_excluded;
mod look_alike_character;
mod mixed_width;
mod network_address;
mod personal_contact;
mod placeholder;
mod secret;
mod sum;
mod typed_date;
mod typed_figure;
mod unknown_sensitive_item;
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
    &differing_figures::CHECK,
    &differing_dates::CHECK,
    &typed_figure::CHECK,
    &typed_date::CHECK,
    // Data items.
    &item_listed_and_excluded::CHECK,
    &item_excluded_above::CHECK,
    &unknown_sensitive_item::CHECK,
    // What must not be published.
    &secret::CHECK,
    &network_address::CHECK,
    &personal_contact::CHECK,
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
