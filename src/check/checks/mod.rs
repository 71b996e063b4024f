//! The list of checks, in the order of their reference, grouped by topic; one file each.

mod alias_before_definition;
mod as_of_after_release;
mod base_differs;
mod bracket_width;
mod circular_parts;
mod claim_wording;
mod comma_mix;
mod company_form;
mod contradicting_choice;
mod contradicting_date;
mod contradicting_figure;
mod contradicting_report;
mod correction_without_reason;
mod counter_spelling;
mod differing_dates;
mod differing_figures;
mod digit_width;
mod done_after_release;
mod double_alias;
mod double_space;
mod doubled_words;
mod duration;
mod era_mix;
mod era_span;
mod era_year;
mod event_order;
mod exposure_end;
mod foreign_character;
mod foreign_self_name;
mod greeting_pair;
mod half_width_kana;
mod honorific;
mod item_excluded_above;
mod item_listed_and_excluded;
mod ki_ijo;
mod kind_contradicts_change;
mod larger_than_base;
mod leak_spelling;
mod leak_wording;
mod leak_words;
mod list_count;
mod look_alike_character;
mod lost_citation;
mod missing_attachment;
mod missing_below;
mod missing_contact;
mod missing_count;
mod missing_date;
mod missing_items;
mod missing_measures;
mod missing_number;
mod mixed_self_name;
mod mixed_width;
mod names_count;
mod network_address;
mod next_day;
mod no_such_date;
mod number_gap;
mod open_total;
mod personal_contact;
mod placeholder;
mod planned_before_release;
mod product;
mod range_wording;
mod register_mix;
mod renamed_fact;
mod replaced_document;
mod report_item_missing;
mod report_not_planned;
mod report_too_late;
mod role_mismatch;
mod secret;
mod stale_value;
mod subset;
mod sum;
mod title_overclaims;
mod typed_date;
mod typed_figure;
mod unexplained_change;
mod unfounded_correction;
mod unknown_sensitive_item;
mod unmarked_correction;
mod unprinted_fact;
mod unused_acceptance;
mod unused_alias;
mod unverifiable_sum;
mod version_gap;
mod weekday;
mod withheld_item;

use super::Check;

/// All checks.
pub const CHECKS: &[&Check] = &[
    // Figures.
    &sum::CHECK,
    &unverifiable_sum::CHECK,
    &open_total::CHECK,
    &subset::CHECK,
    &circular_parts::CHECK,
    &product::CHECK,
    &names_count::CHECK,
    &list_count::CHECK,
    &differing_figures::CHECK,
    // Dates.
    &weekday::CHECK,
    &no_such_date::CHECK,
    &era_year::CHECK,
    &era_span::CHECK,
    &next_day::CHECK,
    &duration::CHECK,
    &differing_dates::CHECK,
    // Events.
    &event_order::CHECK,
    &exposure_end::CHECK,
    &done_after_release::CHECK,
    &planned_before_release::CHECK,
    &as_of_after_release::CHECK,
    // Bases.
    &base_differs::CHECK,
    &larger_than_base::CHECK,
    // Versions.
    &version_gap::CHECK,
    &unexplained_change::CHECK,
    &unfounded_correction::CHECK,
    &correction_without_reason::CHECK,
    &kind_contradicts_change::CHECK,
    &renamed_fact::CHECK,
    &replaced_document::CHECK,
    &stale_value::CHECK,
    &unmarked_correction::CHECK,
    // Typed text.
    &lost_citation::CHECK,
    &doubled_words::CHECK,
    &contradicting_figure::CHECK,
    &contradicting_date::CHECK,
    &typed_figure::CHECK,
    &typed_date::CHECK,
    // Data items.
    &item_listed_and_excluded::CHECK,
    &item_excluded_above::CHECK,
    &unknown_sensitive_item::CHECK,
    // Names.
    &alias_before_definition::CHECK,
    &unused_alias::CHECK,
    &double_alias::CHECK,
    &mixed_self_name::CHECK,
    &foreign_self_name::CHECK,
    &role_mismatch::CHECK,
    &company_form::CHECK,
    &honorific::CHECK,
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
    &number_gap::CHECK,
    // Writing.
    &placeholder::CHECK,
    &foreign_character::CHECK,
    &look_alike_character::CHECK,
    &half_width_kana::CHECK,
    &mixed_width::CHECK,
    &digit_width::CHECK,
    &bracket_width::CHECK,
    &double_space::CHECK,
    &comma_mix::CHECK,
    &counter_spelling::CHECK,
    &era_mix::CHECK,
    &range_wording::CHECK,
    &register_mix::CHECK,
    &ki_ijo::CHECK,
    &greeting_pair::CHECK,
    // Parts.
    &unprinted_fact::CHECK,
    &missing_contact::CHECK,
    &missing_items::CHECK,
    &missing_count::CHECK,
    &missing_date::CHECK,
    &missing_measures::CHECK,
    // Reports to authorities.
    &report_not_planned::CHECK,
    &report_too_late::CHECK,
    &report_item_missing::CHECK,
    &contradicting_report::CHECK,
    &contradicting_choice::CHECK,
    &withheld_item::CHECK,
    // What must not be published.
    &secret::CHECK,
    &network_address::CHECK,
    &personal_contact::CHECK,
    // Acceptances.
    &unused_acceptance::CHECK,
];
