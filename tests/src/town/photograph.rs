//! Photographs of a town: what the venue gave out to be drawn, and what an edge would answer.

use hiroba_server::venue::input::Input;
use hiroba_server::venue::output::Composition;
use hiroba_server::venue::record::PhotographFiles;
use hiroba_shared::protocol::photograph::{PhotographFromClient, PhotographFromServer};
use hiroba_shared::protocol::{FromClient, FromServer};

use super::Town;
use super::player::Player;
use crate::messages::photograph::pictures;

impl Town {
    /// The oldest photograph that was taken is drawn.
    ///
    /// # Panics
    /// When none was taken.
    pub fn draws_photograph(&mut self) -> Composition {
        let [large, small] = pictures();
        self.answers_photograph(Some(PhotographFiles { large, small }))
    }

    /// The oldest photograph that was taken cannot be drawn.
    ///
    /// # Panics
    /// When none was taken.
    pub fn spoils_photograph(&mut self) -> Composition {
        self.answers_photograph(None)
    }

    fn answers_photograph(&mut self, drawn: Option<PhotographFiles>) -> Composition {
        let composition = self.compositions.pop_front().unwrap_or_else(|| panic!("no photograph was taken"));
        self.inputs.push(Input::Photograph { number: composition.number, drawn });
        composition
    }
}

impl Player {
    /// Says something about the photograph.
    pub fn photographs(&mut self, said: PhotographFromClient) {
        self.asks(&FromClient::Photograph(said));
    }

    /// What the server said about photographs, in order.
    pub fn told_of_photographs(&self) -> impl DoubleEndedIterator<Item = &PhotographFromServer> {
        self.log.iter().filter_map(|message| if let FromServer::Photograph(said) = message { Some(said) } else { None })
    }
}
