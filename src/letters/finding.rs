//! What preflight finds, by row number and id: never by what a cell says.

use super::names::is_plain;
use crate::diag::{Diagnostic, Severity, Wording};
use std::collections::BTreeMap;

/// One kind of finding.
pub struct Rule {
    /// Stable code.
    pub code: &'static str,
    /// An error keeps the row from being printed.
    pub severity: Severity,
    headline: (&'static str, &'static str),
    hint: (&'static str, &'static str),
}

const fn error(code: &'static str, ja: &'static str, en: &'static str, hint: (&'static str, &'static str)) -> Rule {
    Rule { code, severity: Severity::Error, headline: (ja, en), hint }
}

const fn warning(code: &'static str, ja: &'static str, en: &'static str, hint: (&'static str, &'static str)) -> Rule {
    Rule { code, severity: Severity::Warning, headline: (ja, en), hint }
}

macro_rules! rules {
    ($($(#[$doc:meta])* $name:ident = $rule:expr;)*) => {
        $($(#[$doc])* pub const $name: &Rule = &$rule;)*
    };
}

rules! {
    /// More or fewer cells than the header.
    RAGGED = error("ragged-row", "列の数が1行目と違う行", "rows with another number of cells than row 1",
        ("区切り文字や改行を含むセルは \" \" で囲んでください", "put cells with delimiters or line breaks into quotes"));
    /// Bytes that the encoding does not have.
    GARBLED = error("garbled-row", "読めない文字のある行", "rows with bytes that cannot be read",
        ("文字コードが混ざっています。UTF-8 で保存し直してください", "encodings are mixed: save the list as UTF-8"));
    /// A line of JSON Lines that is no flat object.
    NO_RECORD = error("not-a-record", "受取人として読めない行", "lines that are no recipient",
        ("1行に1つの JSON オブジェクトを、1行目と同じキーで書いてください", "write one flat JSON object in each line, with the keys of the first"));
    /// A row of several megabytes.
    TOO_LONG = error("row-too-long", "長すぎる行（4 MiB 超）", "rows of more than 4 MiB",
        ("引用符 \" の閉じ忘れがないか確かめてください", "look for a quote that is not closed"));
    /// No id.
    MISSING_ID = error("missing-id", "管理番号のない行", "rows without an id", ("", ""));
    /// No name.
    MISSING_NAME = error("missing-name", "氏名のない行", "rows without a name", ("", ""));
    /// No address.
    MISSING_ADDRESS = error("missing-address", "住所のない行", "rows without an address", ("", ""));
    /// A postal code in Japan that is not seven digits.
    BAD_POSTAL = warning("odd-postal-code", "郵便番号が7桁でない行", "rows whose postal code has not seven digits",
        ("外国の住所なら、このままで構いません", "this is right for addresses abroad"));
    /// The same id twice.
    DUPLICATE_ID = error("duplicate-id", "同じ管理番号の行", "rows with the same id", ("", ""));
    /// Ids that some file systems take for one.
    SIMILAR_ID = error("similar-id", "管理番号が大文字・小文字だけで異なる行", "rows whose ids differ in nothing but case",
        ("大文字と小文字を区別しないシステムでは同じファイルになります", "they would be one file where case does not count"));
    /// The same name at the same address.
    SAME_PERSON = warning("same-person", "氏名と住所が同じ行", "rows with the same name and address",
        ("同じ方に2通届くおそれがあります", "the same person may get two letters"));
    /// A data set that the incident does not have.
    UNKNOWN_SET = error("unknown-data-set", "事案にないデータを指す行", "rows that name a data set that the incident does not have",
        ("対象の列には [data] の名前を書きます", "the column holds names of entries of [data]"));
    /// No data set at all.
    NO_SET = error("no-data-set", "対象データのない行", "rows without a data set",
        ("対象でない方に手紙は送れません", "who is not concerned gets no letter"));
    /// A word for yes or no that is neither.
    BAD_FLAG = error("unreadable-flag", "故人の列が「はい」「いいえ」で書かれていない行", "rows that say neither yes nor no of a death",
        ("はい・いいえ、1・0、○・空欄で書いてください", "write yes or no, 1 or 0, or leave it blank"));
    /// A language without a letter.
    NO_LETTER = error("no-letter-in-language", "その言語の手紙がない行", "rows in a language that has no letter",
        ("per_recipient = true の文書をその言語で加えてください（言語の列は ja か en）", "add a document with per_recipient = true in that language; the column says ja or en"));
    /// Something that the letter prints and the row does not state.
    UNSTATED = error("missing-field", "手紙に印字する項目が空の行", "rows that lack a field that their letter prints",
        ("documents の when で、その項目がある人にだけ印字する節にできます", "`when` of the document prints a section only for those who have it"));
    /// An honorific that is part of the name.
    HONORIFIC = error("honorific-in-name", "氏名に敬称が付いている行", "rows whose name carries an honorific",
        ("敬称は手紙が付けます。氏名から除いてください", "the letter adds one: take it out of the name"));
    /// A control character, NUL among them.
    CONTROL = error("control-character", "制御文字を含む行", "rows with control characters", ("", ""));
    /// A character that turns the direction of writing.
    DIRECTION = error("direction-override", "文字の向きを変える制御文字を含む行", "rows with characters that turn the direction of writing", ("", ""));
    /// A character that no font has.
    MISSING_GLYPH = error("missing-glyph", "どのフォントにもない文字を含む行", "rows with a character that no font has",
        ("IPAmj明朝などを kohyo.toml の fonts に加えてください", "add a font such as IPAmj Mincho to `fonts` of kohyo.toml"));
    /// A variation that no font has.
    IGNORED_VARIATION = error("ignored-variation-sequence", "異体字が別の字形で印刷されてしまう行", "rows with a variation of a character that no font has",
        ("IPAmj明朝などを kohyo.toml の fonts に加えてください", "add a font such as IPAmj Mincho to `fonts` of kohyo.toml"));
    /// A private-use character.
    PRIVATE_USE = error("private-use-character", "外字（私用領域の文字）を含む行", "rows with a private-use character",
        ("正式な文字に置き換えてください", "replace it by an encoded character"));
    /// An address block that does not fit.
    TOO_TALL = error("address-too-long", "宛名が封筒の窓に収まらない行", "rows whose address does not fit into the window of the envelope",
        ("住所の行を分けるか短くしてください", "shorten the address"));
    /// Something that preflight did not foresee.
    UNPRINTABLE = error("unprintable-letter", "手紙を組めない行", "rows whose letter cannot be laid out", ("", ""));
    /// A file that is gone or was changed.
    NOT_WHOLE = error("changed-letter", "手紙のファイルがないか書き換えられている行", "rows whose file is gone or was changed", ("", ""));
    /// A letter that is not what the row makes.
    NOT_OWN = error("foreign-letter", "手紙がその行から作られたものと一致しない行", "rows whose letter is not what the row makes", ("", ""));
    /// What a spreadsheet shows where a formula failed; the place is the cell.
    ERROR_VALUE = error("error-value", "計算のエラー（#N/A など）が入った行", "rows with an error of a formula, such as #N/A",
        ("表計算ソフトで数式を直すか、値を入れてください", "put the formula right in the spreadsheet program, or write the value"));
    /// A long number of which a spreadsheet kept the first digits only; the place is the cell.
    LOST_DIGITS = error("lost-digits", "桁の多い番号が 1.23E+15 のように丸められた行", "rows with a long number that was rounded to something like 1.23E+15",
        ("表計算ソフトで列の書式を「文字列」にして、番号を入れ直してください", "set the column to text in the spreadsheet program, and enter the numbers again"));
    /// A telephone number without its first zero; the place is the cell.
    LOST_ZERO = warning("lost-zero", "電話番号の先頭の0が落ちている疑いのある行", "rows whose telephone number seems to have lost its first zero",
        ("表計算ソフトで列の書式を「文字列」にして、番号を入れ直してください", "set the column to text in the spreadsheet program, and enter the numbers again"));
    /// Something was put right.
    CLEANED = warning("cleaned", "空白・改行・半角カナ・郵便番号の0などを直した行", "rows in which blanks, line breaks, half-width kana or lost zeros were put right",
        ("一覧そのものは変えていません", "the list itself is unchanged"));
}

/// How many rows a message names.
const NAMED: usize = 10;

/// What was found, each kind with how often and where first.
#[derive(Debug, Clone, Default)]
pub struct Findings(BTreeMap<&'static str, Found>);

#[derive(Clone)]
struct Found {
    rule: &'static Rule,
    count: u64,
    /// The first places: row and, if it is plain, id.
    places: Vec<(u64, String)>,
}

impl std::fmt::Debug for Found {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_tuple("Found").field(&self.rule.code).field(&self.count).finish()
    }
}

impl Findings {
    /// Notes a row.
    pub fn add(&mut self, rule: &'static Rule, row: u64, id: &str) {
        let found = self.0.entry(rule.code).or_insert_with(|| Found { rule, count: 0, places: Vec::new() });
        found.count += 1;
        if found.places.len() < NAMED {
            found.places.push((row, if is_plain(id) { id.to_owned() } else { String::new() }));
        }
    }

    /// How many rows have each kind of finding.
    pub fn counts(&self) -> BTreeMap<&'static str, u64> {
        self.0.iter().map(|(code, found)| (*code, found.count)).collect()
    }

    /// One diagnostic for each kind.
    pub fn diagnostics(&self, list: &str) -> Vec<Diagnostic> {
        self.0.values().map(|found| found.diagnostic(list)).collect()
    }
}

impl Found {
    fn diagnostic(&self, list: &str) -> Diagnostic {
        let (ja, en) = self.rule.headline;
        let more = self.count.saturating_sub(self.places.len() as u64);
        let place = |row: &str, id: &str, (open, close): (&str, &str)| match id {
            "" => row.to_owned(),
            id => format!("{row}{open}{id}{close}"),
        };
        let places = |brackets: (&str, &str), between: &str, row: &dyn Fn(u64) -> String| {
            let named: Vec<String> =
                self.places.iter().map(|(number, id)| place(&row(*number), id, brackets)).collect();
            named.join(between)
        };
        let in_ja = places(("（", "）"), "、", &|number| format!("{number}行目"));
        let in_en = places((" (", ")"), ", ", &|number| number.to_string());
        let (and_ja, and_en) = match more {
            0 => (String::new(), String::new()),
            more => (format!("、ほか{more}行"), format!(" and {more} more")),
        };
        let headline = Wording::new(
            format!("{list}：{ja}が{}行あります：{in_ja}{and_ja}", self.count),
            format!("{list}: {en}: {in_en}{and_en}"),
        );
        let diagnostic = Diagnostic { severity: self.rule.severity, ..Diagnostic::error(self.rule.code, headline) };
        match self.rule.hint {
            ("", _) => diagnostic,
            (ja, en) => diagnostic.hint(Wording::new(ja, en)),
        }
    }
}
