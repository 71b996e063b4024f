//! Emphasis: pairs the delimiters of one run of text, by CommonMark's rules made friendly to Japanese punctuation.

use super::chars::flanking;
use super::walk::push_inline;
use super::{Inline, Inlines};

/// Emphasis nested deeper than this is printed without the innermost.
const DEEPEST: usize = 16;
/// How many open runs a closing one looks at: bounds the work on text that is all delimiters.
const LOOK_BACK: usize = 64;

/// A part of running text before its emphasis is known.
#[derive(Debug)]
pub(super) enum Token {
    /// Finished content.
    Inline(Inline),
    /// A run of `*` or `_`.
    Run(Run),
    /// A line end of the source.
    SoftBreak,
}

/// A run of equal delimiters.
#[derive(Debug)]
pub(super) struct Run {
    sign: char,
    length: usize,
    left: usize,
    open: bool,
    close: bool,
    /// What it closes, innermost first: 1 for emphasis, 2 for strong.
    closes: Vec<usize>,
    /// What it opens, innermost first.
    opens: Vec<usize>,
}

impl Run {
    /// Makes a run that stands between two characters of the source.
    pub fn new(sign: char, length: usize, before: char, after: char) -> Run {
        let flanking = flanking(sign, before, after);
        let (open, close) = (flanking.open, flanking.close);
        Run { sign, length, left: length, open, close, closes: Vec::new(), opens: Vec::new() }
    }

    /// Whether it may open what `closer` closes (with CommonMark's rule of three).
    fn opens_for(&self, closer: &Run) -> bool {
        let both = self.open && self.close || closer.open && closer.close;
        let thirds = (self.length + closer.length).is_multiple_of(3)
            && !(self.length.is_multiple_of(3) && closer.length.is_multiple_of(3));
        self.sign == closer.sign && !(both && thirds)
    }
}

/// Builds running text out of tokens; delimiters without a partner stay as they were written.
pub(super) fn emphasise(mut tokens: Vec<Token>) -> Inlines {
    pair(&mut tokens);
    let mut frames: Vec<(Option<usize>, Inlines)> = vec![(None, Vec::new())];
    for token in tokens {
        match token {
            Token::Inline(inline) => push(&mut frames, inline),
            Token::SoftBreak => push(&mut frames, Inline::text(" ")),
            Token::Run(run) => {
                for _ in &run.closes {
                    close(&mut frames);
                }
                push(&mut frames, Inline::text(run.sign.to_string().repeat(run.left)));
                for &width in run.opens.iter().rev() {
                    let kind = (frames.len() <= DEEPEST).then_some(width);
                    frames.push((kind, Vec::new()));
                }
            }
        }
    }
    while frames.len() > 1 {
        close(&mut frames);
    }
    frames.pop().map(|(_, content)| content).unwrap_or_default()
}

/// Finds the partner of every delimiter.
fn pair(tokens: &mut [Token]) {
    let mut runs: Vec<&mut Run> =
        tokens.iter_mut().filter_map(|token| if let Token::Run(run) = token { Some(run) } else { None }).collect();
    let mut openers: Vec<usize> = Vec::new();
    for closer in 0..runs.len() {
        while runs[closer].close && runs[closer].left > 0 {
            let found = openers.iter().rev().take(LOOK_BACK).position(|&at| runs[at].opens_for(runs[closer]));
            let Some(from_top) = found else { break };
            openers.truncate(openers.len() - from_top);
            let Some(&opener) = openers.last() else { break };
            let width = if runs[opener].left >= 2 && runs[closer].left >= 2 { 2 } else { 1 };
            runs[opener].left -= width;
            runs[opener].opens.push(width);
            runs[closer].left -= width;
            runs[closer].closes.push(width);
            if runs[opener].left == 0 {
                openers.pop();
            }
        }
        if runs[closer].open && runs[closer].left > 0 {
            openers.push(closer);
        }
    }
}

/// Adds content to the innermost open emphasis.
fn push(frames: &mut [(Option<usize>, Inlines)], inline: Inline) {
    if let Some((_, content)) = frames.last_mut() {
        push_inline(content, inline);
    }
}

/// Closes the innermost open emphasis.
fn close(frames: &mut Vec<(Option<usize>, Inlines)>) {
    if frames.len() < 2 {
        return;
    }
    let Some((kind, content)) = frames.pop() else { return };
    match kind {
        Some(2) => push(frames, Inline::Strong { content }),
        Some(_) => push(frames, Inline::Emphasis { content }),
        None => content.into_iter().for_each(|inline| push(frames, inline)),
    }
}
