//! Who is asking, and in which language: from the cookies of a browser. Where nobody is, the way leads to the door; programs
//! and their tokens have a way of their own.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Redirect, Response};
use drill::words::Lang;
use jiff::tz::TimeZone;

use super::Web;
use super::page;
use crate::desk::people::{Caller, Person, Secret};
use crate::faces::request;

/// The cookie of a session.
pub const SESSION: &str = "hikeshi_session";
/// The cookie of a language.
pub const LANGUAGE: &str = "hikeshi_lang";
/// The cookie of a time zone, which the page's script sets: `Asia/Tokyo`.
const ZONE: &str = "hikeshi_zone";

/// Somebody who has come in, and reads in a language.
#[derive(Clone, Debug)]
pub struct Viewer {
    pub person: Person,
    pub lang: Lang,
    /// Where they look at the wall's clock.
    pub zone: TimeZone,
    pub secret: Secret,
}

impl Viewer {
    /// As whom they come, and what they may: a browser's session is for all that its person may.
    pub fn caller(&self) -> Caller {
        Caller { may: self.person.part.may(), person: self.person.clone() }
    }
}

/// A language alone, where nobody has come in yet.
#[derive(Clone, Copy, Debug)]
pub struct Reading(pub Lang);

impl FromRequestParts<Web> for Viewer {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Viewer, Response> {
        let lang = language(&parts.headers);
        let secret = cookie(&parts.headers, SESSION).and_then(|text| Secret::read(&text));
        let found = match &secret {
            Some(secret) => {
                web.people.of(secret).await.map_err(|broken| page::ours(lang, &broken.to_string()))?
            }
            None => None,
        };
        match (found, secret) {
            (Some(person), Some(secret)) => Ok(Viewer { person, lang, zone: zone(&parts.headers), secret }),
            _ if wants_json(&parts.headers) => {
                Err(page::refused_json(401, "nobody has come in", "come in first, at /enter"))
            }
            _ => {
                let to = parts.uri.path_and_query().map_or("/", |path| path.as_str());
                Err(Redirect::to(&format!("/enter?to={}", page::in_query(to))).into_response())
            }
        }
    }
}

impl FromRequestParts<Web> for Reading {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, _: &Web) -> Result<Reading, Response> {
        Ok(Reading(language(&parts.headers)))
    }
}

/// A program asks, or our own script.
pub fn wants_json(headers: &HeaderMap) -> bool {
    let accepts = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok());
    accepts.is_some_and(|accepts| accepts.contains("application/json"))
}

/// What was chosen, else the first of the browser's that we have, else English.
fn language(headers: &HeaderMap) -> Lang {
    let chosen = cookie(headers, LANGUAGE).and_then(|tag| Lang::from_tag(&tag));
    chosen.or_else(|| request::language(headers)).unwrap_or(Lang::En)
}

/// The browser's own; where it does not say, or names none that is known here, the server's.
fn zone(headers: &HeaderMap) -> TimeZone {
    let named = cookie(headers, ZONE).and_then(|name| TimeZone::get(&name.replace("%2F", "/")).ok());
    named.unwrap_or_else(TimeZone::system)
}

/// The value of a cookie.
pub fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    let all = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = all.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(key, _)| *key == name).map(|(_, value)| value.to_string())
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn the_zone_is_the_browsers_or_the_servers() {
        let zone = |cookie: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::COOKIE, HeaderValue::from_static(cookie));
            zone(&headers)
        };
        assert_eq!(zone("hikeshi_lang=ja; hikeshi_zone=Asia/Tokyo").iana_name(), Some("Asia/Tokyo"));
        assert_eq!(zone("hikeshi_zone=Asia%2FTokyo").iana_name(), Some("Asia/Tokyo"));
        for server in ["", "hikeshi_zone=", "hikeshi_zone=../../etc/passwd", "hikeshi_zone=Nowhere/Else"] {
            assert_eq!(zone(server), TimeZone::system(), "{server}");
        }
    }

    #[test]
    fn the_language_is_the_chosen_one_or_the_first_that_we_have() {
        let lang = |cookie: &'static str, accepts: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::COOKIE, HeaderValue::from_static(cookie));
            headers.insert(header::ACCEPT_LANGUAGE, HeaderValue::from_static(accepts));
            language(&headers)
        };
        assert_eq!(lang("", "de, ja;q=0.9, en;q=0.8"), Lang::Ja);
        assert_eq!(lang("", "fr"), Lang::En);
        assert_eq!(lang("a=1; hikeshi_lang=en", "ja"), Lang::En);
        assert_eq!(lang("hikeshi_lang=xx", "ja-JP"), Lang::Ja);
    }
}
