//! The case as a template sees it: every key of every entry is there, and every fact is a token.
//!
//! A key that is not stated is the empty text: a condition takes it for false, printing it is an error.
//! Words that decide something (`leak`, `cause`, states, roles) are plain texts: conditions compare them, printing them is an error.

use super::filing;
use super::print::Printer;
use super::tokens::{Hole, Holes};
use crate::facts::keys::{KINDS, Kind, TOP, Type};
use crate::facts::path::overlap;
use crate::facts::recipient;
use crate::facts::stated::{Entry, Field, Value};
use crate::regime::condition::Truth;
use crate::vocabulary::List;
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeSet;

/// Builds the context of one document: `defined` are the sections of its template, `printed` those of the document.
pub fn build(printer: &Printer<'_>, defined: &[String], printed: &[String], holes: &mut Holes) -> Json {
    let mut context = Map::new();
    let mut builder = Builder { printer, holes };
    for kind in KINDS {
        let entries: Map<String, Json> = printer
            .case
            .entries(kind.name)
            .map(|entry| (entry.name.value.clone(), builder.entry(kind, entry, kind.name)))
            .collect();
        let picked = super::blocks::picked(printer, kind.name);
        let picked: Vec<Json> = picked.iter().map(|entry| builder.entry(kind, entry, kind.name)).collect();
        context.entry("picked").or_insert_with(|| json!({}))[kind.name] = Json::Array(picked);
        context.insert(kind.name.to_string(), Json::Object(entries));
    }
    for key in TOP {
        if let Type::Word(_) | Type::Code(_) = key.ty {
            context.insert(key.name.to_string(), printer.case.word(key.name).map_or(absent(), Json::from));
        }
    }
    context.insert("affected".to_string(), builder.affected());
    context.insert("first".to_string(), builder.first_by_role());
    context.insert("authority_reports".to_string(), builder.with_role("reported-to-authority"));
    context.insert("notices".to_string(), builder.with_role("notified"));
    context.insert("document".to_string(), builder.document());
    context.insert("corrected".to_string(), builder.corrected());
    context.insert("report".to_string(), builder.report());
    context.insert("recipient".to_string(), builder.recipient());
    let all = defined.iter().chain(printed);
    let tokens = all.map(|id| {
        let token = if printed.contains(id) { builder.token(&format!("sections.{id}")) } else { absent() };
        (id.clone(), token)
    });
    let tokens = tokens.collect();
    context.insert("sections".to_string(), Json::Object(tokens));
    Json::Object(context)
}

struct Builder<'a, 'p> {
    printer: &'a Printer<'p>,
    holes: &'a mut Holes,
}

impl Builder<'_, '_> {
    fn token(&mut self, path: &str) -> Json {
        Json::from(self.holes.token(Hole { path: path.to_string(), forms: Vec::new(), span: None }))
    }

    /// An entry with all keys of its kind.
    fn entry(&mut self, kind: &Kind, entry: &Entry, parent: &str) -> Json {
        let path = format!("{parent}.{}", entry.name.value);
        let mut keys = Map::new();
        keys.insert("name_in_file".to_string(), Json::from(entry.name.value.clone()));
        for name in kind.key_names() {
            let value = entry.field(name).map_or(absent(), |field| self.value(&format!("{path}.{name}"), &field.value));
            keys.insert(name.to_string(), value);
        }
        let counts: Vec<String> = entry
            .fields
            .iter()
            .filter(|field| matches!(field.value.in_lang(self.printer.setting.lang), Value::Figure(_)))
            .map(|field| field.key.value.clone())
            .collect();
        keys.insert("printed".to_string(), self.token(&path));
        if kind.counts {
            keys.insert("counts".to_string(), Json::from(counts.len()));
        }
        if kind.name == "events" {
            keys.insert("role".to_string(), self.printer.case.event_role(entry).map_or(absent(), Json::from));
        }
        if let Some(members) = kind.members {
            let members = entry.members.iter().map(|member| self.entry(members, member, &path)).collect();
            keys.insert("members".to_string(), Json::Array(members));
        }
        Json::Object(keys)
    }

    fn value(&mut self, path: &str, value: &Value) -> Json {
        match value.in_lang(self.printer.setting.lang) {
            Value::Word(word) => Json::from(*word),
            Value::Flag(flag) => Json::from(*flag),
            Value::Map(fields) => {
                let inner = fields.iter().map(|field| {
                    (field.key.value.clone(), self.value(&format!("{path}.{}", field.key.value), &field.value))
                });
                Json::Object(inner.collect())
            }
            _ => self.token(path),
        }
    }

    /// The data sets that count, each with the sets that it is the sum of.
    fn affected(&mut self) -> Json {
        let case = self.printer.case;
        let kind = Kind::named("data");
        let Some(kind) = kind else { return Json::Null };
        let mut sets = Vec::new();
        // A document that picks data sets speaks of these.
        let picks = self.printer.document.field("data").is_some();
        let affected = if picks { super::blocks::picked(self.printer, "data") } else { case.affected() };
        // What is printed as a set or as a part of a sum is not printed within another once more.
        let parts = affected.iter().flat_map(|set| case.parts(set));
        let printed = parts.chain(affected.iter().copied()).map(|set| set.name.value.as_str()).collect();
        for &entry in &affected {
            let mut set = self.entry(kind, entry, "data");
            let is_sum = entry.field("sum").is_some();
            let mut parts = Vec::new();
            for part in case.parts(entry) {
                let mut keys = self.entry(kind, part, "data");
                keys["subsets"] = self.subsets(kind, part, &printed);
                parts.push(keys);
            }
            set["is_sum"] = Json::from(is_sum);
            set["parts"] = Json::Array(parts);
            set["subsets"] = if is_sum { self.subsets(kind, entry, &printed) } else { json!([]) };
            sets.push(set);
        }
        Json::Array(sets)
    }

    /// What lies within a set and says what it is; a document that picks its sets picks these too.
    fn subsets(&mut self, kind: &Kind, set: &Entry, printed: &BTreeSet<&str>) -> Json {
        let case = self.printer.case;
        if self.printer.document.field("data").is_some() {
            return json!([]);
        }
        let says_what_it_is = |part: &Entry| ["label", "who", "items"].iter().any(|key| part.field(key).is_some());
        let subsets =
            case.subsets(set).into_iter().filter(|part| says_what_it_is(part) && !printed.contains(&*part.name.value));
        Json::Array(subsets.map(|part| self.entry(kind, part, "data")).collect())
    }

    /// The first event of each role, or `null`.
    fn first_by_role(&mut self) -> Json {
        let mut roles = Map::new();
        for role in List::EventRoles.codes() {
            let event = match (self.printer.case.events_of(role).next(), Kind::named("events")) {
                (Some(event), Some(kind)) => self.entry(kind, event, "events"),
                _ => absent(),
            };
            roles.insert(role.replace('-', "_"), event);
        }
        Json::Object(roles)
    }

    /// The fields of a recipient. They hold for no recipient in particular, so they are no conditions: `when` has these.
    fn recipient(&mut self) -> Json {
        let fields = recipient::fields(self.printer.case);
        Json::Object(fields.into_iter().map(|field| (field.clone(), self.token(&recipient::path(&field)))).collect())
    }

    /// What a regime has for the document: its stage, its headings and triggers, and what stands for the unknown.
    fn report(&mut self) -> Json {
        let printer = self.printer;
        let mut token = |name: &str| self.token(&format!("{}{name}", filing::REPORT));
        let Some(filing) = printer.filing.as_ref() else {
            return json!({ "stage": absent(), "open": token("open"), "label": absent(), "items": {}, "boxes": {}, "triggers": [], "met": {} });
        };
        let regime = filing.assessment.regime;
        let items: Map<String, Json> =
            regime.items.iter().map(|item| (item.id.clone(), token(&format!("items.{}", item.id)))).collect();
        let (mut triggers, mut met) = (Vec::new(), Map::new());
        for (trigger, answer) in &filing.assessment.triggers {
            let is_met = answer.truth == Truth::Yes;
            triggers.push(json!({ "name": token(&format!("triggers.{}", trigger.id)), "met": is_met, "unknown": answer.truth == Truth::Open }));
            met.insert(trigger.id.replace('-', "_"), Json::from(is_met));
        }
        let boxes: Map<String, Json> =
            filing.choices.iter().map(|choice| (choice.id.clone(), token(&format!("boxes.{}", choice.id)))).collect();
        let label = if regime.head.triggers_label.is_some() { token("label") } else { absent() };
        let stage = filing.stage.map_or(absent(), |stage| Json::from(stage.word()));
        let open = token("open");
        json!({ "stage": stage, "open": open, "label": label, "items": items, "boxes": boxes, "triggers": triggers, "met": met })
    }

    fn with_role(&mut self, role: &str) -> Json {
        let case = self.printer.case;
        let Some(kind) = Kind::named("events") else { return Json::Null };
        let events: Vec<Json> = case.events_of(role).map(|event| self.entry(kind, event, "events")).collect();
        Json::Array(events)
    }

    /// What is said of the version before; nothing of it until a comparison was made.
    fn corrected(&mut self) -> Json {
        let mut originals = Vec::new();
        for release in self.printer.originals() {
            let Some((known, before)) = self.printer.corrected() else { break };
            let mut token = |entry: &Entry, key: &str| match entry.field(key) {
                Some(_) => self.token(&format!("v{}.documents.{}.{key}", known.version, entry.name.value)),
                None => absent(),
            };
            let date = token(release.first, "date");
            let documents: Vec<Json> = release
                .documents
                .iter()
                .map(|entry| {
                    let kind = match entry.field("kind").map(|field| field.value.in_lang(before.lang)) {
                        Some(Value::Text(kind)) => kind.as_str(),
                        _ => "",
                    };
                    json!({ "kind": kind, "title": token(entry, "title") })
                })
                .collect();
            originals.push(json!({ "date": date, "documents": documents }));
        }
        let known = self.printer.corrections;
        json!({
            "originals": originals,
            "errors": known.is_some_and(|known| known.errors),
            "pervasive": known.is_some_and(|known| known.pervasive),
            "unchanged": self.unchanged(),
        })
    }

    /// Main facts that the version before stated too, as they still are.
    fn unchanged(&mut self) -> Json {
        let mut all = json!({ "any": false, "sets": [], "occurred": absent(), "exposed": absent(), "found": absent() });
        let printer = self.printer;
        let (Some((known, before)), Some(kind)) = (printer.corrected(), Kind::named("data")) else { return all };
        let same =
            |path: &str| before.find(path).is_some() && !known.changed.iter().any(|changed| overlap(path, changed));
        let mut sets = Vec::new();
        for entry in printer.case.affected() {
            let path = format!("data.{}", entry.name.value);
            let is_figure = |field: &&Field| matches!(field.value.in_lang(printer.setting.lang), Value::Figure(_));
            let mut figures = entry.fields.iter().filter(is_figure).peekable();
            let counts = figures.peek().is_some() && figures.all(|field| same(&format!("{path}.{}", field.key.value)));
            let items = entry.field("items").is_some() && same(&format!("{path}.items"));
            let mut set = self.entry(kind, entry, "data");
            if !counts {
                set["counts"] = Json::from(0);
            }
            if !items {
                set["items"] = absent();
            }
            let says = counts || items;
            sets.extend(says.then_some(set));
        }
        all["any"] = Json::from(!sets.is_empty());
        all["sets"] = Json::Array(sets);
        for role in ["occurred", "exposed", "found"] {
            let event = printer.case.events_of(role).next();
            let path = event.filter(|event| event.field("at").is_some()).map(super::blocks::path);
            if let Some(path) = path.map(|path| format!("{path}.at")).filter(|path| same(path)) {
                all[role] = self.token(&path);
                all["any"] = Json::from(true);
            }
        }
        all
    }

    fn document(&mut self) -> Json {
        let Some(kind) = Kind::named("documents") else { return Json::Null };
        let mut document = self.entry(kind, self.printer.document, "documents");
        document["id"] = Json::from(self.printer.setting.id.clone());
        document["self"] = self.token("self");
        let issuer = self.printer.setting.issuer.clone();
        let blocks = KINDS.iter().map(|kind| (kind.name.to_string(), self.token(kind.name))).collect();
        document["blocks"] = Json::Object(blocks);
        document["issuer"] = issuer.map_or(absent(), |issuer| self.token(&format!("parties.{issuer}")));
        document
    }
}

/// What stands for a key or entry that is not stated. Tera prints `null` without a word, but hands a text to the escape function.
fn absent() -> Json {
    Json::from("")
}
