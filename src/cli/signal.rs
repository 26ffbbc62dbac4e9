//! Signals that ask a verb to stop at its next step.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::failure::{Failure, Result};

/// Returns the flag that SIGINT, SIGTERM and SIGHUP raise from now on, instead of ending the process.
pub(super) fn interruption() -> Result<Arc<AtomicBool>> {
    let flag = Arc::new(AtomicBool::new(false));
    raise_on_signals(&flag)?;
    Ok(flag)
}

/// Lets SIGINT, SIGTERM and SIGHUP raise a flag from now on, instead of ending the process.
pub(super) fn raise_on_signals(flag: &Arc<AtomicBool>) -> Result<()> {
    for signal in [signal_hook::consts::SIGINT, signal_hook::consts::SIGTERM, signal_hook::consts::SIGHUP] {
        signal_hook::flag::register(signal, Arc::clone(flag))
            .map_err(|cause| Failure::io(std::path::Path::new("signal"), &cause))?;
    }
    Ok(())
}
