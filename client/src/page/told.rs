//! What the page is told, as events with a detail in JSON. Texts are finished sentences in the visitor's language.

use hiroba_shared::refusal::{Farewell, Field, Refusal};
use serde_json::{Value, json};

use crate::locale::Locale;
use crate::venue_state::JoinRefused;

/// Something the page has to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// The visitor stands in the venue.
    Entered,
    /// There is no way in.
    Refused {
        /// The field of the form it is about, if it is about one.
        field: Option<&'static str>,
        /// The refusal's name.
        code: String,
        /// What the person can do.
        text: String,
    },
    /// The visit is over.
    Left {
        /// Why.
        text: String,
        /// Whether coming in again has a chance now.
        rejoin: bool,
    },
    /// This browser cannot show the venue, or the program broke.
    Failed {
        /// What the person can do.
        text: String,
    },
}

impl Told {
    /// A refusal in words. `now` is the time in Unix seconds.
    #[must_use]
    pub fn refused(refused: &JoinRefused, words: &Locale, now: i64) -> Self {
        let JoinRefused::Refused(refusal) = refused else {
            return Self::Refused {
                field: None,
                code: "unreachable".to_owned(),
                text: words.text("browser-unreachable"),
            };
        };
        let is_old = matches!(refusal, Refusal::WrongVersion { .. });
        let text = if is_old { words.text("browser-old-page") } else { words.refusal(refusal, now) };
        Self::Refused { field: field(*refusal), code: code(*refusal), text }
    }

    /// A farewell in words. `now` is the time in Unix seconds.
    #[must_use]
    pub fn left(farewell: Farewell, words: &Locale, now: i64) -> Self {
        let rejoin = match farewell {
            Farewell::Left
            | Farewell::Replaced
            | Farewell::SentOut
            | Farewell::ServerStops
            | Farewell::ProtocolError => true,
            Farewell::Barred { .. } => false,
        };
        Self::Left { text: words.farewell(farewell, now), rejoin }
    }

    /// The name of the event.
    #[must_use]
    pub const fn event(&self) -> &'static str {
        match self {
            Self::Entered => "hiroba-entered",
            Self::Refused { .. } => "hiroba-refused",
            Self::Left { .. } => "hiroba-left",
            Self::Failed { .. } => "hiroba-failed",
        }
    }

    /// The event's detail.
    #[must_use]
    pub fn detail(&self) -> Value {
        match self {
            Self::Entered => json!({}),
            Self::Refused { field, code, text } => json!({ "field": field, "code": code, "text": text }),
            Self::Left { text, rejoin } => json!({ "text": text, "rejoin": rejoin }),
            Self::Failed { text } => json!({ "text": text }),
        }
    }
}

/// The refusal's name on the wire, without what travels along.
fn code(refusal: Refusal) -> String {
    match serde_json::to_value(refusal) {
        Ok(Value::String(name)) => name,
        Ok(Value::Object(fields)) => fields.keys().next().cloned().unwrap_or_default(),
        Ok(Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_)) | Err(_) => String::new(),
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "a new refusal belongs to the whole form until somebody says more")]
const fn field(refusal: Refusal) -> Option<&'static str> {
    match refusal {
        Refusal::BadField { field, .. } => Some(match field {
            Field::Name => "name",
            Field::Country => "country",
            Field::Organisation => "organisation",
            Field::Languages => "languages",
            Field::Look => "look",
            Field::Invitation => "invitation",
        }),
        Refusal::ReservedName => Some("name"),
        Refusal::BadInvitation => Some("invitation"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Tongue;

    #[test]
    fn a_refusal_stands_next_to_its_field_in_the_language_of_the_page() {
        let words = Locale::new(Tongue::Ja);
        for (refusal, field, code) in [
            (Refusal::BadField { field: Field::Country, fault: None }, Some("country"), "bad_field"),
            (Refusal::ReservedName, Some("name"), "reserved_name"),
            (Refusal::BadInvitation, Some("invitation"), "bad_invitation"),
            (Refusal::Full { capacity: 20 }, None, "full"),
            (Refusal::WrongVersion { server: 2, client: 1 }, None, "wrong_version"),
        ] {
            let told = Told::refused(&JoinRefused::Refused(refusal), &words, 0);
            let detail = told.detail();
            assert_eq!((&detail["field"], &detail["code"]), (&json!(field), &json!(code)), "{refusal:?}");
            assert!(detail["text"].as_str().is_some_and(|text| !text.is_ascii()), "{detail}");
        }
    }

    #[test]
    fn only_the_barred_need_not_try_again() {
        let words = Locale::new(Tongue::En);
        assert_eq!(Told::left(Farewell::Replaced, &words, 0).detail()["rejoin"], true);
        assert_eq!(Told::left(Farewell::Barred { until: 9 }, &words, 0).detail()["rejoin"], false);
    }
}
