//! The venue hears of a pace when it changes and on every new link, and of no other time.

use bevy::state::app::StatesPlugin;
use hiroba_shared::ids::VisitorId;
use hiroba_shared::role::Role;

use super::*;

/// The features' side of a visit: what is said to the venue is read, what it says is played.
fn inside() -> App {
    let mut app = App::new();
    app.add_plugins((MinimalPlugins, StatesPlugin, crate::schedule::plugin, crate::screen::plugin))
        .add_message::<FromVenue>()
        .add_message::<ToVenue>()
        .add_message::<SnapshotArrived>()
        .init_resource::<Settings>()
        .add_plugins(plugin);
    app.world_mut().resource_mut::<NextState<Screen>>().set(Screen::InVenue);
    app.update();
    app
}

/// The paces told in a frame.
fn told(app: &mut App) -> Vec<Pace> {
    app.update();
    let said: Vec<ToVenue> = app.world_mut().resource_mut::<Messages<ToVenue>>().drain().collect();
    let paces = said.iter().map(|ToVenue(message)| {
        let FromClient::Session(SessionFromClient::Pace(pace)) = message else { panic!("not a pace: {message:?}") };
        *pace
    });
    paces.collect()
}

fn welcome(app: &mut App) {
    let welcome =
        SessionFromServer::Welcome { you: VisitorId(1), role: Role::Visitor, resumed: true, rooms: Vec::new() };
    app.world_mut().write_message(FromVenue(FromServer::Session(welcome)));
}

#[test]
fn a_chosen_pace_is_told_once_and_again_on_each_new_link() {
    let mut app = inside();
    assert!(told(&mut app).is_empty(), "a link begins at the full pace");
    app.world_mut().resource_mut::<Settings>().choose_bandwidth(crate::start::Bandwidth::Low);
    assert_eq!(told(&mut app), [Pace::Low]);
    assert!(told(&mut app).is_empty(), "told already");
    welcome(&mut app);
    assert_eq!(told(&mut app), [Pace::Low], "a new link knows nothing of it");
    app.world_mut().resource_mut::<Settings>().choose_bandwidth(crate::start::Bandwidth::Auto);
    assert_eq!(told(&mut app), [Pace::Full]);
    welcome(&mut app);
    assert!(told(&mut app).is_empty(), "the full pace needs no word");
}

#[test]
fn a_slow_link_is_told_of_by_itself_and_a_choice_of_little_outlives_it() {
    let mut app = inside();
    let mut watch = LinkWatch::default();
    for second in 0..9u16 {
        // Every third snapshot arrives.
        for n in 0..7 {
            watch.note(second * 21 + n * 3, f64::from(second) + f64::from(n) / 7.0);
        }
        watch.pass(f64::from(second) + 1.0, 0.016);
    }
    assert!(watch.is_slow());
    app.insert_resource(watch);
    assert_eq!(told(&mut app), [Pace::Low]);
    app.world_mut().resource_mut::<Settings>().choose_bandwidth(crate::start::Bandwidth::Low);
    app.insert_resource(LinkWatch::default());
    assert!(told(&mut app).is_empty(), "chosen meanwhile");
}
