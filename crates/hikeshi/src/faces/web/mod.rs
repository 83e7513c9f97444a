//! The web: pages rendered on the server from views, kept live by server-sent events whose id is the log's number. Knows
//! HTTP and HTML; every rule is the room's, every way in the desk's.

mod assets;
mod board;
mod brief;
mod chart;
mod crowd;
mod debrief;
mod door;
mod drill;
mod events;
mod flow;
mod forms;
mod guard;
mod heard;
mod home;
mod me;
mod mine;
mod orders;
mod page;
mod place;
mod people;
mod postmortem;
mod quiet;
mod rehearsal;
mod room;
mod runbook;
mod sheet;
mod shown;
mod who;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn;
use axum::routing::{get, post};

use crate::desk::people::People;
use crate::desk::rooms::Desk;
use crowd::Crowds;

/// What a request may carry [bytes]: an order is a line or two, and a pasted log some pages.
const BODY: usize = 64 * 1024;

/// What every page needs.
#[derive(Clone)]
pub struct Web {
    /// The rooms.
    pub desk: Desk,
    /// Who may come in.
    pub people: People,
    /// Only this machine can reach the server: people come in by saying their name.
    pub open: bool,
    crowds: Crowds,
}

impl Web {
    /// The face of this desk.
    pub fn new(desk: Desk, people: People, open: bool) -> Web {
        Web { desk, people, open, crowds: Crowds::default() }
    }

    /// All its ways.
    pub fn router(self) -> Router {
        Router::new()
            .route("/", get(home::show))
            .route("/rooms", post(home::open))
            .route("/rehearsals", post(rehearsal::begin))
            .route("/rooms/{room}", get(room::show))
            .route("/rooms/{room}/orders", post(orders::give))
            .route("/rooms/{room}/forms", post(forms::give))
            .route("/rooms/{room}/postmortem", get(postmortem::show))
            .route("/rooms/{room}/postmortem.md", get(postmortem::file))
            .route("/rooms/{room}/quiet", post(quiet::wish))
            .route("/rooms/{room}/e/{seq}", get(room::entry))
            .route("/rooms/{room}/events", get(events::follow))
            .route("/rooms/{room}/pace", post(drill::pace))
            .route("/rooms/{room}/voice", post(drill::voice))
            .route("/rooms/{room}/debrief", get(debrief::show))
            .route("/rooms/{room}/seat", post(place::sit))
            .route("/rooms/{room}/lead", post(place::lead))
            .route("/drills", post(drill::begin))
            .route("/enter", get(door::show).post(door::enter))
            .route("/join/{invite}", get(door::invited).post(door::join))
            .route("/me", get(me::show))
            .route("/me/tokens", post(me::make))
            .route("/me/tokens/{id}/end", post(me::end_token))
            .route("/me/sessions/{id}/end", post(me::end_session))
            .route("/people", get(people::show).post(people::change))
            .route("/people/invitations", post(people::invite))
            .route("/leave", post(door::leave))
            .route("/lang/{lang}", post(door::language))
            .route("/assets/{name}", get(assets::serve))
            .route("/favicon.ico", get(assets::mark))
            .fallback(page::nothing_here)
            .layer(DefaultBodyLimit::max(BODY))
            .layer(from_fn(guard::guard))
            .with_state(self)
    }
}
