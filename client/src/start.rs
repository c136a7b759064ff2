//! What the command line, or the address in a browser, asked for: fills in the sign-in form, or joins at once.
//!
//! It joins at once only when it knows a name and a country; otherwise the sign-in screen asks.

use std::path::PathBuf;

use bevy::prelude::*;
use hiroba_shared::country::Country;
use hiroba_shared::door::JoinRequest;
use hiroba_shared::look::Look;
use hiroba_shared::profile::{Languages, OrganisationKind, Persona};
use hiroba_shared::text::{DisplayName, OrganisationName};

use crate::venue_state::JoinAsked;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Wishes>().add_systems(PostStartup, join_at_once);
}

/// The venue a client asks when it was told no other.
pub const DEFAULT_SERVER: &str = "http://127.0.0.1:8080";

/// What is known before the person typed anything.
#[derive(Resource, Debug, Clone, PartialEq, Eq, Default)]
pub struct Wishes {
    /// Address of the door; [`DEFAULT_SERVER`] unless the person says another.
    pub server: Option<String>,
    /// See [`Persona::name`].
    pub name: Option<String>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// Name of the organisation.
    pub organisation: Option<String>,
    /// Code of an invitation.
    pub invitation: Option<String>,
    /// Room, and `#entry`, to start in.
    pub room: Option<String>,
    /// Version of the privacy notice and the code of conduct that was agreed to.
    pub agreed: Option<String>,
    /// Language of the texts, such as `ja`.
    pub language: Option<String>,
    /// Light or dark.
    pub theme: Option<String>,
    /// Where this device keeps settings; `None` keeps nothing on the desktop, and a browser keeps them in its own place.
    pub folder: Option<PathBuf>,
    /// How much may be loaded.
    pub bandwidth: Bandwidth,
    /// How much may move.
    pub motion: Motion,
}

/// How much may be loaded and how often.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Bandwidth {
    /// As much as the link carries.
    #[default]
    Auto,
    /// Little.
    Low,
}

/// How much may move on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Motion {
    /// As usual.
    #[default]
    Auto,
    /// Only what has to.
    Reduced,
}

impl Wishes {
    /// The request to join, when enough is known for one.
    #[must_use]
    pub fn request(&self) -> Option<JoinRequest> {
        let name = DisplayName::new(self.name.as_ref()?).ok()?;
        let seed = name.as_str().bytes().fold(0u64, |seed, byte| seed.wrapping_mul(31).wrapping_add(u64::from(byte)));
        let organisation = self.organisation.as_ref().and_then(|name| OrganisationName::new(name).ok());
        let persona = Persona {
            name,
            country: Country::new(self.country.as_ref()?).ok()?,
            organisation_kind: OrganisationKind::Other,
            organisation,
            languages: Languages::default(),
            look: Look::from_seed(seed),
        };
        let invitation = self.invitation.clone();
        let (room, agreed) = (self.room.clone(), self.agreed.clone());
        Some(JoinRequest { invitation, room, agreed, ..JoinRequest::new(&persona) })
    }
}

fn join_at_once(wishes: Res<Wishes>, mut asked: MessageWriter<JoinAsked>) {
    if let Some(request) = wishes.request() {
        asked.write(JoinAsked { server: wishes.server.clone().unwrap_or_else(|| DEFAULT_SERVER.to_owned()), request });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_without_a_country_is_left_to_the_form() {
        let wishes = Wishes { name: Some("Anna".to_owned()), ..Wishes::default() };
        assert_eq!(wishes.request(), None);
        let wishes = Wishes { country: Some("JP".to_owned()), ..wishes };
        assert_eq!(wishes.request().map(|request| request.name), Some("Anna".to_owned()));
    }
}
