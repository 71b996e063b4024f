//! What a project has of its own: configuration, templates in place of the embedded ones, fonts beside them.

use super::{CONFIG, Failure, Project};
use crate::diag::{Diagnostic, Wording};
use crate::text::{SourceId, Sources, Span};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use toml::de::{DeTable, DeValue};

/// The largest font that is read: the largest known one has half of it.
const FONT_LIMIT: u64 = 128 << 20;

/// The kinds of text that stand under `templates/`; anything else there is somebody's note or an editor's copy.
const EXTENSIONS: [&str; 5] = ["md", "html", "css", "typ", "toml"];

impl Project {
    /// Reads `kohyo.toml`, if there is one.
    pub fn config(&self, sources: &mut Sources) -> Result<Option<SourceId>, Failure> {
        let path = self.path(CONFIG);
        if fs::symlink_metadata(&path).is_ok() { self.read_text(&path, sources).map(Some) } else { Ok(None) }
    }

    /// Reads the project's own `templates/<kind>/**` by their names below that folder, such as `ppc/regime.toml`.
    ///
    /// Every file that cannot be read is a failure of its own.
    pub fn overrides(&self, kind: &str, sources: &mut Sources) -> Result<BTreeMap<String, SourceId>, Vec<Failure>> {
        let folder = self.path("templates").join(kind);
        let (mut texts, mut failures) = (BTreeMap::new(), Vec::new());
        for path in self.texts_below(&folder, &mut failures) {
            let below = Project::at(&folder).name_of(&path);
            match self.read_text(&path, sources) {
                Ok(source) => drop(texts.insert(below, source)),
                Err(failure) => failures.push(failure),
            }
        }
        if failures.is_empty() { Ok(texts) } else { Err(failures) }
    }

    /// Reads the fonts that `kohyo.toml` names, in its order: `fonts = ["fonts/rare.ttf"]`, relative to the root.
    pub fn fonts(&self, config: SourceId, sources: &Sources) -> Result<Vec<(String, Vec<u8>)>, Vec<Failure>> {
        let named = named_fonts(config, &sources.get(config).text).map_err(|failure| vec![failure])?;
        let (mut fonts, mut failures) = (Vec::new(), Vec::new());
        for (name, span) in named {
            match self.read_bytes(&self.path(&name), FONT_LIMIT) {
                Ok(bytes) => fonts.push((name, bytes)),
                Err(failure) => failures.push(Failure::new((*failure.diagnostic).at(span))),
            }
        }
        if failures.is_empty() { Ok(fonts) } else { Err(failures) }
    }

    /// All template texts below a folder, in the order of their paths; a folder that does not exist has none.
    fn texts_below(&self, folder: &Path, failures: &mut Vec<Failure>) -> Vec<PathBuf> {
        let (mut folders, mut texts) = (vec![folder.to_path_buf()], Vec::new());
        while let Some(folder) = folders.pop() {
            let names = self.names(&folder).unwrap_or_else(|failure| {
                failures.push(failure);
                Vec::new()
            });
            for path in names.into_iter().map(|name| folder.join(name)) {
                let extension = path.extension().and_then(|extension| extension.to_str());
                if !path.is_dir() {
                    texts.extend(extension.is_some_and(|known| EXTENSIONS.contains(&known)).then_some(path));
                } else if path.is_symlink() {
                    // A link may lead in a circle, or to the whole disk.
                    failures.push(Failure::linked_folder(&self.name_of(&path)));
                } else {
                    folders.push(path);
                }
            }
        }
        texts.sort_unstable();
        texts
    }
}

/// The paths under `fonts` and their places in the configuration.
fn named_fonts(config: SourceId, text: &str) -> Result<Vec<(String, Span)>, Failure> {
    let at = |range| Span::new(config, range);
    let bad =
        |range, ja: &str, en: &str| Failure::new(Diagnostic::error("bad-config", Wording::new(ja, en)).at(at(range)));
    let table = DeTable::parse(text).map_err(|error| {
        let range = error.span().unwrap_or(0..0);
        bad(range, &format!("TOML として読めません：{}", error.message()), &format!("not TOML: {}", error.message()))
    })?;
    let Some(fonts) = table.get_ref().get("fonts") else { return Ok(Vec::new()) };
    let (ja, en) = ("fonts はフォントファイルの一覧です", "fonts is a list of font files");
    let hint =
        Wording::new("fonts = [\"fonts/ipamjm.ttf\"] のように書きます", "write it as fonts = [\"fonts/ipamjm.ttf\"]");
    let not_a_list = |range| Failure::new((*bad(range, ja, en).diagnostic).hint(hint.clone()));
    let DeValue::Array(fonts) = fonts.get_ref() else { return Err(not_a_list(fonts.span())) };
    fonts
        .iter()
        .map(|font| match font.get_ref() {
            DeValue::String(name) => Ok((name.to_string(), at(font.span()))),
            _ => Err(not_a_list(font.span())),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn project(files: &[(&str, &str)]) -> (tempfile::TempDir, Project) {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let project = Project::at(folder.path());
        (folder, project)
    }

    fn codes<T: std::fmt::Debug>(result: Result<T, Vec<Failure>>) -> Vec<&'static str> {
        result.unwrap_err().iter().map(|failure| failure.diagnostic.code).collect()
    }

    #[test]
    fn own_templates_are_found_by_their_names() {
        let (_folder, project) = project(&[
            ("templates/regimes/ppc/regime.toml", "a"),
            ("templates/regimes/gdpr/report.en.md", "b"),
            ("templates/regimes/.DS_Store", "\u{1}"),
            ("templates/regimes/ppc/regime.toml~", "old"),
            ("templates/documents/x.ja.md", "c"),
        ]);
        let mut sources = Sources::default();
        let found = project.overrides("regimes", &mut sources).unwrap();
        let names: Vec<(&str, &str)> =
            found.iter().map(|(name, id)| (name.as_str(), sources.get(*id).name.as_str())).collect();
        let expected = [
            ("gdpr/report.en.md", "templates/regimes/gdpr/report.en.md"),
            ("ppc/regime.toml", "templates/regimes/ppc/regime.toml"),
        ];
        assert_eq!(names, expected);
        assert!(project.overrides("layouts", &mut sources).unwrap().is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn every_unreadable_template_is_reported() {
        let (_folder, project) = project(&[("templates/documents/a.md", "a"), ("templates/documents/b/c.md", "")]);
        fs::write(project.path("templates/documents/b/bad.md"), [0xFF]).unwrap();
        std::os::unix::fs::symlink("..", project.path("templates/documents/loop")).unwrap();
        std::os::unix::fs::symlink("nowhere", project.path("templates/documents/gone.md")).unwrap();
        let mut found = codes(project.overrides("documents", &mut Sources::default()));
        found.sort_unstable();
        assert_eq!(found, ["linked-folder", "not-found", "not-utf8"]);
    }

    #[test]
    fn named_fonts_are_read_in_their_order() {
        let (_folder, project) =
            project(&[("kohyo.toml", "fonts = [\"b.ttf\", \"a.ttf\"]"), ("a.ttf", "A"), ("b.ttf", "B")]);
        let mut sources = Sources::default();
        let config = project.config(&mut sources).unwrap().unwrap();
        let fonts = project.fonts(config, &sources).unwrap();
        assert_eq!(fonts.iter().map(|(_, bytes)| bytes.as_slice()).collect::<Vec<_>>(), [b"B", b"A"]);
        assert_eq!(Project::at(Path::new("/nowhere")).config(&mut sources), Ok(None));
    }

    #[test]
    fn what_is_wrong_with_fonts_has_its_place() {
        let (_folder, project) = project(&[]);
        let fonts = |text: &str| {
            let mut sources = Sources::default();
            let config = sources.add("kohyo.toml", text);
            let failures = project.fonts(config, &sources).unwrap_err();
            assert!(failures.iter().all(|failure| failure.diagnostic.primary.is_some()));
            codes::<()>(Err(failures))
        };
        assert_eq!(fonts("fonts = [\"x.ttf\", \"y.ttf\"]"), ["not-found", "not-found"]);
        assert_eq!(fonts("fonts = \"x.ttf\""), ["bad-config"]);
        assert_eq!(fonts("fonts = [1]"), ["bad-config"]);
        assert_eq!(fonts("fonts = ["), ["bad-config"]);
    }
}
