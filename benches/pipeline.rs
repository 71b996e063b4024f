//! The stages of the pipeline apart, each on two real documents and beside something that does less.
//!
//! `cargo bench --bench pipeline` prints a table; the rows `beside_…` say what a stage costs over the plainest work on the same input:
//! 1. `s1_incident`: reading an incident file, beside the crate `toml` reading it as a bare table.
//! 2. `s2_case`: resolving and checking references, beside cloning the incident.
//! 3. `s3_tree`: template, prose and facts to a finished tree, beside reading the finished Markdown back.
//! 4. `s4_markdown` and `s5_html`: writing, beside serialising the same tree as JSON.
//! 5. `s6_pdf`: Typst with our layout, beside Typst with one line of text.
//! 6. `s7_check`: all checks on an incident with all its documents, beside drafting these documents.
//!
//! Typst's cache is emptied before every round, as it is in a fresh process.
#![allow(clippy::expect_used, clippy::panic, reason = "a bench says what it expects by panicking")]
#![allow(clippy::print_stdout, reason = "a bench has no library to stay silent for")]

use divan::Bencher;
use kohyo::check;
use kohyo::document::{self, Document, Origin};
use kohyo::facts::Case;
use kohyo::fonts::Fonts;
use kohyo::incident::{self, Incident};
use kohyo::template::{self, Templates};
use kohyo::text::{SourceId, Sources};
use kohyo::write::{LAYOUTS, Outfit, WRITERS, Written};
use std::fmt;
use std::sync::{Arc, LazyLock};

/// A document with everything that is made on the way to it.
struct Sample {
    name: &'static str,
    /// Name of the document in the incident file.
    id: &'static str,
    text: &'static str,
    source: SourceId,
    incident: Incident,
    /// The versions before it, which it may cite.
    earlier: Vec<Arc<Case>>,
    case: Arc<Case>,
    document: Document,
    markdown: String,
}

/// What all samples are drafted and written with.
struct Desk {
    sources: Sources,
    templates: Templates,
    outfit: Outfit,
    samples: Vec<Sample>,
}

static DESK: LazyLock<Desk> = LazyLock::new(Desk::new);
const SAMPLES: [usize; 2] = [0, 1];

fn main() {
    for (index, sample) in DESK.samples.iter().enumerate() {
        println!("{index}: {sample}");
    }
    divan::main();
}

#[divan::bench_group]
mod s1_incident {
    use super::*;

    #[divan::bench(args = SAMPLES)]
    fn read(bencher: Bencher<'_, '_>, sample: usize) {
        let sample = sample_of(sample);
        bencher.bench(|| incident::read(sample.source, sample.text));
    }

    #[divan::bench(args = SAMPLES)]
    fn beside_toml(bencher: Bencher<'_, '_>, sample: usize) {
        let sample = sample_of(sample);
        bencher.bench(|| sample.text.parse::<toml::Table>());
    }
}

#[divan::bench_group]
mod s2_case {
    use super::*;

    #[divan::bench(args = SAMPLES)]
    fn resolve(bencher: Bencher<'_, '_>, sample: usize) {
        let sample = sample_of(sample);
        let inputs = || (sample.incident.clone(), sample.earlier.clone());
        bencher.with_inputs(inputs).bench_values(|(incident, earlier)| resolved(incident, earlier));
    }

    #[divan::bench(args = SAMPLES)]
    fn beside_clone(bencher: Bencher<'_, '_>, sample: usize) {
        let sample = sample_of(sample);
        bencher.bench(|| sample.incident.clone());
    }
}

#[divan::bench_group]
mod s3_tree {
    use super::*;

    #[divan::bench(args = SAMPLES)]
    fn draft(bencher: Bencher<'_, '_>, sample: usize) {
        let sample = sample_of(sample);
        bencher.bench(|| drafted(&sample.case, sample.id, &DESK.templates, &DESK.sources));
    }

    #[divan::bench(args = SAMPLES)]
    fn beside_markdown(bencher: Bencher<'_, '_>, sample: usize) {
        let sample = sample_of(sample);
        bencher.bench(|| document::read(&sample.markdown, sample.document.lang, Origin::Template));
    }
}

#[divan::bench_group]
mod s4_markdown {
    use super::*;

    #[divan::bench(args = SAMPLES)]
    fn write(bencher: Bencher<'_, '_>, sample: usize) {
        bencher.bench(|| written("md", sample));
    }

    #[divan::bench(args = SAMPLES)]
    fn beside_json(bencher: Bencher<'_, '_>, sample: usize) {
        bencher.bench(|| serde_json::to_vec(&sample_of(sample).document));
    }
}

#[divan::bench_group]
mod s5_html {
    use super::*;

    #[divan::bench(args = SAMPLES)]
    fn write(bencher: Bencher<'_, '_>, sample: usize) {
        bencher.bench(|| written("html", sample));
    }

    #[divan::bench(args = SAMPLES)]
    fn beside_json(bencher: Bencher<'_, '_>, sample: usize) {
        bencher.bench(|| serde_json::to_vec(&sample_of(sample).document));
    }
}

#[divan::bench_group(sample_count = 20, sample_size = 1)]
mod s6_pdf {
    use super::*;
    use typst::comemo;

    #[divan::bench(args = SAMPLES)]
    fn write(bencher: Bencher<'_, '_>, sample: usize) {
        bencher.with_inputs(|| comemo::evict(0)).bench_values(|()| written("pdf", sample));
    }

    #[divan::bench]
    fn beside_one_line(bencher: Bencher<'_, '_>) {
        let one_line = OneLine::new();
        bencher.with_inputs(|| comemo::evict(0)).bench_values(|()| one_line.pdf());
    }
}

#[divan::bench_group]
mod s7_check {
    use super::*;

    #[divan::bench(args = SAMPLES)]
    fn check(bencher: Bencher<'_, '_>, sample: usize) {
        let sample = sample_of(sample);
        let documents = all_drafted(&sample.case);
        bencher.bench(|| check::run(&check::Subject::of(&sample.case, &documents, &[], &DESK.sources)));
    }

    #[divan::bench(args = SAMPLES)]
    fn beside_draft(bencher: Bencher<'_, '_>, sample: usize) {
        let sample = sample_of(sample);
        bencher.bench(|| all_drafted(&sample.case));
    }
}

fn all_drafted(case: &Arc<Case>) -> Vec<Document> {
    let ids = case.entries("documents").map(|entry| entry.name.value.as_str());
    ids.map(|id| drafted(case, id, &DESK.templates, &DESK.sources)).collect()
}

fn sample_of(index: usize) -> &'static Sample {
    &DESK.samples[index]
}

fn resolved(incident: Incident, earlier: Vec<Arc<Case>>) -> Case {
    let version = u32::try_from(earlier.len()).expect("few versions") + 1;
    Case::resolve("sample", version, incident, None, None, earlier).0
}

fn written(extension: &str, sample: usize) -> Written {
    let writer = WRITERS.iter().find(|writer| writer.extension == extension).expect("a known format");
    (writer.write)(&sample_of(sample).document, &DESK.outfit).expect("the sample can be written")
}

fn drafted(case: &Arc<Case>, id: &str, templates: &Templates, sources: &Sources) -> Document {
    let entry = case.entry("documents", id).expect("the incident has the document");
    template::draft(case, entry, None, templates, sources).unwrap_or_else(|found| panic!("{found:?}")).document
}

impl Desk {
    fn new() -> Desk {
        let mut sources = Sources::default();
        let templates = Templates::parse(&Default::default(), &mut sources).unwrap_or_else(|found| panic!("{found:?}"));
        let layouts = LAYOUTS.iter().map(|(name, text)| (name.to_string(), text.to_string())).collect();
        let outfit = Outfit { fonts: Fonts::embedded(), layouts, fragment: false };
        let mut desk = Desk { sources, templates, outfit, samples: Vec::new() };
        let (_, first) = desk.read("ebino-library@1", include_str!("../incidents/ebino-library/v1.toml"));
        let first = vec![Arc::new(resolved(first, Vec::new()))];
        desk.add("ebino-library@2 report", "report", include_str!("../incidents/ebino-library/v2.toml"), first);
        desk.add("biprogy-usb release", "release", include_str!("../incidents/biprogy-usb/v1.toml"), Vec::new());
        desk
    }

    fn read(&mut self, name: &str, text: &str) -> (SourceId, Incident) {
        let source = self.sources.add(name, text);
        (source, incident::read(source, text).0)
    }

    fn add(&mut self, name: &'static str, id: &'static str, text: &'static str, earlier: Vec<Arc<Case>>) {
        let (source, incident) = self.read(name, text);
        let case = Arc::new(resolved(incident.clone(), earlier.clone()));
        let document = drafted(&case, id, &self.templates, &self.sources);
        let markdown = (WRITERS[0].write)(&document, &self.outfit).expect("the sample can be written").bytes;
        let markdown = String::from_utf8(markdown).expect("Markdown is UTF-8");
        self.samples.push(Sample { name, id, text, source, incident, earlier, case, document, markdown });
    }
}

impl fmt::Display for Sample {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}, {} bytes of TOML, {} of Markdown", self.name, self.text.len(), self.markdown.len())
    }
}

/// The least that Typst can be asked for: a page with a line of text in an embedded font.
struct OneLine {
    library: typst::utils::LazyHash<typst::Library>,
    main: typst::syntax::Source,
}

impl OneLine {
    fn new() -> OneLine {
        use typst::LibraryExt as _;
        let text = "#set text(font: \"BIZ UDMincho\", lang: \"ja\", fallback: false)\n個人情報の漏えいについて\n";
        let library = typst::utils::LazyHash::new(typst::Library::default());
        OneLine { library, main: typst::syntax::Source::detached(text) }
    }

    fn pdf(&self) -> Vec<u8> {
        let pages = typst::compile::<typst_layout::PagedDocument>(self).output.expect("one line compiles");
        typst_pdf::pdf(&pages, &typst_pdf::PdfOptions::default()).expect("one line exports")
    }
}

impl typst::World for OneLine {
    fn library(&self) -> &typst::utils::LazyHash<typst::Library> {
        &self.library
    }

    fn book(&self) -> &typst::utils::LazyHash<typst::text::FontBook> {
        DESK.outfit.fonts.book()
    }

    fn main(&self) -> typst::syntax::FileId {
        self.main.id()
    }

    fn source(&self, _: typst::syntax::FileId) -> typst::diag::FileResult<typst::syntax::Source> {
        Ok(self.main.clone())
    }

    fn file(&self, _: typst::syntax::FileId) -> typst::diag::FileResult<typst::foundations::Bytes> {
        Err(typst::diag::FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<typst::text::Font> {
        DESK.outfit.fonts.font(index)
    }

    fn today(&self, _: Option<typst::foundations::Duration>) -> Option<typst::foundations::Datetime> {
        None
    }
}
