//! What a list is: one pass over its bytes.

use super::{Delimiter, Encoding};
use crate::letters::names::hex;
use encoding_rs_io::{DecodeReaderBytes, DecodeReaderBytesBuilder};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, Read};

/// What one pass found.
pub struct Scan {
    /// SHA-256 in hexadecimal digits.
    pub sha256: String,
    /// The encoding, as far as the bytes tell.
    pub encoding: Encoding,
    /// The first bytes.
    pub start: Vec<u8>,
}

/// How many of the first bytes decide the delimiter.
const START: usize = 64 << 10;

/// Reads the whole file in blocks.
pub fn scan(mut file: File) -> io::Result<Scan> {
    let (mut hash, mut start, mut utf8) = (Sha256::new(), Vec::new(), Utf8::default());
    let mut block = vec![0; 256 << 10];
    loop {
        let length = match file.read(&mut block) {
            Ok(0) => break,
            Ok(length) => length,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        let bytes = block.get(..length).unwrap_or_default();
        hash.update(bytes);
        start.extend(bytes.iter().take(START.saturating_sub(start.len())));
        utf8.take(bytes);
    }
    let encoding = match start.as_slice() {
        [0xFF, 0xFE, ..] => Encoding::Utf16Le,
        [0xFE, 0xFF, ..] => Encoding::Utf16Be,
        [0xEF, 0xBB, 0xBF, ..] => Encoding::Utf8,
        _ if utf8.is_valid() => Encoding::Utf8,
        _ => Encoding::Cp932,
    };
    Ok(Scan { sha256: hex(&hash.finalize()), encoding, start })
}

/// Whether bytes that come in blocks are UTF-8.
#[derive(Default)]
struct Utf8 {
    /// The beginning of a character that the next block may end.
    rest: Vec<u8>,
    broken: bool,
}

impl Utf8 {
    fn take(&mut self, bytes: &[u8]) {
        if self.broken {
            return;
        }
        self.rest.extend_from_slice(bytes);
        match std::str::from_utf8(&self.rest) {
            Ok(_) => self.rest.clear(),
            Err(error) if error.error_len().is_none() => drop(self.rest.drain(..error.valid_up_to())),
            Err(_) => self.broken = true,
        }
    }

    fn is_valid(&self) -> bool {
        !self.broken && self.rest.is_empty()
    }
}

/// The delimiter that stands most often in the first line, outside of quotes.
pub fn delimiter(start: &str) -> Delimiter {
    let line = start.lines().next().unwrap_or_default();
    let outside: String = line.split('"').step_by(2).collect();
    let count = |delimiter: char| outside.matches(delimiter).count();
    let (commas, tabs, semicolons) = (count(','), count('\t'), count(';'));
    match (tabs > commas && tabs >= semicolons, semicolons > commas) {
        (true, _) => Delimiter::Tab,
        (false, true) => Delimiter::Semicolon,
        (false, false) => Delimiter::Comma,
    }
}

impl Encoding {
    fn codec(self) -> &'static encoding_rs::Encoding {
        match self {
            Encoding::Utf8 => encoding_rs::UTF_8,
            Encoding::Cp932 => encoding_rs::SHIFT_JIS,
            Encoding::Utf16Le => encoding_rs::UTF_16LE,
            Encoding::Utf16Be => encoding_rs::UTF_16BE,
        }
    }

    /// The first bytes as text; what cannot be decoded becomes U+FFFD.
    pub fn decode(self, bytes: &[u8]) -> String {
        self.codec().decode_with_bom_removal(bytes).0.into_owned()
    }

    /// The file as UTF-8; what cannot be decoded becomes U+FFFD, which marks its row as garbled.
    pub fn reader(self, file: File) -> DecodeReaderBytes<File, Vec<u8>> {
        DecodeReaderBytesBuilder::new().encoding(Some(self.codec())).strip_bom(true).bom_override(false).build(file)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf8_is_known_across_blocks() {
        let check = |blocks: &[&[u8]]| {
            let mut utf8 = Utf8::default();
            blocks.iter().for_each(|block| utf8.take(block));
            utf8.is_valid()
        };
        assert!(check(&[b"\xE5\xB1", b"\xB1"]));
        assert!(!check(&[b"\xE5\xB1", b"a"]));
        assert!(!check(&[b"ab\xE5\xB1"]));
        assert!(!check(&[b"\x8E\x52\x93\x63"]), "山田 in CP932");
    }

    #[test]
    fn the_first_line_tells_the_delimiter() {
        assert_eq!(delimiter("id,name\n1;2;3;4"), Delimiter::Comma);
        assert_eq!(delimiter("id\tname, first\n"), Delimiter::Comma);
        assert_eq!(delimiter("id\tname\taddress"), Delimiter::Tab);
        assert_eq!(delimiter("id;\"a,b,c\";name"), Delimiter::Semicolon);
        assert_eq!(delimiter("id"), Delimiter::Comma);
    }
}
