//! How a town is made: its rooms, its size, its links, its seed.

use hiroba_server::venue::record::programme::KeptProgramme;
use hiroba_server::venue::{RoomSetup, VenueSetup};

use crate::drawing;
use crate::link::Link;

/// How a town is made.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Its rooms.
    pub rooms: Vec<RoomSetup>,
    /// Most people in it.
    pub capacity: u32,
    /// Seed of everything.
    pub seed: u64,
    /// How everybody's link is, unless they come by another.
    pub link: Link,
    /// Its programme.
    pub programme: KeptProgramme,
}

impl Plan {
    /// A town of these rooms over perfect links.
    #[must_use]
    pub fn of(rooms: Vec<RoomSetup>) -> Self {
        Self { rooms, capacity: 2_500, seed: 1, link: Link::perfect(), programme: KeptProgramme::default() }
    }

    /// A town of one drawn room.
    #[must_use]
    pub fn drawn(drawing: &str) -> Self {
        Self::of(vec![drawing::setup("hall", drawing::room(drawing))])
    }

    /// The same with another link for everybody.
    #[must_use]
    pub fn over(self, link: Link) -> Self {
        Self { link, ..self }
    }

    /// The same with another seed.
    #[must_use]
    pub fn seeded(self, seed: u64) -> Self {
        Self { seed, ..self }
    }

    /// The same for at most so many people.
    #[must_use]
    pub fn holding(self, capacity: u32) -> Self {
        Self { capacity, ..self }
    }

    /// The same with a programme.
    #[must_use]
    pub fn with_programme(self, programme: KeptProgramme) -> Self {
        Self { programme, ..self }
    }

    /// The same over a perfect link and over a bad one.
    #[must_use]
    pub fn over_both(self) -> [Self; 2] {
        [self.clone(), self.over(Link::bad())]
    }

    pub(super) fn setup(&self) -> VenueSetup {
        VenueSetup {
            rooms: self.rooms.clone(),
            capacity: self.capacity,
            reserved_names: vec![String::from("Moderator"), String::from("Hiroba")],
            seed: self.seed,
            first_message: 1,
            programme: self.programme.clone(),
        }
    }
}
