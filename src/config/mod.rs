//! The configuration file as written, and the settings that were checked.
