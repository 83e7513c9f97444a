//! The search for a night's best plan, begun while the night is still being played: it needs nothing that is said in it.
//! Leaves a processor to the player until the play is over. Knows nothing of plays and their files.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;

use drill::counterfactual::{Plan, Search};

use crate::desk::hands;

/// Trials of a processor between two reports [count].
const SOME: usize = 2;

/// A search under way in its own thread. It ends early when this is dropped.
#[derive(Debug)]
pub struct Ahead {
    reports: Receiver<Report>,
    /// The newest report.
    newest: Report,
    allowed: Arc<Allowed>,
}

/// Processors that the search may use [count]; 0: it rests.
#[derive(Debug)]
struct Allowed(Mutex<usize>, Condvar);

impl Allowed {
    fn set(&self, hands: usize) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = hands;
        self.1.notify_one();
    }

    /// Waits while there are none.
    fn hands(&self) -> usize {
        let hands = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *self.1.wait_while(hands, |hands| *hands == 0).unwrap_or_else(PoisonError::into_inner)
    }
}

/// How far a search is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Far {
    /// Courses lived [count].
    pub courses: usize,
    /// Rounds done [count].
    pub rounds: usize,
    /// Rounds there may be at most [count].
    pub most: usize,
}

/// What a search reports.
#[derive(Clone, Debug, Default)]
struct Report {
    far: Far,
    /// The best plan so far; `None` before anything was compared.
    best: Option<Plan>,
}

impl Ahead {
    /// Begins. `search` is made in the thread; a night that cannot be staged has no plan.
    pub fn start(search: impl FnOnce() -> Option<Search> + Send + 'static) -> Ahead {
        let (to, reports) = channel();
        let spare = hands::all().saturating_sub(1).max(1);
        let allowed = Arc::new(Allowed(Mutex::new(spare), Condvar::new()));
        let hands = allowed.clone();
        thread::spawn(move || {
            if let Some(search) = search() {
                drive(search, &hands, &to);
            }
        });
        Ahead { reports, newest: Report::default(), allowed }
    }

    /// Rests until it is to be finished: the processors are wanted for something that somebody waits for.
    pub fn rest(&self) {
        self.allowed.set(0);
    }

    /// The best plan so far.
    pub fn so_far(&mut self) -> Option<Plan> {
        while let Ok(report) = self.reports.try_recv() {
            self.newest = report;
        }
        self.newest.best.clone()
    }

    /// Goes on with all processors to the end of the search, telling how far it is.
    pub fn finish(&mut self, progress: &mut dyn FnMut(Far)) -> Option<Plan> {
        self.allowed.set(hands::all());
        while let Ok(report) = self.reports.recv() {
            self.newest = report;
            progress(self.newest.far);
        }
        self.newest.best.clone()
    }
}

impl Drop for Ahead {
    fn drop(&mut self) {
        // One that rests has to wake to see that nobody listens.
        self.allowed.set(1);
    }
}

fn drive(mut search: Search, allowed: &Allowed, to: &Sender<Report>) {
    let far = |search: &Search, courses: usize| {
        let (rounds, most) = search.rounds();
        Far { courses, rounds, most }
    };
    loop {
        let mut left = search.round();
        if left.is_empty() {
            return;
        }
        let mut outcomes = Vec::new();
        while !left.is_empty() {
            let hands = allowed.hands();
            let some: Vec<_> = left.drain(..(hands * SOME).min(left.len())).collect();
            outcomes.extend(hands::some(hands, some, |trial| trial.run()));
            let best = (search.trials() > 0).then(|| search.best().plan.clone());
            let far = far(&search, search.trials() + outcomes.len());
            if to.send(Report { far, best }).is_err() {
                return;
            }
        }
        search.settle(&outcomes);
        let far = far(&search, search.trials());
        let _ = to.send(Report { far, best: Some(search.best().plan.clone()) });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn search() -> Option<Search> {
        let script = crate::desk::catalog::find("first-fire").ok()?;
        let mut scenario = script.scenario;
        // A short night, as the search is as long.
        scenario.horizon = 130 * world::time::SECOND;
        drill::debrief::search(&scenario, 1).ok()
    }

    #[test]
    fn a_search_begun_ahead_comes_to_the_plan_of_one_that_was_waited_for() {
        let mut whole = search().expect("the night can be staged");
        loop {
            let round = whole.round();
            if round.is_empty() {
                break;
            }
            whole.settle(&round.iter().map(|trial| trial.run()).collect::<Vec<_>>());
        }
        let mut told = Vec::new();
        let found = Ahead::start(search).finish(&mut |far| told.push((far.courses, far.rounds)));
        assert_eq!(found.as_ref(), Some(&whole.best().plan));
        assert_eq!(told.last(), Some(&(whole.trials(), whole.rounds().0)));
        assert!(told.is_sorted() && whole.rounds().0 <= whole.rounds().1, "{told:?}");
    }

    #[test]
    fn a_night_that_cannot_be_staged_has_no_plan() {
        let mut ahead = Ahead::start(|| None);
        assert_eq!(ahead.finish(&mut |_| {}), None);
        assert_eq!(ahead.so_far(), None);
    }
}
