//! Where fuzzing begins: valid bytes of each kind, and seeded ways to break them.

use hiroba_shared::protocol::stride::Stride;
use hiroba_shared::protocol::{channel, codec, frame};
use hiroba_shared::rules::movement::Intent;
use hiroba_shared::units::Facing;
use renet::RenetClient;

use crate::bot::Bot;
use crate::rng::Rng;
use crate::{drawing, messages};

/// Valid inputs of a target.
#[must_use]
pub fn of(target: &str) -> Vec<Vec<u8>> {
    match target {
        "decode" => decodable(),
        "frame" => vec![frame::pack(&[vec![1; 9], vec![2; 200]], 1_100).concat(), piece(&[0, 1, 2, 3])],
        "hub" => vec![packets()],
        "map" => vec![include_bytes!("../../../assets/maps/terrace.tmj").to_vec(), small_map()],
        "venue" => vec![three_people()],
        _ => Vec::new(),
    }
}

/// The next input: a seed broken in some places, a mixture of two, or plain noise.
#[must_use]
pub fn next(seeds: &[Vec<u8>], rng: &mut Rng) -> Vec<u8> {
    let noise = seeds.is_empty() || rng.chance(150);
    if noise {
        let length = rng.index(700);
        return rng.bytes(length);
    }
    let mut input = seeds[rng.index(seeds.len())].clone();
    if rng.chance(200) {
        let other = &seeds[rng.index(seeds.len())];
        let (cut, from) = (rng.index(input.len() + 1), rng.index(other.len() + 1));
        input.truncate(cut);
        input.extend_from_slice(other.get(from..).unwrap_or_default());
    }
    for _ in 0..=rng.index(6) {
        break_somewhere(&mut input, rng);
    }
    input
}

fn break_somewhere(input: &mut Vec<u8>, rng: &mut Rng) {
    let at = rng.index(input.len() + 1);
    match rng.below(6) {
        0 => input.truncate(at),
        1 => input.insert(at, rng.number().to_le_bytes()[0]),
        2 => {
            // Numbers at the edges find more than numbers in the middle.
            let extreme = [0, 1, 0x3F, 0x40, 0x7F, 0x80, 0xFA, 0xFB, 0xFC, 0xFD, 0xFE, 0xFF];
            if let Some(byte) = input.get_mut(at) {
                *byte = extreme[rng.index(extreme.len())];
            }
        }
        3 => {
            let length = rng.index(16).min(input.len() - at);
            let copied = input[at..at + length].to_vec();
            let to = rng.index(input.len() + 1);
            input.splice(to..to, copied);
        }
        4 if at < input.len() => drop(input.remove(at)),
        _ => {
            if let Some(byte) = input.get_mut(at) {
                *byte ^= 1 << rng.below(8);
            }
        }
    }
}

fn decodable() -> Vec<Vec<u8>> {
    let mut seeds: Vec<Vec<u8>> = messages::from_client::examples().iter().map(codec::encode).collect();
    seeds.extend(messages::from_server::examples().iter().map(codec::encode));
    seeds.push(Stride { last: 9, intents: vec![Intent::Walk(Facing::East); 5], ..Stride::default() }.to_bytes());
    seeds.push(codec::encode(&drawing::room("#####\n#@.s#\n#.11#\n#####")));
    seeds
}

/// What a client sends in its first ticks, packet by packet.
fn packets() -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut bot = Bot::new();
    let mut peer = RenetClient::new(hiroba_viewer::session::connection());
    peer.set_connected();
    for message in messages::from_client::examples() {
        bot.send(&message);
        bot.send_raw(channel::UNRELIABLE, Stride::default().to_bytes());
        peer.send_message(channel::RELIABLE, vec![0, 1, 2]);
        for packet in peer.get_packets_to_send() {
            bot.receive(&frame::pack(&[packet], 1_100).concat());
        }
        while bot.poll().is_some() {}
        for sent in bot.tick() {
            bytes.extend(frame::unpack(&sent).into_iter().flatten().flat_map(piece));
        }
    }
    bytes
}

/// Three people come in by the operations of [`super::venue_operations`], then many more follow.
fn three_people() -> Vec<u8> {
    const JOIN: u8 = 2;
    const PRESENT: u8 = 4;
    const ANSWER: u8 = 9;
    let mut operations = Vec::new();
    for person in 0..3u8 {
        // Name, no invitation, no device, any room, ticket, key; then the ticket on a new link.
        operations.extend([JOIN, person, 1, 1, 0, person, person + 6, ANSWER, PRESENT, 1, person, 0]);
    }
    let mut rng = Rng::new(3);
    operations.extend(rng.bytes(1_500));
    operations
}

fn piece(bytes: &[u8]) -> Vec<u8> {
    let length = u16::try_from(bytes.len()).unwrap_or(u16::MAX);
    [&length.to_le_bytes(), bytes].concat()
}

fn small_map() -> Vec<u8> {
    br#"{"type":"map","version":"1.10","orientation":"orthogonal","width":2,"height":2,"tilewidth":32,"tileheight":32,
    "infinite":false,"layers":[{"type":"tilelayer","name":"floor","width":2,"height":2,"data":[0,0,0,0],"opacity":1,
    "visible":true,"x":0,"y":0},{"type":"objectgroup","name":"zones","objects":[{"id":1,"name":"quiet","type":"area",
    "x":0,"y":0,"width":32,"height":32,"properties":[{"name":"silent","type":"bool","value":true}]}]}],"tilesets":[]}"#
        .to_vec()
}
