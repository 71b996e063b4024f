//! What a document must tell, and whether it does.

use super::words::is_digit;

/// Whether a text holds a telephone number, a mail address or a page.
pub fn has_address(text: &str) -> bool {
    text.contains("http://") || text.contains("https://") || text.contains('@') || has_phone(text)
}

/// Three groups of digits joined by hyphens, as 0984-35-2268, or ten digits and more in one or two groups.
fn has_phone(text: &str) -> bool {
    let joins = |c: char| matches!(c, '-' | '‐' | '－' | '―' | '(' | ')' | '（' | '）' | ' ');
    let (mut digits, mut begins_with_zero) = (0usize, false);
    for c in text.chars() {
        match c {
            _ if is_digit(c) => {
                begins_with_zero |= digits == 0 && matches!(c, '0' | '０');
                digits += 1;
                if begins_with_zero && digits >= 9 {
                    return true;
                }
            }
            _ if joins(c) && digits > 0 => {}
            _ => (digits, begins_with_zero) = (0, false),
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_addresses() {
        for (text, expected) in [
            ("電話 0984-35-2268", true),
            ("TEL：011-206-7742（内線24-230）", true),
            ("（03）1234 5678", true),
            ("01632 960147", true),
            ("2024年7月9日 1,120件", false),
            ("37,000-14,000-20", false),
            ("〒880-3131", false),
            ("a@b.example", true),
            ("https://example.jp/", true),
        ] {
            assert_eq!(has_address(text), expected, "{text}");
        }
    }
}
