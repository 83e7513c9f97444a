//! Ctrl-C and the system's requests to go (SIGTERM, SIGHUP). Knows whether somebody asked and what is said when
//! the program leaves at once; nothing is saved here, because everything is saved already.

use std::io::Write;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crate::clock;

/// How long whoever holds the interrupt may take to tidy up. After that the program leaves all the same: a terminal
/// that is gone may never answer [ms].
const GRACE: Duration = Duration::from_millis(1_000);

/// Listens for requests to stop, from its creation on.
#[derive(Clone, Debug, Default)]
pub struct Interrupt {
    asked: Arc<AtomicBool>,
    held: Arc<AtomicBool>,
    farewell: Arc<Mutex<String>>,
}

impl Interrupt {
    /// Starts to listen: until told otherwise, the program leaves at once and without a word.
    pub fn listen() -> Interrupt {
        let interrupt = Interrupt::default();
        let heard = interrupt.clone();
        // Where signals cannot be heard the system's own way of stopping us is as good: the play is kept.
        let _ = ctrlc::set_handler(move || heard.hear());
        interrupt
    }

    fn hear(&self) {
        self.asked.store(true, Ordering::SeqCst);
        if self.held.load(Ordering::SeqCst) {
            clock::pause(GRACE);
        } else {
            let farewell = self.farewell.lock().unwrap_or_else(PoisonError::into_inner).clone();
            if !farewell.is_empty() {
                let _ = writeln!(std::io::stderr(), "\n{farewell}");
            }
        }
        std::process::exit(130);
    }

    /// What is said when the program is asked to leave: where the play is, and how it goes on.
    pub fn say_on_leaving(&self, farewell: String) {
        *self.farewell.lock().unwrap_or_else(PoisonError::into_inner) = farewell;
    }

    /// Do not leave at once: somebody looks at [`Interrupt::asked`] and tidies up first.
    pub fn hold(&self) {
        self.held.store(true, Ordering::SeqCst);
    }

    /// Whether somebody asked us to go.
    pub fn asked(&self) -> bool {
        self.asked.load(Ordering::SeqCst)
    }
}

/// Waits until somebody presses Ctrl-C or the system asks us to go, where nothing else listens for it.
pub async fn asked_to_go() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let (Ok(mut ended), Ok(mut left)) = (signal(SignalKind::terminate()), signal(SignalKind::hangup()))
        {
            tokio::select! {
                _ = interrupted => {}
                _ = ended.recv() => {}
                _ = left.recv() => {}
            }
            return;
        }
    }
    let _ = interrupted.await;
}
