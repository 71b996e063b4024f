//! HTML: valid, accessible, self-contained, and the same as a fragment.

use super::render::{ALL, RUN, files, render, root};
use super::{page, tools};
use std::path::{Path, PathBuf};

#[test]
fn every_page_is_valid() {
    let paths = paths();
    let Some(complaints) = tools::vnu(&paths.iter().map(PathBuf::as_path).collect::<Vec<&Path>>()) else { return };
    assert_eq!(complaints, "");
}

#[test]
fn every_page_is_accessible() {
    let paths = paths();
    let Some(violations) = tools::axe(&paths.iter().map(PathBuf::as_path).collect::<Vec<&Path>>()) else { return };
    assert_eq!(violations, "[]");
}

fn paths() -> Vec<PathBuf> {
    ALL.iter().map(|rendered| rendered.path("html")).collect()
}

#[test]
fn no_page_loads_or_runs_anything() {
    for rendered in &*ALL {
        let html = rendered.text("html");
        let (head, body) = html.split_once("<body>").unwrap();
        for tag in tags(&html) {
            let name = tag.split([' ', '/']).next().unwrap();
            assert!(!LOADING.contains(&name), "{}: <{tag}>", rendered.name());
            let lets = |(name, value): (String, String)| name != "src" && !name.starts_with("on") && !value.starts_with("javascript:");
            assert!(attributes(tag).into_iter().all(lets), "{}: <{tag}>", rendered.name());
            assert!(name == "a" || page::attribute(tag, "href").is_none(), "{}: <{tag}>", rendered.name());
        }
        let style = head.split_once("<style>").unwrap().1.split_once("</style>").unwrap().0;
        assert!(!style.contains("url(") && !style.contains("@import"), "{}: the style loads", rendered.name());
        assert!(!body.contains("<style"), "{}", rendered.name());
    }
}

/// Elements that load or run something.
const LOADING: &[&str] =
    &["script", "link", "img", "iframe", "object", "embed", "video", "audio", "source", "base", "form", "svg"];

fn tags(html: &str) -> impl Iterator<Item = &str> {
    html.split('<').skip(1).filter_map(|part| Some(part.split_once('>')?.0)).filter(|tag| !tag.starts_with(['/', '!']))
}

fn attributes(tag: &str) -> Vec<(String, String)> {
    let pairs: Vec<&str> = tag.split('"').collect();
    let named = |pair: &[&str]| (pair[0].trim().trim_end_matches('=').rsplit(' ').next().unwrap().to_owned(), pair[1].to_owned());
    pairs.chunks_exact(2).map(named).collect()
}

#[test]
fn a_fragment_is_the_article_of_the_page() {
    let fragments = files(&render(&root(), &["--fragment", "--format", "html"], |_| ()).folder);
    let pages = files(&RUN.folder);
    assert_eq!(fragments.len(), ALL.len());
    for (name, fragment) in fragments {
        let fragment = String::from_utf8(fragment).unwrap();
        for foreign in ["<html", "<head", "<body", "<style", "<main", "<!DOCTYPE"] {
            assert!(!fragment.contains(foreign), "{name} has {foreign}");
        }
        let page = String::from_utf8(pages[&name].clone()).unwrap();
        let article = page.split_once("<main>").unwrap().1.split_once("</main>").unwrap().0;
        // Where a fragment goes, a style sheet may number the items of an ordered list beside their own marks.
        assert!(!fragment.contains("<ol class=\"marked\""), "{name}");
        let article = unordered(article);
        let fragment = unordered(&fragment);
        // A page without a printed title has an unseen one for those who listen; where a fragment goes there is one.
        let article: Vec<&str> = article.lines().filter(|line| !line.starts_with("<h1 class=\"unseen\">")).collect();
        assert_eq!(fragment.trim().lines().collect::<Vec<_>>(), article[1..], "{name}");
    }
}

/// HTML without the difference between ordered and other lists.
fn unordered(html: &str) -> String {
    html.replace("<ol class=\"marked\"", "<ul class=\"marked\"").replace("</ol>", "</ul>")
}
