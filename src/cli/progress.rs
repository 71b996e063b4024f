//! How far a long run is: a line on a terminal, and nothing elsewhere.

use crate::diag::Language;
use crate::project::Environment;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};
use std::cell::Cell;
use std::fmt::Write;

/// The line, with rate, remaining time and what was left out.
pub struct Progress {
    bar: ProgressBar,
    /// Whether anything was shown: what an earlier run made does not count for the rate.
    begun: Cell<bool>,
}

impl Progress {
    /// For so many letters, as far as that is known; `left_out` rows get none.
    pub fn new(environment: &Environment, letters: u64, left_out: u64) -> Progress {
        let template = match environment.language {
            Language::Ja => "{bar:30} {pos}/{len}通  {rate}通/秒  残り{eta}  除いた行：{msg}",
            Language::En => "{bar:30} {pos}/{len} letters  {rate}/s  {eta} left  rows left out: {msg}",
        };
        let target = if environment.terminal { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let rate = |state: &ProgressState, line: &mut dyn Write| {
            let _ = write!(line, "{:.0}", state.per_sec());
        };
        let bar = ProgressBar::with_draw_target(Some(letters), target).with_message(left_out.to_string());
        // The template is a constant.
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style.with_key("rate", rate));
        }
        Progress { bar, begun: Cell::new(false) }
    }

    /// Shows how many letters there are.
    pub fn show(&self, letters: u64) {
        self.bar.set_position(letters);
        if !self.begun.replace(true) {
            self.bar.reset_eta();
        }
    }

    /// Leaves the line as it is.
    pub fn end(&self) {
        self.bar.abandon();
    }
}
