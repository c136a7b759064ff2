//! Custom properties of maps, layers, objects and tiles.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{Error, IgnoredAny, MapAccess, SeqAccess, Visitor, value::SeqAccessDeserializer},
};

use super::List;

/// Most properties of one thing.
const MAX_PROPERTIES: usize = 128;

/// The properties of one thing.
#[derive(Default)]
pub(in crate::map) struct Properties(Vec<Property>);

#[derive(Deserialize)]
struct Property {
    #[serde(default)]
    name: String,
    #[serde(default)]
    value: Value,
}

/// What a property says.
#[derive(Debug, Clone, PartialEq, Default)]
pub(in crate::map) enum Value {
    Flag(bool),
    Number(f64),
    Text(String),
    /// A class or a list, which nothing here reads.
    #[default]
    Other,
}

impl Value {
    /// Whether it says yes: true, a text or a number other than zero.
    pub(in crate::map) fn is_yes(&self) -> bool {
        match self {
            Self::Flag(flag) => *flag,
            Self::Number(number) => *number != 0.0,
            Self::Text(text) => !text.is_empty() && text != "false",
            Self::Other => false,
        }
    }

    /// The text it is, if it is one and not empty.
    pub(in crate::map) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) if !text.trim().is_empty() => Some(text.trim()),
            Self::Text(_) | Self::Flag(_) | Self::Number(_) | Self::Other => None,
        }
    }
}

impl Properties {
    /// Properties by name, as if a file held them.
    pub(in crate::map) fn of(named: Vec<(String, Value)>) -> Self {
        Self(named.into_iter().map(|(name, value)| Property { name, value }).collect())
    }

    /// Every property with its name, in the order of the file.
    pub(in crate::map) fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().map(|property| (property.name.as_str(), &property.value))
    }

    /// What the property of this name says.
    pub(in crate::map) fn value(&self, name: &str) -> Option<&Value> {
        self.iter().find(|(other, _)| *other == name).map(|(_, value)| value)
    }

    /// The text of the property of this name.
    pub(in crate::map) fn text(&self, name: &str) -> Option<&str> {
        self.value(name).and_then(Value::text)
    }

    /// Whether the property of this name is exactly `true`.
    pub(in crate::map) fn flag(&self, name: &str) -> bool {
        self.value(name) == Some(&Value::Flag(true))
    }
}

impl<'de> Deserialize<'de> for Properties {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AllReader)
    }
}

/// Reads a list, as Tiled writes it since 1.2, or a table of names and values, as it did before.
struct AllReader;

impl<'de> Visitor<'de> for AllReader {
    type Value = Properties;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "at most {MAX_PROPERTIES} properties")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Properties, A::Error> {
        let list = List::<Property, MAX_PROPERTIES>::deserialize(SeqAccessDeserializer::new(seq))?;
        Ok(Properties(list.0))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Properties, A::Error> {
        let mut properties = Vec::new();
        while let Some((name, value)) = map.next_entry()? {
            if properties.len() == MAX_PROPERTIES {
                return Err(A::Error::custom(format!("more than {MAX_PROPERTIES} properties")));
            }
            properties.push(Property { name, value });
        }
        Ok(Properties(properties))
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the value of a property")
    }

    fn visit_bool<E: Error>(self, flag: bool) -> Result<Value, E> {
        Ok(Value::Flag(flag))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Number(number as f64))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Value, E> {
        Ok(Value::Number(number as f64))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Value, E> {
        Ok(Value::Number(number))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.to_owned()))
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Other)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Value::Other)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Value::Other)
    }
}
