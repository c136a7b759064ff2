//! Frames over the browser's WebTransport: datagrams, and a stream for what does not fit one.
//!
//! The stream is opened by the client, carries the opening first and then `length: u16` and a frame each, both ways.

mod bindings;

use std::cell::RefCell;
use std::rc::Rc;

use futures_channel::mpsc::UnboundedSender;
use hiroba_shared::protocol::frame::MAX_DATAGRAM_BYTES;
use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{ReadableStream, ReadableStreamDefaultReader, WritableStream, WritableStreamDefaultWriter};

use self::bindings::WebTransport;
use crate::net::address::letters_to_bytes;
use crate::net::records::{Records, record};
use crate::net::visit::{Attempt, Happening};
use crate::net::web::surroundings::tell;

/// Whom to tell what happens.
#[derive(Clone)]
pub(super) struct Told {
    pub(super) attempt: Attempt,
    pub(super) happens: UnboundedSender<Happening>,
}

impl Told {
    fn dialled(&self, answer: Option<Vec<u8>>) {
        tell(&self.happens, Happening::Dialled(self.attempt, answer));
    }

    fn heard(&self, frame: Vec<u8>) {
        tell(&self.happens, Happening::Frame(self.attempt, frame));
    }

    fn ended(&self) {
        tell(&self.happens, Happening::HungUp(self.attempt));
    }
}

/// The ways out of a session that stands.
struct Writers {
    datagrams: WritableStreamDefaultWriter,
    stream: WritableStreamDefaultWriter,
    datagram_bytes: usize,
}

/// A WebTransport session, standing or being made.
pub(in crate::net::web) struct Session {
    transport: WebTransport,
    writers: Rc<RefCell<Option<Writers>>>,
}

impl Session {
    pub(super) fn open(url: &str, certificates: &[String], opening: Vec<u8>, told: Told) -> Option<Self> {
        let transport = WebTransport::new(url, &options(certificates)?).ok()?;
        let session = Self { transport: transport.clone(), writers: Rc::default() };
        let writers = Rc::clone(&session.writers);
        spawn_local(async move {
            match stand(&transport, &opening).await {
                Ok(stood) => {
                    *writers.borrow_mut() = Some(stood.writers);
                    told.dialled(Some(stood.answer));
                    spawn_local(read_stream(stood.stream, told.clone()));
                    spawn_local(read_datagrams(stood.datagrams, told));
                }
                Err(error) => {
                    bevy::log::debug!("no WebTransport: {error:?}");
                    told.dialled(None);
                }
            }
        });
        Some(session)
    }

    pub(super) fn send(&self, frame: &[u8]) -> bool {
        let writers = self.writers.borrow();
        let Some(writers) = writers.as_ref() else { return false };
        if frame.len() <= writers.datagram_bytes {
            // A full queue loses datagrams, as a network does: acknowledgements and strides come again.
            if writers.datagrams.desired_size().is_ok_and(|room| room.is_some_and(|room| room > 0.0)) {
                write(&writers.datagrams, frame);
            }
            return true;
        }
        // A stream that has failed has no size at all.
        let stands = writers.stream.desired_size().is_ok_and(|room| room.is_some());
        match record(frame) {
            Some(record) if stands => write(&writers.stream, &record),
            Some(_) | None => return false,
        }
        true
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // A session that is over, or never stood, does not mind.
        let _ = self.transport.close();
    }
}

/// A session right after its opening was answered.
struct Stood {
    answer: Vec<u8>,
    writers: Writers,
    stream: Inward,
    datagrams: ReadableStreamDefaultReader,
}

async fn stand(transport: &WebTransport, opening: &[u8]) -> Result<Stood, JsValue> {
    JsFuture::from(transport.ready()).await?;
    let both = JsFuture::from(transport.create_bidirectional_stream()).await?;
    let outward: WritableStream = Reflect::get(&both, &"writable".into())?.unchecked_into();
    let stream = outward.get_writer()?;
    let mut inward = Inward { reader: reader(&both)?, records: Records::default() };
    let opening = record(opening).ok_or("no record holds the opening")?;
    JsFuture::from(stream.write_with_chunk(&Uint8Array::from(opening.as_slice()))).await?;
    let answer = inward.next().await.ok_or("the stream ended before the answer")?;

    let datagrams = transport.datagrams();
    let limit = Reflect::get(&datagrams, &"maxDatagramSize".into())?.as_f64().unwrap_or(0.0);
    let writers = Writers {
        datagrams: datagram_writer(&datagrams)?,
        stream,
        // Sizes of datagrams are far below what a float or a usize holds exactly.
        datagram_bytes: (limit as usize).min(MAX_DATAGRAM_BYTES),
    };
    Ok(Stood { answer, writers, stream: inward, datagrams: reader(&datagrams)? })
}

fn reader(of: &JsValue) -> Result<ReadableStreamDefaultReader, JsValue> {
    let readable: ReadableStream = Reflect::get(of, &"readable".into())?.unchecked_into();
    ReadableStreamDefaultReader::new(&readable)
}

/// Older browsers have one writable stream of datagrams, newer ones make them.
fn datagram_writer(datagrams: &Object) -> Result<WritableStreamDefaultWriter, JsValue> {
    let make = Reflect::get(datagrams, &"createWritable".into())?;
    let stream = match make.dyn_ref::<js_sys::Function>() {
        Some(make) => make.call0(datagrams)?,
        None => Reflect::get(datagrams, &"writable".into())?,
    };
    stream.unchecked_into::<WritableStream>().get_writer()
}

/// Certificates are known by their hash; without hashes by the usual authorities.
fn options(certificates: &[String]) -> Option<Object> {
    let options = Object::new();
    let hashes = Array::new();
    for hash in certificates.iter().filter_map(|letters| letters_to_bytes(letters)) {
        let known = Object::new();
        Reflect::set(&known, &"algorithm".into(), &"sha-256".into()).ok()?;
        Reflect::set(&known, &"value".into(), &Uint8Array::from(hash.as_slice())).ok()?;
        hashes.push(&known);
    }
    if hashes.length() > 0 {
        Reflect::set(&options, &"serverCertificateHashes".into(), &hashes).ok()?;
    }
    Reflect::set(&options, &"congestionControl".into(), &"low-latency".into()).ok()?;
    Some(options)
}

fn write(writer: &WritableStreamDefaultWriter, bytes: &[u8]) {
    let written = writer.write_with_chunk(&Uint8Array::from(bytes));
    // A write that fails ends the session, which the reading side reports.
    spawn_local(async move { drop(JsFuture::from(written).await) });
}

async fn read_stream(mut stream: Inward, told: Told) {
    while let Some(frame) = stream.next().await {
        told.heard(frame);
    }
    told.ended();
}

async fn read_datagrams(reader: ReadableStreamDefaultReader, told: Told) {
    while let Some(datagram) = chunk(&reader).await {
        told.heard(datagram);
    }
    told.ended();
}

/// The way in of the stream.
struct Inward {
    reader: ReadableStreamDefaultReader,
    records: Records,
}

impl Inward {
    /// The next record; `None` when the stream ended or says nonsense.
    async fn next(&mut self) -> Option<Vec<u8>> {
        loop {
            if let Some(record) = self.records.next().ok()? {
                return Some(record);
            }
            self.records.push(&chunk(&self.reader).await?);
        }
    }
}

/// The next chunk; `None` at the end, whichever way it came.
async fn chunk(reader: &ReadableStreamDefaultReader) -> Option<Vec<u8>> {
    let read = JsFuture::from(reader.read()).await.ok()?;
    let chunk = Reflect::get(&read, &"value".into()).ok()?.dyn_into::<Uint8Array>().ok()?;
    Some(chunk.to_vec())
}
