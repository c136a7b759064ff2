//! Group photographs: being called to one, standing in it or not, calling one, and taking the picture home.
//!
//! Who is in it and when it is taken is the venue's word; here the countdown runs by this device's own clock between what
//! the venue says. The picture is fetched beside the link by its hash.

pub mod banner_view;
pub mod list_view;
mod react;
#[cfg(not(target_arch = "wasm32"))]
mod take_home;

use std::collections::BTreeSet;

use bevy::prelude::*;
use hiroba_shared::ids::{PhotographId, VisitorId};
use hiroba_shared::protocol::photograph::{Part, Photograph, PhotographFromServer, Progress};

use crate::panel::PanelSystems;
use crate::schedule::ClientSystems;
use crate::screen::Screen;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Photographs>()
        .add_systems(OnEnter(Screen::SignIn), react::forget)
        .add_systems(
            Update,
            (react::hear, react::read_when_opened, react::act_in_strip, react::act_in_list, react::count)
                .chain()
                .in_set(ClientSystems::React)
                .run_if(in_state(Screen::InVenue)),
        )
        .add_systems(Update, react::show.in_set(PanelSystems::Show));
    #[cfg(not(target_arch = "wasm32"))]
    take_home::plugin(app);
}

/// A photograph that is being made in this room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sitting {
    /// Who calls.
    pub by: VisitorId,
    /// What will stand under it.
    pub caption: String,
    /// This person's part in it.
    pub part: Part,
    /// Their name will stand under it.
    pub signed: bool,
    /// How far it is; of a countdown, how many seconds are left by now.
    pub progress: Progress,
    /// How many stand in their places.
    pub there: u16,
    /// How many are on the way.
    pub coming: u16,
}

/// Photographs as far as they were told.
#[derive(Debug, Clone, PartialEq, Eq, Default, Resource)]
pub struct Photographs {
    /// The one that is being made in this room.
    pub sitting: Option<Sitting>,
    /// Those that were taken, newest first; `None` until they were read.
    pub taken: Option<Vec<Photograph>>,
    /// One that came while nobody looked at the list.
    pub fresh: Option<PhotographId>,
    /// What will stand under the next one.
    pub caption: String,
    /// Raised when the program wrote the caption.
    pub edition: u32,
    /// The caption cannot be used as it is.
    pub faulty: bool,
    /// The small pictures that this client has the pixels of, by their hashes; a browser gets them by itself.
    pub here: BTreeSet<String>,
    /// Where photographs were put on this device, as the person is told.
    pub put: Vec<(PhotographId, Put)>,
}

/// What became of a photograph that was to be put on this device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Put {
    /// It is on its way.
    Coming,
    /// It lies there.
    At(String),
    /// It could not be put anywhere.
    Nowhere,
}

impl Photographs {
    /// Takes in what the venue says.
    pub fn take(&mut self, said: &PhotographFromServer) {
        match said {
            PhotographFromServer::Called { by, caption } => {
                self.sitting = Some(Sitting {
                    by: *by,
                    caption: caption.as_str().to_owned(),
                    part: Part::Out,
                    signed: false,
                    progress: Progress::Gathering,
                    there: 0,
                    coming: 0,
                });
            }
            PhotographFromServer::You { part, signed } => {
                if let Some(sitting) = &mut self.sitting {
                    (sitting.part, sitting.signed) = (*part, *signed);
                }
            }
            PhotographFromServer::Standing { progress, there, coming } => {
                if let Some(sitting) = &mut self.sitting {
                    // While it counts, this device counts; the venue repeats itself when somebody comes or goes.
                    sitting.progress = *progress;
                    (sitting.there, sitting.coming) = (*there, *coming);
                }
            }
            PhotographFromServer::Over(_) => self.sitting = None,
            PhotographFromServer::Taken(photograph) => {
                self.sitting = None;
                self.fresh = Some(photograph.photograph);
                if let Some(taken) = &mut self.taken {
                    taken.retain(|other| other.photograph != photograph.photograph);
                    taken.insert(0, photograph.clone());
                }
            }
            PhotographFromServer::Photographs(taken) => self.taken = Some(taken.clone()),
        }
    }

    /// A second of the countdown is over.
    pub fn count_down(&mut self) {
        if let Some(Progress::Counting(left)) = self.sitting.as_mut().map(|sitting| &mut sitting.progress) {
            *left = left.saturating_sub(1);
        }
    }

    /// Whether a countdown runs.
    #[must_use]
    pub fn is_counting(&self) -> bool {
        matches!(self.sitting.as_ref().map(|sitting| sitting.progress), Some(Progress::Counting(_)))
    }

    /// Notes what became of one that was to be put on this device.
    pub fn note(&mut self, photograph: PhotographId, put: Put) {
        self.put.retain(|(other, _)| *other != photograph);
        self.put.push((photograph, put));
    }
}

#[cfg(test)]
pub(crate) mod samples {
    use super::*;
    use hiroba_shared::protocol::photograph::PictureFile;
    use hiroba_shared::protocol::slides::Blake3;
    use hiroba_shared::text::PhotographCaption;

    pub(crate) fn photograph(number: u32) -> Photograph {
        let file =
            |byte, width| PictureFile { hash: Blake3([byte; 32]), bytes: 1_400_000, width, height: width / 3 * 2 };
        Photograph {
            photograph: PhotographId(number),
            caption: PhotographCaption::new("The <b>end</b>").unwrap(),
            taken: 1_795_460_400,
            people: 40,
            large: file(7, 3_840),
            small: file(8, 1_280),
        }
    }

    pub(crate) fn called() -> Photographs {
        let mut photographs = Photographs::default();
        let caption = PhotographCaption::new("The <b>end</b>").unwrap();
        photographs.take(&PhotographFromServer::Called { by: VisitorId(9), caption });
        photographs.take(&PhotographFromServer::You { part: Part::OnTheWay, signed: false });
        photographs.take(&PhotographFromServer::Standing { progress: Progress::Gathering, there: 3, coming: 37 });
        photographs
    }
}

#[cfg(test)]
mod tests {
    use super::samples::{called, photograph};
    use super::*;

    #[test]
    fn a_photograph_that_was_taken_is_the_newest_and_ends_the_sitting() {
        let mut photographs = called();
        photographs.take(&PhotographFromServer::Photographs(vec![photograph(1)]));
        photographs.take(&PhotographFromServer::Taken(photograph(2)));
        let numbers: Vec<u32> = photographs.taken.iter().flatten().map(|one| one.photograph.0).collect();
        assert_eq!((photographs.sitting, numbers, photographs.fresh), (None, vec![2, 1], Some(PhotographId(2))));
    }

    #[test]
    fn the_countdown_runs_here_and_never_below_nought() {
        let mut photographs = called();
        photographs.count_down();
        assert!(!photographs.is_counting());
        photographs.take(&PhotographFromServer::Standing { progress: Progress::Counting(2), there: 40, coming: 0 });
        (0..3).for_each(|_| photographs.count_down());
        assert_eq!(photographs.sitting.map(|sitting| sitting.progress), Some(Progress::Counting(0)));
    }
}
