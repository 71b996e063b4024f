//! Letters beside the yardstick: `cargo bench --bench letters [NUMBER]`.
//! On a busy machine, compare the processor's time, which others do not change so much.
//!
//! The yardstick is what Typst's public API gives at its best: a warm loop in one thread with one constant main file, the
//! document as `json()` data, the same layout, fonts and PDF standards, `evict(10)` after each letter, nothing written to disk.
//! It parses its sources once.
//! Ours is a whole run: the list read twice, every row checked, everything written and made lasting, the journal.
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a bench looks at the clock and talks"
)]

use kohyo::document::Document;
use kohyo::facts::Case;
use kohyo::fonts::Fonts;
use kohyo::incident;
use kohyo::letters::{List, Order, Output, Reading, Shard, Workshop, make, preflight};
use kohyo::template::Templates;
use kohyo::text::Sources;
use kohyo::write::{LAYOUTS, Outfit, WRITERS};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Instant;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World, comemo};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

/// Rounds of each measurement; the one with the middle ratio counts.
const ROUNDS: usize = 5;

/// A letter of about 1,000 characters.
const INCIDENT: &str = include_str!("letters.toml");

fn main() {
    let number = std::env::args().skip(1).find_map(|word| word.parse().ok()).unwrap_or(1000);
    let bench = Bench::new(number);
    let merged = Output::Merged { letters: 500, duplex: false };
    let outputs = [("separate files", Output::Files), ("one archive", Output::Archive), ("print files", merged)];
    let kinds = outputs.iter().flat_map(|(what, output)| [1, 2].map(|threads| (*what, *output, threads)));
    for (what, output, threads) in kinds {
        // The yardstick right beside each: a machine is not equally fast for minutes.
        let mut rounds: Vec<(Cost, Cost)> =
            (0..ROUNDS).map(|_| (bench.yardstick(), bench.ours(output, threads))).collect();
        rounds.sort_by(|a, b| (a.1.clock * b.0.clock).total_cmp(&(b.1.clock * a.0.clock)));
        if let Some((yardstick, ours)) = rounds.get(ROUNDS / 2) {
            println!(
                "{what}, {threads} thread(s): {}; yardstick: {}",
                ours.said(Some(yardstick)),
                yardstick.said(None)
            );
        }
    }
}

/// Seconds by the clock and of the processor for one letter.
struct Cost {
    clock: f64,
    processor: f64,
}

impl Cost {
    fn of(number: u64, work: impl FnOnce()) -> Cost {
        let (start, before) = (Instant::now(), processor());
        work();
        let number = number as f64;
        Cost { clock: start.elapsed().as_secs_f64() / number, processor: (processor() - before) / number }
    }

    fn said(&self, beside: Option<&Cost>) -> String {
        let ratio = |beside: &Cost| {
            let (clock, processor) = (beside.clock / self.clock, beside.processor / self.processor);
            format!(", {clock:.2} times the yardstick by the clock, {processor:.2} by the processor's time")
        };
        let ratio = beside.map(ratio).unwrap_or_default();
        format!("{:.0} letters/s, {:.2} ms of the processor each{ratio}", 1.0 / self.clock, self.processor * 1e3)
    }
}

/// What the process has used of the processor, in seconds; on Linux, where a tick is 10 ms.
fn processor() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let ticks = stat.rsplit(')').next().unwrap_or_default().split_whitespace().skip(11).take(2);
    ticks.filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / 100.0
}

struct Bench {
    number: u64,
    folder: tempfile::TempDir,
    sources: Sources,
    case: Arc<Case>,
    templates: Templates,
    outfit: Outfit,
}

impl Bench {
    fn new(number: u64) -> Bench {
        let mut sources = Sources::default();
        let id = sources.add("v1.toml", INCIDENT);
        let (incident, found) = incident::read(id, INCIDENT);
        assert!(found.is_empty(), "{found:?}");
        let (case, found) = Case::resolve("bench", 1, incident, None, None, Vec::new());
        assert!(found.is_empty(), "{found:?}");
        let templates = Templates::parse(&BTreeMap::new(), &mut sources).expect("the templates are ours");
        let layouts = LAYOUTS.iter().map(|(name, text)| (name.to_string(), text.to_string())).collect();
        let outfit = Outfit { fonts: Fonts::embedded(), layouts, fragment: false };
        let folder = tempfile::tempdir().expect("a folder can be made");
        let mut list = String::from("id,氏名,郵便番号,住所\n");
        let names: Vec<char> = "森林原田山川本木村井上中野高橋佐藤鈴木伊東渡辺小加".chars().collect();
        let name = |at: u64| names[usize::try_from(at).expect("small") % names.len()];
        for row in 0..number {
            let (a, b, c, d) = (name(row), name(row / 7 + 3), name(row / 31), name(row / 3 + 5));
            let _ =
                writeln!(list, "K-{row},{a}{b} {c}{d}子,{:07},見本県{b}{c}市{d}町{}番地", 1_000_000 + row, row % 97);
        }
        std::fs::write(folder.path().join("list.csv"), list).expect("the list can be written");
        Bench { number, folder, sources, case: Arc::new(case), templates, outfit }
    }

    fn workshop(&self) -> Workshop<'_> {
        let entries: Vec<_> = self.case.entries("documents").collect();
        Workshop::new(&self.case, &entries, &|_, _| Ok(None), &self.templates, &self.sources)
            .expect("the letter is ours")
            .0
    }

    fn list(&self) -> List {
        List::open(&self.folder.path().join("list.csv"), "list.csv", Reading::default()).expect("the list is ours")
    }

    /// A whole run.
    fn ours(&self, output: Output, threads: usize) -> Cost {
        let out = self.folder.path().join(format!("{output:?}-{threads}"));
        let pdf: Vec<_> = WRITERS.iter().filter(|writer| writer.extension == "pdf").collect();
        let cost = Cost::of(self.number, || {
            let (workshop, list) = (self.workshop(), self.list());
            let checked = preflight(&list, &workshop, &self.outfit.fonts, None).expect("the list is ours");
            let order = Order {
                writers: &pdf,
                outfit: &self.outfit,
                out: out.clone(),
                name: "out".to_owned(),
                output,
                shard: Shard::WHOLE,
                resume: false,
                threads,
                interrupted: &AtomicBool::new(false),
            };
            let made = make(&list, &checked, &workshop, &order, &mut |_| ()).expect("all letters can be made");
            assert_eq!(made.letters, self.number);
        });
        std::fs::remove_dir_all(out).expect("the letters can be removed");
        cost
    }

    /// Typst alone.
    fn yardstick(&self) -> Cost {
        let (workshop, list) = (self.workshop(), self.list());
        let checked = preflight(&list, &workshop, &self.outfit.fonts, None).expect("the list is ours");
        let letter = checked.plan.letters.first().expect("there is a letter");
        let reader = checked.reader();
        let trees: Vec<String> = list
            .rows()
            .expect("the list is ours")
            .map(|row| reader.recipient(&row.expect("the list is ours")).0)
            .map(|recipient| data(&letter.filled(&recipient)))
            .collect();
        let options = PdfOptions {
            timestamp: Datetime::from_ymd_hms(1970, 1, 1, 0, 0, 0).map(Timestamp::new_utc),
            creator: Smart::Custom(None),
            standards: PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1]).expect("they go together"),
            ..PdfOptions::default()
        };
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread can be made");
        let mut desk = Desk::new(&self.outfit);
        let mut one = |tree: &str| {
            desk.data = Bytes::from_string(tree.to_owned());
            let document = typst::compile::<PagedDocument>(&desk).output.expect("the letter can be laid out");
            let bytes = typst_pdf::pdf(&document, &options).expect("the letter can be exported");
            comemo::evict(10);
            bytes.len()
        };
        pool.install(|| {
            trees.iter().take(20).for_each(|tree| assert!(one(tree) > 0));
            Cost::of(self.number, || trees.iter().for_each(|tree| assert!(one(tree) > 0)))
        })
    }
}

/// The document as the layouts read it, for a letter without tables, links and added fonts.
fn data(document: &Document) -> String {
    let mut tree = serde_json::to_value(document).expect("a document is plain data");
    complete(&mut tree);
    tree["fonts"] = json!([]);
    tree["day"] = json!([2026, 11, 20]);
    tree["watermark"] = Value::Null;
    tree["title_level"] = json!(1);
    tree.to_string()
}

fn complete(value: &mut Value) {
    match value {
        Value::Array(values) => values.iter_mut().for_each(complete),
        Value::Object(node) => {
            if node.get("block") == Some(&json!("heading")) {
                node.insert("level".to_owned(), json!(2));
            }
            node.values_mut().for_each(complete);
        }
        _ => {}
    }
}

/// The world of the yardstick: one constant main file, the layouts, the data.
struct Desk<'a> {
    library: LazyHash<Library>,
    main: Source,
    layouts: BTreeMap<&'a str, Source>,
    outfit: &'a Outfit,
    data: Bytes,
}

const MAIN: &str = r#"
#let it = json("/document.json")
#set document(title: it.header.plain_title, author: it.header.issuer)
#set document(date: datetime(year: it.day.at(0), month: it.day.at(1), day: it.day.at(2)))
#set text(lang: "ja", region: "jp", fallback: false)
#import ("/" + it.layout + ".typ"): layout
#layout(it)
"#;

impl<'a> Desk<'a> {
    fn new(outfit: &'a Outfit) -> Desk<'a> {
        let features = std::iter::once(Feature::A11yExtras).collect();
        let path = VirtualPath::new("/main").expect("the path is a constant");
        let main = Source::new(RootedPath::new(VirtualRoot::Project, path).intern(), MAIN.to_owned());
        let library = LazyHash::new(Library::builder().with_features(features).build());
        let source = |(name, text): (&'a String, &String)| {
            let path = VirtualPath::new(name).expect("a layout has a path");
            (name.as_str(), Source::new(RootedPath::new(VirtualRoot::Project, path).intern(), text.clone()))
        };
        let layouts = outfit.layouts.iter().filter(|(name, _)| name.ends_with(".typ")).map(source).collect();
        Desk { library, main, layouts, outfit, data: Bytes::from_string(String::new()) }
    }
}

impl World for Desk<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.outfit.fonts.book()
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() {
            return Ok(self.main.clone());
        }
        self.layouts.get(id.get().vpath().get_without_slash()).cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id.get().vpath().get_without_slash() == "document.json" {
            Ok(self.data.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.outfit.fonts.font(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
