//! The programme: reading it, running it, changing it, and being called to what begins.
//!
//! Everybody is told what runs and what comes next ([`Now`]); the whole list is read in pages by those who look at it.
//! A change raises the revision, so that whoever shows the list knows to read it again.

use alloc::vec::Vec;
use serde::{Deserialize, Serialize};

use crate::ids::{ItemId, RoomId, SeatId};
use crate::programme::{Item, ItemDraft, Minutes, Titles};

/// What a client asks about the programme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ProgrammeFromClient {
    /// The items, as many as fit a message; answered by [`ProgrammeFromServer::Page`].
    Read {
        /// From which on, counted from 0.
        from: u16,
    },
    /// Who runs it: the programme begins now, its items counted from this moment.
    Open,
    /// Who runs it: this item begins now, and what runs ends.
    Start(ItemId),
    /// Who runs it: this item, which runs, ends, and nothing begins yet.
    End(ItemId),
    /// Who runs it: call those in other rooms to what runs, once more.
    Call,
    /// Who changes it: a new item.
    Add {
        /// What it is about.
        what: ItemDraft,
        /// Before which item; at the end without one.
        before: Option<ItemId>,
        /// Whether the programme was opened when it was written, by which its start counts.
        open: bool,
    },
    /// Who changes it: an item is about something else.
    Change {
        /// Which.
        item: ItemId,
        /// What it was about when it was read, as [`ItemDraft::digest`]; refused when that changed meanwhile.
        was: u64,
        /// What it is about now.
        what: ItemDraft,
    },
    /// Who changes it: an item goes elsewhere in the order.
    Move {
        /// Which.
        item: ItemId,
        /// Before which other item; to the end without one.
        before: Option<ItemId>,
    },
    /// Who changes it: an item that does not run is taken out.
    Remove(ItemId),
    /// Who changes it: take back the last change or start, as far as it is remembered.
    Undo {
        /// The revision it led to; refused when there was another since.
        revision: u32,
    },
    /// Anybody: a free seat in the audience of this room, please; answered by [`ProgrammeFromServer::Seat`].
    FindSeat,
    /// Who changes it: an item is planned to last longer.
    Longer {
        /// Which.
        item: ItemId,
        /// By how much.
        by: Minutes,
    },
}

/// What runs and what comes next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Now {
    /// Raised by every change of the programme.
    pub revision: u32,
    /// The venue's clock, Unix seconds: countdowns follow it, whatever a client's own clock says.
    pub at: i64,
    /// The programme was opened; before, starts are counted from its opening.
    pub open: bool,
    /// How many items there are.
    pub items: u16,
    /// The last change can be taken back.
    pub undoable: bool,
    /// What runs.
    pub current: Option<Item>,
    /// What comes next.
    pub next: Option<Item>,
}

/// What a server says about the programme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ProgrammeFromServer {
    /// On entering, and after every change.
    Now(Now),
    /// A page of the items, in order.
    Page {
        /// The revision it was read at.
        revision: u32,
        /// The place of the first of them in the order, from 0.
        from: u16,
        /// Whether there are others behind them.
        more: bool,
        /// The items.
        items: Vec<Item>,
    },
    /// To those in other rooms: this begins now.
    Called {
        /// Which item.
        item: ItemId,
        /// Where.
        room: RoomId,
        /// What it is called.
        titles: Titles,
    },
    /// A seat that is kept free for this visitor for a moment.
    Seat(SeatId),
    /// To whoever asked for it: the change is stored, and was told.
    Done,
}
