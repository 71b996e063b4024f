//! The wish to stop, by Ctrl-C.

use super::Failure;
use crate::diag::{Diagnostic, Wording};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Exit code of a program that was interrupted, as shells have it: 128 and the number of the signal.
pub const INTERRUPTED: u8 = 130;

/// From now on Ctrl-C sets a flag instead of ending the process; a second one ends it at once.
///
/// # Errors
/// A system that does not let its signals be caught.
pub fn interruption() -> Result<Arc<AtomicBool>, Failure> {
    let flag = Arc::new(AtomicBool::new(false));
    let set = Arc::clone(&flag);
    let handler = move || {
        if set.swap(true, Ordering::Relaxed) {
            std::process::exit(INTERRUPTED.into());
        }
    };
    ctrlc::set_handler(handler).map(|()| flag).map_err(|_| {
        let headline = Wording::new("Ctrl-C を受け取る準備ができません", "Ctrl-C cannot be listened to");
        Failure::new(Diagnostic::error("bad-environment", headline))
    })
}
