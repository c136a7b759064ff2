//! The HTTP door: what a client asks before it has a link, and what it gets. JSON over `GET /api/door`,
//! `POST /api/join` and `POST /api/resume`.

use alloc::{collections::BTreeMap, string::String, vec::Vec};
use serde::{Deserialize, Serialize};

use crate::profile::Persona;
use crate::protocol::PROTOCOL_VERSION;
use crate::refusal::Refusal;
use crate::rules::RULES_VERSION;

/// Seconds a ticket lives.
pub const TICKET_SECONDS: u32 = 30;
/// Seconds a resume key lives after its visitor was last seen: 12 hours.
pub const RESUME_SECONDS: u32 = 12 * 60 * 60;
/// Seconds a seat and a place at a table are held for a broken link.
pub const SEAT_HELD_SECONDS: u32 = 60;

/// Versions a client was built with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Versions {
    /// [`PROTOCOL_VERSION`].
    pub protocol: u16,
    /// [`RULES_VERSION`].
    pub rules: u16,
}

impl Versions {
    /// The versions of this build.
    pub const OURS: Self = Self { protocol: PROTOCOL_VERSION, rules: RULES_VERSION };

    /// The refusal for a client of other versions, if these are.
    #[must_use]
    pub fn refusal(self) -> Option<Refusal> {
        (self != Self::OURS).then_some(Refusal::WrongVersion { server: PROTOCOL_VERSION, client: self.protocol })
    }
}

/// `GET /api/door`: what anybody may know of a venue before they come in. Fields may be added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DoorSign {
    /// Name of the venue, as the operator wrote it.
    pub title: String,
    /// Versions of the server.
    pub versions: Versions,
    /// Version of the privacy notice and the code of conduct; a [`JoinRequest`] must agree to it.
    pub policies: String,
    /// People who are seen in the venue.
    pub present: u32,
    /// Most people it holds.
    pub capacity: u32,
    /// Its rooms, the one where people start first.
    pub rooms: Vec<RoomSign>,
    /// Languages of the interface, ISO 639-1.
    pub interface: Vec<String>,
    /// Languages somebody may say they speak: code and own name.
    pub spoken: Vec<(String, String)>,
}

/// A room on the [`DoorSign`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoomSign {
    /// Its name in addresses, as in [`JoinRequest::room`].
    pub name: String,
    /// Its title for people.
    pub title: String,
    /// The same in other languages, by their code.
    #[serde(default)]
    pub titles: BTreeMap<String, String>,
    /// People who are seen in it.
    pub present: u32,
}

/// `GET /api/policies`: what people agree to at the door, in every language there is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Policies {
    /// The version of all these texts together.
    pub version: String,
    /// The texts by language, ISO 639-1.
    pub texts: BTreeMap<String, PolicyTexts>,
}

/// What people agree to, in one language, as plain text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PolicyTexts {
    /// What happens with what is known about them.
    pub privacy: String,
    /// How people treat each other here.
    pub conduct: String,
}

/// `POST /api/join`: somebody new wants in. Fields are plain texts and numbers here, so that the server can answer
/// with the field that is wrong; [`JoinRequest::persona`] makes them valid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JoinRequest {
    /// Versions of the client.
    pub versions: Versions,
    /// See [`Persona::name`].
    pub name: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// Name of an [`crate::profile::OrganisationKind`].
    pub organisation_kind: String,
    /// Name of the organisation; empty for none.
    #[serde(default)]
    pub organisation: String,
    /// ISO 639-1 codes, best first.
    #[serde(default)]
    pub languages: Vec<String>,
    /// See [`crate::look::Look`].
    pub look: [u8; 6],
    /// The code of an invitation, if they have one.
    #[serde(default)]
    pub invitation: Option<String>,
    /// Room (and `#entry`) the address named.
    #[serde(default)]
    pub room: Option<String>,
    /// A random number this device keeps, 64 hexadecimal letters, by which a bar knows it again. A device without
    /// one is known by name and address together, because a whole school shares an address.
    #[serde(default)]
    pub device: Option<String>,
    /// Version of the privacy notice and the code of conduct they agreed to; [`DoorSign::policies`] at that time.
    #[serde(default)]
    pub agreed: Option<String>,
}

impl JoinRequest {
    /// The request of this build for `persona`.
    #[must_use]
    pub fn new(persona: &Persona) -> Self {
        Self {
            versions: Versions::OURS,
            name: String::from(persona.name.as_str()),
            country: String::from(persona.country.code()),
            organisation_kind: String::from(persona.organisation_kind.name()),
            organisation: persona.organisation.as_ref().map(|name| String::from(name.as_str())).unwrap_or_default(),
            languages: persona.languages.as_slice().iter().map(|l| String::from(l.code())).collect(),
            look: persona.look.parts(),
            invitation: None,
            room: None,
            device: None,
            agreed: None,
        }
    }

    /// The persona described, if every field is valid.
    ///
    /// # Errors
    /// Refuses with the first field that is not.
    pub fn persona(&self) -> Result<Persona, Refusal> {
        use crate::refusal::Field;
        let bad = |field| move |fault| Refusal::BadField { field, fault: Some(fault) };
        let wrong = |field| Refusal::BadField { field, fault: None };
        let organisation = match self.organisation.trim() {
            "" => None,
            name => Some(crate::text::OrganisationName::new(name).map_err(bad(Field::Organisation))?),
        };
        let kinds = crate::profile::OrganisationKind::ALL;
        let organisation_kind = kinds.into_iter().find(|kind| kind.name() == self.organisation_kind);
        let languages = self.languages.iter().map(|code| crate::profile::Language::new(code)).collect::<Result<_, _>>();
        let languages = languages.ok().and_then(|list| crate::profile::Languages::new(list).ok());
        Ok(Persona {
            name: crate::text::DisplayName::new(&self.name).map_err(bad(Field::Name))?,
            country: crate::country::Country::new(&self.country).map_err(|_| wrong(Field::Country))?,
            organisation_kind: organisation_kind.ok_or(wrong(Field::Organisation))?,
            organisation,
            languages: languages.ok_or(wrong(Field::Languages))?,
            look: crate::look::Look::new(self.look).map_err(|_| wrong(Field::Look))?,
        })
    }
}

/// `POST /api/resume`: somebody whose link broke wants back to their place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResumeRequest {
    /// Versions of the client.
    pub versions: Versions,
    /// The resume key, 64 hexadecimal letters.
    pub resume_key: String,
}

/// Where the game link is to be had. Addresses may be absolute or start with `/`, then the door's own origin counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Links {
    /// WebSocket address, always there.
    pub websocket: String,
    /// WebTransport, where the server offers it.
    pub webtransport: Option<WebTransportLink>,
}

/// How to reach the server by WebTransport.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WebTransportLink {
    /// Address, `https://host:port/link`. A host of `*` stands for the host of the door's own address.
    pub url: String,
    /// SHA-256 of each certificate that may be met, in hexadecimal; empty for a publicly trusted one.
    pub certificate_sha256: Vec<String>,
}

/// Let in: present the ticket on a link within [`TICKET_SECONDS`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Admission {
    /// One-time ticket, 64 hexadecimal letters.
    pub ticket: String,
    /// Key to come back with after a broken link, 64 hexadecimal letters. Each admission gives a new one; the old
    /// one keeps working until the new ticket was presented.
    pub resume_key: String,
    /// Where to connect.
    pub links: Links,
    /// Versions of the server.
    pub versions: Versions,
}

/// The body of an answer that is not an [`Admission`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// The code, for programs.
    pub refused: Refusal,
    /// A sentence in English, for whoever reads raw answers; clients translate the code.
    pub message: String,
}
