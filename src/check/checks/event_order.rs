//! `event-order`: events in an order that their roles do not allow.

use crate::check::{Check, Finding, Run, Subject, Words};
use crate::diag::Severity;
use crate::facts::Case;
use crate::facts::stated::{Entry, Value};
use crate::locale::{Lang, Point};
use crate::text::Span;
use crate::vocabulary::List;
use chrono::NaiveDateTime;

/// The check.
pub const CHECK: Check = Check {
    code: "event-order",
    severity: Severity::Warning,
    title: Words { ja: "出来事の順序が逆になっている", en: "events in an order that cannot be" },
    finds: Words {
        ja: "役割から見て順序が逆の出来事。発生・閲覧可能の始まりは発覚より後になりません。報告、通知、公表、謝罪、監督官庁への報告は、発覚より前になりません。遮断、削除、復旧は、発生・閲覧可能の始まりより前になりません。書かれた精度（日、時刻、頃）で確かに逆のときだけ指摘します。",
        en: "Events that their roles forbid in this order: what occurred or began to be exposed is not later than its discovery; reports, notices and publication are not earlier than the discovery; blocking, removal and restoration are not earlier than the start. Only what is certainly reversed at the precision stated is found.",
    },
    why: Words {
        ja: "発覚の前に報告した、公開の前に削除したという経緯は、日付の誤りか、公表していない経緯があると読まれます。",
        en: "A report before the discovery is read either as a wrong date or as something that was kept back.",
    },
    remedy: Words {
        ja: "日時と役割を確かめて直してください。発覚が複数あるときは、最初のものの役割を `found` にします。順序がそのとおりであれば、理由を添えて認めます。",
        en: "Check dates and roles. Of several discoveries the first should have the role `found`. If the order is right, accept the warning with the reason.",
    },
    example: r#"
[events]
found    = 2024-07-19
notified = 2024-07-16
"#,
    mended: r#"
[events]
found    = 2024-07-09
notified = 2024-07-16
"#,
    run: Run::Version(run),
};

/// Roles that no discovery is later than.
const AFTER_FOUND: [&str; 5] = ["reported", "reported-to-authority", "notified", "published", "apologised"];
/// Roles that end what began.
const AFTER_START: [&str; 3] = ["blocked", "removed", "restored"];

/// An event with a role and a start.
struct Dated<'a> {
    event: &'a Entry,
    role: &'static str,
    start: Point,
    place: Span,
}

impl Dated<'_> {
    /// The least and the latest moment at which it can have begun.
    fn stretch(&self) -> Option<(NaiveDateTime, NaiveDateTime)> {
        Some((self.start.earliest()?, self.start.latest()?))
    }
}

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let case = subject.case;
    let events: Vec<Dated<'_>> = case.entries("events").filter_map(|event| dated(case, event)).collect();
    let first = |roles: &[&str]| {
        let of_role = events.iter().filter(|event| roles.contains(&event.role));
        of_role
            .filter_map(|event| Some((event.stretch()?.0, event)))
            .min_by_key(|(start, _)| *start)
            .map(|(_, event)| event)
    };
    let (found, start) = (first(&["found"]), first(&["exposed", "occurred"]));
    let reversed = |event: &Dated<'_>| match event.role {
        "found" => start.filter(|start| is_before(event, start)).map(|start| finding(event, start)),
        role if AFTER_FOUND.contains(&role) => {
            found.filter(|found| is_before(event, found)).map(|found| finding(event, found))
        }
        role if AFTER_START.contains(&role) => {
            start.filter(|start| is_before(event, start)).map(|start| finding(event, start))
        }
        _ => None,
    };
    events.iter().filter_map(reversed).collect()
}

fn dated<'a>(case: &'a Case, event: &'a Entry) -> Option<Dated<'a>> {
    let role = case.event_role(event)?;
    if matches!(event.field("state").map(|field| &field.value), Some(Value::Word("proposed" | "declined"))) {
        return None;
    }
    let at = event.field("at")?;
    Some(Dated { event, role, start: case.moment(&at.value)?.start()?, place: at.span })
}

/// Whether one event certainly began before another. With 頃 only days are compared, with two time zones nothing is.
fn is_before(event: &Dated<'_>, other: &Dated<'_>) -> bool {
    let (Some((_, latest)), Some((earliest, _))) = (event.stretch(), other.stretch()) else { return false };
    let rough = event.start.around.is_some() || other.start.around.is_some();
    let same_zone = event.start.offset == other.start.offset;
    same_zone && if rough { latest.date() < earliest.date() } else { latest < earliest }
}

fn finding(event: &Dated<'_>, other: &Dated<'_>) -> Finding {
    let word = |role: &str, lang| List::EventRoles.wording(role, lang).unwrap_or_default().to_string();
    let (name, other_name) = (&event.event.name.value, &other.event.name.value);
    Finding::at(
        event.place,
        format!(
            "「{name}」（{}）が「{other_name}」（{}）より前になっています",
            word(event.role, Lang::Ja),
            word(other.role, Lang::Ja)
        ),
        format!("`{name}` ({}) is before `{other_name}` ({})", word(event.role, Lang::En), word(other.role, Lang::En)),
    )
    .label(other.place, "こちらが先のはずです", "this should be the earlier")
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::testing::{fires, silent};

    #[test]
    fn real_orders_are_right() {
        silent(
            &CHECK,
            "[events]\nexposed = \"2008-12/2010-08-04\"\nfound = 2010-08-04\nclosed = { at = 2010-08-04, role = \"blocked\" }\ntold = { at = 2010-09-28, role = \"reported\" }\n",
        );
        silent(
            &CHECK,
            "[events]\nexposed = \"2022-11-25/2022-12-02 午前\"\nfound = \"2022-12-02T08:30\"\nremoved = \"2022-12-02T09:00\"\n",
        );
        silent(
            &CHECK,
            "[events]\noccurred = \"2022-06-22T03:00\"\nfound = \"2022-06-22T14:00\"\nreported = \"2022-06-22T15:45\"\npublished = 2022-06-22\n",
        );
        // The police may know first, and an inquiry may find the start.
        silent(&CHECK, "[events]\nreported-to-police = 2024-07-08\ninvestigated = 2024-07-08\nfound = 2024-07-09\n");
        silent(&CHECK, "[events]\ninvestigated = 2024-07-08\noccurred = 2024-07-09\n");
    }

    #[test]
    fn each_role_has_its_place() {
        for role in ["reported", "reported-to-authority", "notified", "published", "apologised"] {
            let text = |day: &str| format!("[events]\nfound = 2024-07-09\n{role} = {day}\n");
            fires(&CHECK, &text("2024-07-08"), &["2024-07-08"]);
            silent(&CHECK, &text("2024-07-09"));
        }
        for role in ["found", "blocked", "removed", "restored"] {
            let text = |day: &str| format!("[events]\nexposed = \"2024-07-09/2024-07-11\"\n{role} = {day}\n");
            fires(&CHECK, &text("2024-07-08"), &["2024-07-08"]);
            silent(&CHECK, &text("2024-07-09"));
        }
        fires(&CHECK, "[events]\noccurred = 2024-07-10\nfound = 2024-07-09\n", &["2024-07-09"]);
    }

    #[test]
    fn the_first_discovery_and_the_first_start_count() {
        silent(
            &CHECK,
            "[events]\nfound = 2024-07-19\nwarned = { at = 2024-07-09, role = \"found\" }\nnotified = 2024-07-16\n",
        );
        silent(
            &CHECK,
            "[events]\noccurred = 2024-07-01\nsecond = { at = 2024-07-20, role = \"occurred\" }\nfound = 2024-07-09\n",
        );
    }

    #[test]
    fn precision_is_respected() {
        let text = |found: &str, told: &str| format!("[events]\nfound = \"{found}\"\nreported = \"{told}\"\n");
        fires(&CHECK, &text("2024-07-09T10:00", "2024-07-09T09:59"), &["\"2024-07-09T09:59\""]);
        silent(&CHECK, &text("2024-07-09T10:00", "2024-07-09T10:00"));
        silent(&CHECK, &text("2024-07-09T10:00 頃", "2024-07-09T09:30"));
        fires(&CHECK, &text("2024-07-09T10:00 頃", "2024-07-08T23:00"), &["\"2024-07-08T23:00\""]);
        silent(&CHECK, &text("2024-07-09T10:00", "2024-07-09"));
        silent(&CHECK, &text("2024-07-09", "2024-07"));
        silent(&CHECK, &text("2024-07-09", "2024-07-05 迄"));
        silent(&CHECK, &text("調査中", "2024-07-05"));
        silent(&CHECK, &text("2024-07-09T10:00+09:00", "2024-07-09T05:00+00:00"));
        fires(&CHECK, &text("2024-07-09T10:00+09:00", "2024-07-09T05:00+09:00"), &["\"2024-07-09T05:00+09:00\""]);
        silent(&CHECK, "[events]\nfound = 2024-07-09\nnotified = { at = 2024-07-08, state = \"declined\" }\n");
    }
}
