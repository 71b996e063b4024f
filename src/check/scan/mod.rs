//! Small scanners that several checks share: they find words, and whose words they are.

pub mod alias;
pub mod leak;
pub mod numbers;
pub mod own_name;
pub mod parts;
pub mod style;
pub mod voice;
pub mod words;
