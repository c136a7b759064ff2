//! Where fuzzing begins: valid bytes of each kind, and seeded ways to break them.

mod deeds;
mod maps;

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
        "map" => maps::all(),
        "venue" => deeds::all(),
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
    match rng.below(8) {
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
        5 => replace_number(input, at, rng),
        6 => repeat_element(input, rng),
        _ => {
            if let Some(byte) = input.get_mut(at) {
                *byte ^= 1 << rng.below(8);
            }
        }
    }
}

/// Puts another number in the place of the first one written in digits from `at` on, so that a text stays readable.
fn replace_number(input: &mut Vec<u8>, at: usize, rng: &mut Rng) {
    const NUMBERS: [&str; 12] =
        ["0", "1", "-1", "2", "7", "0.5", "255", "512", "65536", "2147483648", "4294967295", "1e308"];
    let Some(begin) = input[at..].iter().position(u8::is_ascii_digit).map(|steps| at + steps) else { return };
    let length = input[begin..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let number = NUMBERS[rng.index(NUMBERS.len())].bytes();
    input.splice(begin..begin + length, number);
}

/// Writes an element of a list in JSON once more somewhere.
fn repeat_element(input: &mut Vec<u8>, rng: &mut Rng) {
    const SEAM: &[u8] = b"},{";
    let seams: Vec<usize> = (0..input.len()).filter(|at| input[*at..].starts_with(SEAM)).collect();
    if seams.len() < 2 {
        return;
    }
    let first = rng.index(seams.len() - 1);
    let copied = input[seams[first] + 1..seams[first + 1] + 1].to_vec();
    let to = seams[rng.index(seams.len())] + 1;
    input.splice(to..to, copied);
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

fn piece(bytes: &[u8]) -> Vec<u8> {
    let length = u16::try_from(bytes.len()).unwrap_or(u16::MAX);
    [&length.to_le_bytes(), bytes].concat()
}
