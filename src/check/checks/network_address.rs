//! `network-address`: an address of a machine in a document that everybody may read.

use crate::check::public::{Public, words};
use crate::check::{Check, Finding, Run, Subject, Words};
use crate::diag::Severity;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::ops::Range;

/// The check.
pub const CHECK: Check = Check {
    code: "network-address",
    severity: Severity::Warning,
    title: Words {
        ja: "公表する文書にIPアドレスや内部のホスト名がある",
        en: "an IP address or an internal host in a public document",
    },
    finds: Words {
        ja: "1つの官庁・警察に宛てたものでない文書に印字されるIPアドレス（v4、v6）、`\\\\server\\share` の形の共有先、`.local` などで終わるホスト名。版番号は対象にしません。",
        en: "An IP address (v4, v6), a share such as `\\\\server\\share` or a host that ends in `.local` and the like, printed in a document that is not addressed to one authority. Numbers of versions are left alone.",
    },
    why: Words {
        ja: "攻撃する側に入口を教えることになります。入札公告に載ったIPアドレスが事故になった例があります。",
        en: "It tells attackers where to begin. A real incident began with an IP address in a public tender notice.",
    },
    remedy: Words {
        ja: "文書から消し、「システムの接続先」のように言い換えてください。",
        en: "Take it out, and say what it is instead.",
    },
    example: r#"
[parties]
own = { name = "みなと市", self = "本市" }
[documents.release]
kind      = "statement"
text.body = "接続先（203.0.113.25）を掲載しました。"
"#,
    mended: r#"
[parties]
own = { name = "みなと市", self = "本市" }
[documents.release]
kind      = "statement"
text.body = "システムの接続先を掲載しました。"
"#,
    run: Run::Version(run),
};

/// Endings of hosts that exist inside a house only.
const INSIDE: &[&str] = &[".local", ".localdomain", ".internal", ".intranet", ".lan", ".corp", ".lgwan.jp"];

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    Public::of(subject).findings(addresses, |place| {
        Finding::at(
            place,
            "公表する文書に、IPアドレスか内部のホスト名があります",
            "a public document holds an IP address or the name of an internal host",
        )
    })
}

/// Addresses of machines in a text, in bytes.
fn addresses(text: &str) -> Vec<Range<usize>> {
    let one = |range: Range<usize>| {
        let token = text.get(range.clone())?;
        let inner = token.trim_end_matches(['.', ':', ']', '[']).trim_start_matches(['[', ':', '=']);
        let start = range.start + (inner.as_ptr() as usize).saturating_sub(token.as_ptr() as usize);
        let place = inner.split_once("://").map_or(inner, |(_, place)| place);
        let place = place.split('/').find(|part| !part.is_empty()).unwrap_or_default();
        let host = place.rsplit('@').next().unwrap_or_default().split(':').next().unwrap_or_default();
        let lower = host.to_ascii_lowercase();
        let inside = INSIDE.iter().any(|ending| lower.strip_suffix(ending).is_some_and(|name| !name.is_empty()));
        let share =
            inner.strip_prefix("\\\\").is_some_and(|name| name.starts_with(|c: char| c.is_ascii_alphanumeric()));
        let found = inside
            || share
            || is_v4(host) && !is_version(text.get(..start)?)
            || is_v6(inner.split('/').next().unwrap_or_default());
        found.then(|| start..start + inner.len())
    };
    words(text).into_iter().filter_map(one).collect()
}

fn is_v4(token: &str) -> bool {
    token.parse::<Ipv4Addr>().is_ok_and(|address| !address.is_loopback() && !address.is_unspecified())
}

fn is_v6(token: &str) -> bool {
    let digits = token.bytes().filter(u8::is_ascii_hexdigit).count();
    digits >= 4 && token.parse::<Ipv6Addr>().is_ok()
}

/// Whether the words before four numbers say that they are a version.
fn is_version(before: &str) -> bool {
    let near: String = before.trim_end().chars().rev().take(12).collect::<Vec<_>>().into_iter().rev().collect();
    let near = near.to_lowercase();
    ["バージョン", "version", "ver", "ver.", "版", "v", "build"]
        .iter()
        .any(|word| near.trim_end_matches([':', '：', ' ']).ends_with(word))
}

#[cfg(test)]
mod tests {
    use super::{CHECK, addresses};
    use crate::check::testing::{fires, silent};

    fn found(text: &str) -> Vec<&str> {
        addresses(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn addresses_are_found() {
        assert_eq!(
            found("IPは203.0.113.25です。10.1.2.3/24 と 192.168.0.1:8080。"),
            ["203.0.113.25", "10.1.2.3/24", "192.168.0.1:8080"]
        );
        assert_eq!(found("サーバ [203.0.113.7] へ、接続元=198.51.100.3"), ["203.0.113.7", "198.51.100.3"]);
        assert_eq!(found("2001:db8::8a2e:370:7334 へ"), ["2001:db8::8a2e:370:7334"]);
        assert_eq!(
            found("http://192.168.0.1/admin と https://intra.local/login と root@10.0.0.7:22"),
            ["http://192.168.0.1/admin", "https://intra.local/login", "root@10.0.0.7:22"]
        );
        assert_eq!(found("\\\\fs01\\share と db.minato.local の"), ["\\\\fs01\\share", "db.minato.local"]);
    }

    #[test]
    fn versions_and_times_are_none() {
        for text in [
            "バージョン10.0.0.1",
            "Ver. 1.2.3.4",
            "12:30:45",
            "1.2.3",
            "第1.2.3.4.5節",
            "256.1.1.1",
            "127.0.0.1",
            "https://www.example.jp/",
            "note.locality",
            ".local",
            "::",
            "a::b",
            "\\",
            "令和4.12.6",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn one_fact_in_two_documents_is_one_finding() {
        let head = "[parties]\nown = { name = \"みなと市\", self = \"本市\" }\nhost = { name = \"A\", address = \"203.0.113.25\" }\n";
        let document = |id: &str, kind: &str| {
            format!("[documents.{id}]\nkind = \"{kind}\"\ntext.body = \"先は {{{{ parties.host.address }}}} です\"\n")
        };
        fires(
            &CHECK,
            &format!("{head}{}{}", document("a", "statement"), document("b", "attachment")),
            &["203.0.113.25"],
        );
        let report = "[documents.r]\nkind = \"regulator-report\"\nregime = \"jp-ppc\"\nsections = [\"x\"]\ntext.x = \"先は 203.0.113.25 です\"\n";
        silent(&CHECK, &format!("{head}{report}"));
    }
}
