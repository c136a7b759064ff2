//! One of everything that is said about group photographs.

use hiroba_shared::ids::{PhotographId, VisitorId};
use hiroba_shared::protocol::photograph::{
    NoPhotograph, Part, Photograph, PhotographFromClient, PhotographFromServer, PictureFile, Progress,
};
use hiroba_shared::text::PhotographCaption;

use super::blake3;

/// A caption.
#[must_use]
pub fn written(text: &str) -> PhotographCaption {
    PhotographCaption::new(text).unwrap_or_else(|fault| panic!("{text:?}: {fault}"))
}

/// Two pictures of a photograph, large and small.
#[must_use]
pub fn pictures() -> [PictureFile; 2] {
    [
        PictureFile { hash: blake3(7), bytes: 1_400_000, width: 3_840, height: 2_480 },
        PictureFile { hash: blake3(8), bytes: 90_000, width: 1_280, height: 826 },
    ]
}

/// One of everything a client may say.
#[must_use]
pub fn from_client() -> [PhotographFromClient; 7] {
    [
        PhotographFromClient::Call { caption: written("海のごみ"), ahead_of_utc: 540 },
        PhotographFromClient::JoinIn,
        PhotographFromClient::StepOut,
        PhotographFromClient::Sign(true),
        PhotographFromClient::Take,
        PhotographFromClient::CallOff,
        PhotographFromClient::List,
    ]
}

/// One of everything a server may say.
#[must_use]
pub fn from_server() -> [PhotographFromServer; 6] {
    let [large, small] = pictures();
    let (photograph, caption) = (PhotographId(300), written("海のごみ"));
    let photograph =
        Photograph { photograph, caption: caption.clone(), taken: 1_795_460_400, people: 300, large, small };
    [
        PhotographFromServer::Called { by: VisitorId(70_000), caption },
        PhotographFromServer::You { part: Part::InPlace, signed: true },
        PhotographFromServer::Standing { progress: Progress::Counting(5), there: 38, coming: 2 },
        PhotographFromServer::Over(NoPhotograph::CalledOff),
        PhotographFromServer::Taken(photograph.clone()),
        PhotographFromServer::Photographs(vec![photograph]),
    ]
}
