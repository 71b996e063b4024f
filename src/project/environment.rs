//! What the machine says: gathered once, then a value like any other.

use super::Failure;
use crate::diag::{Diagnostic, Language, Wording};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use std::collections::BTreeMap;
use std::fmt;
use std::io::{IsTerminal as _, stderr, stdout};
use std::path::PathBuf;
use std::time::SystemTime;

/// How far Japan's clocks are ahead of UTC: the offset of a project that names none.
pub const JAPAN: TimeDelta = TimeDelta::hours(9);

/// What `--color` asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Colour {
    /// As the environment and the terminal say.
    #[default]
    Auto,
    /// Even into a file.
    Always,
    /// Not at all.
    Never,
}

/// The environment of one run.
///
/// Its time is asked for with [`Environment::now`], which can fail: most commands need no time and run under a wrong one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Environment {
    /// The current folder.
    pub folder: PathBuf,
    /// The language of messages.
    pub language: Language,
    /// Whether standard output is coloured.
    pub colour_stdout: bool,
    /// Whether standard error is coloured.
    pub colour_stderr: bool,
    /// Whether standard error is a terminal, where progress can be shown.
    pub terminal: bool,
    /// What a scheduler says of the job that this process is a part of, by the variable's name.
    pub job: BTreeMap<&'static str, String>,
    /// The file of a key that signs what is published: `KOHYO_SIGNING_KEY`.
    pub signing_key: Option<PathBuf>,
    /// Its password: `KOHYO_SIGNING_PASSWORD`.
    pub signing_password: Option<Secret>,
    now: Result<DateTime<Utc>, Failure>,
}

/// A text that no dump of an environment shows.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// The text.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Secret")
    }
}

/// Variables of Slurm arrays and of indexed Kubernetes Jobs.
const JOB: &[&str] = &["SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_MIN", "SLURM_ARRAY_TASK_COUNT", "JOB_COMPLETION_INDEX"];

impl Environment {
    /// Gathers the environment under what the command line asks for: `--locale` and `--color`.
    pub fn gather(locale: Option<&str>, colour: Colour) -> Environment {
        let variable = |name: &str| std::env::var_os(name).map(|value| value.to_string_lossy().into_owned());
        Environment {
            // A folder that was removed meanwhile cannot be found as a project, which is then reported.
            folder: std::env::current_dir().unwrap_or_else(|_| PathBuf::from(".")),
            language: language(locale, variable),
            colour_stdout: coloured(colour, stdout().is_terminal(), variable),
            colour_stderr: coloured(colour, stderr().is_terminal(), variable),
            terminal: stderr().is_terminal(),
            job: JOB.iter().filter_map(|name| Some((*name, variable(name)?))).collect(),
            signing_key: std::env::var_os("KOHYO_SIGNING_KEY").filter(|path| !path.is_empty()).map(PathBuf::from),
            signing_password: variable("KOHYO_SIGNING_PASSWORD").map(Secret),
            now: now(variable("SOURCE_DATE_EPOCH")),
        }
    }

    /// The time of this run, or the one that `SOURCE_DATE_EPOCH` puts in its place.
    pub fn now(&self) -> Result<DateTime<Utc>, Failure> {
        self.now.clone()
    }

    /// The date of this run where clocks are so far ahead of UTC, such as [`JAPAN`].
    pub fn today(&self, ahead: TimeDelta) -> Result<NaiveDate, Failure> {
        // Only a time at the end of chrono's calendar has no such date.
        self.now().map(|now| now.checked_add_signed(ahead).unwrap_or(now).date_naive())
    }
}

/// The language of `--locale`, or else of the first locale variable that is set.
fn language(locale: Option<&str>, variable: impl Fn(&str) -> Option<String>) -> Language {
    let set = |name| variable(name).filter(|value| !value.is_empty());
    let from_environment = || ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set);
    let name = locale.map(str::to_owned).or_else(from_environment).unwrap_or_default();
    match name.split(['_', '-', '.', '@']).next() {
        Some(first) if first.eq_ignore_ascii_case("ja") => Language::Ja,
        _ => Language::En,
    }
}

/// `--color` decides, then `NO_COLOR`, `CLICOLOR_FORCE`, and what the terminal can do.
fn coloured(asked: Colour, is_terminal: bool, variable: impl Fn(&str) -> Option<String>) -> bool {
    let set = |name| variable(name).filter(|value| !value.is_empty());
    match asked {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto if set("NO_COLOR").is_some() => false,
        Colour::Auto if set("CLICOLOR_FORCE").is_some_and(|value| value != "0") => true,
        Colour::Auto => {
            is_terminal && set("CLICOLOR").as_deref() != Some("0") && set("TERM").as_deref() != Some("dumb")
        }
    }
}

fn now(epoch: Option<String>) -> Result<DateTime<Utc>, Failure> {
    let Some(epoch) = epoch.filter(|epoch| !epoch.is_empty()) else { return Ok(SystemTime::now().into()) };
    epoch.parse().ok().and_then(|seconds| DateTime::from_timestamp(seconds, 0)).ok_or_else(|| {
        let headline = Wording::new(
            "環境変数 SOURCE_DATE_EPOCH が時刻ではありません",
            "the environment variable SOURCE_DATE_EPOCH is not a time",
        );
        Failure::new(Diagnostic::error("bad-environment", headline).hint(Wording::new(
            "1970年1月1日（UTC）からの秒数を書くか、変数を消してください",
            "set it to seconds since 1 January 1970 UTC, or unset it",
        )))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An environment of `NAME=value` pairs.
    fn variables(pairs: &'static str) -> impl Fn(&str) -> Option<String> {
        let pairs = pairs.split_whitespace().filter_map(|pair| pair.split_once('='));
        move |name| pairs.clone().find(|(key, _)| *key == name).map(|(_, value)| value.to_owned())
    }

    #[test]
    fn the_first_locale_that_is_set_decides() {
        for (locale, pairs, expected) in [
            (None, "LANG=ja_JP.UTF-8", Language::Ja),
            (None, "LANG=ja_JP.UTF-8 LC_ALL=C", Language::En),
            (None, "LANG=en_US.UTF-8 LC_MESSAGES=ja LC_ALL=", Language::Ja),
            (None, "LANG=jam_JM", Language::En),
            (None, "", Language::En),
            (Some("ja-JP"), "LC_ALL=en_US.UTF-8", Language::Ja),
            (Some("en"), "LC_ALL=ja_JP.UTF-8", Language::En),
            (Some("日本語"), "", Language::En),
        ] {
            assert_eq!(language(locale, variables(pairs)), expected, "{locale:?} {pairs}");
        }
    }

    #[test]
    fn colours_follow_the_flag_then_the_environment_then_the_terminal() {
        for (asked, is_terminal, pairs, expected) in [
            (Colour::Auto, true, "", true),
            (Colour::Auto, false, "", false),
            (Colour::Auto, true, "NO_COLOR=1", false),
            (Colour::Auto, true, "NO_COLOR=", true),
            (Colour::Auto, false, "CLICOLOR_FORCE=1", true),
            (Colour::Auto, false, "CLICOLOR_FORCE=0", false),
            (Colour::Auto, true, "CLICOLOR_FORCE=1 NO_COLOR=1", false),
            (Colour::Auto, true, "CLICOLOR=0", false),
            (Colour::Auto, true, "TERM=dumb", false),
            (Colour::Always, false, "NO_COLOR=1", true),
            (Colour::Never, true, "CLICOLOR_FORCE=1", false),
        ] {
            assert_eq!(coloured(asked, is_terminal, variables(pairs)), expected, "{asked:?} {is_terminal} {pairs}");
        }
    }

    #[test]
    fn the_time_can_be_given() {
        let environment =
            |epoch: &str| Environment { now: now(Some(epoch.to_owned())), ..Environment::gather(None, Colour::Never) };
        // 2024-07-09 15:30 UTC is past midnight in Japan.
        let given = environment("1720539000");
        assert_eq!(given.today(TimeDelta::zero()).unwrap().to_string(), "2024-07-09");
        assert_eq!(given.today(JAPAN).unwrap().to_string(), "2024-07-10");
        for bad in ["yesterday", "1e9", "99999999999999999999", "9223372036854775807"] {
            assert_eq!(environment(bad).now().unwrap_err().diagnostic.code, "bad-environment", "{bad}");
        }
        assert!(now(Some(String::new())).is_ok());
    }
}
