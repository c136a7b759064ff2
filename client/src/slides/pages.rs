//! The pictures of pages: fetched ahead of their turn, a few at a time, and let go soon after.
//!
//! Four pages are kept at most, in one size: large ones are worth their bytes only where they are seen large. Which page is
//! shown is the venue's word; what cannot be had is asked for a few times more.

use std::collections::{BTreeMap, BTreeSet};

use bevy::asset::RenderAssetUsages;
use bevy::image::ImageSampler;
use bevy::prelude::*;
use bevy::render::render_resource::{Extent3d, TextureDimension, TextureFormat};
use hiroba_shared::deck::{PageFiles, PageNumber};

use super::{InSight, Slides};
use crate::comfort::Comfort;
use crate::hud::OpenPanels;
use crate::net::port::{PagePixels, ToLink};
use crate::net::{DeckArrived, Link, LinkOpened, PageArrived};
use crate::schedule::ClientSystems;
use crate::screen::Screen;

/// Most pages that are on their way at a time.
const MOST_ASKED: usize = 2;
/// How often something is asked for, and after how many seconds again.
const MOST_TRIES: u8 = 4;
const RETRY_SECONDS: f32 = 3.0;
/// Wider on the window than this, small pictures look coarse.
const SMALL_LOOKS_WELL: u32 = 1_200;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Pages>().add_systems(
        Update,
        (take, fetch)
            .chain()
            .in_set(ClientSystems::React)
            .run_if(in_state(Screen::InVenue))
            .run_if(resource_exists::<Link>),
    );
    #[cfg(not(target_arch = "wasm32"))]
    app.add_systems(Update, lend.in_set(ClientSystems::Follow));
}

/// Which of a page's two pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageSize {
    /// For whom it fills the window.
    Large,
    /// For the rest.
    Small,
}

impl PageSize {
    /// The hash of this picture of a page.
    #[must_use]
    pub fn of(self, files: &PageFiles) -> &str {
        match self {
            Self::Large => &files.large,
            Self::Small => &files.small,
        }
    }
}

/// The pages that are here, and those on their way.
#[derive(Resource, Debug, Default)]
pub struct Pages {
    here: BTreeMap<String, Handle<Image>>,
    asked: BTreeSet<String>,
    tries: BTreeMap<String, u8>,
    rest: Timer,
}

impl Pages {
    /// The best picture of a page that is here.
    #[must_use]
    pub fn best(&self, files: &PageFiles) -> Option<&Handle<Image>> {
        self.here.get(&files.large).or_else(|| self.here.get(&files.small))
    }

    /// Whether this picture is here.
    #[must_use]
    pub fn has(&self, hash: &str) -> bool {
        self.here.contains_key(hash)
    }

    /// Whether this is neither here nor to be hoped for: it was asked for as often as it may be.
    #[must_use]
    pub fn is_lost(&self, hash: &str) -> bool {
        let tries = self.tries.get(hash).copied().unwrap_or_default();
        tries >= MOST_TRIES && !self.is_asked(hash) && !self.has(hash)
    }

    /// Whether this is on its way.
    #[must_use]
    pub fn is_asked(&self, hash: &str) -> bool {
        self.asked.contains(hash)
    }

    /// Asks for `hash` unless it is on its way, was asked for too often, or something failed a moment ago.
    fn ask(&mut self, hash: &str) -> Option<String> {
        let tries = self.tries.entry(hash.to_owned()).or_default();
        if *tries >= MOST_TRIES || !self.rest.is_finished() || !self.asked.insert(hash.to_owned()) {
            return None;
        }
        *tries += 1;
        Some(hash.to_owned())
    }

    /// It came: when it is let go and wanted again, the way to it is as good as new.
    fn came(&mut self, hash: &str) {
        self.asked.remove(hash);
        self.tries.remove(hash);
    }

    fn failed(&mut self, hash: &str) {
        self.asked.remove(hash);
        self.rest = Timer::from_seconds(RETRY_SECONDS, TimerMode::Once);
    }

    /// Lets go what is not wanted; a page in the other size stays until it is here in the wanted one.
    fn keep(&mut self, wanted: &[&PageFiles], size: PageSize) {
        let stands_in = |files: &&PageFiles, hash: &String| {
            (files.large == *hash || files.small == *hash)
                && (size.of(files) == hash || !self.asked_is_here(files, size))
        };
        let kept: BTreeSet<String> =
            self.here.keys().filter(|hash| wanted.iter().any(|files| stands_in(files, hash))).cloned().collect();
        self.here.retain(|hash, _| kept.contains(hash));
    }

    fn asked_is_here(&self, files: &PageFiles, size: PageSize) -> bool {
        self.here.contains_key(size.of(files))
    }
}

/// The pages worth having, the most wanted first: at most four.
#[must_use]
pub fn wanted(slides: &Slides, comfort: Comfort) -> Vec<PageNumber> {
    let (Some(showing), Some(viewed)) = (&slides.showing, slides.viewed()) else { return Vec::new() };
    let shown = showing.screen.page;
    let near = |page: PageNumber, steps: i32| {
        let number = u16::try_from(i32::from(page.number()) + steps).ok()?;
        PageNumber::new(number).filter(|page| *page <= showing.deck.last)
    };
    // Thrifty: what is seen, and what is seen next.
    let (steps, most): (&[i32], usize) = if comfort.is_plain() { (&[1], 2) } else { (&[1, 2, -1], 4) };
    let ahead = steps.iter().filter_map(|step| near(viewed, *step));
    let mut pages: Vec<PageNumber> = Vec::new();
    for page in [viewed, shown].into_iter().chain(ahead) {
        if !pages.contains(&page) && pages.len() < most {
            pages.push(page);
        }
    }
    pages
}

/// Which size is worth having.
#[must_use]
pub fn size(open: &OpenPanels, sight: InSight, comfort: Comfort) -> PageSize {
    let large = open.page || (sight.screen && sight.pixels > SMALL_LOOKS_WELL);
    if large && !comfort.is_plain() { PageSize::Large } else { PageSize::Small }
}

fn take(
    mut opened: MessageReader<LinkOpened>,
    mut decks: MessageReader<DeckArrived>,
    mut arrived: MessageReader<PageArrived>,
    mut pages: ResMut<Pages>,
    mut slides: ResMut<Slides>,
    mut images: Option<ResMut<Assets<Image>>>,
) {
    if opened.read().last().is_some() {
        // What was asked over an earlier link may never come.
        pages.asked.clear();
        pages.tries.clear();
    }
    for DeckArrived { hash, index } in decks.read() {
        let shown = slides.showing.as_ref().is_some_and(|showing| letters(&showing.index.0) == *hash);
        match index {
            Some(index) => {
                pages.came(hash);
                if shown {
                    slides.index = Some(index.clone());
                }
            }
            None => pages.failed(hash),
        }
    }
    for PageArrived { hash, pixels } in arrived.read() {
        if !pages.asked.remove(hash) {
            continue;
        }
        let Some(pixels) = pixels else {
            pages.failed(hash);
            continue;
        };
        pages.came(hash);
        // Without a renderer (in tests) it is enough to know that it is here.
        let handle = images.as_mut().map(|images| images.add(image(pixels))).unwrap_or_default();
        pages.here.insert(hash.clone(), handle);
    }
}

/// A picture that was decoded.
pub(crate) fn image(pixels: &PagePixels) -> Image {
    let size = Extent3d { width: pixels.width, height: pixels.height, depth_or_array_layers: 1 };
    let (dimension, format) = (TextureDimension::D2, TextureFormat::Rgba8UnormSrgb);
    let mut image = Image::new(size, dimension, pixels.rgba.clone(), format, RenderAssetUsages::RENDER_WORLD);
    image.sampler = ImageSampler::linear();
    image
}

fn fetch(
    slides: Res<Slides>,
    open: Res<OpenPanels>,
    sight: Res<InSight>,
    comfort: Res<Comfort>,
    time: Res<Time<Real>>,
    mut pages: ResMut<Pages>,
    mut link: ResMut<Link>,
) {
    let pages = pages.bypass_change_detection();
    pages.rest.tick(time.delta());
    let Some(showing) = &slides.showing else {
        pages.here.clear();
        pages.tries.clear();
        return;
    };
    let Some(index) = &slides.index else {
        if let Some(hash) = pages.ask(&letters(&showing.index.0)) {
            link.0.order(ToLink::FetchDeck(hash));
        }
        return;
    };
    let size = size(&open, *sight, *comfort);
    let wanted: Vec<&PageFiles> =
        wanted(&slides, *comfort).into_iter().filter_map(|page| index.pages.get(page.index())).collect();
    pages.keep(&wanted, size);
    for files in wanted {
        let hash = size.of(files);
        if !pages.has(hash)
            && pages.asked.len() < MOST_ASKED
            && let Some(hash) = pages.ask(hash)
        {
            link.0.order(ToLink::FetchPage(hash));
        }
    }
}

/// Panels of the desktop show the same pictures; in a browser they are elements that fetch by themselves.
#[cfg(not(target_arch = "wasm32"))]
fn lend(pages: Res<Pages>, shown: Option<ResMut<crate::panel::bevy_renderer::pictures::Pictures>>) {
    if let Some(mut shown) = shown.filter(|shown| shown.pages != pages.here) {
        shown.pages.clone_from(&pages.here);
    }
}

#[cfg(test)]
impl Pages {
    /// None but this one, which was asked for in vain.
    pub(super) fn without(hash: &str) -> Self {
        Self { tries: BTreeMap::from([(hash.to_owned(), MOST_TRIES)]), ..Self::default() }
    }
}

/// A hash in hexadecimal letters.
#[must_use]
pub fn letters(hash: &[u8; 32]) -> String {
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    use bevy::ecs::system::RunSystemOnce;

    use crate::comfort::Bandwidth;
    use crate::slides::Leaf;
    use crate::slides::samples::slides;

    fn numbers(slides: &Slides, bandwidth: Bandwidth) -> Vec<u16> {
        let comfort = Comfort { bandwidth, ..Comfort::default() };
        wanted(slides, comfort).into_iter().map(PageNumber::number).collect()
    }

    #[test]
    fn the_next_two_pages_and_the_last_one_are_fetched_ahead() {
        assert_eq!(numbers(&slides(5, 9), Bandwidth::Full), [5, 6, 7, 4]);
        assert_eq!(numbers(&slides(1, 9), Bandwidth::Full), [1, 2, 3]);
        assert_eq!(numbers(&slides(9, 9), Bandwidth::Full), [9, 8]);
        assert_eq!(numbers(&slides(5, 9), Bandwidth::Low), [5, 6]);
        assert_eq!(numbers(&Slides::default(), Bandwidth::Full), [0; 0]);
    }

    #[test]
    fn who_leafs_by_themself_keeps_what_is_on_the_screen_too() {
        let mut slides = slides(2, 9);
        slides.leaf_alone(Leaf::Last);
        assert_eq!(numbers(&slides, Bandwidth::Full), [9, 2, 8]);
    }

    #[test]
    fn a_small_page_stays_until_the_large_one_is_here_and_no_more_than_wanted_is_kept() {
        let slides = slides(1, 9);
        let index = slides.index.clone().unwrap();
        let files: Vec<&PageFiles> = index.pages.iter().collect();
        let mut pages = Pages::default();
        for files in &files {
            pages.here.insert(files.small.clone(), Handle::default());
        }
        pages.keep(&files[..2], PageSize::Large);
        assert_eq!(pages.here.len(), 2);
        pages.here.insert(files[0].large.clone(), Handle::default());
        pages.keep(&files[..2], PageSize::Large);
        assert!(pages.has(&files[0].large) && !pages.has(&files[0].small) && pages.has(&files[1].small));
    }

    #[test]
    fn what_cannot_be_had_is_asked_for_a_few_times_with_rests() {
        let mut pages = Pages::default();
        pages.rest.finish();
        for _ in 0..MOST_TRIES {
            assert!(pages.ask("a").is_some() && pages.ask("a").is_none());
            pages.failed("a");
            assert!(pages.ask("a").is_none(), "a moment later");
            pages.rest.finish();
        }
        assert!(pages.ask("a").is_none() && pages.ask("b").is_some());
        assert!(pages.is_lost("a") && !pages.is_lost("b"), "b is on its way");
    }

    #[test]
    fn what_came_is_asked_for_again_as_often_as_it_is_wanted() {
        let mut world = World::new();
        world.init_resource::<Pages>();
        world.insert_resource(slides(1, 2));
        world.init_resource::<Messages<LinkOpened>>();
        world.init_resource::<Messages<DeckArrived>>();
        world.init_resource::<Messages<PageArrived>>();
        let index = world.resource::<Slides>().index.clone();
        for turn in 0..2 * MOST_TRIES {
            let mut pages = world.resource_mut::<Pages>();
            pages.rest.finish();
            pages.here.clear();
            assert!(pages.ask("page").is_some() && pages.ask("index").is_some(), "turn {turn}");
            let pixels = Some(Arc::new(PagePixels { width: 1, height: 1, rgba: vec![0; 4] }));
            world.write_message(PageArrived { hash: "page".to_owned(), pixels });
            world.write_message(DeckArrived { hash: "index".to_owned(), index: index.clone() });
            world.run_system_once(take).unwrap();
            assert!(world.resource::<Pages>().has("page"));
        }
    }

    #[test]
    fn large_pictures_are_for_large_views_on_links_that_bear_them() {
        let open = OpenPanels { page: true, ..OpenPanels::default() };
        let (sight, far) = (InSight { screen: true, pixels: 1_300 }, InSight { screen: true, pixels: 900 });
        let low = Comfort { bandwidth: Bandwidth::Low, ..Comfort::default() };
        assert_eq!(size(&open, far, Comfort::default()), PageSize::Large);
        assert_eq!(size(&OpenPanels::default(), sight, Comfort::default()), PageSize::Large);
        assert_eq!(size(&OpenPanels::default(), far, Comfort::default()), PageSize::Small);
        assert_eq!(size(&open, sight, low), PageSize::Small);
    }
}
