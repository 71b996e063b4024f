//! What the facts say about figures and dates that were typed.

use super::*;
use crate::check::testing::drafted;

/// What the facts say about each figure or date that is typed in a document.
fn judged(facts: &str, body: &str, typed: fn(&Subject<'_>) -> Vec<Hand>) -> Vec<String> {
    let file = format!("{facts}[documents.d]\nkind = \"attachment\"\ntext.body = \"{body}\"\n");
    let (case, documents, sources) = drafted(&file);
    let hands = typed(&Subject::of(&case, &documents, &[], &sources));
    let verdict = |hand: Hand| match hand.verdict {
        Verdict::Alone => format!("{} alone", hand.words),
        Verdict::Same(path) => format!("{} same {path}", hand.words),
        Verdict::Beside(known) => format!("{} beside {}", hand.words, known.path),
        Verdict::Like(known) => format!("{} like {}", hand.words, known.path),
        Verdict::Contradicted(known) => format!("{} contradicts {}", hand.words, known.path),
    };
    hands.into_iter().map(verdict).collect()
}

fn figure_judged(facts: &str, body: &str) -> String {
    judged(facts, body, typed_figures).join(", ")
}

const MEMBERS: &str = "[data.a]\nlabel = \"会員\"\npersons = \"3,622名\"\n";

#[test]
fn a_figure_is_that_of_a_fact_of_the_same_counter_and_value() {
    assert_eq!(figure_judged(MEMBERS, "計3,622名"), "3,622名 same data.a.persons");
    assert_eq!(figure_judged(MEMBERS, "3,622を超える"), "3,622 same data.a.persons");
    assert_eq!(figure_judged(MEMBERS, "計3,622件"), "3,622件 alone");
    let range = "[data.a]\npersons = \"100～900名\"\n";
    assert_eq!(figure_judged(range, "計100名、計1000名"), "100名 alone, 1000名 alone");
    assert_eq!(figure_judged(MEMBERS, "計3,262名、計715名"), "3,262名 like data.a.persons, 715名 alone");
}

#[test]
fn behind_the_same_words_another_figure_stands_beside_or_contradicts() {
    assert_eq!(figure_judged(MEMBERS, "会員3,262名"), "3,262名 contradicts data.a.persons");
    assert_eq!(figure_judged(MEMBERS, "当初、会員3,262名"), "3,262名 beside data.a.persons");
    assert_eq!(figure_judged(MEMBERS, "会員715名"), "715名 beside data.a.persons");
    // The words are those of the label and those before the citation; it is still one fact.
    assert_eq!(figure_judged(MEMBERS, "会員{{ data.a.persons }}、会員715名"), "715名 beside data.a.persons");
    let two = format!("{MEMBERS}[data.b]\nlabel = \"会員\"\npersons = \"20名\"\n");
    assert_eq!(figure_judged(&two, "会員715名"), "715名 alone", "it cannot be told which is meant");
}

#[test]
fn a_tenth_is_near_where_one_of_both_is_approximate_or_counts_otherwise() {
    assert_eq!(figure_judged(MEMBERS, "会員約3,500名"), "3,500名 alone");
    assert_eq!(figure_judged(MEMBERS, "会員延べ3,500名"), "3,500名 alone");
    assert_eq!(figure_judged(&MEMBERS.replace("3,622", "約3,600"), "会員3,777名"), "3,777名 alone");
    assert_eq!(figure_judged(MEMBERS, "会員3,500名"), "3,500名 beside data.a.persons");
    assert_eq!(figure_judged(MEMBERS, "会員約2,000名"), "2,000名 beside data.a.persons");
    assert_eq!(figure_judged(&MEMBERS.replace("3,622名", "調査中"), "会員3,500名"), "3,500名 alone");
}

const DAYS: &str = "[events]\nfound = \"2024-07-09T16:00\"\nopen = \"2024-06-25/2024-06-28\"\nmonth = \"2024-05\"\noccurred = \"2024-06-20/..\"\n";

#[test]
fn a_date_is_that_of_a_fact_in_the_form_that_was_typed() {
    let judged = |body: &str| judged(DAYS, body, typed_dates).join(", ");
    assert_eq!(judged("2024年7月9日の夕方"), "2024年7月9日 same events.found | ymd");
    assert_eq!(judged("7月9日の夕方"), "7月9日 same events.found | md");
    assert_eq!(judged("7月9日16時"), "7月9日16時 same events.found | md time");
    assert_eq!(judged("6月28日16時"), "6月28日16時 same events.open.end | md");
    assert_eq!(judged("2024年5月"), "2024年5月 same events.month | ym");
    assert_eq!(judged("6月25日から"), "6月25日 same events.open.start | md");
    assert_eq!(judged("2023年7月9日"), "2023年7月9日 alone");
}

#[test]
fn what_is_said_behind_a_date_tells_which_event_it_contradicts() {
    let judged = |body: &str| judged(DAYS, body, typed_dates).join(", ");
    assert_eq!(judged("7月10日に判明した"), "7月10日 contradicts events.found");
    assert_eq!(judged("7月10日に確認した"), "7月10日 alone");
    // A period has more days than its first.
    assert_eq!(judged("6月21日に発生した"), "6月21日 alone");
}

#[test]
fn a_slip_is_one_digit() {
    for (a, b) in [(362, 3622), (1120, 1130), (1120, 1210), (3622, 3262), (100, 1000), (436, 463), (463, 4634)] {
        assert!(is_slip(a, b) && is_slip(b, a), "{a} {b}");
    }
    for (a, b) in
        [(1120, 1120), (12, 13), (9, 90), (362, 263), (715, 1120), (362, 36), (1120, 1345), (1234, 2143), (362, 46)]
    {
        assert_eq!(is_slip(a, b), (a, b) == (362, 36), "{a} {b}");
    }
}
