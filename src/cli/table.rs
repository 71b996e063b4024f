//! Tables for a terminal, in which Japanese and Latin columns stand straight.

use unicode_width::UnicodeWidthStr as _;

/// Lines of cells, each column as wide as its widest cell; the last one is left as it is.
pub fn aligned(rows: &[Vec<String>], indent: &str) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let width = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.width()).max();
    let widths: Vec<usize> = (0..columns).map(|column| width(column).unwrap_or_default()).collect();
    let mut lines = String::new();
    for row in rows {
        let mut line = indent.to_string();
        for (cell, width) in row.iter().zip(&widths) {
            line.push_str(cell);
            line.extend(std::iter::repeat_n(' ', width - cell.width() + 2));
        }
        lines.push_str(line.trim_end());
        lines.push('\n');
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_straight_in_both_scripts() {
        let rows = [["版", "changes"], ["第10版", "訂正 3"], ["v", ""]];
        let rows = rows.map(|row| row.map(str::to_string).to_vec());
        assert_eq!(aligned(&rows, "  "), "  版      changes\n  第10版  訂正 3\n  v\n");
    }
}
