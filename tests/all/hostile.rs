//! Hostile values.
