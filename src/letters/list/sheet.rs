//! XLSX: the one sheet of a workbook that holds the list.
//!
//! 1. `container` measures the file, so that a small one cannot fill the memory.
//! 2. [`open`] chooses the sheet and reads it to its end: what is broken is said before any row is used.
//! 3. [`Rows`] streams its rows from a thread of its own. The format keeps its texts in one table, which stays in memory;
//!    the rows do not.
//!
//! **Invariant:** a cell is what its sheet shows, as text. A formula is never evaluated: the result that is stored with it counts.

use super::{MOST_COLUMNS, Row, container, problem};
use crate::diag::Diagnostic;
use crate::project::Failure;
use calamine::{
    Data, DataRef, Dimensions, ExcelDateTime, Reader as _, SheetType, SheetVisible, Style, Xlsx, XlsxError,
};
use std::fs::File;
use std::io::{self, BufReader};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

type Book = Xlsx<BufReader<File>>;

/// What is known of a workbook before its rows are read.
pub struct Opened {
    /// Name of the sheet that holds the list.
    pub sheet: String,
    /// Its first row that is not blank.
    pub header: Vec<String>,
}

/// Chooses the sheet, by its name or because it is the only one with cells, and reads it to its end.
///
/// # Errors
/// A file that is no workbook, is locked or too large; several sheets to choose from; cells that say nothing by themselves.
pub fn open(file: File, name: &str, wanted: Option<&str>) -> Result<Opened, Diagnostic> {
    container::measure(&file, name)?;
    // Whatever a library meets in a broken file, it is the file that is broken.
    let opened = catch_unwind(AssertUnwindSafe(|| Ok(looked_through(book(file)?, name, wanted))));
    match opened.unwrap_or(Err(XlsxError::Unexpected("panic"))) {
        Ok(found) => found,
        Err(XlsxError::Password) => Err(problem::locked(name)),
        Err(_) => Err(problem::broken(name)),
    }
}

fn book(file: File) -> Result<Book, XlsxError> {
    Xlsx::new(BufReader::new(file))
}

fn looked_through(mut book: Book, name: &str, wanted: Option<&str>) -> Result<Opened, Diagnostic> {
    let broken = |_| problem::broken(name);
    let sheet = chosen(&mut book, name, wanted)?;
    let checked = check(&mut book, &sheet).map_err(broken)?;
    let merged = book.merge_cells_by_sheet_name(&sheet).map_err(broken)?;
    let hides = |area: &&Dimensions| area.start.0 < area.end.0 && area.end.0 > checked.header_row;
    let merged: Vec<String> = merged.iter().filter(hides).map(|area| cell_name(area.start.0, area.start.1)).collect();
    if !merged.is_empty() {
        return Err(problem::merged(name, &merged));
    }
    match checked.without_result.is_empty() {
        true => Ok(Opened { sheet, header: checked.header }),
        false => Err(problem::without_result(name, &checked.without_result)),
    }
}

/// The sheet that is asked for; else the only visible one in which anything stands.
fn chosen(book: &mut Book, name: &str, wanted: Option<&str>) -> Result<String, Diagnostic> {
    let sheets = book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let sheets: Vec<(String, bool)> =
        sheets.map(|sheet| (sheet.name.clone(), sheet.visible == SheetVisible::Visible)).collect();
    if let Some(wanted) = wanted {
        let names: Vec<&str> = sheets.iter().map(|(sheet, _)| sheet.as_str()).collect();
        return match names.contains(&wanted) {
            true => Ok(wanted.to_owned()),
            false => Err(problem::unknown_sheet(name, wanted, &names)),
        };
    }
    let mut filled = Vec::new();
    for (sheet, _) in sheets.into_iter().filter(|(_, visible)| *visible) {
        if has_cells(book, &sheet).map_err(|_| problem::broken(name))? {
            filled.push(sheet);
        }
    }
    match filled.len() {
        0 => Err(problem::without_header(name)),
        1 => Ok(filled.remove(0)),
        _ => Err(problem::several_sheets(name, &filled)),
    }
}

fn has_cells(book: &mut Book, sheet: &str) -> Result<bool, XlsxError> {
    let mut cells = book.worksheet_cells_reader(sheet)?;
    while let Some(cell) = cells.next_cell()? {
        if !is_blank(cell.get_value()) {
            return Ok(true);
        }
    }
    Ok(false)
}

fn is_blank(value: &DataRef<'_>) -> bool {
    match value {
        DataRef::Empty => true,
        DataRef::String(text) => text.trim().is_empty(),
        DataRef::SharedString(text) => text.trim().is_empty(),
        _ => false,
    }
}

/// What one pass over a sheet finds.
#[derive(Default)]
struct Check {
    header: Vec<String>,
    header_row: u32,
    /// Cells with a formula that no program has calculated yet.
    without_result: Vec<String>,
}

fn check(book: &mut Book, sheet: &str) -> Result<Check, XlsxError> {
    let mut check = Check::default();
    let mut cells = book.worksheet_cells_reader(sheet)?;
    let mut last = 0;
    while let Some(record) = cells.next_cell_with_formula_metadata()? {
        let (row, column) = record.pos;
        if row < last || column as usize >= MOST_COLUMNS {
            return Err(XlsxError::Unexpected("cells out of order"));
        }
        last = row;
        if record.formula.is_some() && matches!(record.value, DataRef::Empty) {
            check.without_result.push(cell_name(row, column));
        }
        if is_blank(&record.value) || (!check.header.is_empty() && row != check.header_row) {
            continue;
        }
        check.header_row = row;
        put(&mut check.header, column, text(&record.value, ""));
    }
    Ok(check)
}

/// Sets a cell of a row that grows as far as it has to.
fn put(cells: &mut Vec<String>, column: u32, text: String) {
    let column = column as usize;
    if cells.len() <= column && !text.is_empty() {
        cells.resize(column + 1, String::new());
    }
    if let Some(cell) = cells.get_mut(column) {
        *cell = text;
    }
}

/// `C12`, as spreadsheet programs call it; both are counted from 0 here.
pub fn cell_name(row: u32, column: u32) -> String {
    let (mut letters, mut rest) = (Vec::new(), u64::from(column) + 1);
    while rest > 0 {
        rest -= 1;
        letters.insert(0, b'A' + u8::try_from(rest % 26).unwrap_or_default());
        rest /= 26;
    }
    format!("{}{}", String::from_utf8_lossy(&letters), u64::from(row) + 1)
}

/// The rows behind the header, from a thread that reads ahead a little.
pub struct Rows {
    rows: Option<Receiver<Option<Row>>>,
    name: String,
}

/// How many rows are read ahead.
const AHEAD: usize = 64;

impl Rows {
    /// Starts behind the header, which has so many columns.
    pub fn new(file: File, sheet: String, columns: usize, name: &str) -> Rows {
        let (sender, rows) = sync_channel(AHEAD);
        // A thread, because the reader borrows the workbook. Who no longer listens ends it.
        std::thread::spawn(move || book(file).and_then(|mut book| send(&mut book, &sheet, columns, &sender)));
        Rows { rows: Some(rows), name: name.to_owned() }
    }
}

impl Iterator for Rows {
    type Item = Result<Row, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        match self.rows.as_ref()?.recv() {
            Ok(Some(row)) => Some(Ok(row)),
            Ok(None) => {
                self.rows = None;
                None
            }
            // The thread ended without saying that this was all: the file is no longer the one that was checked.
            Err(_) => {
                self.rows = None;
                Some(Err(Failure::unreadable(&self.name, &io::ErrorKind::InvalidData.into())))
            }
        }
    }
}

/// Sends all rows, and nothing as the last thing.
fn send(book: &mut Book, sheet: &str, columns: usize, rows: &SyncSender<Option<Row>>) -> Result<(), XlsxError> {
    let mut cells = book.worksheet_cells_reader(sheet)?;
    let mut row: Option<(u32, Vec<String>)> = None;
    let mut header = true;
    let mut finish = |finished: Option<(u32, Vec<String>)>| {
        let Some((number, cells)) = finished.filter(|(_, cells)| !cells.is_empty()) else { return true };
        if std::mem::take(&mut header) {
            return true;
        }
        rows.send(Some(Row::new(u64::from(number) + 1, cells, columns))).is_ok()
    };
    while let Some((cell, style)) = cells.next_cell_with_style_id()? {
        let (number, column) = cell.get_position();
        if is_blank(cell.get_value()) {
            continue;
        }
        if row.as_ref().is_none_or(|(current, _)| *current != number) && !finish(row.replace((number, Vec::new()))) {
            return Ok(());
        }
        let text = text(cell.get_value(), format(cells.styles(), style));
        row.iter_mut().for_each(|(_, cells)| put(cells, column, text.clone()));
    }
    if finish(row) {
        let _ = rows.send(None);
    }
    Ok(())
}

/// The number format of a style, such as `000-0000`.
fn format(styles: &[Style], style: usize) -> &str {
    let format = styles.get(style).and_then(|style| style.number_format.as_ref());
    format.map_or("", |format| format.format_code.as_str())
}

/// What a cell shows.
fn text(value: &DataRef<'_>, format: &str) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => figure(*number, format),
        DataRef::DateTime(moment) => date(moment),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Bool(_) | DataRef::Error(_) => Data::from(value.clone()).to_string(),
    }
}

/// From here on spreadsheet programs have dropped the last digits.
const INEXACT: f64 = 1e15;

/// A number without thousands separators; the zeros of a format that is nothing but zeros and hyphens are those of a code.
fn figure(number: f64, format: &str) -> String {
    if number.fract() != 0.0 {
        // Fifteen digits are what spreadsheet programs show of a double.
        return format!("{number:.14e}").parse().unwrap_or(number).to_string();
    }
    if number.abs() >= INEXACT {
        return format!("{number:E}").replace('E', "E+");
    }
    let digits = format!("{number:.0}");
    let zeros = format.matches('0').count();
    let is_code = zeros > 1 && format.chars().all(|c| c == '0' || c == '-') && number >= 0.0 && digits.len() <= zeros;
    if !is_code {
        return digits;
    }
    let padded = format!("{digits:0>zeros$}");
    let mut digits = padded.chars();
    format.chars().filter_map(|place| if place == '0' { digits.next() } else { Some(place) }).collect()
}

/// `2026-11-20`, with its time if it has one; a time alone, or hours that passed, as `h:mm:ss`.
fn date(moment: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let days = moment.as_f64();
    match (moment.is_duration() || days < 1.0, days.fract() == 0.0) {
        (true, _) => format!("{}:{minute:02}:{second:02}", (days * 24.0).max(0.0).floor()),
        (false, true) => format!("{year:04}-{month:02}-{day:02}"),
        (false, false) => format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::ExcelDateTimeType;

    #[test]
    fn cells_are_named_as_in_a_spreadsheet() {
        let names = [(0, 0), (11, 2), (0, 25), (0, 26), (0, 701), (0, 702), (1_048_575, 16_383)];
        let names = names.map(|(row, column)| cell_name(row, column));
        assert_eq!(names, ["A1", "C12", "Z1", "AA1", "ZZ1", "AAA1", "XFD1048576"]);
    }

    #[test]
    fn numbers_are_what_the_sheet_shows() {
        let cases = [
            (600_001.0, "General", "600001"),
            (600_001.0, "000-0000", "060-0001"),
            (42.0, "00000", "00042"),
            (123_456.0, "000", "123456"),
            (1_234_567.0, "#,##0", "1234567"),
            (-3.0, "00", "-3"),
            (0.1 + 0.2, "General", "0.3"),
            (123_456_789_012_345.0, "General", "123456789012345"),
            (1_234_567_890_123_450.0, "General", "1.23456789012345E+15"),
        ];
        for (number, format, shown) in cases {
            assert_eq!(figure(number, format), shown, "{number} {format}");
        }
    }

    #[test]
    fn dates_are_iso() {
        // Day 1 is 1 January 1900 and a 29 February 1900 is counted: 46346 is 20 November 2026.
        let moment = |value, kind, is_1904| date(&ExcelDateTime::new(value, kind, is_1904));
        assert_eq!(moment(46_346.0, ExcelDateTimeType::DateTime, false), "2026-11-20");
        assert_eq!(moment(46_346.75, ExcelDateTimeType::DateTime, false), "2026-11-20T18:00:00");
        assert_eq!(moment(44_884.0, ExcelDateTimeType::DateTime, true), "2026-11-20");
        assert_eq!(moment(0.5, ExcelDateTimeType::DateTime, false), "12:00:00");
        assert_eq!(moment(1.25, ExcelDateTimeType::TimeDelta, false), "30:00:00");
    }
}
