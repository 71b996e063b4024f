//! Counts
