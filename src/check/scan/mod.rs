//! Scanners: figures, dates, words and whose words they are, each with its place.
//!
//! 1. How a text is read: [`chars`] by characters, [`cursor`] from a place on, [`words`] by neighbours and writing systems.
//! 2. Numbers and dates: [`dates`], [`figures`], `kanji`; `names` knows numbers that count nothing, [`nouns`] what one counts.
//! 3. What a document announces and refers to: [`count`] of lists, [`numbers`] of headings and items, [`parts`] it must have.
//! 4. Who speaks: [`voice`]; what they call each other: [`alias`], [`own_name`].
//! 5. Wording: [`leak`], and [`style`] for what is written in two ways.
//! 6. What of the file is read: [`prose`] without what is no statement of its author, [`spot`] its dates typed and cited,
//!    [`strings`] every string that is printed.
//!
//! Scanners only find; what is wrong with what they find is for the checks.
//!
//! **Invariant:** no scanner looks further than a line from where it stands, so a whole text takes linear time.

pub mod alias;
pub mod chars;
pub mod count;
pub mod cursor;
pub mod dates;
pub mod figures;
mod kanji;
pub mod leak;
mod names;
pub mod nouns;
pub mod numbers;
pub mod own_name;
pub mod parts;
pub mod prose;
pub mod spot;
pub mod strings;
pub mod style;
pub mod voice;
pub mod words;
