//! What people type in running words, found without a language model: dates, years, counts of lists.
//!
//! Scanners only find; what is wrong with what they find is for the checks.

pub mod count;
pub mod cursor;
pub mod date;
mod english;
pub mod spot;
