//! Puts a server together: store, venue, driver, sockets, links and pages; and takes it apart again in order.
//!
//! Stopping goes: the venue says farewell and hands in every place, the driver waits for the farewells, the store
//! commits what it has, the sockets close. Whoever owns a [`Server`] decides when.

mod certified;
mod connections;
mod listening;
mod named;
mod rooms;

use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use anyhow::Context;
use axum_server::Handle;
use hiroba_desk::keeping::{Answered, Asked};
use tokio::sync::oneshot;
use tokio::task::{JoinHandle, JoinSet};

use crate::address::Addresses;
use crate::config::Config;
use crate::darkroom::Darkroom;
use crate::desk::DeskDoor;
use crate::driver::{Driver, Orders, keep};
use crate::entrance::Entrance;
use crate::http::bundle::Bundle;
use crate::http::{self, DeckDesk, DoorPage, Shelf, Site, StaffDesk};
use crate::net::doorstep::Doorstep;
use crate::net::sockets::Sockets;
use crate::net::webtransport::WebTransport;
use crate::operator::{Key, api};
use crate::same_site::SameSite;
use crate::secrets::{Secret, kept_key};
use crate::store::{self, KEYS_FOLDER, MEDIA_FOLDER, SqliteStore, Store};
use crate::venue::VenueSetup;
use crate::venue::input::OperatorInput;
pub use named::faults;
use rooms::Rooms;

/// File of the key that addresses are hashed with.
const ADDRESS_KEY: &str = "address.key";
/// How often the metrics are folded together.
const TIDY_METRICS: Duration = Duration::from_secs(5);

/// A running server.
#[derive(Debug)]
pub struct Server {
    /// The address of its door on this machine.
    pub http: String,
    /// The address of its WebTransport on this machine.
    pub webtransport: String,
    /// The way in, for questions within the process.
    pub entrance: Entrance,
    desk: DeskDoor,
    config: Config,
    endpoint: WebTransport,
    pages: Handle<SocketAddr>,
    tasks: JoinSet<()>,
    operator: JoinHandle<()>,
    keeper: JoinHandle<SqliteStore>,
    driver: oneshot::Receiver<()>,
}

impl Server {
    /// Opens the venue of `config`. Must be called within a runtime; everybody may come in when it returns.
    ///
    /// # Errors
    /// With a sentence for the operator.
    pub async fn open(config: Config) -> anyhow::Result<Self> {
        install_provider();
        http::metering::install();
        let mut store = store::open(&config.data).await?;
        let rooms = named::rooms(&config)?;
        let first_message = store.last_message().await?.saturating_add(1);
        let programme = named::programme(&config, store.programme().await?)?;
        let address_key = kept_key(&config.data.join(KEYS_FOLDER).join(ADDRESS_KEY))?;
        let addresses = Arc::new(Addresses::new(config.trusted_proxies.clone(), address_key));
        let sockets = Sockets::bind(config.listen).with_context(|| format!("cannot listen on {}", config.listen))?;
        let certified = named::certified(&config)?;
        let endpoint = WebTransport::open(sockets.udp, &certified.identity, config.silence)?;

        let shelf = Shelf::open(config.data.join(MEDIA_FOLDER), config.most_media_bytes)
            .context("the folder of media cannot be made")?;
        let page = page(&config, &rooms)?;
        let setup = VenueSetup {
            rooms: rooms.setups,
            capacity: config.capacity,
            reserved_names: config.reserved_names.clone(),
            seed: seed()?,
            first_message,
            programme,
        };
        let (driver, ends) = Driver::new(setup);
        let driver = run(driver)?;
        let (desk_door, desk) = DeskDoor::open();
        let entrance = ends.entrance.clone();
        let orders = Orders { requests: ends.requests, entrance, desk, retention: config.retention };
        let keeper = tokio::spawn(keep(store, orders));

        let same_site = SameSite::new(config.public_url.as_deref());
        let doorstep = Doorstep::new(ends.entrance.clone(), same_site.clone(), Arc::clone(&addresses), config.silence);
        let darkroom = Darkroom {
            rasteriser: http::rasteriser_at(config.rasteriser.clone()),
            shelf: shelf.clone(),
            title: config.title.clone(),
            entrance: ends.entrance.clone(),
        };
        let site = Site {
            entrance: ends.entrance.clone(),
            same_site,
            public_url: config.public_url.clone(),
            scheme: certified.scheme(),
            webtransport_url: webtransport_url(&config, sockets.address.port()),
            certificates: certified.offered(),
            addresses,
            maps: rooms.maps,
            media: rooms.media,
            decks: DeckDesk::new(config.rasteriser.clone(), shelf),
            bundle: Bundle::open(config.bundle.as_deref()),
            gauges: ends.gauges,
            capacity: config.capacity,
            page,
            desk: StaffDesk::new(desk_door.clone()),
        };
        let router = http::router(site).merge(crate::net::websocket::route(doorstep.clone()));
        let pages = Handle::new();
        let seen = reachable(sockets.address);
        let http = format!("{}://{seen}", certified.scheme());
        let mut tasks = JoinSet::new();
        tasks.spawn(listening::serve(sockets.tcp, certified.tls(), router, pages.clone())?);
        tasks.spawn(endpoint.clone().serve(doorstep));
        tasks.spawn(certified.keep_fresh(endpoint.clone()));
        tasks.spawn(darkroom.work(ends.photographs));
        tasks.spawn(tidy_metrics());

        let (listener, key) = listening::operator().await?;
        let desk = api::Desk {
            entrance: ends.entrance.clone(),
            data: config.data.clone(),
            public_url: config.public_url.clone().unwrap_or_else(|| http.clone()),
            staff: desk_door.clone(),
            secret: key.secret.clone(),
        };
        let operator = tokio::spawn(listening::serve_operator(listener, api::router(desk)));
        key.leave(&config.data)?;
        tracing::info!(listen = %sockets.address, "the venue is open");
        Ok(Self {
            http,
            webtransport: format!("https://{seen}/link"),
            entrance: ends.entrance,
            desk: desk_door,
            config,
            endpoint,
            pages,
            tasks,
            operator,
            keeper,
            driver,
        })
    }

    /// Whether nobody has become the venue's host yet.
    pub async fn lacks_host(&self) -> bool {
        self.desk.ask(Asked::HasHost).await == Answered::HasHost(false)
    }

    /// A one-time link that makes a host; `None` when it cannot be stored.
    pub async fn host_link(&self) -> Option<String> {
        api::host_link(&self.desk, self.config.public_url.as_deref().unwrap_or(&self.http)).await
    }

    /// Waits until the venue was stopped, and takes the server apart.
    ///
    /// # Errors
    /// When it did not end in order.
    pub async fn until_stopped(mut self) -> anyhow::Result<()> {
        let driven = (&mut self.driver).await;
        tracing::info!("the venue is closed");
        self.pages.shutdown();
        self.tasks.shutdown().await;
        self.endpoint.close();
        let store = self.keeper.await.context("the store's task failed")?;
        store.close().await?;
        Key::remove(&self.config.data);
        // Last, because `hiroba-server stop` takes it for the sign that everything else is over.
        self.operator.abort();
        driven.context("the driver failed; see the log above")
    }
}

/// Tells the venue to stop.
pub async fn stop(entrance: &Entrance) {
    // Whatever the answer, the driver's end is what counts.
    let _ = entrance.ask_operator(|ask| OperatorInput::Stop { ask }).await;
}

/// Runs the driver on its own thread; the receiver tells when it is done, or fails when it broke.
fn run(driver: Driver) -> anyhow::Result<oneshot::Receiver<()>> {
    let (done, ended) = oneshot::channel();
    let drive = move || {
        driver.run();
        // Nobody waits for a driver whose server was dropped.
        let _ = done.send(());
    };
    thread::Builder::new().name("driver".to_owned()).spawn(drive).context("no thread for the driver")?;
    Ok(ended)
}

async fn tidy_metrics() {
    let mut pauses = tokio::time::interval(TIDY_METRICS);
    loop {
        pauses.tick().await;
        http::metering::tidy();
    }
}

/// The door page of the venue with these rooms.
fn page(config: &Config, rooms: &Rooms) -> anyhow::Result<DoorPage> {
    let (policies, welcome) = named::door_texts(config)?;
    let titled = rooms.setups.iter().map(|room| (room.name.clone(), room.map.title.clone())).collect();
    Ok(DoorPage::new(config.title.clone(), titled, policies)?.saying(welcome))
}

/// What TLS reckons with. A second server in one process finds it installed.
fn install_provider() {
    drop(rustls::crypto::ring::default_provider().install_default());
}

fn webtransport_url(config: &Config, port: u16) -> String {
    match &config.webtransport_url {
        Some(url) if url.ends_with("/link") => url.clone(),
        Some(url) => format!("{url}/link"),
        None => format!("https://*:{port}/link"),
    }
}

/// An address this machine reaches the listener by.
fn reachable(listening: SocketAddr) -> SocketAddr {
    let mut seen = listening;
    match listening {
        SocketAddr::V4(v4) if v4.ip().is_unspecified() => seen.set_ip(Ipv4Addr::LOCALHOST.into()),
        SocketAddr::V6(v6) if v6.ip().is_unspecified() => seen.set_ip(Ipv6Addr::LOCALHOST.into()),
        SocketAddr::V4(_) | SocketAddr::V6(_) => {}
    }
    seen
}

fn seed() -> anyhow::Result<u64> {
    let bytes = Secret::new()?.into_bytes();
    let (first, _) = bytes.split_first_chunk::<8>().context("a secret is longer than this")?;
    Ok(u64::from_le_bytes(*first))
}

#[cfg(test)]
mod tests;
