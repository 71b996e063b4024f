//! Pages of checks: for `kohyo explain`, and all of them as `CHECKS.md`.

use super::{CHECKS, Check, Words};
use crate::diag::{Language, Severity};
use std::fmt::Write;

impl Words {
    /// The words of one language.
    pub fn get(self, language: Language) -> &'static str {
        match language {
            Language::Ja => self.ja,
            Language::En => self.en,
        }
    }
}

/// The page of one check, in Markdown.
pub fn page(check: &Check, language: Language) -> String {
    let say = |words: Words| words.get(language);
    let severity = match check.severity {
        Severity::Error => Words { ja: "エラー", en: "error" },
        Severity::Warning => Words { ja: "警告", en: "warning" },
        Severity::Note => Words { ja: "注意", en: "note" },
    };
    let mut page = String::new();
    // Writing to a string cannot fail.
    let _ = writeln!(page, "## {}: {}\n", check.code, say(check.title));
    let _ = writeln!(page, "{} {}\n", say(Words { ja: "重さ:", en: "Severity:" }), say(severity));
    for (label, words) in [
        (Words { ja: "**見つけるもの** ", en: "**Finds** " }, check.finds),
        (Words { ja: "**なぜ困るか** ", en: "**Why it matters** " }, check.why),
        (Words { ja: "**どうするか** ", en: "**What to do** " }, check.remedy),
    ] {
        let _ = writeln!(page, "{}{}\n", say(label), say(words));
    }
    for (label, example) in [
        (Words { ja: "指摘される例", en: "Found in" }, check.example),
        (Words { ja: "直した例", en: "Put right" }, check.mended),
    ] {
        let _ = writeln!(page, "{}\n\n```toml\n{}\n```\n", say(label), example.trim());
    }
    page
}

/// All codes with their titles, one a line.
pub fn list(language: Language) -> String {
    let width = CHECKS.iter().map(|check| check.code.len()).max().unwrap_or(0);
    CHECKS.iter().map(|check| format!("{:width$}  {}\n", check.code, check.title.get(language))).collect()
}

/// `CHECKS.md` or `CHECKS.ja.md`: every page, behind a table of them.
pub fn reference(language: Language) -> String {
    let (title, intro, head) = match language {
        Language::Ja => (
            "# 点検の一覧",
            "`kohyo check` が行う点検です。\nこのファイルは、各点検のページから作られます（`kohyo explain <code>` と同じ内容です）。\n\
             警告は、理由を添えて認めることができます: `accept.\"data.all\".unverifiable-sum = \"理由\"`。",
            "| コード | 内容 |",
        ),
        Language::En => (
            "# Checks",
            "What `kohyo check` looks for.\nThis file is made from the pages of the checks; `kohyo explain <code>` prints one.\n\
             A warning can be accepted with a reason: `accept.\"data.all\".unverifiable-sum = \"reason\"`.",
            "| Code | What it finds |",
        ),
    };
    let mut text = format!("{title}\n\n{intro}\n\n{head}\n|---|---|\n");
    for check in CHECKS {
        let _ = writeln!(text, "| [`{0}`](#{0}) | {1} |", check.code, check.title.get(language));
    }
    for check in CHECKS {
        let _ = write!(text, "\n<a id=\"{}\"></a>\n\n{}", check.code, page(check, language).trim_end());
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_says_all_of_its_check() {
        for check in CHECKS {
            for (language, severities) in
                [(Language::Ja, ["エラー", "警告", "注意"]), (Language::En, ["error", "warning", "note"])]
            {
                let page = page(check, language);
                let words = [check.title, check.finds, check.why, check.remedy].map(|words| words.get(language));
                let parts = words.into_iter().chain([check.code, check.example.trim(), check.mended.trim()]);
                parts.for_each(|part| assert!(page.contains(part), "{}: {part}", check.code));
                let severity = match check.severity {
                    Severity::Error => 0,
                    Severity::Warning => 1,
                    Severity::Note => 2,
                };
                assert!(page.lines().nth(2).unwrap().ends_with(severities[severity]), "{}", check.code);
            }
        }
    }

    #[test]
    fn the_list_and_the_reference_have_every_check_once() {
        for language in [Language::Ja, Language::En] {
            let (list, reference) = (list(language), reference(language));
            assert_eq!(list.lines().count(), CHECKS.len());
            for (check, line) in CHECKS.iter().zip(list.lines()) {
                let (code, title) = line.split_once(' ').unwrap();
                assert_eq!((code, title.trim()), (check.code, check.title.get(language)));
                assert_eq!(
                    reference.matches(&page(check, language)[..check.code.len() + 4]).count(),
                    1,
                    "{}",
                    check.code
                );
            }
        }
    }
}
