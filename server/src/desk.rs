//! What lies between the pages of the desk and what keeps for them: one bounded queue of questions, each with its answer.
//!
//! Staff, their sessions and their links are no matter of the hall, so they do not pass through the venue: a page takes a
//! transaction and not two ticks, and a flood of pages never reaches the tick thread. Nothing is decided here.

use std::time::Duration;

use hiroba_desk::keeping::{Answered, Asked};
use tokio::sync::{mpsc, oneshot};
use tokio::time::timeout;

use crate::driver::clock;

/// Questions that may wait; more are told to come again.
const MOST_WAITING: usize = 128;
/// How long a question may take.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(10);

/// A question and where its answer goes.
#[derive(Debug)]
pub struct Question {
    /// What is asked.
    pub asked: Asked,
    /// Where the answer goes.
    pub answer: oneshot::Sender<Answered>,
}

/// The pages' end of the queue.
#[derive(Debug, Clone)]
pub struct DeskDoor {
    questions: mpsc::Sender<Question>,
}

impl DeskDoor {
    /// A queue and the end of whoever answers.
    #[must_use]
    pub fn open() -> (Self, mpsc::Receiver<Question>) {
        let (questions, waiting) = mpsc::channel(MOST_WAITING);
        (Self { questions }, waiting)
    }

    /// Asks, and waits for the answer; `Failed` when too many wait or nobody answers in time.
    pub async fn ask(&self, asked: Asked) -> Answered {
        let (answer, answered) = oneshot::channel();
        if self.questions.try_send(Question { asked, answer }).is_err() {
            return Answered::Failed;
        }
        timeout(ANSWER_TIMEOUT, answered).await.ok().and_then(Result::ok).unwrap_or(Answered::Failed)
    }

    /// What time it is, in Unix seconds.
    #[must_use]
    pub fn now(&self) -> i64 {
        clock::unix_now().0
    }
}
