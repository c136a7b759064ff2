//! Evenings in a fuzzed venue, written as operations: somebody of every role comes, and each subject has its turn.

use hiroba_shared::role::Role;

use crate::fuzzing::operations::Operation;
use crate::messages::from_client;
use crate::rng::Rng;

/// All of them; the last goes on by chance.
pub(super) fn all() -> Vec<Vec<u8>> {
    vec![talking(), order(), questions(), polls(), programme(), stage(), slides(), photograph(), anything()]
}

/// Operations, one after the other.
struct Script {
    bytes: Vec<u8>,
    examples: Vec<&'static str>,
}

/// How far from the end of the list somebody is who came in the order of roles; this is how they are named.
const fn named(role: Role) -> u8 {
    (Role::ALL.len() - 1) as u8 - role as u8
}

impl Script {
    /// Somebody of every role comes into the hall, but the pupil into the garden.
    fn begin() -> Self {
        let examples = from_client::examples().iter().map(from_client::name).collect();
        let mut script = Self { bytes: Vec::new(), examples };
        for role in Role::ALL {
            let room = u8::from(role == Role::Pupil);
            script.does(Operation::Join, &[0, role as u8, role as u8, room]);
            script.does(Operation::Answer, &[]);
            script.does(Operation::Present, &[1, 0]);
        }
        script.passes(1);
        script
    }

    fn does(&mut self, operation: Operation, choices: &[u8]) {
        self.bytes.push(operation.byte());
        self.bytes.extend(choices);
    }

    /// Somebody says something; it is stored, and half a second passes.
    fn says(&mut self, role: Role, what: &str, choice: [u8; 4]) {
        let example = self.examples.iter().position(|name| *name == what);
        let example = example.and_then(|at| u8::try_from(at).ok()).unwrap_or_else(|| panic!("nobody says {what}"));
        self.does(Operation::Say, &[named(role), example]);
        self.bytes.extend(choice);
        self.does(Operation::Answer, &[]);
        self.does(Operation::Pass, &[1, 10]);
        self.does(Operation::Answer, &[]);
    }

    /// Several things said one after the other by one person, with nothing to choose.
    fn says_all(&mut self, role: Role, all: &[&str]) {
        all.iter().for_each(|what| self.says(role, what, [0; 4]));
    }

    fn passes(&mut self, times: u8) {
        (0..times).for_each(|_| self.does(Operation::Pass, &[4, 63]));
    }
}

fn talking() -> Vec<u8> {
    let mut script = Script::begin();
    let visitor = named(Role::Visitor);
    script.says(Role::Visitor, "walk_lead_zone", [0, 0, 0, 0]);
    script.says(Role::Host, "walk_follow", [visitor, 0, 0, 0]);
    script.says(Role::Curator, "people_search", [1, 1, 0, 0]);
    script.passes(2);
    script.says_all(Role::Visitor, &["talk_say_near", "talk_say_circle", "talk_emote_wave", "walk_stop"]);
    script.says_all(Role::Host, &["talk_say_room", "walk_stop"]);
    script.says(Role::Host, "talk_direct", [visitor, 0, 0, 0]);
    script.says(Role::Visitor, "talk_take_direct", [0; 4]);
    script.says(Role::Host, "people_locate", [visitor, 0, 0, 0]);
    script.says(Role::Curator, "walk_lead_room", [1, 0, 0, 0]);
    script.says(Role::Speaker, "walk_sit", [0; 4]);
    script.says(Role::Speaker, "session_away", [1; 4]);
    script.says(Role::Speaker, "session_away", [0; 4]);
    script.passes(3);
    script.does(Operation::Close, &[visitor]);
    script.does(Operation::Resume, &[visitor]);
    script.does(Operation::Answer, &[]);
    script.does(Operation::Present, &[1, 0]);
    script.passes(1);
    script.says_all(Role::Teacher, &["session_pace", "session_leave"]);
    script.bytes
}

fn order() -> Vec<u8> {
    let mut script = Script::begin();
    let [visitor, host] = [Role::Visitor, Role::Host].map(named);
    script.says(Role::Visitor, "talk_say_near", [0; 4]);
    script.says(Role::Curator, "order_report", [visitor, 1, 0, 0]);
    script.says(Role::Moderator, "order_mute", [visitor, 5, 0, 0]);
    script.says(Role::Visitor, "talk_say_near", [0; 4]);
    script.says(Role::Moderator, "order_undo", [0; 4]);
    script.says(Role::Visitor, "order_block", [host, 0, 0, 0]);
    script.says(Role::Visitor, "order_unblock", [host, 0, 0, 0]);
    script.says(Role::Moderator, "order_bar", [visitor, 5, 0, 0]);
    script.does(Operation::Resume, &[visitor]);
    script.does(Operation::Answer, &[]);
    script.says(Role::Moderator, "order_send_out", [named(Role::Teacher), 0, 0, 0]);
    script.says(Role::Moderator, "order_read_log", [0; 4]);
    script.bytes
}

fn questions() -> Vec<u8> {
    let mut script = Script::begin();
    script.says(Role::Host, "floor_set_manners", [1, 0, 0, 0]);
    script.says(Role::Moderator, "floor_watch", [0; 4]);
    script.says_all(Role::Visitor, &["floor_ask", "floor_ask_unnamed"]);
    script.says_all(Role::Teacher, &["floor_vote", "floor_unvote", "floor_vote"]);
    script.says_all(Role::Moderator, &["floor_pin", "floor_unpin", "floor_take", "floor_put_back", "floor_answer"]);
    script.says_all(Role::Visitor, &["floor_ask", "floor_raise_hand", "floor_lower_hand", "floor_raise_hand"]);
    script.says(Role::Moderator, "floor_merge", [0, 1, 0, 0]);
    script.says(Role::Moderator, "floor_call", [1, named(Role::Visitor), 0, 0]);
    script.says_all(Role::Moderator, &["floor_dismiss", "floor_hide", "floor_unwatch"]);
    script.says_all(Role::Visitor, &["floor_ask_unnamed", "session_away", "session_away"]);
    script.says_all(Role::Moderator, &["floor_clear"]);
    script.says(Role::Host, "floor_set_manners", [1; 4]);
    script.says_all(Role::Visitor, &["floor_ask"]);
    script.bytes
}

fn polls() -> Vec<u8> {
    let mut script = Script::begin();
    script.says(Role::Moderator, "floor_open_poll", [1, 0, 0, 0]);
    script.says(Role::Visitor, "floor_choose", [0, 1, 0, 0]);
    script.says(Role::Teacher, "floor_choose", [0, 5, 0, 0]);
    script.says_all(Role::Moderator, &["floor_show_results", "floor_close_poll"]);
    script.says(Role::Host, "floor_open_poll", [0, 1, 2, 0]);
    script.says(Role::Teacher, "floor_choose", [0, 2, 0, 0]);
    (0..2).for_each(|_| script.does(Operation::Pass, &[119, 25]));
    script.says_all(Role::Visitor, &["floor_cheer"]);
    script.says(Role::Moderator, "floor_announce", [1; 4]);
    script.bytes
}

fn programme() -> Vec<u8> {
    let mut script = Script::begin();
    script.says_all(Role::Host, &["programme_read", "programme_open"]);
    script.says(Role::Host, "programme_start", [2, 0, 0, 0]);
    script.says_all(Role::Visitor, &["programme_find_seat", "talk_say_near"]);
    script.says(Role::Host, "programme_add", [1, 0, 1, 0]);
    script.says(Role::Host, "programme_change", [0, 1, 2, 0]);
    script.says(Role::Host, "programme_undo", [0; 4]);
    script.says(Role::Host, "programme_move", [0, 1, 1, 0]);
    script.says(Role::Host, "programme_longer", [2, 9, 0, 0]);
    script.says_all(Role::Host, &["programme_call", "programme_remove"]);
    script.says(Role::Moderator, "programme_end", [2, 0, 0, 0]);
    script.does(Operation::Programme, &[0]);
    script.does(Operation::Programme, &[4]);
    script.does(Operation::Answer, &[]);
    script.passes(2);
    script.bytes
}

fn stage() -> Vec<u8> {
    let mut script = Script::begin();
    let [visitor, teacher] = [Role::Visitor, Role::Teacher].map(named);
    script.says(Role::Moderator, "stage_invite", [visitor, 0, 0, 0]);
    script.says(Role::Visitor, "stage_accept", [0; 4]);
    script.passes(2);
    script.says(Role::Host, "stage_listen_in", [0; 4]);
    script.says(Role::Visitor, "stage_caption", [0, 1, 0, 0]);
    script.says(Role::Interpreter, "stage_caption", [1, 1, 0, 0]);
    script.says(Role::Host, "stage_listen_as_spoken", [0; 4]);
    script.says(Role::Visitor, "stage_caption", [0, 0, 0, 0]);
    script.says(Role::Moderator, "stage_invite", [teacher, 0, 0, 0]);
    script.says(Role::Teacher, "stage_decline", [0; 4]);
    script.says(Role::Moderator, "stage_send_down", [visitor, 0, 0, 0]);
    script.says_all(Role::Host, &["programme_open", "stage_go_up", "stage_go_down"]);
    script.says(Role::Moderator, "stage_invite", [teacher, 0, 0, 0]);
    script.says(Role::Moderator, "stage_send_down", [teacher, 0, 0, 0]);
    script.bytes
}

fn slides() -> Vec<u8> {
    let mut script = Script::begin();
    script.says(Role::Speaker, "slides_bring", [1; 4]);
    for (what, number) in [(0, 0), (2, 3), (4, 5)] {
        script.does(Operation::Deck, &[0, what, number]);
        script.does(Operation::Answer, &[]);
    }
    script.says_all(Role::Speaker, &["slides_list", "slides_show"]);
    script.says(Role::Visitor, "slides_watch", [1; 4]);
    script.says(Role::Speaker, "slides_turn", [2, 0, 0, 0]);
    script.says(Role::Speaker, "slides_point", [3, 4, 1, 0]);
    script.says_all(Role::Moderator, &["slides_show", "slides_end"]);
    script.says(Role::Speaker, "slides_bring", [2; 4]);
    script.does(Operation::Deck, &[0, 3, 5]);
    script.says_all(Role::Speaker, &["slides_show", "slides_forget"]);
    script.bytes
}

fn photograph() -> Vec<u8> {
    let mut script = Script::begin();
    script.says(Role::Host, "photograph_call", [0; 4]);
    script.says_all(Role::Visitor, &["photograph_step_out", "photograph_join_in"]);
    script.says(Role::Visitor, "photograph_sign", [1; 4]);
    script.passes(2);
    script.says(Role::Host, "photograph_take", [0; 4]);
    script.passes(3);
    script.does(Operation::Photograph, &[0, 1]);
    script.does(Operation::Answer, &[]);
    script.says_all(Role::Visitor, &["photograph_list"]);
    script.says_all(Role::Host, &["photograph_call", "photograph_call_off", "photograph_call", "photograph_take"]);
    script.passes(3);
    script.does(Operation::Photograph, &[0, 0]);
    script.does(Operation::Stop, &[15]);
    script.bytes
}

fn anything() -> Vec<u8> {
    let mut script = Script::begin();
    script.bytes.extend(Rng::new(3).bytes(1_500));
    script.bytes
}
