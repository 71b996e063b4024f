//! Numbers of headings and items: `1`, `1.`, `(1)`, `①`, `ア`.

use super::words::{after, leading_number};

/// A number at the start of a line, or a whole mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number {
    /// Its writing: two numbers of one series share it.
    pub shape: Shape,
    /// Its value.
    pub value: u64,
    /// Its length in bytes.
    pub length: usize,
}

/// Writing of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shape {
    /// `1`
    Bare,
    /// `1.`, `1．`, `1、`
    Dotted,
    /// `(1)`, `（1）`
    Bracketed,
    /// `①`
    Circled,
    /// `ア`, `(ア)`
    Kana,
}

const KANA: &str = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワ";

/// The number at the start of a text.
pub fn leading(text: &str) -> Option<Number> {
    let first = text.chars().next()?;
    let number = |shape, value, length| Some(Number { shape, value, length });
    match first {
        '①'..='⑳' => number(Shape::Circled, u64::from(u32::from(first) - u32::from('①')) + 1, first.len_utf8()),
        '(' | '（' => {
            let inner = text.get(first.len_utf8()..)?;
            let (shape, value, length) = match leading_number(inner) {
                Some((value, length)) => (Shape::Bracketed, value, length),
                None => (Shape::Kana, kana(inner.chars().next()?)?, 'ア'.len_utf8()),
            };
            let close = after(inner, length).filter(|c| matches!(c, ')' | '）'))?;
            number(shape, value, first.len_utf8() + length + close.len_utf8())
        }
        _ => {
            let (value, length) = leading_number(text)?;
            match after(text, length).filter(|c| matches!(c, '.' | '．' | '、')) {
                Some(dot) => number(Shape::Dotted, value, length + dot.len_utf8()),
                None => number(Shape::Bare, value, length),
            }
        }
    }
}

fn kana(c: char) -> Option<u64> {
    KANA.chars().position(|known| known == c).map(|at| at as u64 + 1)
}

/// The number that a printed mark is as a whole.
pub fn mark(text: &str) -> Option<Number> {
    let text = text.trim();
    let whole = |number: &Number| number.length == text.len();
    let single = || {
        let mut letters = text.chars();
        let value = kana(letters.next()?)?;
        letters.next().is_none().then_some(Number { shape: Shape::Kana, value, length: text.len() })
    };
    leading(text).filter(whole).or_else(single)
}

/// The number that an author typed at the start of a line, if it is one.
///
/// 「(3)の学校」 refers to a number, 「2024年」 and 「3件」 are something else.
pub fn typed(text: &str, heading: bool) -> Option<Number> {
    let number = leading(text)?;
    let next = after(text, number.length);
    let is_number = match number.shape {
        Shape::Bare => heading && matches!(next, Some(' ' | '　')),
        Shape::Dotted => next.is_some_and(|c| !super::chars::is_digit(c)),
        _ => next.is_some_and(|c| !"のはにをがとで、～〜".contains(c)),
    };
    (is_number && number.value < 100).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_numbers_of_real_releases() {
        for (text, heading, expected) in [
            ("1 概要", true, Some((Shape::Bare, 1))),
            ("1 概要", false, None),
            ("２．原因", false, Some((Shape::Dotted, 2))),
            ("2.5倍", false, None),
            ("(1)発生の状況", false, Some((Shape::Bracketed, 1))),
            ("（12）", false, None),
            ("(3)の学校", false, None),
            ("③保守", false, Some((Shape::Circled, 3))),
            ("(イ)設定", false, Some((Shape::Kana, 2))),
            ("2024年", true, None),
            ("3件", true, None),
            ("5、<再発防止策>", true, Some((Shape::Dotted, 5))),
            ("(注)", false, None),
            ("99.附則", false, Some((Shape::Dotted, 99))),
            ("100.附則", false, None),
        ] {
            assert_eq!(typed(text, heading).map(|number| (number.shape, number.value)), expected, "{text}");
        }
    }

    #[test]
    fn reads_marks() {
        for (text, expected) in
            [("1", Some(1)), ("1.", Some(1)), ("ア", Some(1)), ("④", Some(4)), ("・", None), ("原因①:", None)]
        {
            assert_eq!(mark(text).map(|number| number.value), expected, "{text}");
        }
    }
}
