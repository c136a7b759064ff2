//! What the importer promises, claim by claim: what it understands, what it refuses, what it survives.

mod hostile;
mod meaning;
mod reading;
mod rooms;
mod shapes;
mod wam;
