//! The incident files that the READMEs and the reference show do what they say.

use super::cases::Project;
use super::render::root;
use std::fs;

#[test]
fn the_examples_of_the_readmes_render() {
    for readme in ["README.md", "README.ja.md"] {
        let text = fs::read_to_string(root().join(readme)).unwrap();
        let example = text.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next());
        let project = Project::incident(example.unwrap_or_else(|| panic!("{readme} has no example")));
        project.run(&["render"]).exits(0);
        assert_eq!(project.files("out").len(), 3, "{readme}: one document in three formats");
    }
}

/// The references of the incident file, with the headings of the sections whose tables hold values.
const REFERENCES: [(&str, &str, &str, &str); 2] = [
    ("docs/incident-file.md", "## Dates", "## Items", "**Style is written by example.**"),
    ("docs/incident-file.ja.md", "## 日時", "## データの項目", "**書式は例で書きます。**"),
];

#[test]
fn the_examples_of_the_reference_are_read() {
    for (name, ..) in REFERENCES {
        let text = fs::read_to_string(root().join(name)).unwrap();
        let examples: Vec<&str> = text.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
        assert!(examples.len() >= 3, "{name}");
        for example in examples {
            let project = match example.starts_with("fonts") {
                // A font that is added has its own test; here is none to add.
                true => Project::incident("data.a = \"3件\"").with("kohyo.toml", example.split_once('\n').unwrap().1),
                false => Project::incident(example),
            };
            let base = "data.held = { records = \"約416万件\", items = [\"氏名\"] }";
            let project = project.with("incidents/tges/v1.toml", base);
            project.run(&["check", "case"]).exits(0);
        }
    }
}

/// The values between backquotes in a table's cell.
fn values(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('`').skip(1).step_by(2)
}

#[test]
fn the_tables_of_dates_and_styles_are_read() {
    for (name, dates, items, styles) in REFERENCES {
        let text = fs::read_to_string(root().join(name)).unwrap();
        let rows = |from: &str, to: &str| {
            let section = text.split_once(from).unwrap_or_else(|| panic!("{name}: {from}")).1;
            let section = section.split_once(to).unwrap().0.to_string();
            let cells = |line: &str| line.split(" | ").map(str::to_string).collect::<Vec<_>>();
            section.lines().filter(|line| line.starts_with("| `")).map(cells).collect::<Vec<_>>()
        };
        let mut file = String::from("[events]\nexposed = 2024-07-09\n");
        let mut count = 0;
        for row in rows(dates, items) {
            for value in values(&row[0]) {
                count += 1;
                let value = value.strip_prefix("at = ").unwrap_or(value);
                file.push_str(&format!("e{count} = {value}\n"));
            }
        }
        assert!(count > 12, "{name}: {count} dates");
        for row in rows(styles, "\n## ") {
            let (key, is_english) = (values(&row[0]).next().unwrap(), |value: &str| value.is_ascii());
            // What is said behind the examples may name other keys.
            for value in values(row[1].split(['。', ';']).next().unwrap()).filter(|value| *value != "date") {
                count += 1;
                let lang = if is_english(value) && value.contains(char::is_alphabetic) { "en" } else { "ja" };
                let quoted = value.replace('"', "\\\"");
                file.push_str(&format!(
                    "[documents.d{count}]\nkind = \"statement\"\nlang = \"{lang}\"\nstyle.{key} = \"{quoted}\"\n"
                ));
            }
        }
        let outcome = Project::incident(&file).run(&["check"]);
        assert!(outcome.code == Some(0), "{name}\n{}", outcome.stderr);
    }
}
