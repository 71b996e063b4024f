//! Rows that were left out, to be put right and given to a run of their own.

use super::{Checked, List, Stop};

/// The rejected rows as CSV in UTF-8 with a byte order mark, cells as they stand in the list, with a last column of reasons.
///
/// # Errors
/// A list that cannot be read any more.
pub fn rejected(list: &List, checked: &Checked) -> Result<Vec<u8>, Stop> {
    let mut text = "\u{FEFF}".as_bytes().to_vec();
    {
        let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(&mut text);
        // Writing into memory cannot fail.
        let _ = writer.write_record(list.header.iter().map(String::as_str).chain(["kohyo"]));
        for row in list.rows()? {
            let row = row?;
            if let Some(codes) = checked.invalid.get(&row.number) {
                let codes = codes.join(" ");
                let _ = writer.write_record(row.cells.iter().map(String::as_str).chain([codes.as_str()]));
            }
        }
        let _ = writer.flush();
    }
    Ok(text)
}
