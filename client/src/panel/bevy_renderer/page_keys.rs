//! Scrolling by keyboard: Page Up and Page Down, Home and End, and the arrows where nobody walks by them.
//!
//! What scrolls is the list round whatever has the keyboard or the pointer, else the one that hides most. The keys of a
//! field stay its own. In a browser the page does all this itself.

use bevy::input::ButtonState;
use bevy::input::keyboard::KeyboardInput;
use bevy::input_focus::InputFocus;
use bevy::picking::hover::HoverMap;
use bevy::prelude::*;
use bevy::ui_widgets::ScrollArea;

use super::scroll::{FollowsEnd, furthest};
use crate::screen::Screen;
use crate::venue_state::{LeafKeys, TypingFocus};

/// How far an arrow scrolls, in logical pixels: about two lines.
const LINE: f32 = 48.0;
/// How much of what is seen a page scrolls: the last lines stay, so that nobody loses the thread.
const PAGE: f32 = 0.85;

/// Whom the keys belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Owner {
    /// A text field.
    Field,
    /// The own body, which walks by the arrows.
    Body,
    Nobody,
}

/// What a key does to a list.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Step {
    Lines(f32),
    Pages(f32),
    Start,
    End,
}

type Lists<'w, 's> = Query<
    'w,
    's,
    (Entity, &'static ComputedNode, &'static mut ScrollPosition, Option<&'static mut FollowsEnd>),
    With<ScrollArea>,
>;

pub(super) fn scroll(
    mut pressed: MessageReader<KeyboardInput>,
    screen: Res<State<Screen>>,
    (typing, leaf): (Res<TypingFocus>, Res<LeafKeys>),
    focus: Option<Res<InputFocus>>,
    hovers: Option<Res<HoverMap>>,
    parents: Query<&ChildOf>,
    mut lists: Lists,
) {
    let owner = match (typing.0, screen.get()) {
        (true, _) => Owner::Field,
        (false, Screen::InVenue) => Owner::Body,
        (false, Screen::SignIn | Screen::Connecting | Screen::Lost) => Owner::Nobody,
    };
    let steps: Vec<Step> = pressed
        .read()
        .filter(|input| input.state == ButtonState::Pressed)
        .filter(|input| !leafs(input.key_code, *leaf))
        .filter_map(|input| step_for(input.key_code, owner))
        .collect();
    if steps.is_empty() {
        return;
    }
    let focused = focus.and_then(|focus| focus.get());
    let hovered = hovers.iter().flat_map(|map| map.0.values()).flat_map(|hits| hits.keys().copied());
    let round = focused.into_iter().chain(hovered).find_map(|entity| {
        std::iter::once(entity).chain(parents.iter_ancestors(entity)).find(|it| scrolls(&lists, *it))
    });
    let Some((_, node, mut position, follows)) =
        round.or_else(|| hides_most(&lists)).and_then(|it| lists.get_mut(it).ok())
    else {
        return;
    };
    let (seen, end) = (node.size().y * node.inverse_scale_factor(), furthest(node));
    position.y = steps.into_iter().fold(position.y, |at, step| moved(at, step, seen).clamp(0.0, end));
    if let Some(mut follows) = follows {
        follows.scrolled_to(position.y, end);
    }
}

/// Whether this key leafs through slides now.
fn leafs(key: KeyCode, leaf: LeafKeys) -> bool {
    if matches!(key, KeyCode::PageUp | KeyCode::PageDown) { leaf.pages } else { leaf.arrows }
}

fn step_for(key: KeyCode, owner: Owner) -> Option<Step> {
    match (key, owner) {
        (KeyCode::PageUp, _) => Some(Step::Pages(-1.0)),
        (KeyCode::PageDown, _) => Some(Step::Pages(1.0)),
        (KeyCode::Home, Owner::Body | Owner::Nobody) => Some(Step::Start),
        (KeyCode::End, Owner::Body | Owner::Nobody) => Some(Step::End),
        (KeyCode::ArrowUp, Owner::Nobody) => Some(Step::Lines(-1.0)),
        (KeyCode::ArrowDown, Owner::Nobody) => Some(Step::Lines(1.0)),
        _ => None,
    }
}

/// Where a list stands after a step, of which so many pixels are seen.
fn moved(at: f32, step: Step, seen: f32) -> f32 {
    match step {
        Step::Lines(lines) => at + lines * LINE,
        Step::Pages(pages) => at + pages * (seen * PAGE).max(LINE),
        Step::Start => 0.0,
        Step::End => f32::MAX,
    }
}

fn scrolls(lists: &Lists, entity: Entity) -> bool {
    lists.get(entity).is_ok_and(|(_, node, ..)| furthest(node) >= 1.0)
}

fn hides_most(lists: &Lists) -> Option<Entity> {
    let hidden = lists.iter().map(|(entity, node, ..)| (furthest(node), entity));
    hidden.filter(|(hidden, _)| *hidden >= 1.0).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, entity)| entity)
}

#[cfg(test)]
mod tests {
    use super::*;
    use bevy::input::InputPlugin;
    use bevy::input::keyboard::{Key, NativeKey};
    use bevy::state::app::StatesPlugin;

    /// A screen with a long list and a longer one, of which the first holds a button.
    struct Scene {
        app: App,
        long: Entity,
        longer: Entity,
        button: Entity,
    }

    impl Scene {
        fn on(screen: Screen) -> Self {
            let mut app = App::new();
            app.add_plugins((MinimalPlugins, StatesPlugin, InputPlugin))
                .insert_state(screen)
                .init_resource::<TypingFocus>()
                .init_resource::<LeafKeys>()
                .init_resource::<InputFocus>()
                .add_systems(PostUpdate, scroll);
            let list = |content: f32| {
                let size = Vec2::new(300.0, 200.0);
                let content_size = Vec2::new(300.0, content);
                (ScrollArea, ComputedNode { size, content_size, inverse_scale_factor: 1.0, ..ComputedNode::DEFAULT })
            };
            let long = app.world_mut().spawn(list(1_000.0)).id();
            let longer = app.world_mut().spawn(list(5_000.0)).id();
            app.world_mut().spawn(list(150.0));
            let button = app.world_mut().spawn(ChildOf(long)).id();
            app.update();
            Self { app, long, longer, button }
        }

        fn press(&mut self, key_code: KeyCode) {
            self.app.world_mut().write_message(KeyboardInput {
                key_code,
                logical_key: Key::Unidentified(NativeKey::Unidentified),
                state: ButtonState::Pressed,
                text: None,
                repeat: false,
                window: Entity::PLACEHOLDER,
            });
            self.app.update();
        }

        fn places(&self) -> (f32, f32) {
            let place = |list| self.app.world().get::<ScrollPosition>(list).map_or(-1.0, |position| position.y);
            (place(self.long), place(self.longer))
        }
    }

    #[test]
    fn what_is_to_be_read_before_coming_in_is_read_by_keys_alone() {
        let mut scene = Scene::on(Screen::SignIn);
        for (key, place) in [
            (KeyCode::PageDown, 170.0),
            (KeyCode::ArrowDown, 218.0),
            (KeyCode::ArrowUp, 170.0),
            (KeyCode::End, 4_800.0),
            (KeyCode::PageUp, 4_630.0),
            (KeyCode::Home, 0.0),
            (KeyCode::PageUp, 0.0),
        ] {
            scene.press(key);
            assert_eq!(scene.places(), (0.0, place), "{key:?}");
        }
    }

    #[test]
    fn the_list_round_what_has_the_keyboard_scrolls() {
        let mut scene = Scene::on(Screen::SignIn);
        let button = scene.button;
        scene.app.world_mut().resource_mut::<InputFocus>().set(button, bevy::input_focus::FocusCause::Navigated);
        scene.press(KeyCode::End);
        assert_eq!(scene.places(), (800.0, 0.0));
    }

    #[test]
    fn arrows_walk_in_the_venue_and_pages_scroll_there() {
        let mut scene = Scene::on(Screen::InVenue);
        scene.press(KeyCode::ArrowDown);
        assert_eq!(scene.places(), (0.0, 0.0));
        scene.press(KeyCode::PageDown);
        assert_eq!(scene.places(), (0.0, 170.0));
    }

    #[test]
    fn keys_that_leaf_through_slides_scroll_nothing() {
        let mut scene = Scene::on(Screen::InVenue);
        scene.app.insert_resource(LeafKeys { pages: true, arrows: false });
        scene.press(KeyCode::PageDown);
        assert_eq!(scene.places(), (0.0, 0.0));
        scene.press(KeyCode::End);
        assert_eq!(scene.places(), (0.0, 4_800.0));
    }

    #[test]
    fn in_a_field_home_and_the_arrows_move_the_caret_alone() {
        let mut scene = Scene::on(Screen::SignIn);
        scene.press(KeyCode::PageDown);
        scene.app.world_mut().resource_mut::<TypingFocus>().0 = true;
        for key in [KeyCode::Home, KeyCode::End, KeyCode::ArrowDown] {
            scene.press(key);
            assert_eq!(scene.places(), (0.0, 170.0), "{key:?}");
        }
    }
}
