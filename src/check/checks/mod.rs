//! The list of checks, in the order of their reference; one file each.

mod as_of_after_release;
mod base_differs;
mod circular_parts;
mod contradicting_date;
mod contradicting_figure;
mod differing_dates;
mod differing_figures;
mod done_after_release;
mod double_space;
mod duration;
mod era_span;
mod era_year;
mod event_order;
mod exposure_end;
mod foreign_character;
mod half_width_kana;
mod item_excluded_above;
mod item_listed_and_excluded;
mod larger_than_base;
mod list_count;
mod look_alike_character;
mod mixed_width;
mod names_count;
mod network_address;
mod next_day;
mod no_such_date;
mod personal_contact;
mod placeholder;
mod planned_before_release;
mod product;
mod secret;
mod subset;
mod sum;
mod typed_date;
mod typed_figure;
mod unknown_sensitive_item;
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
    &list_count::CHECK,
    // Dates.
    &weekday::CHECK,
    &no_such_date::CHECK,
    &era_year::CHECK,
    &era_span::CHECK,
    &next_day::CHECK,
    &duration::CHECK,
    // Events.
    &event_order::CHECK,
    &exposure_end::CHECK,
    &done_after_release::CHECK,
    &planned_before_release::CHECK,
    &as_of_after_release::CHECK,
    // Bases.
    &base_differs::CHECK,
    &larger_than_base::CHECK,
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
