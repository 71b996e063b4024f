//! Scanners: figures, dates and words in a text, each with its place.
//!
//! 1. [`chars`] and [`cursor`]: a text by characters, with byte places and lines.
//! 2. [`prose`]: prose with everything masked that is no statement of its author: quotes, code, addresses of the net.
//! 3. [`dates`] and [`figures`]: what looks like a date or a figure; `names` knows numbers that count nothing.
//! 4. [`nouns`]: the words directly before a figure, which say what it counts.
//! 5. [`count`], [`date`] and [`spot`]: counts of lists, dates and years in the lines of a document.
//! 6. [`strings`]: every string of the file that is printed.
//!
//! Scanners only find; what is wrong with what they find is for the checks.
//!
//! **Invariant:** no scanner looks further than a line from where it stands, so a whole text takes linear time.

pub mod chars;
pub mod count;
pub mod cursor;
pub mod date;
pub mod dates;
mod english;
pub mod figures;
mod names;
pub mod nouns;
pub mod prose;
pub mod spot;
pub mod strings;
