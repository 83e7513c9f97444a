//! Asks a play what would have happened otherwise: measured by the best plan that a search finds, and with other courses under
//! many lucks. Takes its time, and says how far it is. Knows plays; where what came of it is kept is the caller's.

use drill::counterfactual::{Branch, Plan};
use drill::debrief::Debrief;
use drill::play::Play;

use crate::desk::ahead::{Ahead, Far};
use crate::desk::hands;

/// Pieces of a review that are lived between two looks at the progress [count].
const PIECES: usize = 8;

/// How far a proof is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proving {
    /// The search for the best plan has lived so many courses, in so many rounds of so many at most [count].
    Searched(Far),
    /// The night is being lived with the best plan.
    Measured,
    /// So many pieces of the other courses are lived, of all [count].
    Lived(usize, usize),
}

/// Proves a play: the debrief with what would have happened otherwise. `best` is the best plan where it is known already,
/// else it is searched, by `ahead` where that was begun before; `keep` is told it.
///
/// # Errors
/// What `keep` says.
pub fn prove<E>(
    play: &Play,
    ahead: Option<Ahead>,
    best: &mut Option<Plan>,
    mut keep: impl FnMut(&Plan) -> Result<(), E>,
    progress: &mut dyn FnMut(Proving),
) -> Result<Debrief, E> {
    progress(Proving::Measured);
    let inquiry = play.inquiry();
    let lived = |branches| hands::each(branches, Branch::live);
    let search = ahead.or_else(|| best.is_none().then(|| Ahead::start(play.search())));
    if let Some(mut search) = search {
        let found = search.finish(&mut |far| progress(Proving::Searched(far)));
        *best = found.map(|found| inquiry.lean(&found, lived));
        if let Some(best) = best {
            keep(best)?;
        }
    }
    progress(Proving::Measured);
    let mut found: Vec<Plan> = best.iter().cloned().collect();
    let mut debrief = play.debrief_with(&found, lived);
    let mut asked = inquiry.asked(&debrief);
    let pieces = asked.review.pieces();
    // A few at a time, so that progress is seen.
    for some in pieces.chunks(PIECES) {
        for (piece, lost) in hands::each(some.to_vec(), |piece| (piece, asked.review.run(piece))) {
            asked.review.settle(piece, lost);
        }
        let (done, all) = asked.review.progress();
        progress(Proving::Lived(done, all));
    }
    if let Some(better) = inquiry.better(&asked) {
        found.push(inquiry.lean(&better, lived));
        debrief = play.debrief_with(&found, lived);
    }
    debrief.what_ifs = Some(inquiry.told(&asked));
    Ok(debrief)
}
