//! What words say of a leak: that it happened, that it may have, that it did not.

use super::voice::Line;
use super::words::{before, sentence};
use std::ops::Range;

/// Japanese words for a leak; 流失 and 漏出 are not counted as such.
pub const LEAKS: &[&str] = &["漏えい", "漏洩", "漏泄", "ろうえい", "流出"];

/// What makes a mention less than a statement.
const HEDGES: &[&str] = &[
    "おそれ",
    "恐れ",
    "虞",
    "可能性",
    "疑い",
    "懸念",
    "有無",
    "かどうか",
    "場合",
    "防止",
    "対策",
    "調査",
    "確認中",
    "リスク",
    "未遂",
];

/// What a sentence about a leak denies it with.
const DENIALS: &[&str] = &[
    "はありません",
    "はございません",
    "はなかった",
    "はない",
    "は無い",
    "はなく",
    "はありませんでした",
    "していません",
    "しておりません",
    "していない",
    "していなか",
    "した事実はありません",
    "した事実はない",
];

/// What follows 「は」 in the same.
const FLAT: &[&str] = &[
    "ありません",
    "ありませんでした",
    "ございません",
    "ございませんでした",
    "発生していません",
    "発生しておりません",
    "生じていません",
    "生じておりません",
    "起きていません",
    "起きておりません",
];

/// What follows a word for a leak in a sentence that states it.
const ASSERTIONS: &[&str] = &[
    "しました",
    "いたしました",
    "致しました",
    "していました",
    "しておりました",
    "しています",
    "しております",
    "したことが判明し",
    "していたことが判明し",
    "したことを確認し",
    "したことが確認され",
    "が発生しました",
    "が発生いたしました",
    "が判明しました",
    "が判明いたしました",
    "が確認されました",
    "されました",
    "した事実",
    "する事案が発生し",
    "する事故が発生し",
];

/// Whether words hedge: they speak of a possibility, or of what prevents it.
pub fn is_hedged(text: &str) -> bool {
    HEDGES.iter().any(|hedge| text.contains(hedge))
}

/// Where a line states a leak as a fact.
pub fn asserted(line: &Line<'_, '_>) -> Option<Range<usize>> {
    let text = &line.passage.text;
    LEAKS.iter().flat_map(|leak| line.own(leak)).find_map(|range| {
        let behind = text.get(range.end..)?;
        let words = ASSERTIONS.iter().filter(|words| behind.starts_with(**words)).max_by_key(|words| words.len())?;
        let rest = behind.get(words.len()..)?;
        // 「漏えいした事実は確認されていない」 states the opposite, 「流出しましたら」 a condition.
        let turned = ["は", "も", "が確認され", "を確認でき", "場合", "ら", "か", "とき"];
        (!turned.iter().any(|word| rest.starts_with(word))).then(|| range.start..range.end + words.len())
    })
}

/// 「は一切ありません」 and the like at the start of a text: 「漏えい等はございません」, 「被害は発生しておりません」.
pub fn flat(behind: &str) -> Option<&str> {
    let bare = behind.trim_start_matches('等');
    let rest = ["は一切", "は全く", "は"].iter().find_map(|lead| bare.strip_prefix(lead))?;
    let word = FLAT.iter().filter(|word| rest.starts_with(**word)).max_by_key(|word| word.len())?;
    behind.get(..behind.len() - rest.len() + word.len())
}

/// Where a line denies that there was a leak at all; 「その他の…漏えいはありません」 denies only a part.
pub fn denied(line: &Line<'_, '_>) -> Option<Range<usize>> {
    let text = &line.passage.text;
    LEAKS.iter().flat_map(|leak| line.own(leak)).find_map(|range| {
        let behind = text.get(range.end..)?;
        let flat = flat(behind);
        let known = DENIALS.iter().copied().filter(|words| behind.starts_with(words));
        let words = known.chain(flat).max_by_key(|words| words.len())?;
        let part =
            ["以外", "その他", "他に", "ほかに", "この他", "これらの", "新たな", "さらなる", "からの", "についての"];
        let around = sentence(text, range.start);
        let is_part = part.iter().any(|word| around.contains(word)) || before(text, range.start) == Some('再');
        let turned = ["かと", "か、", "場合", "と報告", "との"];
        let rest = behind.get(words.len()..)?;
        (!is_part && !turned.iter().any(|word| rest.starts_with(word))).then(|| range.start..range.end + words.len())
    })
}
