//! What of a moment is shown: the parts that the form chooses, the year that the release implies, and nothing twice.

use super::super::style::DateStyle;
use super::super::{Lang, Problem};
use super::word::Level;
use super::{Moment, Point, PointWord, english, japanese};

/// The forms of prose that apply to a date. A form chooses parts, never spelling.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DateForm {
    /// The parts asked for; the style's otherwise.
    ///
    /// They are chosen among the stated ones: `md` of a month prints the month.
    pub parts: Option<Parts>,
    /// Whether the weekday is asked for. With parts chosen it is left out unless asked for.
    pub weekday: bool,
    /// How the year counts, whatever the style says; it makes the year appear. English has one way only.
    pub era: Option<EraChoice>,
}

/// A choice of parts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Parts {
    /// The year.
    pub year: bool,
    /// The month.
    pub month: bool,
    /// The day.
    pub day: bool,
    /// The time, or the word that stands for one, such as 午前.
    pub time: bool,
}

/// How a year counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EraChoice {
    /// 令和6年.
    Wareki,
    /// 2024年.
    Seireki,
    /// 令和6年(2024年).
    Both,
}

/// What a date's surroundings make superfluous.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DateContext {
    /// The year of the release, which a style without a year leaves out. Without it the year is printed.
    pub release_year: Option<i32>,
}

/// What of one point is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shown {
    pub year: bool,
    pub month: bool,
    pub day: bool,
    pub weekday: bool,
    pub word: bool,
    pub time: bool,
    /// 午前 or 午後 before the time.
    pub half: bool,
    pub around: bool,
}

/// Everything that decides how a moment prints.
#[derive(Clone, Copy)]
pub(super) struct Manner<'a> {
    pub style: &'a DateStyle,
    pub form: DateForm,
    pub context: DateContext,
}

impl DateForm {
    /// Adds a form by its word; false if the word is no form of dates. Parts add up: `ymd time`.
    pub fn set(&mut self, word: &str) -> bool {
        match word {
            "weekday" => self.weekday = true,
            "wareki" => self.era = Some(EraChoice::Wareki),
            "seireki" => self.era = Some(EraChoice::Seireki),
            "both" => self.era = Some(EraChoice::Both),
            "y" | "ym" | "ymd" | "md" | "d" | "time" => {
                let parts = self.parts.get_or_insert_default();
                parts.time |= word == "time";
                parts.year |= word.starts_with('y');
                parts.month |= matches!(word, "ym" | "ymd" | "md");
                parts.day |= word.ends_with('d');
            }
            _ => return false,
        }
        true
    }
}

/// Prints a moment in a style, a form and a context.
pub(super) fn moment(
    moment: &Moment,
    style: &DateStyle,
    form: DateForm,
    context: DateContext,
) -> Result<String, Problem> {
    let manner = Manner { style, form, context };
    let printed = match (moment, style.lang) {
        (Moment::Word(word), Lang::Ja) => word.ja().to_owned(),
        (Moment::Word(word), Lang::En) => word.en().to_owned(),
        (Moment::Parts(parts), Lang::Ja) => japanese::parts(parts, manner),
        (Moment::Parts(parts), Lang::En) => english::parts(parts, manner),
    };
    if !printed.is_empty() {
        return Ok(printed);
    }
    Err(Problem::new(
        0..moment.print_source().len(),
        "指定された部分がこの日付にはありません",
        "This date has none of the parts that the form asks for",
    )
    .with_hint("指定を外すか、ある部分を指定してください。", "Leave the form out, or ask for a part that is stated."))
}

impl Shown {
    pub(super) fn of(point: &Point, manner: Manner) -> Shown {
        let Manner { style, form, context } = manner;
        let all = Parts { year: true, month: true, day: true, time: true };
        let parts = form.parts.unwrap_or(all);
        let implied = !style.shows_year() && context.release_year == Some(point.year) && point.month.is_some();
        let year = form.era.is_some() || if form.parts.is_none() { !implied } else { parts.year };
        let day = parts.day && point.day.is_some();
        let mut shown = Shown {
            year,
            month: parts.month && point.month.is_some(),
            day,
            weekday: day && (form.weekday || (form.parts.is_none() && style.shows_weekday())),
            word: false,
            time: parts.time && point.time.is_some(),
            half: true,
            around: false,
        };
        shown.word = point.word.is_some_and(|word| shown.holds(word, point, parts));
        shown.around = shown.shows_finest(point);
        shown
    }

    /// Whether nothing at all would be printed.
    pub(super) fn is_empty(&self) -> bool {
        !(self.year || self.month || self.day || self.word || self.time)
    }

    /// Whether a word is printed: with the part it divides, and a part of the day where a time would be.
    fn holds(&self, word: PointWord, point: &Point, parts: Parts) -> bool {
        match (word.level(), point.month, point.day) {
            (Level::Day, ..) => parts.time,
            (_, _, Some(_)) => self.day,
            (_, Some(_), None) => self.month,
            (_, None, None) => self.year,
        }
    }

    /// Whether the finest stated part is printed; 頃 speaks of that part.
    fn shows_finest(&self, point: &Point) -> bool {
        match (point.time, point.word, point.day, point.month) {
            (Some(_), ..) => self.time,
            (None, Some(_), ..) => self.word,
            (None, None, Some(_), _) => self.day,
            (None, None, None, Some(_)) => self.month,
            (None, None, None, None) => self.year,
        }
    }
}
