//! `secret`: a password, a key or a token in a document that everybody may read.

use crate::check::public::{Public, tokens};
use crate::check::scan::chars::Chars;
use crate::check::{Check, Finding, Run, Subject, Words};
use crate::diag::Severity;
use std::ops::Range;

/// The check.
pub const CHECK: Check = Check {
    code: "secret",
    severity: Severity::Warning,
    title: Words {
        ja: "公表する文書にパスワードや鍵がある", en: "a password or a key in a public document"
    },
    finds: Words {
        ja: "1つの官庁・警察に宛てたものでない文書に印字される、パスワード、暗証番号、トークン、秘密鍵と見える文字列。その文字列自体は表示しません。",
        en: "What looks like a password, a PIN, a token or a private key and is printed in a document that is not addressed to one authority. The message never repeats it.",
    },
    why: Words {
        ja: "漏えいの発表が次の漏えいになります。入札公告に接続パスワードを載せた事故が実際に起きています。",
        en: "The release about one leak becomes the next. A real incident began with a password in a public tender notice.",
    },
    remedy: Words {
        ja: "文書から消してください。一度でも公開したものは、変更してください。",
        en: "Take it out. If it was ever published, change it.",
    },
    example: r#"
[parties]
own = { name = "みなと市", self = "本市" }
[documents.release]
kind      = "statement"
text.body = "接続パスワード：Minato2024 を掲載しました。"
"#,
    mended: r#"
[parties]
own = { name = "みなと市", self = "本市" }
[documents.release]
kind      = "statement"
text.body = "接続パスワードを掲載しました。"
"#,
    run: Run::Version(run),
};

/// What stands before a secret.
const NAMES: &[&str] = &[
    "パスワード",
    "暗証番号",
    "パスフレーズ",
    "トークン",
    "APIキー",
    "シークレット",
    "接続キー",
    "秘密鍵",
    "password",
    "Password",
    "PASSWORD",
    "passwd",
    "passphrase",
    "PIN",
    "token",
    "secret",
    "API key",
    "api_key",
    "apikey",
    "PW",
    "pw",
    "PASS",
];

/// How keys of well-known services begin, with the least number of characters behind it.
const PREFIXES: &[(&str, usize)] = &[
    ("AKIA", 16),
    ("ASIA", 16),
    ("ghp_", 20),
    ("github_pat_", 20),
    ("xoxb-", 20),
    ("xoxp-", 20),
    ("sk-", 20),
    ("AIza", 30),
    ("eyJ", 30),
];

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let mut public = Public::of(subject);
    public.findings(secrets, |place| {
        Finding::at(
            place,
            "公表する文書に、パスワードや鍵と見える文字列があります",
            "a public document holds what looks like a password or a key",
        )
    })
}

/// Secrets of a text, in bytes.
fn secrets(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for range in tokens(text) {
        let token = text.get(range.clone()).unwrap_or_default();
        let before = text.get(..range.start).unwrap_or_default();
        let prefixed =
            PREFIXES.iter().any(|(prefix, least)| token.strip_prefix(prefix).is_some_and(|rest| rest.len() >= *least));
        let carried = before.ends_with("Bearer ") && token.len() >= 16
            || before.ends_with("-----BEGIN ") && text.contains("PRIVATE KEY");
        if prefixed || carried || is_random(token) && !is_hash(before) {
            found.push(range);
        }
    }
    found.extend(named(text));
    found.sort_by_key(|range| range.start);
    found.dedup_by(|next, last| next.start < last.end);
    found
}

/// What stands behind パスワード：, password = and the like.
fn named(text: &str) -> Vec<Range<usize>> {
    let chars = Chars::of(text);
    let mut found = Vec::new();
    for index in 0..chars.len() {
        let Some(name) = NAMES.iter().find(|name| chars.starts(index, name)) else { continue };
        let end = index + name.chars().count();
        let sign = chars.skip(end, |c| c == ' ' || c == '　');
        let assigned = matches!(chars.at(sign), Some(':' | '：' | '=' | '＝'))
            || chars.starts(sign, "は「")
            || chars.starts(sign, "「");
        let told = chars.at(sign) == Some('は') && is_told(&chars, chars.skip(sign + 1, |c| c == ' '));
        if !assigned && !told {
            continue;
        }
        let start = chars.skip(sign, |c| matches!(c, ':' | '：' | '=' | '＝' | ' ' | '　' | 'は' | '「' | '"' | '“'));
        let end = chars.skip(start, |c| c.is_ascii_graphic() && !matches!(c, ',' | ')' | '"' | ';'));
        if is_password(chars.slice(start..end)) {
            found.push(chars.bytes(start..end));
        }
    }
    found
}

/// パスワードは… です: a word that ends a sentence, and no name of a method.
fn is_told(chars: &Chars<'_>, start: usize) -> bool {
    let end = chars.skip(start, |c| c.is_ascii_graphic());
    let closes = ["です", "でし", "であ", "という", "に設定", "と設定", "。"];
    let method = ["SHA", "MD5", "AES", "bcrypt", "TLS"].iter().any(|name| chars.starts(start, name));
    let end_word = chars.skip(end, |c| c == ' ');
    let lettered = chars.slice(start..end).bytes().any(|b| b.is_ascii_alphabetic());
    lettered && !method && closes.iter().any(|word| chars.starts(end_word, word))
}

/// Whether a word could be a password: digits alone, or letters with a digit or a sign among them.
fn is_password(word: &str) -> bool {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let letters = word.bytes().filter(u8::is_ascii_alphabetic).count();
    let mixed = word.bytes().skip(1).any(|b| b.is_ascii_uppercase()) && word.bytes().any(|b| b.is_ascii_lowercase());
    !word.contains("://")
        && (letters == 0 && digits >= 4
            || word.len() >= 6 && (digits > 0 || word.len() - letters > 1 && letters > 0 || mixed))
}

/// A long run without sense: hexadecimal digits, or letters of both cases with digits among them.
fn is_random(token: &str) -> bool {
    let hex = token.len() >= 32
        && token.bytes().all(|b| b.is_ascii_hexdigit())
        && token.bytes().any(|b| b.is_ascii_alphabetic())
        && token.bytes().any(|b| b.is_ascii_digit());
    let of_base64 = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'=' | b'_' | b'-');
    let digits = token.bytes().filter(u8::is_ascii_digit).count();
    let base64 = token.len() >= 40
        && token.bytes().all(of_base64)
        && digits >= 4
        && token.bytes().any(|b| b.is_ascii_uppercase())
        && token.bytes().any(|b| b.is_ascii_lowercase());
    hex || base64
}

/// Whether a hash of a file is announced: those are published on purpose.
fn is_hash(before: &str) -> bool {
    let near: String = before.chars().rev().take(24).collect::<Vec<_>>().into_iter().rev().collect();
    ["SHA", "MD5", "ハッシュ", "hash"].iter().any(|word| near.contains(word))
}

#[cfg(test)]
mod tests {
    use super::{CHECK, secrets};
    use crate::check::testing::{fires, silent};

    fn found(text: &str) -> Vec<&str> {
        secrets(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn secrets_are_found() {
        assert_eq!(found("パスワード：Minato2024 と password = hunter2! です"), ["Minato2024", "hunter2!"]);
        assert_eq!(found("暗証番号: 1234、パスワードは「Abc_xyz9」でした"), ["1234", "Abc_xyz9"]);
        assert_eq!(found("AKIAABCDEFGHIJKLMNOP"), ["AKIAABCDEFGHIJKLMNOP"]);
        assert_eq!(found("Authorization: Bearer abcdefghijklmnop"), ["abcdefghijklmnop"]);
        assert_eq!(found("-----BEGIN RSA PRIVATE KEY-----"), ["RSA"]);
        assert_eq!(found("IDはadmin、パスワードはP@ssw0rd!でした。"), ["P@ssw0rd!"]);
        assert_eq!(found("初期パスワードは minato2024 という"), ["minato2024"]);
        assert_eq!(found("鍵 0123456789abcdef0123456789abcdef"), ["0123456789abcdef0123456789abcdef"]);
        assert_eq!(found("パスワード：0123456789abcdef0123456789abcdef"), ["0123456789abcdef0123456789abcdef"]);
        assert_eq!(found("パスワード：open!#sesame、パスワード：hunterTwo"), ["open!#sesame", "hunterTwo"]);
        let base64 = "Zm9vYmFyYmF6cXV4MTIzNDU2Nzg5MEFCQ0RFRkdISUpLTA==";
        assert_eq!(found(&format!("鍵 {base64}")), [base64]);
    }

    #[test]
    fn words_about_secrets_are_none() {
        for text in [
            "接続パスワードを変更しました。",
            "パスワード：別途通知",
            "パスワード: required",
            "パスワード管理の強化",
            "パスワード（8文字以上）",
            "SHA-256: 0123456789abcdef0123456789abcdef",
            "通常のID/パスワードの手順",
            "https://a.example/0123456789abcdef0123456789abcdef",
            "AKIA",
            "internationalization-and-localization-of-things",
            "PIN: yes",
            "パスワードはSHA-256でハッシュ化",
            "パスワードはSHA-256です",
            "パスワードは20桁です",
            "パスワードはActive Directoryで管理",
            "暗証番号：123",
            "パスワード：non-public",
            "パスワード：------",
            "AVeryLongNameOfAClassInAProgramOfOldenTimes1",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }

    const HEAD: &str = "[parties]\nown = { name = \"みなと市\", self = \"本市\" }\nppc = { name = \"委員会\", role = \"authority\" }\n";

    #[test]
    fn only_public_documents_are_read_and_the_secret_is_not_repeated() {
        let body = "text.body = \"パスワード：Minato2024\"\n";
        let public = format!(
            "{HEAD}[documents.a]\nkind = \"statement\"\n{body}[documents.b]\nkind = \"statement\"\n{}",
            body.replace("2024", "2025")
        );
        fires(&CHECK, &public, &["Minato2024", "Minato2025"]);
        silent(&CHECK, &format!("{HEAD}[documents.a]\nkind = \"statement\"\nto = \"ppc\"\n{body}"));
        let (case, documents, sources) = crate::check::testing::drafted(&public);
        let subject = crate::check::Subject::of(&case, &documents, &[], &sources);
        let shown = format!("{:?}", super::run(&subject));
        assert!(!shown.contains("Minato"), "{shown}");
    }
}
