//! Refusals and farewells as sentences that say what the person can do now.

use hiroba_shared::refusal::{Farewell, Field, Refusal};
use hiroba_shared::text::TextFault;

use super::Locale;

impl Locale {
    /// What a refusal means, in a sentence. `now` is the time in Unix seconds.
    #[must_use]
    pub fn refusal(&self, refusal: &Refusal, now: i64) -> String {
        match *refusal {
            Refusal::WrongVersion { server, client } => {
                self.text_with("refusal-wrong-version", &[("server", server.into()), ("client", client.into())])
            }
            Refusal::BadField { field, fault } => self.bad_field(field, fault),
            Refusal::ReservedName => self.text("refusal-reserved-name"),
            Refusal::Full { capacity } => self.text_with("refusal-full", &[("capacity", capacity.into())]),
            Refusal::BadInvitation => self.text("refusal-bad-invitation"),
            Refusal::Barred { until } => self.until("refusal-barred", until, now),
            Refusal::BadTicket => self.text("refusal-bad-ticket"),
            Refusal::BadResumeKey => self.text("refusal-bad-resume-key"),
            Refusal::TooFast { retry_ms } => {
                self.text_with("refusal-too-fast", &[("seconds", retry_ms.div_ceil(1_000).max(1).into())])
            }
            Refusal::NotReady => self.text("refusal-not-ready"),
            Refusal::NotAllowed => self.text("refusal-not-allowed"),
            Refusal::NotHere => self.text("refusal-not-here"),
            Refusal::Muted { until } => self.until("refusal-muted", until, now),
            Refusal::QuietZone => self.text("refusal-quiet-zone"),
            Refusal::NotInCircle => self.text("refusal-not-in-circle"),
            Refusal::CircleFull { capacity } => self.text_with("refusal-circle-full", &[("capacity", capacity.into())]),
            Refusal::DirectRefused => self.text("refusal-direct-refused"),
            Refusal::SeatTaken => self.text("refusal-seat-taken"),
            Refusal::TooFar => self.text("refusal-too-far"),
            Refusal::NoWay => self.text("refusal-no-way"),
            Refusal::OutOfPlace => self.text("refusal-out-of-place"),
            Refusal::Unknown => self.text("refusal-unknown"),
            Refusal::NotStored => self.text("refusal-not-stored"),
            Refusal::NotAgreed => self.text("refusal-not-agreed"),
            Refusal::ChatClosed => self.text("refusal-chat-closed"),
            Refusal::NoSeat => self.text("refusal-no-seat"),
            Refusal::NameWanted => self.text("refusal-name-wanted"),
            Refusal::TooMany { limit } => self.text_with("refusal-too-many", &[("limit", limit.into())]),
            Refusal::Closed => self.text("refusal-closed"),
            Refusal::StageFull => self.text("refusal-stage-full"),
            Refusal::Overtaken => self.text("refusal-overtaken"),
        }
    }

    /// Why a visit ended, in a sentence.
    #[must_use]
    pub fn farewell(&self, farewell: Farewell, now: i64) -> String {
        match farewell {
            Farewell::Left => self.text("farewell-left"),
            Farewell::Replaced => self.text("farewell-replaced"),
            Farewell::SentOut => self.text("farewell-sent-out"),
            Farewell::Barred { until } => self.until("refusal-barred", until, now),
            Farewell::ServerStops => self.text("farewell-server-stops"),
            Farewell::ProtocolError => self.text("farewell-protocol-error"),
        }
    }

    fn until(&self, key: &'static str, until: i64, now: i64) -> String {
        self.text_with(key, &[("time", self.length_of_time(until.saturating_sub(now)).into())])
    }

    fn bad_field(&self, field: Field, fault: Option<TextFault>) -> String {
        let wrong = match field {
            Field::Name => "fault-name",
            Field::Country => "fault-country",
            Field::Organisation => "fault-organisation",
            Field::Languages => "fault-languages",
            Field::Look => "fault-look",
            Field::Invitation => "refusal-bad-invitation",
        };
        fault.map_or_else(|| self.text(wrong), |fault| self.text_fault(fault))
    }

    /// What is wrong with a text, in a sentence.
    #[must_use]
    pub fn text_fault(&self, fault: TextFault) -> String {
        match fault {
            TextFault::Empty => self.text("fault-empty"),
            TextFault::TooLong { limit } => self.text_with("fault-too-long", &[("limit", limit.into())]),
            TextFault::ForbiddenCharacter => self.text("fault-forbidden-character"),
        }
    }
}
