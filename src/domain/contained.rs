//! Libraries that panic on what they are given, where they should say that they cannot read it.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;

thread_local!(static IS_CONTAINED: Cell<bool> = const { Cell::new(false) });

/// Runs what may panic for its input alone, and says nothing of that: words would stand in the middle of a screen. None: it
/// panicked.
pub fn contained<T>(work: impl FnOnce() -> T) -> Option<T> {
    static ONCE: Once = Once::new();
    ONCE.call_once(silence);
    let before = IS_CONTAINED.replace(true);
    let done = catch_unwind(AssertUnwindSafe(work));
    IS_CONTAINED.set(before);
    done.ok()
}

/// Has nothing told of what panics while it is contained.
fn silence() {
    let before = take_hook();
    set_hook(Box::new(move |panic| {
        if !IS_CONTAINED.get() {
            before(panic);
        }
    }));
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn what_is_contained_is_not_told() {
        let (told, here, before) = (Arc::new(AtomicUsize::new(0)), std::thread::current().id(), take_hook());
        let counts = Arc::clone(&told);
        set_hook(Box::new(move |panic| {
            if std::thread::current().id() == here {
                counts.fetch_add(1, Ordering::SeqCst);
            } else {
                before(panic);
            }
        }));
        silence();
        assert_eq!(contained(|| 7), Some(7));
        assert_eq!(contained(|| panic!("of a library")), None::<()>);
        assert_eq!(told.load(Ordering::SeqCst), 0);
        assert!(catch_unwind(|| panic!("our own")).is_err());
        assert_eq!(told.load(Ordering::SeqCst), 1);
    }
}
