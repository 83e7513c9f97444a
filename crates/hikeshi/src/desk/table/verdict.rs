//! What came of a team's drill: at first by the ways out that the scenario knows, then proved, with what would have happened
//! otherwise. Computed from the play and kept nowhere: it is the same again. One proof at a time on a server, that people who
//! play meanwhile are not kept waiting.

use std::convert::Infallible;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use drill::counterfactual::Branch;
use drill::debrief::Debrief;
use tokio::sync::{OnceCell, Semaphore, oneshot};

use super::{Table, blocking};
use crate::desk::hands;
use crate::desk::proof::{self, Proving};
use crate::desk::rooms::Refused;

/// Proofs at a time [count].
static PROOFS: Semaphore = Semaphore::const_new(1);

/// As far as it is known.
#[derive(Clone, Debug)]
pub struct Told {
    /// The debrief.
    pub debrief: Arc<Debrief>,
    /// How far its proof is; `None` when it is proved.
    pub proving: Option<Proving>,
}

/// What is known of a drill that is over.
#[derive(Default)]
pub(super) struct Verdict {
    first: OnceCell<Arc<Debrief>>,
    proved: Mutex<Option<Arc<Debrief>>>,
    far: Mutex<Option<Proving>>,
    waits: AtomicBool,
}

impl Verdict {
    /// It is being proved, or waits for that.
    pub(super) fn is_being_proved(&self) -> bool {
        self.waits.load(Ordering::Relaxed)
    }
}

impl Table {
    /// What came of it, once it is over; asked for the first time, its proof is begun. `None` while it is played.
    ///
    /// # Errors
    /// That our side failed.
    pub async fn debrief(&self) -> Result<Option<Told>, Refused> {
        if !self.standing().over {
            return Ok(None);
        }
        let verdict = &self.0.verdict;
        let first = verdict.first.get_or_try_init(|| async {
            let play = self.0.played.lock().await.play.clone();
            let debrief =
                blocking(move || play.debrief(|branches| hands::each(branches, Branch::live))).await?;
            let table = self.clone();
            verdict.waits.store(true, Ordering::Relaxed);
            tokio::spawn(async move {
                table.prove().await;
                table.0.verdict.waits.store(false, Ordering::Relaxed);
            });
            Ok::<_, Refused>(Arc::new(debrief))
        });
        let first = first.await?.clone();
        if let Some(debrief) = held(&verdict.proved).clone() {
            return Ok(Some(Told { debrief, proving: None }));
        }
        let proving = held(&verdict.far).unwrap_or(Proving::Measured);
        Ok(Some(Told { debrief: first, proving: Some(proving) }))
    }

    async fn prove(&self) {
        let Ok(_one) = PROOFS.acquire().await else { return };
        let play = self.0.played.lock().await.play.clone();
        let inner = self.0.clone();
        let (told, proved) = oneshot::channel();
        // A thread of its own: whoever ends the server does not wait for it.
        std::thread::spawn(move || {
            let mut progress = |far| *held(&inner.verdict.far) = Some(far);
            let keep = |_: &_| Ok::<(), Infallible>(());
            let Ok(debrief) = proof::prove(&play, None, &mut None, keep, &mut progress);
            *held(&inner.verdict.proved) = Some(Arc::new(debrief));
            let _ = told.send(());
        });
        // Where it ended without a word, the first verdict stands.
        let _ = proved.await;
    }
}

/// A thread that panicked while it held the lock has left a whole value.
fn held<T>(of: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}
