//! What somebody does not want to be told again in a room: kinds of whispers that are switched off, and care that was seen. Kept
//! in a cookie of that room's path: private to who chose it, the same on every server, gone with the browser's week, and no
//! fact of the incident. What is whispered is the room's; here it is only left out.

use std::collections::BTreeSet;
use std::convert::Infallible;

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use axum::{Form, Json};
use serde::Deserialize;

use super::Web;
use super::who::{Viewer, cookie, wants_json};
use crate::desk::rooms::RoomId;

/// The cookie.
const QUIET: &str = "hikeshi_quiet";
/// It is kept so long [s]: an incident and its aftermath.
const KEPT: u32 = 7 * 24 * 3_600;
/// Words in it [count]: every kind of whisper, and the care of a long night.
const MOST: usize = 60;
/// Letters of one word [count].
const LONG: usize = 40;

/// Keys that are not to be shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quiet(BTreeSet<String>);

impl Quiet {
    fn read(text: &str) -> Quiet {
        Quiet(text.split('.').filter(|word| is_word(word)).take(MOST).map(str::to_string).collect())
    }

    /// This is not to be shown.
    pub fn hides(&self, word: &str) -> bool {
        self.0.contains(word)
    }

    /// Kinds of whispers that are switched off, by key.
    pub fn kinds(&self) -> impl Iterator<Item = &String> {
        self.0.iter().filter(|word| room::view::NudgeKind::KEYS.contains(&word.as_str()))
    }
}

fn is_word(word: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    !word.is_empty() && word.len() <= LONG && word.bytes().all(plain)
}

impl FromRequestParts<Web> for Quiet {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &Web) -> Result<Quiet, Infallible> {
        Ok(cookie(&parts.headers, QUIET).map(|text| Quiet::read(&text)).unwrap_or_default())
    }
}

/// What is to be shown no more, or again.
#[derive(Debug, Deserialize)]
pub struct Wished {
    what: String,
    #[serde(default)]
    again: bool,
}

/// Takes the wish.
pub async fn wish(
    _: Viewer,
    Path(room): Path<String>,
    mut quiet: Quiet,
    headers: HeaderMap,
    Form(wished): Form<Wished>,
) -> Response {
    let Ok(room) = room.parse::<RoomId>() else { return StatusCode::NOT_FOUND.into_response() };
    if wished.again {
        quiet.0.remove(&wished.what);
    } else if is_word(&wished.what) && quiet.0.len() < MOST {
        quiet.0.insert(wished.what);
    }
    let words = quiet.0.into_iter().collect::<Vec<_>>().join(".");
    let path = format!("/rooms/{room}");
    let set = format!("{QUIET}={words}; Path={path}; Max-Age={KEPT}; HttpOnly; SameSite=Lax");
    let set = AppendHeaders([(header::SET_COOKIE, set)]);
    if wants_json(&headers) {
        return (set, Json(serde_json::json!({}))).into_response();
    }
    (set, Redirect::to(&path)).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_that_somebody_wrote_by_hand_hides_no_more_than_words() {
        let quiet = Quiet::read("nudge-hands-on.care-breath-3.<b>..Nudge.no such");
        assert!(quiet.hides("nudge-hands-on") && quiet.hides("care-breath-3"));
        assert_eq!(quiet.0.len(), 2);
        assert_eq!(quiet.kinds().collect::<Vec<_>>(), ["nudge-hands-on"]);
        assert!(Quiet::read(&"a.b".repeat(MOST * 9)).0.len() <= MOST);
    }
}
