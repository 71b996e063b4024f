//! Numbers in kanji: 百十六, 二万三千五百, 二〇二四.

const DIGITS: &str = "〇一二三四五六七八九";

/// Whether a character is a digit in kanji, 十 included.
pub fn is_digit(c: char) -> bool {
    matches!(c, '〇' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}

/// The value of a number, in tens and thousands or digit by digit; nothing for other characters and for what is too large.
pub fn value(words: &str) -> Option<u64> {
    let (mut total, mut section, mut digit): (u64, u64, Option<u64>) = (0, 0, None);
    for c in words.chars() {
        let scale: u64 = match c {
            '十' => 10,
            '百' => 100,
            '千' => 1_000,
            '万' => 10_000,
            '億' => 100_000_000,
            _ => {
                let value = DIGITS.chars().position(|kanji| kanji == c)?;
                digit = Some(digit.unwrap_or(0).checked_mul(10)?.checked_add(u64::try_from(value).ok()?)?);
                continue;
            }
        };
        match scale {
            10_000.. => {
                let below = section.checked_add(digit.take().unwrap_or(0))?;
                total = total.checked_add(below.checked_mul(scale)?)?;
                section = 0;
            }
            _ => section = section.checked_add(digit.take().unwrap_or(1).checked_mul(scale)?)?,
        }
    }
    total.checked_add(section)?.checked_add(digit.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::value;

    #[test]
    fn numbers_are_read_both_ways() {
        for (words, expected) in [
            ("百十六", Some(116)),
            ("二万三千五百", Some(23_500)),
            ("二〇二四", Some(2024)),
            ("一二", Some(12)),
            ("三億", Some(300_000_000)),
            ("千二百万三千", Some(12_003_000)),
            ("九十九", Some(99)),
            ("十", Some(10)),
            ("六名", None),
        ] {
            assert_eq!(value(words), expected, "{words}");
        }
        assert_eq!(value(&"九".repeat(30)), None);
    }
}
