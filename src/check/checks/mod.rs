//! The list of checks, in the order of their reference; one file each.

mod as_of_after_release;
mod base_differs;
mod circular_parts;
mod done_after_release;
mod duration;
mod era_span;
mod era_year;
mod event_order;
mod exposure_end;
mod larger_than_base;
mod list_count;
mod names_count;
mod next_day;
mod no_such_date;
mod planned_before_release;
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
    // Acceptances.
    &unused_acceptance::CHECK,
];
