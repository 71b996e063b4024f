//! Words by which an issuer speaks of itself: 当社, 弊社, 本市, 当局 …

use super::voice::Line;
use super::words::{Script, after, before, script};
use std::ops::Range;

/// One word for oneself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OwnName {
    /// The word.
    pub word: &'static str,
    /// What calls itself so; two words of one kind are two names of one issuer.
    pub kind: &'static str,
    /// Characters that make another word of it, as 議 makes 当会議 of 当会.
    unless: &'static str,
}

const fn own(kind: &'static str, word: &'static str, unless: &'static str) -> OwnName {
    OwnName { word, kind, unless }
}

/// What a company calls itself.
pub const COMPANY: &str = "社";

/// All words. 本館, 本局, 本会 and 本社 are left out: they mostly mean something else.
pub const OWN_NAMES: &[OwnName] = &[
    own(COMPANY, "当社", "会"),
    own(COMPANY, "弊社", ""),
    own(COMPANY, "小社", "会"),
    own(COMPANY, "当行", "為動政使"),
    own(COMPANY, "弊行", ""),
    own("市", "本市", "場販"),
    own("市", "当市", "場販"),
    own("町", "本町", "通小中駅一二三四五六七八九0123456789１２３４５６７８９-－商"),
    own("町", "当町", ""),
    own("村", "当村", ""),
    own("県", "本県", ""),
    own("県", "当県", ""),
    own("区", "本区", "間分域画"),
    own("区", "当区", "間分域画"),
    own("学", "本学", "期年部科会級習力"),
    own("学", "当学", "期年部科会級習生校園"),
    own("校", "本校", "舎正"),
    own("校", "当校", "舎"),
    own("院", "当院", ""),
    own("院", "本院", ""),
    own("局", "当局", ""),
    own("会", "当会", "議計場社員話見"),
    own("会", "弊会", ""),
    own("協会", "当協会", ""),
    own("協会", "本協会", ""),
    own("組合", "当組合", ""),
    own("組合", "本組合", ""),
    own("法人", "当法人", "税"),
    own("法人", "本法人", "税"),
    own("園", "当園", ""),
    own("園", "本園", ""),
    own("機構", "当機構", ""),
    own("機構", "本機構", ""),
    own("財団", "当財団", ""),
    own("財団", "本財団", ""),
];

/// The entry of a word.
pub fn named(word: &str) -> Option<&'static OwnName> {
    OWN_NAMES.iter().find(|own| own.word == word)
}

/// Where a line's author typed the word; 該当社員 and 捜査当局 hold other words.
pub fn typed(line: &Line<'_, '_>, own: &OwnName) -> Option<Range<usize>> {
    let text = &line.passage.text;
    line.own(own.word).into_iter().find(|range| {
        let in_word = before(text, range.start).is_some_and(|c| script(c) == Script::Kanji);
        let other = after(text, range.end).is_some_and(|c| own.unless.contains(c));
        let is_name = line.is_name(range.start);
        !in_word && !other && !is_name
    })
}
