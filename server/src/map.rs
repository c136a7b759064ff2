//! Turns Tiled files into compiled rooms.
