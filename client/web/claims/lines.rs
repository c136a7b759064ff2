//! Sockets: against the browser's own where nobody answers, and against a stand-in where somebody does.

use hiroba_web::socket::{MOST_UNSENT_BYTES, Said, Socket};

use crate::stage::{Told, is, run, until};

crate::named![
    an_address_that_is_none_is_not_even_tried,
    a_port_where_nobody_listens_ends_it,
    the_opening_goes_first_the_first_message_answers_it_and_the_others_are_frames,
    text_ends_it,
    an_opening_that_cannot_be_sent_is_told,
    a_socket_that_takes_nothing_any_more_is_too_slow,
    a_dropped_socket_is_closed_and_tells_nothing,
];

/// A stand-in that notes what is done with it and says what the claim wants.
const STAND_IN: &str = "window.WebSocket = class { \
    constructor(url) { window.socket = this; this.url = url; this.sent = []; this.bufferedAmount = 0; this.closed = 0; } \
    send(bytes) { if (this.broken) throw new DOMException('no', 'InvalidStateError'); this.sent.push([...bytes].join()); } \
    close() { this.closed += 1; } \
    say(...bytes) { this.onmessage?.(new MessageEvent('message', { data: new Uint8Array(bytes).buffer })); } }";

fn opened() -> (Socket, Told<Said>) {
    run(STAND_IN);
    let told = Told::new();
    let socket = Socket::open("ws://venue/link", vec![1, 2, 3], told.teller()).unwrap();
    (socket, told)
}

async fn an_address_that_is_none_is_not_even_tried() {
    assert!(Socket::open("ftp://venue/link", vec![], Told::new().teller()).is_none());
}

async fn a_port_where_nobody_listens_ends_it() {
    let told = Told::new();
    // Browsers refuse this port themselves, in the same way as a closed one.
    let socket = Socket::open("ws://127.0.0.1:9/link", vec![], told.teller());
    until(|| told.count() > 0 || socket.is_none()).await;
    assert!(told.all().iter().all(|said| *said == Said::Ended), "{:?}", told.all());
}

async fn the_opening_goes_first_the_first_message_answers_it_and_the_others_are_frames() {
    let (socket, told) = opened();
    assert!(is("socket.binaryType === 'arraybuffer' && socket.sent.length === 0"));
    run("socket.onopen(); socket.say(7); socket.say(8, 9); socket.say()");
    assert_eq!(told.all(), [Said::Answered(vec![7]), Said::Frame(vec![8, 9]), Said::Frame(vec![])]);
    assert!(socket.send(&[4, 5]) && is("socket.sent.join(' ') === '1,2,3 4,5'"));
}

async fn text_ends_it() {
    let (_socket, told) = opened();
    run("socket.onmessage(new MessageEvent('message', { data: 'hello' }))");
    assert_eq!(told.all(), [Said::Ended]);
}

async fn an_opening_that_cannot_be_sent_is_told() {
    let (socket, told) = opened();
    run("socket.broken = true; socket.onopen()");
    assert_eq!(told.all(), [Said::NotOpened]);
    assert!(!socket.send(&[1]), "and nothing else goes either");
}

async fn a_socket_that_takes_nothing_any_more_is_too_slow() {
    let (socket, _told) = opened();
    run(&format!("socket.bufferedAmount = {MOST_UNSENT_BYTES}"));
    assert!(socket.send(&[1]));
    run("socket.bufferedAmount += 1");
    assert!(!socket.send(&[2]) && is("socket.sent.join(' ') === '1'"));
}

async fn a_dropped_socket_is_closed_and_tells_nothing() {
    let (socket, told) = opened();
    drop(socket);
    assert!(is("socket.closed === 1 && !socket.onopen && !socket.onmessage && !socket.onclose"));
    assert_eq!(told.all(), []);
}
