//! The list of checks, in the order of their reference; one file each.

mod alias_before_definition;
mod bracket_width;
mod claim_wording;
mod comma_mix;
mod company_form;
mod counter_spelling;
mod digit_width;
mod double_alias;
mod era_mix;
mod foreign_self_name;
mod greeting_pair;
mod honorific;
mod ki_ijo;
mod leak_spelling;
mod leak_wording;
mod leak_words;
mod missing_attachment;
mod missing_below;
mod missing_contact;
mod missing_count;
mod missing_date;
mod missing_items;
mod missing_measures;
mod missing_number;
mod mixed_self_name;
mod number_gap;
mod range_wording;
mod register_mix;
mod role_mismatch;
mod sum;
mod title_overclaims;
mod unused_acceptance;
mod unused_alias;
mod unverifiable_sum;

use super::Check;

/// All checks.
#[rustfmt::skip]
pub const CHECKS: &[&Check] = &[
    // Figures.
    &sum::CHECK,
    &unverifiable_sum::CHECK,
    // Names.
    &alias_before_definition::CHECK,
    &unused_alias::CHECK,
    &double_alias::CHECK,
    &mixed_self_name::CHECK,
    &foreign_self_name::CHECK,
    &role_mismatch::CHECK,
    &company_form::CHECK,
    // Words.
    &leak_spelling::CHECK,
    &leak_words::CHECK,
    &title_overclaims::CHECK,
    &leak_wording::CHECK,
    &claim_wording::CHECK,
    // References.
    &missing_below::CHECK,
    &missing_attachment::CHECK,
    &missing_number::CHECK,
    &ki_ijo::CHECK,
    &greeting_pair::CHECK,
    &honorific::CHECK,
    &number_gap::CHECK,
    &range_wording::CHECK,
    // Writing.
    &digit_width::CHECK,
    &comma_mix::CHECK,
    &counter_spelling::CHECK,
    &era_mix::CHECK,
    &bracket_width::CHECK,
    &register_mix::CHECK,
    // Parts.
    &missing_contact::CHECK,
    &missing_items::CHECK,
    &missing_count::CHECK,
    &missing_date::CHECK,
    &missing_measures::CHECK,
    // Acceptances.
    &unused_acceptance::CHECK,
];
