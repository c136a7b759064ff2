//! What a page wishes when it calls `enter`, read from JSON.
//!
//! The page knows the answers of its form and nothing of versions and device numbers; those are filled in here. What
//! cannot be read is an error with a reason, for whoever writes pages.

use hiroba_shared::door::{JoinRequest, Versions};
use serde::Deserialize;
use serde_json::Value;

use crate::net::visit::LinkChoice;
use crate::start::{Bandwidth, Motion, Wishes};

/// A wish to come in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// Origin of the door.
    pub server: String,
    /// As whom; `None` to come back to the place that this page left.
    pub request: Option<Box<JoinRequest>>,
    /// Language of the texts.
    pub language: Option<String>,
    /// `light` or `dark`.
    pub theme: Option<String>,
    /// Links that may be used.
    pub link: LinkChoice,
    /// How much may be loaded.
    pub bandwidth: Bandwidth,
    /// How much may move.
    pub motion: Motion,
}

/// The JSON as it comes.
#[derive(Deserialize)]
struct Written {
    server: String,
    #[serde(default)]
    request: Value,
    #[serde(default)]
    language: Option<String>,
    #[serde(default)]
    theme: Option<String>,
    #[serde(default)]
    link: Option<String>,
    #[serde(default)]
    bandwidth: Option<String>,
    #[serde(default)]
    motion: Option<String>,
}

impl Wish {
    /// The wish in this JSON.
    ///
    /// # Errors
    /// With a sentence for whoever wrote it.
    pub fn read(json: &str) -> Result<Self, String> {
        let written: Written = serde_json::from_str(json).map_err(|fault| format!("not a wish: {fault}"))?;
        let is = |value: &Option<String>, wanted: &str| value.as_deref() == Some(wanted);
        Ok(Self {
            server: written.server,
            request: request(written.request)?.map(Box::new),
            link: if is(&written.link, "websocket") { LinkChoice::WebSocket } else { LinkChoice::Any },
            bandwidth: if is(&written.bandwidth, "low") { Bandwidth::Low } else { Bandwidth::Auto },
            motion: if is(&written.motion, "reduced") { Motion::Reduced } else { Motion::Auto },
            language: written.language,
            theme: written.theme,
        })
    }

    /// What the features know of it before anybody joined. How much may move and be loaded are settings, which every wish
    /// sets.
    #[must_use]
    pub fn wishes(&self) -> Wishes {
        Wishes {
            server: Some(self.server.clone()),
            language: self.language.clone(),
            theme: self.theme.clone(),
            ..Wishes::default()
        }
    }
}

fn request(mut written: Value) -> Result<Option<JoinRequest>, String> {
    if written.is_null() {
        return Ok(None);
    }
    let Some(fields) = written.as_object_mut() else { return Err("the request is no object".to_owned()) };
    let versions = serde_json::to_value(Versions::OURS).map_err(|fault| fault.to_string())?;
    fields.insert("versions".to_owned(), versions);
    serde_json::from_value(written).map(Some).map_err(|fault| format!("not a request to join: {fault}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORM: &str = r#"{"name":"Anna","country":"MN","organisation_kind":"school","look":[0,1,2,3,4,5]}"#;

    #[test]
    fn a_page_that_knows_no_versions_gets_those_of_this_program() {
        let json = format!(r#"{{"server":"https://venue.example","request":{FORM},"link":"websocket"}}"#);
        let wish = Wish::read(&json).unwrap();
        assert_eq!(wish.link, LinkChoice::WebSocket);
        let request = wish.request.unwrap();
        assert_eq!((request.versions, request.name.as_str()), (Versions::OURS, "Anna"));
    }

    #[test]
    fn without_a_request_the_page_wishes_to_come_back() {
        for json in [r#"{"server":"http://h","request":null,"motion":"reduced"}"#, r#"{"server":"http://h"}"#] {
            assert_eq!(Wish::read(json).unwrap().request, None, "{json}");
        }
    }

    #[test]
    fn what_is_no_wish_is_an_error_with_a_reason() {
        for json in ["", "[]", r#"{"server":"h","request":5}"#, r#"{"server":"h","request":{"name":7}}"#] {
            assert!(Wish::read(json).is_err(), "{json}");
        }
    }
}
