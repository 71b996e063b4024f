//! The clocks of a case: what started them, when they end, what met them.

use super::assess::{Assessment, Verdict};
use super::clock::{Due, Start, Unclear};
use super::condition::Truth;
use super::pack::{Clock, Deed, Named, Period, Regime};
use crate::diag::{Diagnostic, Wording};
use crate::facts::Case;
use crate::facts::stated::{Entry, Value};
use crate::locale::Zone;
use crate::text::Span;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

/// One clock of a case.
#[derive(Debug, Clone)]
pub struct Deadline<'a> {
    /// Whose clock it is.
    pub regime: &'a Regime,
    /// The clock.
    pub clock: &'a Named<Clock>,
    /// Whether it runs for certain: its regime applies, and one of its triggers is met.
    pub is_certain: bool,
    /// What started it, if anything did.
    pub start: Option<Done>,
    /// When it ends, if that can be told.
    pub due: Option<Result<Due, Unclear>>,
    /// What met it.
    pub met: Option<Done>,
    /// Where its days are counted.
    pub zone: Zone,
}

/// An event that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// Path of the event.
    pub path: String,
    /// Its place.
    pub span: Span,
    /// When it was, as far as that is one moment.
    pub at: Result<Start, Unclear>,
}

/// How a clock stands at an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It was met in time.
    Met,
    /// It was met too late.
    MetLate,
    /// It was met, and whether in time cannot be told.
    MetSomehow,
    /// It has this much left.
    Left(TimeDelta),
    /// It ended this long ago.
    Overdue(TimeDelta),
    /// It runs without a number: promptly.
    Promptly,
    /// Nothing started it.
    NotStarted,
    /// Its start is stated too vaguely.
    Unclear(Unclear),
}

/// All clocks of a regime that applies, or of which one of scope and triggers is still open, in the order of its pack.
///
/// Of a regime whose exemption was earned, only the clock of the deed that earned it is left.
pub fn deadlines<'a>(case: &Case, assessment: &Assessment<'a>) -> Vec<Deadline<'a>> {
    let regime = assessment.regime;
    let verdict = assessment.verdict();
    // Where neither is known, whom it binds and whether anything triggered it, its clocks are no news.
    let is_open = assessment.scope.truth == Truth::Open && !assessment.is_triggered();
    if (verdict == Verdict::Not && assessment.exempt.is_none()) || is_open {
        return Vec::new();
    }
    let counted_in = regime.zone.unwrap_or(case.zone);
    let earned = regime.exemption.as_ref().filter(|_| assessment.exempt.is_some());
    let clocks = regime.clocks.iter().filter(|clock| earned.is_none_or(|earned| clock.entry.met_by == earned.by));
    let clocks = clocks.filter_map(|clock| Some((clock, runs(case, assessment, &clock.entry)?)));
    let deadline = |(clock, truth): (&'a Named<Clock>, Truth)| {
        let done = |deed: &Deed| done(case, regime, deed, counted_in);
        let start = done(&clock.entry.start);
        let due = start.as_ref().map(|start| clock.entry.due(start.at?, regime.head.calendar));
        let is_certain = (verdict == Verdict::Applies || earned.is_some()) && truth == Truth::Yes;
        Deadline { regime, clock, is_certain, start, due, met: done(&clock.entry.met_by), zone: counted_in }
    };
    clocks.map(deadline).collect()
}

/// The clocks that were missed: by what is stated, or by the date of a report.
pub fn missed<'a>(case: &Case, assessment: &Assessment<'a>, report: &Entry) -> Vec<&'a str> {
    let clocks = deadlines(case, assessment);
    let missed = clocks.iter().filter(|clock| clock.is_certain);
    let missed = missed.filter(|clock| clock.is_met_late() || clock.missed_by(case, report).is_some());
    missed.map(|clock| clock.clock.id.as_str()).collect()
}

/// Whether a clock runs; nothing if it does not.
fn runs(case: &Case, assessment: &Assessment<'_>, clock: &Clock) -> Option<Truth> {
    let met = |trigger: &String| assessment.truth(trigger);
    let is_excluded = clock.unless.iter().any(|trigger| met(trigger) == Truth::Yes);
    let holds = clock.when.as_ref().is_none_or(|when| when.answer(case).truth == Truth::Yes);
    if is_excluded || !holds {
        return None;
    }
    let truths: Vec<Truth> = clock.triggers.iter().map(met).collect();
    match truths.is_empty() || truths.contains(&Truth::Yes) {
        true => Some(Truth::Yes),
        false => truths.contains(&Truth::Open).then_some(Truth::Open),
    }
}

/// The first event that did a deed.
pub fn done(case: &Case, regime: &Regime, deed: &Deed, counted_in: Zone) -> Option<Done> {
    let word = |event: &Entry, key: &str| match event.field(key).map(|field| &field.value) {
        Some(Value::Word(word)) => Some(*word),
        _ => None,
    };
    let is_for = |event: &Entry| match event.field("regime").map(|field| &field.value) {
        Some(Value::Text(id)) => *id == regime.id,
        _ => false,
    };
    let role = match deed {
        Deed::Event(role) => role,
        Deed::Report(_) => "reported-to-authority",
    };
    let does = |event: &&Entry| match deed {
        Deed::Event(_) => event.field("regime").is_none() || is_for(event),
        Deed::Report(stage) => is_for(event) && word(event, "stage") == Some(stage.word()),
    };
    let happened = |event: &&Entry| !matches!(word(event, "state"), Some("planned" | "proposed" | "declined"));
    let at = |event: &Entry| {
        let field = event.field("at")?;
        let moment = case.moment(&field.value).ok_or(Unclear::Day);
        let at = moment.and_then(|moment| Start::of(moment, case.zone, counted_in));
        Some(Done { path: format!("events.{}", event.name.value), span: field.span, at })
    };
    let found = case.events_of(role).filter(does).filter(happened).filter_map(at);
    // A start that is vague does not hide one that is not.
    found
        .min_by_key(|done| done.at.map(|at| (at.day, at.instant)).map_err(|_| ()).map_or((1, None), |at| (0, Some(at))))
}

impl Deadline<'_> {
    /// The day on which it ends, where that can be told.
    pub fn last_day(&self) -> Option<NaiveDate> {
        match self.due?.ok()? {
            Due::By { day, .. } => Some(day),
            Due::At(instant) => Some(self.zone.day(instant)),
            Due::Promptly => None,
        }
    }

    /// Whether it was met too late.
    pub fn is_met_late(&self) -> bool {
        // The instant that is asked for does not matter where a clock was met.
        self.standing(DateTime::UNIX_EPOCH) == Standing::MetLate
    }

    /// The date of a report that would meet it and comes too late.
    pub fn missed_by(&self, case: &Case, report: &Entry) -> Option<Span> {
        let Deed::Report(stage) = self.clock.entry.met_by else { return None };
        if !matches!(report.field("stage")?.value, Value::Word(word) if word == stage.word()) {
            return None;
        }
        let field = report.field("date")?;
        let date = case.moment(&field.value)?.start()?.date()?;
        (date > self.last_day()?).then_some(field.span)
    }

    /// How it stands at an instant.
    pub fn standing(&self, at: DateTime<Utc>) -> Standing {
        let due = match (&self.due, &self.met) {
            (_, Some(met)) => return self.met(met),
            (None, None) => return Standing::NotStarted,
            (Some(Err(unclear)), None) => return Standing::Unclear(*unclear),
            (Some(Ok(due)), None) => due,
        };
        match due.end(self.zone) {
            None => Standing::Promptly,
            Some(end) if at < end => Standing::Left(end - at),
            Some(end) => Standing::Overdue(at - end),
        }
    }

    /// What keeps the clock from being told, or makes its end doubtful.
    ///
    /// A start that is another deed of the same regime, such as the report before, may still lie ahead and is no finding.
    pub fn finding(&self, case: &Case) -> Option<Diagnostic> {
        let name = &self.clock.entry.name;
        match (&self.start, self.due) {
            (None, _) => {
                let is_ahead = self.regime.clocks.iter().any(|other| other.entry.met_by == self.clock.entry.start);
                (self.is_certain && !is_ahead).then(|| self.without_start(case))
            }
            (Some(start), Some(Err(unclear))) => Some(vague(name, start, unclear)),
            (Some(start), Some(Ok(due))) => {
                let clock = &self.clock.entry;
                let asks = clock.rolls || matches!(clock.period, Period::BusinessDays(_));
                let calendar = self.regime.head.calendar.filter(|_| asks);
                let is_known = calendar.is_none_or(|calendar| due.is_covered_by(calendar));
                (!is_known).then(|| beyond_calendar(name, start))
            }
            (Some(_), None) => None,
        }
    }

    fn without_start(&self, case: &Case) -> Diagnostic {
        let role = match self.clock.entry.start {
            Deed::Event(role) => role,
            Deed::Report(_) => "reported-to-authority",
        };
        // Several clocks of a regime start alike, and it is said once.
        let headline = Wording::new(
            format!("制度「{}」の期限の起算となる {role} が書かれていません", self.regime.id),
            format!("`{role}`, from which clocks of `{}` are counted, is not stated", self.regime.id),
        );
        let diagnostic = Diagnostic::error("clock-without-start", headline);
        let found = case.events_of("found").next();
        let diagnostic = match found {
            Some(found) => diagnostic.at(found.name.span),
            None => diagnostic,
        };
        let example = match found {
            Some(found) => format!("{role} = \"events.{}\"", found.name.value),
            None => format!("{role} = 2026-11-02T10:00"),
        };
        diagnostic.hint(Wording::new(
            format!("[events] に {role} を書いてください。発覚と同じなら {example} と書けます。"),
            format!("state {role} in [events]; if it is the moment of discovery: {example}."),
        ))
    }

    fn met(&self, met: &Done) -> Standing {
        let (Some(Ok(due)), Ok(at)) = (self.due, met.at) else { return Standing::MetSomehow };
        let (Some(end), Some(last)) = (due.end(self.zone), self.last_day()) else { return Standing::Met };
        match (at.instant, due) {
            (Some(instant), Due::At(_)) if instant <= end => Standing::Met,
            (Some(instant), Due::By { .. }) if instant < end => Standing::Met,
            (Some(_), _) => Standing::MetLate,
            (None, Due::At(_)) if at.day == last => Standing::MetSomehow,
            (None, _) if at.day <= last => Standing::Met,
            (None, _) => Standing::MetLate,
        }
    }
}

fn vague(name: &Wording, start: &Done, unclear: Unclear) -> Diagnostic {
    let (ja, en) = match unclear {
        Unclear::Time => {
            ("時間で数える期限なので、起算の時刻が要ります", "it counts hours, so its start needs a time of day")
        }
        Unclear::Day => ("起算が一つの日に決まりません", "its start is no single day"),
        Unclear::Beyond => ("期限が暦の範囲を超えます", "it ends beyond the calendar"),
    };
    let headline = Wording::new(format!("「{}」: {ja}", name.ja), format!("\"{}\": {en}", name.en));
    Diagnostic::error("clock-start-vague", headline).at(start.span).hint(Wording::new(
        "2026-11-02T10:00 のように、日付と時刻を書いてください。",
        "write a date and a time, such as 2026-11-02T10:00.",
    ))
}

fn beyond_calendar(name: &Wording, start: &Done) -> Diagnostic {
    let headline = Wording::new(
        format!("「{}」の期限は、休日の一覧がある期間の外です", name.ja),
        format!("\"{}\" ends where the holidays are not known", name.en),
    );
    Diagnostic::warning("beyond-calendar", headline).at(start.span).hint(Wording::new(
        "土日と年末年始だけを休日として計算しました。官報で祝日を確かめてください。",
        "only weekends and fixed days were taken as closed; look the holidays up.",
    ))
}
