//! The desk for staff: what its pages show, what its forms mean, and who may do what there.
//!
//! Everything is a pure function of what is kept, the language and the moment: [`page`] makes HTML in which nobody's
//! words are ever markup, [`form`] reads what somebody sent, [`rights`] is the table of roles, [`tries`] how often
//! a password may be guessed, [`keeping`] what the desk asks of the store. No socket, no file, no clock, no secret.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod rights;
pub mod keeping;
pub mod form;
pub mod fault;
pub mod tries;
pub mod words;
pub mod moment;
pub mod page;
