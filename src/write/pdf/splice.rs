//! Putting other streams in the place of some of a finished PDF.
//!
//! Only what the exporter writes is read: a table of plain cross references at the end (ISO 32000-1, 7.5.4), objects in
//! the order of their numbers, and streams whose dictionaries begin with their length.

use std::ops::Range;
use std::sync::Arc;

/// A PDF taken apart.
pub struct Parts<'a> {
    pdf: &'a [u8],
    /// Where each object begins, in the order of their numbers from 1.
    objects: Vec<usize>,
    /// Where the cross references begin.
    references: usize,
}

/// An embedded font program.
pub struct Program {
    length: Range<usize>,
    data: Range<usize>,
}

/// How long a line of the cross references is.
const LINE: usize = 20;

impl<'a> Parts<'a> {
    /// Reads where things are; `None` if it is not built like the exporter's files.
    pub fn of(pdf: &'a [u8]) -> Option<Parts<'a>> {
        let tail = pdf.get(rfind(pdf, b"startxref\n")? + b"startxref\n".len()..)?;
        let references = number(tail)?;
        let table = pdf.get(references..)?.strip_prefix(b"xref\n0 ")?;
        let count = number(table)?;
        let lines = table.get(find(table, b"\n")? + 1..)?.get(..count * LINE)?.chunks_exact(LINE);
        let objects: Vec<usize> = lines.skip(1).map(number).collect::<Option<_>>()?;
        objects.is_sorted().then_some(Parts { pdf, objects, references })
    }

    /// The TrueType programs of its fonts, in their order.
    pub fn programs(&self) -> Option<Vec<Program>> {
        let descriptors = (0..self.objects.len()).filter_map(|index| {
            let object = self.object(index)?;
            let content = object.get(find(object, b"obj\n")? + b"obj\n".len()..)?;
            content.strip_prefix(b"<</Type/FontDescriptor")
        });
        let files = descriptors.filter_map(|descriptor| {
            const KEY: &[u8] = b"/FontFile2 ";
            number(descriptor.get(find(descriptor, KEY)? + KEY.len()..)?)
        });
        files.map(|file| self.program(file)).collect()
    }

    /// The bytes of a program, as compressed.
    pub fn bytes(&self, program: &Program) -> &'a [u8] {
        self.pdf.get(program.data.clone()).unwrap_or_default()
    }

    /// The PDF with other bytes for some programs, which are in their order.
    pub fn with(&self, others: &[(&Program, Arc<[u8]>)]) -> Option<Vec<u8>> {
        let more: usize = others.iter().map(|(_, bytes)| bytes.len()).sum();
        let mut spliced = Vec::with_capacity(self.pdf.len() + more);
        let mut from = 0;
        // Where each program ended, and where it ends now.
        let mut ends: Vec<(usize, usize)> = Vec::new();
        for (program, bytes) in others {
            spliced.extend(self.pdf.get(from..program.length.start)?);
            spliced.extend(bytes.len().to_string().as_bytes());
            spliced.extend(self.pdf.get(program.length.end..program.data.start)?);
            spliced.extend(bytes.iter());
            from = program.data.end;
            ends.push((from, spliced.len()));
        }
        let place = |old: usize| match ends.iter().rfind(|(before, _)| *before <= old) {
            Some((before, after)) => old - before + after,
            None => old,
        };
        spliced.extend(self.pdf.get(from..self.references)?);
        spliced.extend(format!("xref\n0 {}\n0000000000 65535 f\r\n", self.objects.len() + 1).as_bytes());
        for object in &self.objects {
            spliced.extend(format!("{:010} 00000 n\r\n", place(*object)).as_bytes());
        }
        let trailer = rfind(self.pdf, b"trailer\n")?..rfind(self.pdf, b"startxref\n")?;
        spliced.extend(self.pdf.get(trailer)?);
        spliced.extend(format!("startxref\n{}\n%%EOF", place(self.references)).as_bytes());
        Some(spliced)
    }

    fn object(&self, index: usize) -> Option<&'a [u8]> {
        let end = self.objects.get(index + 1).copied().unwrap_or(self.references);
        self.pdf.get(*self.objects.get(index)?..end)
    }

    fn program(&self, file: usize) -> Option<Program> {
        const LENGTH: &[u8] = b"<</Length ";
        const STREAM: &[u8] = b">>\nstream\n";
        let index = file.checked_sub(1)?;
        let (start, object) = (*self.objects.get(index)?, self.object(index)?);
        let length = find(object, LENGTH)? + LENGTH.len();
        let digits = object.get(length..)?.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let data = find(object, STREAM)? + STREAM.len();
        let size = number(object.get(length..)?)?;
        object.get(data + size..)?.strip_prefix(b"\nendstream")?;
        Some(Program { length: start + length..start + length + digits, data: start + data..start + data + size })
    }
}

/// The number with which some bytes begin.
fn number(bytes: &[u8]) -> Option<usize> {
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    std::str::from_utf8(bytes.get(..digits)?).ok()?.parse().ok()
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}

fn rfind(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).rposition(|window| window == what)
}
