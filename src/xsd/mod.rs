//! XML Schema 1.0, second edition.

pub mod datatypes;
