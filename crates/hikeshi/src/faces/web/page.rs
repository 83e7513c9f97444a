//! What all pages share: their frame, their words, and what is shown where something is wrong.

use askama::Template;
use axum::Json;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use drill::words::room::Reader;
use drill::words::{Lang, say};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use room::Actor;
use serde::Serialize;

use super::Web;
use super::who::{Reading as Tongue, Viewer};
use crate::clock;
use crate::desk::people::{Part, drawn, hex};
use crate::desk::reading::Reading;
use crate::desk::table::Table;

/// The words of a page, in its reader's language.
#[derive(Clone)]
pub struct Words {
    /// The language.
    pub lang: Lang,
    reading: Reading,
}

impl Words {
    /// For this reader.
    pub fn new(web: &Web, lang: Lang) -> Words {
        let zone = TimeZone::system();
        Words { lang, reading: Reading { lang, people: web.people.clone(), table: None, zone } }
    }

    /// For somebody who has come in.
    pub fn of(web: &Web, viewer: &Viewer) -> Words {
        let words = Words::new(web, viewer.lang);
        Words { reading: Reading { zone: viewer.zone.clone(), ..words.reading }, ..words }
    }

    /// The same in the room of a drill.
    pub fn at(self, table: Option<Table>) -> Words {
        Words { lang: self.lang, reading: Reading { table, ..self.reading } }
    }

    /// The text of a key.
    pub fn t(&self, key: &str) -> String {
        say(self.lang, key, &[])
    }

    /// The text of a key with one thing in it.
    pub fn with(&self, key: &str, name: &str, value: &str) -> String {
        say(self.lang, key, &[(name, value)])
    }

    /// The text of a key with several things in it.
    pub fn all(&self, key: &str, args: &[(&str, &str)]) -> String {
        say(self.lang, key, args)
    }

    /// What the times on a page are called now: `JST`; nothing in a drill.
    pub fn zone(&self) -> Option<String> {
        self.reading.zone(clock::now())
    }

    /// A day and its time, with its zone; a drill's night has no date.
    pub fn day(&self, at: Timestamp) -> String {
        if self.reading.table.is_some() {
            return format!("{} {}", self.t("web-drill"), self.time(at));
        }
        self.reading.day(at)
    }

    /// `ja`, `en`.
    pub fn tag(&self) -> &'static str {
        self.lang.tag()
    }
}

impl Reader for Words {
    fn lang(&self) -> Lang {
        self.lang
    }

    fn name(&self, who: &Actor) -> String {
        self.reading.name(who)
    }

    fn time(&self, at: Timestamp) -> String {
        self.reading.time(at)
    }
}

/// The frame's part of every page.
pub struct Frame {
    /// The page's words.
    pub w: Words,
    /// Who reads, if somebody has come in.
    pub me: Option<String>,
    /// They give orders: a page offers nothing that a guest may not do.
    pub acts: bool,
    /// They let others in.
    pub admin: bool,
}

impl Frame {
    /// For somebody who has come in.
    pub fn of(web: &Web, viewer: &Viewer) -> Frame {
        let part = viewer.person.part;
        let (acts, admin) = (part != Part::Guest, part == Part::Admin);
        Frame { w: Words::of(web, viewer), me: Some(viewer.person.name.clone()), acts, admin }
    }

    /// For somebody at the door.
    pub fn outside(web: &Web, lang: Lang) -> Frame {
        Frame { w: Words::new(web, lang), me: None, acts: false, admin: false }
    }
}

/// A page as an answer.
pub fn shown(page: &impl Template) -> Response {
    shown_as(StatusCode::OK, page)
}

/// Where a form has the id of its order. Templates leave it open, since what is the same for many is rendered once.
const ID: &str = "<input type=\"hidden\" name=\"id\">";

/// A page as an answer, with its status.
pub fn shown_as(status: StatusCode, page: &impl Template) -> Response {
    match page.render() {
        Ok(html) => (status, Html(with_ids(&html))).into_response(),
        Err(error) => ours(Lang::En, &error.to_string()),
    }
}

/// Each form of a page with an id of its own: what a browser without a script sends twice, pressed twice or read again, is one
/// order. Nobody writes such a field into a page, since what people write is escaped.
pub fn with_ids(html: &str) -> String {
    let mut parts = html.split(ID);
    let first = parts.next().unwrap_or_default().to_string();
    parts.fold(first, |page, part| {
        let id = hex(&drawn::<12>());
        format!("{page}<input type=\"hidden\" name=\"id\" value=\"p{id}\">{part}")
    })
}

#[derive(Template)]
#[template(path = "notice.html")]
struct Notice {
    f: Frame,
    what: String,
    next: String,
    back: String,
}

/// A page that says what is so, and what to do.
pub fn notice(status: StatusCode, frame: Frame, what: String, next: String, back: &str) -> Response {
    shown_as(status, &Notice { f: frame, what, next, back: back.into() })
}

/// A guest may not do this.
pub fn not_for_a_guest(frame: Frame) -> Response {
    let (what, next) = (frame.w.t("web-guest-no"), frame.w.t("web-guest-no-next"));
    notice(StatusCode::FORBIDDEN, frame, what, next, "/")
}

/// There is no such page.
pub async fn nothing_here(
    axum::extract::State(web): axum::extract::State<Web>,
    Tongue(lang): Tongue,
) -> Response {
    let frame = Frame::outside(&web, lang);
    let (what, next) = (frame.w.t("web-no-page"), frame.w.t("web-no-page-next"));
    notice(StatusCode::NOT_FOUND, frame, what, next, "/")
}

/// Our side failed: what was ordered is safe to repeat. Plain, because a page may be what failed.
pub fn ours(lang: Lang, why: &str) -> Response {
    (StatusCode::INTERNAL_SERVER_ERROR, say(lang, "web-ours", &[("why", why)])).into_response()
}

#[derive(Serialize)]
struct Refused<'a> {
    error: &'a str,
    next: &'a str,
}

/// A refusal as programs read it.
pub fn refused_json(status: u16, error: &str, next: &str) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (status, Json(Refused { error, next })).into_response()
}

/// A path as the value of a query.
pub fn in_query(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-_.~".contains(&byte);
    path.bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

/// A path on this server that a request names, or the first page: never another site. Browsers leave out tabs and line ends
/// wherever they stand, so that `/`, a tab, `/` is another site to them.
pub fn here(path: &str) -> &str {
    let strange = |c: char| c == '\\' || c.is_control();
    let inside = path.starts_with('/') && !path.starts_with("//") && !path.contains(strange);
    if inside { path } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_a_page_has_an_id_of_its_own() {
        let page = with_ids(&format!("a{ID}b{ID}c"));
        let ids: Vec<&str> =
            page.split("value=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert!(ids.len() == 2 && ids[0] != ids[1], "{page}");
        assert!(ids.iter().all(|id| room::OrderId::new(*id).is_ok()), "{page}");
        assert!(page.starts_with('a') && page.ends_with("\">c"), "{page}");
    }

    #[test]
    fn a_way_back_never_leads_to_another_site() {
        assert_eq!(here("/rooms/k7f2?line=7"), "/rooms/k7f2?line=7");
        for wrong in ["//elsewhere.example", "https://elsewhere.example", "/\\elsewhere.example", "", "rooms"]
        {
            assert_eq!(here(wrong), "/", "{wrong}");
        }
        for strange in ['\t', '\n', '\r', '\0', '\u{1f}', '\u{7f}', '\u{85}', '\\'] {
            assert_eq!(here(&format!("/{strange}/elsewhere.example")), "/", "{strange:?}");
        }
        assert_eq!(in_query("/rooms/k?line=7"), "/rooms/k%3Fline%3D7");
    }
}
