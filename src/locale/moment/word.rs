//! The words that may stand with a point, in both languages.

/// A word in place of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MomentWord {
    /// 不明.
    Unknown,
    /// 調査中.
    UnderInvestigation,
}

/// A part of a day, month or year that has a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PointWord {
    /// 未明.
    BeforeDawn,
    /// 早朝.
    EarlyMorning,
    /// 朝.
    Morning,
    /// 午前中.
    WholeForenoon,
    /// 午前.
    Forenoon,
    /// 昼.
    Midday,
    /// 正午.
    Noon,
    /// 午後.
    Afternoon,
    /// 夕方.
    Evening,
    /// 深夜.
    LateNight,
    /// 夜.
    Night,
    /// 初め.
    Beginning,
    /// 上旬.
    FirstTenDays,
    /// 中旬.
    MiddleTenDays,
    /// 下旬.
    LastTenDays,
    /// 中: at some time within.
    Within,
    /// 末.
    End,
    /// 年度: written on the year itself, `2021年度`.
    FiscalYear,
}

/// The spelling of approximation, which is the author's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Around {
    /// 頃, and EDTF's `~`.
    Kanji,
    /// ごろ.
    Kana,
}

/// Whether a point is the end or the start of a stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TimeEdge {
    /// 迄: at that point or before it.
    Until,
    /// 以降.
    Since,
}

/// The precision that a point must have for a word to make sense.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
    Day,
    Month,
    MonthOrYear,
    Any,
    Year,
}

struct Row {
    word: PointWord,
    ja: &'static str,
    /// Words of the source in English.
    input: &'static [&'static str],
    /// What English prints before the date.
    en: &'static str,
    level: Level,
}

/// A word that begins with another stands before it, so that the first match is the longest.
const ROWS: [Row; 18] = [
    row(PointWord::BeforeDawn, "未明", &["dawn"], "before dawn on ", Level::Day),
    row(PointWord::EarlyMorning, "早朝", &["early-morning"], "early in the morning of ", Level::Day),
    row(PointWord::Morning, "朝", &["morning"], "the morning of ", Level::Day),
    row(PointWord::WholeForenoon, "午前中", &[], "the morning of ", Level::Day),
    row(PointWord::Forenoon, "午前", &["forenoon"], "the morning of ", Level::Day),
    row(PointWord::Midday, "昼", &["midday"], "midday on ", Level::Day),
    row(PointWord::Noon, "正午", &["noon"], "noon on ", Level::Day),
    row(PointWord::Afternoon, "午後", &["afternoon"], "the afternoon of ", Level::Day),
    row(PointWord::Evening, "夕方", &["evening"], "the evening of ", Level::Day),
    row(PointWord::LateNight, "深夜", &["late-night"], "late at night on ", Level::Day),
    row(PointWord::Night, "夜", &["night"], "the night of ", Level::Day),
    row(PointWord::Beginning, "初め", &["beginning"], "the beginning of ", Level::MonthOrYear),
    row(PointWord::FirstTenDays, "上旬", &["early"], "early ", Level::Month),
    row(PointWord::MiddleTenDays, "中旬", &["mid"], "mid-", Level::Month),
    row(PointWord::LastTenDays, "下旬", &["late"], "late ", Level::Month),
    row(PointWord::Within, "中", &["during"], "some time in ", Level::Any),
    row(PointWord::End, "末", &["end"], "the end of ", Level::MonthOrYear),
    row(PointWord::FiscalYear, "年度", &[], "fiscal year ", Level::Year),
];

const fn row(word: PointWord, ja: &'static str, input: &'static [&'static str], en: &'static str, level: Level) -> Row {
    Row { word, ja, input, en, level }
}

impl MomentWord {
    /// The Japanese word.
    pub fn ja(self) -> &'static str {
        match self {
            MomentWord::Unknown => "不明",
            MomentWord::UnderInvestigation => "調査中",
        }
    }

    /// The English words.
    pub fn en(self) -> &'static str {
        match self {
            MomentWord::Unknown => "unknown",
            MomentWord::UnderInvestigation => "under investigation",
        }
    }

    pub(super) fn parse(text: &str) -> Option<MomentWord> {
        let words = [MomentWord::Unknown, MomentWord::UnderInvestigation];
        words.into_iter().find(|word| word.ja() == text || word.en().eq_ignore_ascii_case(text))
    }
}

impl PointWord {
    /// The Japanese word.
    pub fn ja(self) -> &'static str {
        self.row().map_or("", |row| row.ja)
    }

    /// What English prints before the date, with its blank.
    pub(super) fn en(self) -> &'static str {
        self.row().map_or("", |row| row.en)
    }

    pub(super) fn level(self) -> Level {
        self.row().map_or(Level::Any, |row| row.level)
    }

    /// The word that a text begins with, and the length of it.
    pub(super) fn at_start(text: &str) -> Option<(PointWord, usize)> {
        let written = ROWS.iter().filter(|row| row.level != Level::Year);
        written.into_iter().find(|row| text.starts_with(row.ja)).map(|row| (row.word, row.ja.len()))
    }

    pub(super) fn from_english(word: &str) -> Option<PointWord> {
        ROWS.iter().find(|row| row.input.contains(&word)).map(|row| row.word)
    }

    fn row(self) -> Option<&'static Row> {
        ROWS.iter().find(|row| row.word == self)
    }
}

impl Around {
    /// The Japanese word.
    pub fn ja(self) -> &'static str {
        match self {
            Around::Kanji => "頃",
            Around::Kana => "ごろ",
        }
    }
}

impl TimeEdge {
    /// The Japanese word of the source.
    pub fn ja(self) -> &'static str {
        match self {
            TimeEdge::Until => "迄",
            TimeEdge::Since => "以降",
        }
    }
}
