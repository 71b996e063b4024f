//! Tests of changes of facts: between two versions, and over chains of ten.

use super::*;
use crate::facts::testing::versions;
use crate::text::Sources;

fn changes(before: &str, after: &str) -> Vec<FactChange> {
    let chain = versions([before, after], &mut Sources::default());
    assert_eq!(fact_changes(&chain[1], &chain[1]), []);
    fact_changes(&chain[0], &chain[1])
}

#[test]
fn a_total_that_grew_by_new_parts_is_explained() {
    let before = "[data.f3]\nrecords = \"362件\"\n[data.ebino]\nrecords = \"362件\"\nsum = [\"f3\"]\n";
    let after = "[data.f3]\nrecords = \"362 件\"\n[data.f7]\nrecords = \"3,260件\"\n[data.ebino]\nrecords = \"3,622件\"\nsum = [\"f3\", \"f7\"]\n[corrections.more]\nfacts = \"data.ebino\"\nkind = \"news\"\nreason = \"新たに{{ data.f7.records }}が判明したため\"\n";
    let found = changes(before, after);
    let paths: Vec<&str> = found.iter().map(|change| change.path.as_str()).collect();
    assert_eq!(paths, ["data.f7", "data.ebino.records"]);
    assert_eq!((found[0].kind(), found[0].after.as_deref()), (ChangeKind::Addition, Some("3,260件")));
    let total = &found[1];
    assert_eq!((total.proposed, total.kind()), (ChangeKind::Correction, ChangeKind::News));
    assert_eq!(total.arithmetic, Some(Arithmetic { announced: 362, found: 3260, total: 3622 }));
    let reason = total.settled.as_ref().and_then(|settled| settled.reason.as_deref());
    assert_eq!(reason, Some("新たに3,260件が判明したため"));
}

#[test]
fn a_sum_that_does_not_explain_the_change_is_not_shown() {
    let before = "[data.a]\nrecords = \"360件\"\n[data.all]\nrecords = \"362件\"\n";
    let after = "[data.a]\nrecords = \"360件\"\n[data.b]\nrecords = \"3件\"\n[data.all]\nrecords = \"363件\"\nsum = [\"a\", \"b\"]\n";
    let found = changes(before, after);
    assert_eq!(found.iter().find(|change| change.path == "data.all.records").unwrap().arithmetic, None);
}

#[test]
fn what_went_and_what_turned_round_is_found() {
    let before = "leak = \"none\"\n[claims.misuse]\nsays = \"悪用は確認されていません。\"\nstate = \"not-found\"\n[events]\nfound = 2024-07-04\n[measures.all]\ntraining = \"研修の実施\"\n";
    let after = "leak = \"confirmed\"\n[claims.misuse]\nsays = \"悪用が確認されました。\"\nstate = \"confirmed\"\n[measures.all]\ntraining = \"研修の実施と確認\"\n";
    let found = changes(before, after);
    let kinds: Vec<(&str, ChangeKind)> = found.iter().map(|change| (change.path.as_str(), change.kind())).collect();
    assert_eq!(
        kinds,
        [
            ("leak", ChangeKind::Reversal),
            ("events.found", ChangeKind::Withdrawal),
            ("claims.misuse.says", ChangeKind::Correction),
            ("claims.misuse.state", ChangeKind::Reversal),
            ("measures.all.training.text", ChangeKind::Correction),
        ]
    );
    assert_eq!(found[1].before.as_deref(), Some("令和6年7月4日"));
}

/// Paths of the changes from one version of a chain to another, each with its earlier path, its words and its kind.
fn over(texts: &[&str], from: usize, to: usize) -> Vec<FactChange> {
    let chain = versions(texts.iter().copied(), &mut Sources::default());
    fact_changes(&chain[from - 1], &chain[to - 1])
}

fn row(change: &FactChange) -> (&str, Option<&str>, Option<&str>, Option<&str>, ChangeKind) {
    (&change.path, change.formerly.as_deref(), change.before.as_deref(), change.after.as_deref(), change.kind())
}

#[test]
fn a_renamed_entry_is_compared_under_its_new_name() {
    let before = "[data.customers]\nrecords = \"362件\"\nlabel = \"名簿\"\n[data.part]\nrecords = \"5件\"\nwithin = \"customers\"\n[text]\n[events.found]\nat = 2024-07-04\ntext = \"{{ data.customers.records }}が見つかった。\"\n";
    let rename = "[corrections.name]\nfacts = \"data.members\"\nformerly = \"data.customers\"\nkind = \"notation\"\n";
    let after = before.replace("customers", "members") + rename;
    assert_eq!(over(&[before, &after], 1, 2), []);
    let corrected = after.replace("362件", "3,622件").replace("notation", "correction");
    let found = over(&[before, &corrected], 1, 2);
    let expected = ("data.members.records", Some("data.customers.records"), Some("362件"), Some("3,622件"));
    assert_eq!(
        found.iter().map(row).collect::<Vec<_>>(),
        [(expected.0, expected.1, expected.2, expected.3, ChangeKind::Correction)]
    );
    assert_eq!(found[0].settled.as_ref().map(|settled| settled.name.as_str()), Some("name"));
}

#[test]
fn without_a_word_of_the_author_another_name_is_another_fact() {
    let found = over(&["[data.a]\nrecords = \"1件\"\n", "[data.b]\nrecords = \"1件\"\n"], 1, 2);
    let paths: Vec<_> = found.iter().map(|change| (change.path.as_str(), change.kind())).collect();
    assert_eq!(paths, [("data.b", ChangeKind::Addition), ("data.a", ChangeKind::Withdrawal)]);
    // A date cannot be what a count was.
    let said = "[events]\nfound = 2024-07-04\n[corrections.a]\nfacts = \"events.found\"\nformerly = \"data.a\"\nkind = \"notation\"\n";
    let found = over(&["[data.a]\nrecords = \"1件\"\n", said], 1, 2);
    assert_eq!(found.iter().map(|change| change.path.as_str()).collect::<Vec<_>>(), ["events.found"]);
}

/// Records that become persons: announced by Toyota City in 2024 as 1,035,603件, then 延べ約42万人, 延べ419,254人, 148,620人.
#[test]
fn another_count_of_the_same_set_is_a_redefinition_and_no_withdrawal() {
    let records = "[data.all]\nrecords = \"1,035,603件\"\n";
    let persons = |count: &str, facts: &str, kind: &str| {
        format!(
            "[data.all]\npersons = \"{count}\"\n[corrections.count]\nfacts = {facts}\nkind = \"{kind}\"\nreason = \"理由\"\n"
        )
    };
    let second = persons("延べ約42万人", "\"data.all\"", "redefinition");
    let third = persons("延べ419,254人", "\"data.all.persons\"", "refinement");
    let fourth = persons("148,620人", "\"data.all.persons\"", "redefinition");
    let texts = [records, &second, &third, &fourth];
    let one = |from, to| {
        let found = over(&texts, from, to);
        assert_eq!(found.len(), 1, "{found:#?}");
        found.into_iter().next().unwrap()
    };
    let recounted = one(1, 2);
    let expected = ("data.all.persons", Some("data.all.records"), Some("1,035,603件"), Some("延べ約42万人"));
    assert_eq!(row(&recounted), (expected.0, expected.1, expected.2, expected.3, ChangeKind::Redefinition));
    assert_eq!((one(2, 3).kind(), one(3, 4).kind()), (ChangeKind::Refinement, ChangeKind::Redefinition));
    // Over several steps the last word is not the kind of the whole: 1,035,603件 was not made exact.
    let whole = one(1, 3);
    assert_eq!((whole.formerly.as_deref(), whole.kind()), (Some("data.all.records"), ChangeKind::Redefinition));
    let reason = whole.settled.as_ref().and_then(|settled| settled.reason.as_deref());
    assert_eq!(reason, Some("第2版: 理由／第3版: 理由"));
    assert_eq!(one(2, 4).kind(), ChangeKind::Redefinition);
    // Both paths by name, or the rename itself, say the same.
    for facts in
        ["[\"data.all.records\", \"data.all.persons\"]", "\"data.all.persons\"\nformerly = \"data.all.records\""]
    {
        let second = persons("延べ約42万人", facts, "redefinition");
        assert_eq!(row(&over(&[records, &second], 1, 2)[0]), row(&recounted), "{facts}");
    }
    // Called anything else, one count went and another came.
    let second = persons("延べ約42万人", "\"data.all\"", "news");
    assert_eq!(over(&[records, &second], 1, 2).len(), 2);
}

#[test]
fn what_is_stated_for_one_language_or_by_another_party_is_compared_too() {
    let text = |en: &str, per: &str| {
        format!(
            "[parties]\nlab = \"研究所\"\n[data.a]\nrecords = {{ ja = \"5件\", en = \"{en}\" }}\nper.lab.records = \"{per}\"\n"
        )
    };
    let texts = [text("5 records", "6件"), text("50 records", "7件")];
    let found = over(&[&texts[0], &texts[1]], 1, 2);
    let rows: Vec<_> = found.iter().map(row).collect();
    assert_eq!(
        rows,
        [
            ("data.a.records", None, Some("5 records"), Some("50 records"), ChangeKind::Correction),
            ("data.a.per.lab.records", None, Some("6件"), Some("7件"), ChangeKind::Correction),
        ]
    );
    // A translation that was added changes nothing.
    assert_eq!(
        over(&["[data.a]\nrecords = \"5件\"\n", "[data.a]\nrecords = { ja = \"5件\", en = \"5 records\" }\n"], 1, 2),
        []
    );
}

#[test]
fn the_same_statement_in_another_order_or_with_a_citation_is_no_change() {
    let before =
        "[data.a]\nrecords = \"5件\"\nitems = [\"氏名\", \"住所\"]\n[measures.all]\none = \"5件を、消去した。\"\n";
    let after = "[data.a]\nrecords = \"5件\"\nitems = [\"住所\", \"氏名\"]\n[measures.all]\none = \"**{{ data.a.records }}**を, 消去した.\"\n";
    assert_eq!(over(&[before, after], 1, 2), []);
}

#[test]
fn the_closest_correction_counts() {
    let before = "[data.a]\nrecords = \"5件\"\npersons = \"5名\"\n";
    let after = "[data.a]\nrecords = \"6件\"\npersons = \"7名\"\n[corrections.all]\nfacts = \"data.a\"\nkind = \"news\"\n[corrections.persons]\nfacts = \"data.a.persons\"\nkind = \"correction\"\n";
    let found = over(&[before, after], 1, 2);
    let names: Vec<_> = found.iter().map(|change| change.settled.as_ref().unwrap().name.as_str()).collect();
    assert_eq!(names, ["all", "persons"]);
}

mod chains {
    use super::*;
    use proptest::collection::vec;
    use proptest::prelude::*;

    /// One edit: of which fact, and what.
    #[derive(Debug, Clone)]
    enum Edit {
        Count(usize, u32),
        Rename(usize),
        Remove(usize),
        Add(u32),
    }

    /// A fact as one version states it: who it is however it is called, its name, its count.
    type Fact = (usize, String, u32);

    fn edit() -> impl Strategy<Value = Edit> {
        prop_oneof![
            3 => (0..8_usize, 1..5_u32).prop_map(|(which, count)| Edit::Count(which, count)),
            2 => (0..8_usize).prop_map(Edit::Rename),
            1 => (0..8_usize).prop_map(Edit::Remove),
            1 => (1..5_u32).prop_map(Edit::Add),
        ]
    }

    /// Ten versions: what each states, and its file with a correction for each edit.
    fn written(steps: &[Vec<Edit>]) -> Vec<(Vec<Fact>, String)> {
        let mut facts: Vec<Fact> = (0..3).map(|who| (who, format!("f{who}"), 3)).collect();
        let (mut made, mut fresh) = (vec![(facts.clone(), file(&facts, ""))], 3);
        for (number, step) in steps.iter().enumerate() {
            let mut corrections = String::new();
            let mut correct = |facts: &str, formerly: &str, kind: &str| {
                let id = corrections.len();
                corrections += &format!(
                    "[corrections.c{id}]\nfacts = \"data.{facts}\"\nkind = \"{kind}\"\nreason = \"r{number}\"\n{formerly}"
                );
            };
            let mut touched = BTreeSet::new();
            for edit in step {
                let at = match edit {
                    Edit::Count(which, _) | Edit::Rename(which) | Edit::Remove(which) if !facts.is_empty() => {
                        which % facts.len()
                    }
                    _ => 0,
                };
                match edit {
                    Edit::Add(count) => {
                        facts.push((fresh, format!("f{fresh}"), *count));
                        touched.insert(fresh);
                        fresh += 1;
                    }
                    // Each fact is edited once a version, so that its correction is about one thing.
                    _ if facts.is_empty() || !touched.insert(facts[at].0) => {}
                    Edit::Count(_, count) => {
                        if facts[at].2 != *count {
                            correct(&facts[at].1, "", "news");
                        }
                        facts[at].2 = *count;
                    }
                    Edit::Rename(_) => {
                        let formerly = format!("formerly = \"data.{}\"\n", facts[at].1);
                        facts[at].1 = format!("n{number}-{at}-{}", facts[at].0);
                        correct(&facts[at].1, &formerly, "notation");
                    }
                    Edit::Remove(_) => {
                        let (_, name, _) = facts.remove(at);
                        correct(&name, "", "withdrawal");
                    }
                }
            }
            made.push((facts.clone(), file(&facts, &corrections)));
        }
        made
    }

    fn file(facts: &[Fact], corrections: &str) -> String {
        let sets = facts.iter().map(|(_, name, count)| format!("[data.{name}]\nrecords = \"{count}件\"\n"));
        format!("status = \"final\"\n{}{corrections}", sets.collect::<String>())
    }

    /// The changes from one list of facts to another, by hand: path, earlier path, before, after.
    fn expected(before: &[Fact], after: &[Fact]) -> BTreeSet<[Option<String>; 4]> {
        let by_who = |facts: &[Fact], who: usize| facts.iter().find(|fact| fact.0 == who).cloned();
        let count = |count: u32| Some(format!("{count}件"));
        let mut changes = BTreeSet::new();
        for (who, name, new) in after {
            match by_who(before, *who) {
                None => changes.insert([Some(format!("data.{name}")), None, None, count(*new)]),
                Some((_, old_name, old)) => {
                    let formerly = (old_name != *name).then(|| format!("data.{old_name}.records"));
                    old != *new
                        && changes.insert([Some(format!("data.{name}.records")), formerly, count(old), count(*new)])
                }
            };
        }
        for (_, name, old) in before.iter().filter(|fact| by_who(after, fact.0).is_none()) {
            changes.insert([Some(format!("data.{name}")), None, count(*old), None]);
        }
        changes
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn changes_over_ten_versions_are_the_edits(steps in vec(vec(edit(), 0..4), 9)) {
            let made = written(&steps);
            let chain = versions(made.iter().map(|(_, text)| text.as_str()), &mut Sources::default());
            for (from, before) in chain.iter().enumerate() {
                for (to, after) in chain.iter().enumerate().skip(from) {
                    let found = fact_changes(before, after);
                    let paths = found.iter().map(|change| {
                        [Some(change.path.clone()), change.formerly.clone(), change.before.clone(), change.after.clone()]
                    });
                    prop_assert_eq!(paths.collect::<BTreeSet<_>>(), expected(&made[from].0, &made[to].0), "{} to {}", from + 1, to + 1);
                    for change in found.iter().filter(|change| change.before.is_some()) {
                        prop_assert!(change.settled.is_some(), "{} to {}: {:?}", from + 1, to + 1, change);
                    }
                }
            }
        }
    }
}
