//! Shows panels with bevy_ui: keyed, so that what a person is using stays the same entity from view to view.
//!
//! `lower` turns a panel into elements (boxes, texts, fields, pictures), `reconcile` makes the entities equal to them,
//! the rest is how they look under the pointer and under the keyboard. No feature is known here.

mod draw;
mod element;
mod field;
mod focus;
mod lower;
mod page_keys;
mod paint;
pub mod pictures;
mod point;
mod press;
mod reconcile;
mod scroll;
mod successor;

use bevy::input_focus::tab_navigation::TabNavigationPlugin;
use bevy::prelude::*;
use bevy::ui::UiSystems;

pub use reconcile::font as letters;

pub(in crate::panel) fn plugin(app: &mut App) {
    app.init_resource::<reconcile::Drawn>()
        .add_systems(PreUpdate, focus::tell_focus.before(crate::schedule::ClientSystems::Receive));
    // Without a window (in tests) panels are made and nobody draws them.
    if !app.is_plugin_added::<bevy::ui::UiPlugin>() {
        return;
    }
    app.add_plugins(TabNavigationPlugin)
        .add_systems(Startup, pictures::load)
        .add_systems(
            PostUpdate,
            (
                draw::draw,
                successor::follow,
                focus::grant,
                paint::paint,
                field::show_hints,
                page_keys::scroll,
                scroll::follow_ends,
            )
                .chain()
                .before(UiSystems::Prepare),
        )
        .add_systems(PostUpdate, field::submit.after(bevy::text::EditableTextSystems))
        .add_systems(PostUpdate, (scroll::remember_ends, scroll::hide_idle_bars).after(UiSystems::PostLayout))
        .add_systems(PreUpdate, focus::tell_pointer.after(bevy::picking::PickingSystems::Last))
        .add_systems(PreUpdate, focus::enter_dialog.after(bevy::input_focus::InputFocusSystems::Dispatch))
        .add_observer(press::on_click)
        .add_observer(press::on_key)
        .add_observer(point::on_move)
        .add_observer(point::on_out)
        .add_observer(field::on_change)
        .add_observer(field::on_key)
        .add_observer(field::on_shifted_space)
        .add_observer(focus::scroll_to_focus);
}
