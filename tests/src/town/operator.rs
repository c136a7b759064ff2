//! The operator of a town: asks, and waits for the answer.

use hiroba_server::venue::input::{AskId, Input, OperatorInput};
use hiroba_server::venue::output::OperatorAnswer;

use super::Town;

impl Town {
    /// Asks something as the operator does; the answer is waited for.
    ///
    /// # Panics
    /// When there is no answer within a second.
    pub fn operate(&mut self, input: impl FnOnce(AskId) -> OperatorInput) -> OperatorAnswer {
        let ask = self.ask_number();
        self.inputs.push(Input::Operator(input(ask)));
        for _ in 0..20 {
            self.run(1);
            if let Some(at) = self.operator.iter().position(|(answered, _)| *answered == ask) {
                return self.operator.remove(at).1;
            }
        }
        panic!("no answer to the operator within a second");
    }
}
