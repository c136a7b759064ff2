//! Claims about the whole venue.
