//! What a letter says of its recipient, before there is one.

use super::print::{Printer, fact, text};
use super::setting::unprintable;
use crate::diag::{Diagnostic, Wording};
use crate::document::Filling;
use crate::facts::recipient;

impl Printer<'_> {
    /// A field of the recipient: its name in brackets, which `kohyo letters` replaces by what the list states.
    pub fn recipient(&self, path: &str, field: &str) -> Result<Filling, Diagnostic> {
        if !recipient::is_per_recipient(self.document) {
            let headline = Wording::new(
                "受取人の項目は、per_recipient = true の文書でだけ使えます",
                "only a document with per_recipient = true knows a recipient",
            );
            return Err(unprintable(path, headline));
        }
        let sample = text(&recipient::sample(field, self.setting.lang));
        Ok(Filling::Inlines(vec![fact(path, "", sample)]))
    }
}
