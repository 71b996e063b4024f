//! The JSON Schema of the incident file, from the same key lists that the reader uses.

use super::keys::{KINDS, Kind, TOP, Type};
use crate::locale::Style;
use crate::vocabulary::List;
use serde_json::{Map, Value, json};

/// The schema in draft-07, which the TOML editors read.
pub fn schema() -> Value {
    let mut properties = Map::new();
    for key in TOP {
        properties.insert(key.name.to_string(), of_type(key.ty));
    }
    for kind in KINDS {
        properties.insert(kind.name.to_string(), entries(kind));
    }
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Kohyo incident",
        "type": "object",
        "additionalProperties": false,
        "properties": properties,
    })
}

/// `[kind.name]`: any well-formed name, each with the kind's keys or its main value.
fn entries(kind: &Kind) -> Value {
    json!({ "type": "object", "propertyNames": { "pattern": "^[a-z0-9-]+$" }, "additionalProperties": entry(kind) })
}

fn entry(kind: &Kind) -> Value {
    let properties: Map<String, Value> =
        kind.key_names().filter_map(|name| kind.key(name).map(|ty| (name.to_string(), of_type(ty)))).collect();
    let others = kind.members.map_or(Value::Bool(false), entry);
    let object = json!({ "type": "object", "properties": properties, "additionalProperties": others });
    match kind.main.and_then(|main| kind.key(main)) {
        Some(main) => json!({ "anyOf": [of_type(main), object] }),
        None => object,
    }
}

fn of_type(ty: Type) -> Value {
    let string = json!({ "type": "string", "minLength": 1 });
    let strings = json!({ "type": "array", "items": string });
    let localized = |value: &Value| {
        let languages =
            json!({ "type": "object", "additionalProperties": false, "properties": { "ja": value, "en": value } });
        json!({ "anyOf": [value, languages] })
    };
    match ty {
        Type::Text | Type::Prose | Type::Figure => localized(&string),
        Type::Items | Type::Texts => localized(&strings),
        Type::Name(_) | Type::Addressee | Type::Zone => string,
        // Editors hand a TOML date over as a string with a format, or as no JSON type at all.
        Type::Moment => json!({}),
        Type::Flag => json!({ "type": "boolean" }),
        Type::Word(words) => json!({ "enum": words }),
        Type::Code(list) => json!({ "enum": list.codes().collect::<Vec<_>>() }),
        Type::Names(_) | Type::To | Type::Paths | Type::Columns => json!({ "anyOf": [string, strings] }),
        Type::Sections => strings,
        Type::Map(inner) => json!({ "type": "object", "additionalProperties": of_type(*inner) }),
        Type::Style => {
            let keys: Map<String, Value> = Style::KEYS.iter().map(|key| (key.to_string(), string.clone())).collect();
            json!({ "type": "object", "additionalProperties": false, "properties": keys })
        }
        Type::Per => {
            let counts: Map<String, Value> =
                List::Counts.codes().map(|code| (code.to_string(), string.clone())).collect();
            let mut keys = counts;
            keys.insert("items".to_string(), strings.clone());
            json!({ "type": "object", "additionalProperties": { "type": "object", "properties": keys } })
        }
    }
}
