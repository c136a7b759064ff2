//! Draws the panels that are shown, whenever one of them or the theme changed.

use bevy::input_focus::tab_navigation::TabGroup;
use bevy::prelude::*;

use super::focus::Dialog;
use super::lower;
use super::pictures::Pictures;
use super::reconcile::{Drawn, Piece};
use crate::panel::{FocusWish, Panel, PanelKey, Place, Shown};
use crate::theme::Theme;

/// The panels of the last frame, to see which changed.
#[derive(Default)]
pub(super) struct Last(std::collections::BTreeMap<PanelKey, Panel>);

pub(super) fn draw(world: &mut World, mut last: Local<Last>, mut pictures_seen: Local<bool>) {
    let pictures_came = world.contains_resource::<Pictures>() && !*pictures_seen;
    let theme_changed = world.is_resource_changed::<Theme>() || pictures_came;
    if !(world.is_resource_changed::<Shown>() || theme_changed) || !world.contains_resource::<Pictures>() {
        return;
    }
    *pictures_seen = true;
    let theme = world.resource::<Theme>().clone();
    let shown = world.resource::<Shown>().clone();
    let mut drawn = std::mem::take(&mut *world.resource_mut::<Drawn>());
    let gone: Vec<PanelKey> = drawn.0.keys().filter(|key| shown.panel(**key).is_none()).copied().collect();
    for key in gone {
        last.0.remove(&key);
        if let Some(piece) = drawn.0.remove(&key) {
            piece.despawn(world);
        }
    }
    for panel in shown.panels() {
        if !theme_changed && last.0.get(&panel.key) == Some(panel) {
            continue;
        }
        let element = world.resource_scope(|world, mut pictures: Mut<'_, Pictures>| {
            world.resource_scope(|_, mut images: Mut<'_, Assets<Image>>| {
                lower::panel(panel, &mut lower::Tools { theme: &theme, pictures: &mut pictures, images: &mut images })
            })
        });
        match drawn.0.get_mut(&panel.key) {
            Some(piece) => piece.update(world, panel.key, element),
            None => {
                let piece = Piece::spawn(world, panel.key, element, None);
                let mut group = world.entity_mut(piece.entity);
                group.insert(tab_group(panel));
                if matches!(panel.place, Place::Door | Place::Veil | Place::Dialog) {
                    group.insert(Dialog);
                }
                drawn.0.insert(panel.key, piece);
                if let Some(first) = panel.first_field() {
                    world.insert_resource(FocusWish::Field(panel.key, first.clone()));
                }
            }
        }
        last.0.insert(panel.key, panel.clone());
    }
    *world.resource_mut::<Drawn>() = drawn;
}

/// Tab goes from panel to panel; within a dialog, under the veil or on the large page, which hides the others, it stays.
fn tab_group(panel: &Panel) -> TabGroup {
    match panel.place {
        Place::Door | Place::Veil | Place::Dialog | Place::Large => TabGroup { order: panel.key as i32, modal: true },
        Place::Top
        | Place::Strip
        | Place::Captions
        | Place::Bottom
        | Place::Left
        | Place::Right
        | Place::Toasts
        | Place::Unseen => TabGroup::new(panel.key as i32),
    }
}
