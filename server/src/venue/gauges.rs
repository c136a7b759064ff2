//! How the venue stands, in numbers for the operator's metrics. Never names or texts.

use super::input::Transport;
use super::roster::Attendance;
use super::{Venue, presence};

/// How the venue stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Gauges {
    /// Whether it says farewell and lets nobody in any more.
    pub stopping: bool,
    /// People who are seen, in the venue.
    pub present: u32,
    /// People who are seen, by room name, in order of the rooms.
    pub rooms: Vec<(String, u32)>,
    /// Links by what carries them.
    pub links: Vec<(Transport, u32)>,
    /// Visitors whose window is hidden.
    pub away: u32,
    /// Places held for broken links.
    pub held: u32,
    /// Tables with somebody at them.
    pub tables: u32,
    /// Tickets that are out.
    pub tickets: u32,
    /// Requests to the store that somebody waits for.
    pub requests: u32,
}

/// Reads the gauges; looks at everybody, so it is meant for once a second.
pub(super) fn read(venue: &Venue) -> Gauges {
    let counts = presence::count(venue);
    let names = venue.rooms.iter().map(|(_, room)| room.name.clone());
    let all = [Transport::WebTransport, Transport::WebSocket, Transport::Loopback];
    let mut gauges = Gauges {
        stopping: venue.stopping,
        present: counts.venue,
        rooms: names.zip(counts.rooms).collect(),
        links: all.map(|transport| (transport, 0)).to_vec(),
        tickets: u32::try_from(venue.admission.tickets()).unwrap_or(u32::MAX),
        requests: u32::try_from(venue.requests.len()).unwrap_or(u32::MAX),
        ..Gauges::default()
    };
    for (_, visitor) in venue.roster.iter() {
        match visitor.attendance {
            Attendance::Broken { .. } => gauges.held += 1,
            Attendance::Linked { transport, away, .. } => {
                gauges.away += u32::from(away);
                gauges.links.iter_mut().filter(|(kind, _)| *kind == transport).for_each(|(_, count)| *count += 1);
            }
        }
    }
    let circles = venue.rooms.iter().flat_map(|(_, room)| room.circles.values());
    gauges.tables = u32::try_from(circles.filter(|circle| !circle.members.is_empty()).count()).unwrap_or(u32::MAX);
    gauges
}
