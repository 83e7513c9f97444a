//! A team's drill: opened from the first page, its clock set, its panels beside the room. What is played is the
//! table's; how it is told afterwards, `debrief`'s.

use askama::Template;
use axum::Form;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use drill::block::Panels;
use drill::play::{Deed, PACES};
use drill::words::Lang;
use serde::Deserialize;

use super::Web;
use super::chart::{self, Size};
use super::orders::Giver;
use super::page::{self, Frame, Words};
use super::shown::tone;
use super::who::Viewer;
use crate::clock;
use crate::desk::rooms::{OwnId, Refused, RoomId};
use crate::desk::table::{Begun, Table};

/// What is written to begin a drill.
#[derive(Debug, Deserialize)]
pub struct Written {
    #[serde(default)]
    id: String,
    scenario: String,
    #[serde(default)]
    lang: String,
    #[serde(default)]
    times: String,
    #[serde(default)]
    seed: String,
}

/// Begins a drill.
pub async fn begin(State(web): State<Web>, viewer: Viewer, Form(written): Form<Written>) -> Response {
    let caller = viewer.caller();
    let room = OwnId::or_drawn(&caller, &written.id).room("drill");
    let begun = Begun {
        scenario: written.scenario,
        seed: written.seed.trim().parse().unwrap_or_else(|_| clock::seed()),
        lang: Lang::from_tag(&written.lang).unwrap_or(viewer.lang),
        times: written.times.parse().unwrap_or(1),
    };
    let f = Frame::of(&web, &viewer);
    match web.desk.begin(&room, &caller, begun).await {
        Ok(_) => Redirect::to(&format!("/rooms/{room}")).into_response(),
        Err(Refused::MayNot(_)) => page::not_for_a_guest(f),
        Err(Refused::NoTable) => {
            let (what, next) = (f.w.t("web-no-scenario"), f.w.t("web-no-scenario-next"));
            page::notice(StatusCode::NOT_FOUND, f, what, next, "/")
        }
        Err(why) => page::ours(viewer.lang, &why.to_string()),
    }
}

/// How fast the clock shall run.
#[derive(Debug, Deserialize)]
pub struct Pace {
    #[serde(default)]
    id: String,
    times: u32,
}

/// Sets the clock.
pub async fn pace(giver: Giver, Form(pace): Form<Pace>) -> Response {
    giver.does(&pace.id, Deed::Pace(pace.times)).await
}

/// Whether a model tells the drill.
#[derive(Debug, Deserialize)]
pub struct Voiced {
    #[serde(default)]
    id: String,
    on: u8,
}

/// Has the drill told in a model's words, or in the templates' own.
pub async fn voice(giver: Giver, Form(voiced): Form<Voiced>) -> Response {
    giver.does(&voiced.id, Deed::Voice(voiced.on > 0)).await
}

#[derive(Template)]
#[template(path = "drill.html")]
struct Beside<'a> {
    w: &'a Words,
    room: &'a str,
    p: &'a Panels,
    figures: Vec<(&'a str, &'a str, &'static str)>,
    charts: Vec<(String, String, String)>,
    times: u32,
    paces: Vec<(u32, String, bool)>,
    lives: bool,
    over: bool,
    voiced: Option<bool>,
    /// [ms since 1970], as the log has it.
    now: i64,
}

/// The drill's clock and panels.
pub async fn beside(w: &Words, room: &RoomId, table: &Table) -> String {
    let (panels, standing) = (table.panels(w.lang).await, table.standing());
    let wall = table.wall().clock();
    let draw = |chart: &drill::block::Chart| {
        let (small, large) = (chart::svg(chart, Size::Small, wall), chart::svg(chart, Size::Large, wall));
        (chart.title.clone(), small, large)
    };
    let paces = PACES.into_iter().map(|times| {
        let name = if times == 0 { w.t("web-drill-pause") } else { format!("×{times}") };
        (times, name, times == standing.times)
    });
    let page = Beside {
        w,
        room: room.as_str(),
        charts: panels.charts.iter().map(draw).collect(),
        figures: panels
            .impact
            .iter()
            .chain(&panels.pressure)
            .map(|(n, v, t)| (&**n, &**v, tone(*t)))
            .collect(),
        p: &panels,
        times: standing.times,
        paces: paces.collect(),
        lives: standing.lives,
        over: standing.over,
        voiced: table.voiced(),
        now: standing.now.as_millisecond(),
    };
    page.render().unwrap_or_else(|error| error.to_string())
}
