//! Reports every name, path and form that leads nowhere.

use super::{Case, Found, Prose, Target, forms, recipient};
use crate::diag::{Diagnostic, Wording, nearest};
use crate::incident::keys::{Kind, Type};
use crate::incident::{Entry, Field, Value};
use crate::text::Spanned;

/// Checks all references of a case.
pub(super) fn check(case: &Case) -> Vec<Diagnostic> {
    let mut check = Check { case, paths: case.paths(), diagnostics: Vec::new() };
    for field in &case.incident.top {
        check.field(field, None);
    }
    for entry in &case.incident.entries {
        check.entry(entry);
    }
    for party in case.entries("parties") {
        check.has_name(party);
    }
    check.diagnostics
}

struct Check<'a> {
    case: &'a Case,
    paths: Vec<String>,
    diagnostics: Vec<Diagnostic>,
}

impl Check<'_> {
    fn entry(&mut self, entry: &Entry) {
        let kind = Kind::named(entry.kind);
        for field in &entry.fields {
            let ty = kind.and_then(|kind| kind.key(&field.key.value).or_else(|| kind.members?.key(&field.key.value)));
            self.field(field, ty);
        }
        for member in &entry.members {
            self.entry(member);
        }
    }

    /// A party without a name would print nothing, or its alias introduced by itself.
    fn has_name(&mut self, party: &Entry) {
        let path = format!("parties.{}", party.name.value);
        let has_unreadable = self.case.incident.unreadable.iter().any(|unreadable| unreadable.starts_with(&path));
        if party.field("name").is_some() || party.field("short").is_some() || has_unreadable {
            return;
        }
        let headline = Wording::new("この関係者には name がありません", "this party has no name");
        let hint = Wording::new(
            "name = \"正式名称\" を加えてください。base の項目は、同じ名前で書くと全体が置き換わります。",
            "add name = \"…\". An entry of the same name replaces the one of the base whole.",
        );
        self.diagnostics.push(Diagnostic::error("nameless-party", headline).at(party.name.span).hint(hint));
    }

    fn field(&mut self, field: &Field, ty: Option<Type>) {
        let top = super::keys::TOP.iter().find(|key| key.name == field.key.value).map(|key| key.ty);
        let ty = ty.or(top);
        if let (Some(Type::Per), Value::Map(parties)) = (ty, &field.value) {
            parties.iter().for_each(|party| self.name("parties", &party.key));
        }
        // `call` names parties by its keys.
        if let (true, Value::Map(parties)) = (field.key.value == "call", &field.value) {
            parties.iter().for_each(|party| self.name("parties", &party.key));
        }
        self.value(&field.value, ty, field);
    }

    fn value(&mut self, value: &Value, ty: Option<Type>, field: &Field) {
        match (value, ty) {
            (Value::Prose(prose), _) => self.prose(prose),
            (Value::MomentOf(path), _) => self.event(path, field),
            (Value::Names(names), Some(Type::Name(kind) | Type::Names(kind))) => {
                names.iter().for_each(|name| self.name(kind, name));
            }
            (Value::Names(names), Some(Type::To)) => names.iter().for_each(|name| match name.value.contains('.') {
                true => self.path(name),
                false => self.name("parties", name),
            }),
            (Value::Names(names), Some(Type::Paths)) if field.key.value == "affected" => {
                names.iter().for_each(|name| self.data_set(name));
            }
            (Value::Names(names), Some(Type::Paths)) => names.iter().for_each(|name| self.path(name)),
            (Value::Map(fields), _) => fields.iter().for_each(|inner| self.value(&inner.value, None, inner)),
            (Value::Localized(values), _) => values.iter().for_each(|(_, inner)| self.value(inner, ty, field)),
            _ => {}
        }
    }

    fn prose(&mut self, prose: &Prose) {
        for cite in prose.cites() {
            if let Target::Path { path, forms } = &cite.target {
                self.cite(&Spanned::new(path.clone(), cite.span), forms);
            }
        }
    }

    fn cite(&mut self, path: &Spanned<String>, wanted: &[String]) {
        // The issuer's word for itself and the generated body depend on the document.
        if path.value == "self" || path.value == "generated" {
            return;
        }
        if let (Some(field), true) = (recipient::field(&path.value), wanted.is_empty()) {
            return self.recipient(field, path);
        }
        let Some(found) = self.case.find(&path.value) else { return self.missing(path) };
        for name in wanted {
            let Some(form) = forms::named(name) else {
                self.unknown_form(name, path);
                continue;
            };
            if !self.case.takes(found, form) {
                let headline = Wording::new(
                    format!("書式「{name}」は「{}」には使えません", path.value),
                    format!("form `{name}` does not apply to `{}`", path.value),
                );
                self.diagnostics.push(Diagnostic::error("form-not-applicable", headline).at(path.span));
            }
        }
    }

    /// A field of a recipient is one of the usual ones, or one to which `[letters]` gives columns.
    fn recipient(&mut self, field: &str, path: &Spanned<String>) {
        let fields = recipient::fields(self.case);
        if fields.iter().any(|known| known == field) {
            return;
        }
        let headline = Wording::new(
            format!("受取人に「{field}」という項目はありません"),
            format!("a recipient has no field `{field}`"),
        );
        let hint = match nearest(field, fields.iter().map(String::as_str)) {
            Some(near) => Wording::did_you_mean(near),
            None => Wording::new(
                format!("[letters] に {field} = \"列名\" を加えてください。"),
                format!("add {field} = \"column\" to [letters]."),
            ),
        };
        self.diagnostics.push(Diagnostic::error("unknown-recipient-field", headline).at(path.span).hint(hint));
    }

    fn unknown_form(&mut self, name: &str, path: &Spanned<String>) {
        let headline = Wording::new(format!("「{name}」という書式はありません"), format!("there is no form `{name}`"));
        let names = forms::FORMS.iter().map(|form| form.name);
        let known = names.clone().collect::<Vec<_>>().join(" ");
        let mut diagnostic = Diagnostic::error("unknown-form", headline).at(path.span);
        if let Some(near) = nearest(name, names) {
            diagnostic = diagnostic.hint(Wording::did_you_mean(near));
        }
        let hint = Wording::new(format!("使える書式: {known}"), format!("known forms: {known}"));
        self.diagnostics.push(diagnostic.hint(hint));
    }

    fn event(&mut self, path: &str, field: &Field) {
        if self.case.moment(&field.value).is_none() {
            self.missing(&Spanned::new(path.to_string(), field.span));
        }
    }

    fn path(&mut self, path: &Spanned<String>) {
        let known_word = super::keys::TOP.iter().any(|key| key.name == path.value);
        let was = || self.case.earlier.iter().any(|case| case.find(&path.value).is_some());
        if self.case.find(&path.value).is_none() && !known_word && !was() {
            self.missing(path);
        }
    }

    /// What counts as affected is a data set of this version, not one of its figures.
    fn data_set(&mut self, path: &Spanned<String>) {
        match self.case.find(&path.value) {
            Some(Found::Entry(entry)) if entry.kind == "data" && !path.value.starts_with('v') => {}
            None => self.missing(path),
            Some(_) => {
                let headline = Wording::new(
                    format!("「{}」は [data] の項目ではありません", path.value),
                    format!("`{}` is not an entry of [data]", path.value),
                );
                let hint = Wording::new(
                    "affected = \"data.customers\" のように、データの項目のパスを書いてください。",
                    "write the path of a data set: affected = \"data.customers\".",
                );
                self.diagnostics.push(Diagnostic::error("not-a-data-set", headline).at(path.span).hint(hint));
            }
        }
    }

    fn missing(&mut self, path: &Spanned<String>) {
        // What is written but cannot be read was reported there already.
        if self.is_unreadable(&path.value) {
            return;
        }
        let headline = Wording::new(
            format!("「{}」という事実はありません", path.value),
            format!("there is no fact `{}`", path.value),
        );
        let diagnostic = Diagnostic::error("missing-fact", headline).at(path.span);
        let diagnostic = match self.nearest_path(&path.value) {
            Some(near) => diagnostic.hint(Wording::did_you_mean(&near)),
            None => diagnostic.hint(Wording::new(
                "[kind.name] の見出しで書いたものを、kind.name のパスで引用します。",
                "what is written under [kind.name] is cited as kind.name.",
            )),
        };
        self.diagnostics.push(diagnostic);
    }

    fn is_unreadable(&self, path: &str) -> bool {
        self.case.incident.unreadable.iter().any(|unreadable| path.starts_with(unreadable.as_str()))
    }

    /// The nearest path: first among those that differ in one word only, since a shared beginning makes everything look alike.
    fn nearest_path(&self, path: &str) -> Option<String> {
        let words: Vec<&str> = path.split('.').collect();
        for (index, word) in words.iter().enumerate().rev() {
            let sibling = |known: &String| {
                let known: Vec<&str> = known.split('.').collect();
                let differs_here = |at: usize| at != index && known.get(at) != words.get(at);
                (known.len() == words.len() && !(0..words.len()).any(differs_here)).then(|| known[index].to_string())
            };
            let siblings: Vec<String> = self.paths.iter().filter_map(sibling).collect();
            if let Some(near) = nearest(word, siblings.iter().map(String::as_str)) {
                let mut found = words.clone();
                found[index] = near;
                return Some(found.join("."));
            }
        }
        // The entry is right and only its last word leads nowhere.
        let (parent, _) = path.rsplit_once('.')?;
        self.paths.iter().any(|known| known == parent && known.contains('.')).then(|| parent.to_string())
    }

    fn name(&mut self, kind: &str, name: &Spanned<String>) {
        if self.case.entry(kind, &name.value).is_some() || self.is_unreadable(kind) {
            return;
        }
        let headline = Wording::new(
            format!("[{kind}] に「{}」がありません", name.value),
            format!("there is no `{}` in [{kind}]", name.value),
        );
        let names: Vec<&str> = self.case.entries(kind).map(|entry| entry.name.value.as_str()).collect();
        let hint = match nearest(&name.value, names.iter().copied()) {
            Some(near) => Wording::did_you_mean(near),
            None => Wording::new(
                format!("[{kind}] に {} = \"…\" の行を加えてください。", name.value),
                format!("add a line {} = \"…\" to [{kind}].", name.value),
            ),
        };
        self.diagnostics.push(Diagnostic::error("unknown-reference", headline).at(name.span).hint(hint));
    }
}
