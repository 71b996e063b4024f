//! The incident files that the READMEs show do what the READMEs say.

use super::cases::Project;
use super::render::root;

#[test]
fn the_examples_of_the_readmes_render() {
    for readme in ["README.md", "README.ja.md"] {
        let text = std::fs::read_to_string(root().join(readme)).unwrap();
        let example = text.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next());
        let project = Project::incident(example.unwrap_or_else(|| panic!("{readme} has no example")));
        project.run(&["render"]).exits(0);
        assert_eq!(project.files("out").len(), 3, "{readme}: one document in three formats");
    }
}
