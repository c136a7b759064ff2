//! Group photographs in memory.

use hiroba_shared::ids::PhotographId;
use hiroba_shared::protocol::photograph::{MOST_PHOTOGRAPHS, Photograph};

use super::MemoryStore;
use crate::venue::record::{Answer, NewPhotograph};

impl MemoryStore {
    pub(super) fn keep_photograph(&mut self, new: &NewPhotograph) -> Answer {
        self.last_photograph += 1;
        let kept = Photograph {
            photograph: PhotographId(self.last_photograph),
            caption: new.caption.clone(),
            taken: new.taken.0,
            people: new.people,
            large: new.files.large,
            small: new.files.small,
        };
        self.photographs.push(kept.clone());
        Answer::Photographs(vec![kept])
    }

    pub(super) fn list_photographs(&self) -> Answer {
        Answer::Photographs(self.photographs.iter().rev().take(MOST_PHOTOGRAPHS).cloned().collect())
    }
}
