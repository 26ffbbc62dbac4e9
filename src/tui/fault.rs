//! A panic on purpose, so that a test can see the real terminal come back.
//!
//! Only builds with debug assertions hold it, and only `INTENDANT_FAULT` naming the place brings it about: a release
//! build has no such place.

/// Panics when the environment asks for it at this place.
#[cfg_attr(debug_assertions, expect(clippy::panic, reason = "what a test provokes; no release build has it"))]
pub(super) fn point(place: &str) {
    #[cfg(debug_assertions)]
    if std::env::var_os("INTENDANT_FAULT").is_some_and(|wanted| wanted == place) {
        std::panic::panic_any(format!("asked for at {place}"));
    }
    #[cfg(not(debug_assertions))]
    let _ = place;
}
