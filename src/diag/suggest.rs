//! "Did you mean": the nearest of some known words.

/// Words longer than this are not compared: nobody mistypes them, and the work grows with the square of the length.
const LONGEST: usize = 64;

/// How alike two words must be, from 0 to 1: Python's default for the same purpose.
const CUTOFF: f32 = 0.6;

/// Returns the candidate that is most like a word, unless none is much like it.
///
/// Equally near candidates are decided by their alphabet, so the answer does not depend on the order of the candidates.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let short = |text: &str| text.chars().take(LONGEST + 1).count() <= LONGEST;
    if !short(word) {
        return None;
    }
    let candidates: Vec<&str> = candidates.into_iter().filter(|candidate| short(candidate)).collect();
    let same_letters = candidates.iter().filter(|candidate| candidate.eq_ignore_ascii_case(word)).min();
    same_letters.copied().or_else(|| similar::get_close_matches(word, &candidates, 1, CUTOFF).first().copied())
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_of_the_finger_finds_its_word() {
        let keys = ["persons", "parties", "measures", "件数"];
        assert_eq!(nearest("person", keys), Some("persons"));
        assert_eq!(nearest("mesaures", keys), Some("measures"));
        assert_eq!(nearest("件数数", keys), Some("件数"));
        assert_eq!(nearest("PARTIES", keys), Some("parties"));
    }

    #[test]
    fn nothing_alike_is_nothing() {
        assert_eq!(nearest("xyz", ["persons", "parties"]), None);
        assert_eq!(nearest("", ["persons"]), None);
        assert_eq!(nearest("persons", []), None);
        assert_eq!(nearest(&"a".repeat(1_000_000), ["aaaa"]), None);
    }

    #[test]
    fn the_order_of_the_candidates_decides_nothing() {
        assert_eq!(nearest("v3", ["v2", "v1"]), nearest("v3", ["v1", "v2"]));
        assert_eq!(nearest("date", ["data", "dates", "dote"]), nearest("date", ["dote", "dates", "data"]));
    }
}
