//! What changes by itself: a block that ends, a job whose process may have died.

use std::time::Duration;

use super::stack::App;

impl App {
    /// Tells how long until the screen in front changes by itself.
    pub(crate) fn wake_after(&self) -> Option<Duration> {
        if self.is_sending() {
            return Some(Duration::from_secs(1));
        }
        let blocks = self.shared.standing_host_blocks().filter_map(|block| block.until);
        let layers = self.screen().into_iter().chain(self.overlays.last());
        let views = layers.filter_map(|layer| layer.view.wake_at());
        let at = views.chain(blocks).min()?;
        let seconds = u64::try_from(at.0.saturating_sub(self.shared.now.0)).unwrap_or(0);
        Some(Duration::from_secs(seconds.clamp(1, 86_400)))
    }

    /// Reads the screen in front and what lies over it again, because its time has come.
    pub(crate) fn wake(&mut self) {
        self.dirty = true;
        if self.is_sending() {
            // The worker is at it: what it were asked now would wait behind that.
            return;
        }
        self.refresh_front();
        let Some(layer) = self.overlays.last_mut() else { return };
        let (key, reply) = (layer.key, layer.view.refresh(&mut self.shared));
        self.follow(key, reply);
    }

    /// Tells whether what lies in front waits for the worker.
    fn is_sending(&self) -> bool {
        self.overlays.last().is_some_and(|layer| layer.view.is_sending())
    }
}
