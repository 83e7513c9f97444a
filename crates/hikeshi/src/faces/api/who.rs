//! Who calls: the token of a program, or the session of a terminal, never a browser's cookie, so that no other site's page
//! can give an order here in somebody's name.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use drill::words::Lang;
use jiff::tz::TimeZone;

use super::Api;
use super::answer::No;
use crate::desk::people::{Caller, May};
use crate::desk::reading::Reading;
use crate::faces::request;

/// Somebody who may call, and how they read.
#[derive(Clone, Debug)]
pub struct Who {
    pub caller: Caller,
    pub reading: Reading,
    /// What they came with: asked about again while a stream lasts.
    pub secret: String,
}

/// A language alone, where nobody has to be known.
#[derive(Clone, Copy, Debug)]
pub struct Tongue(pub Lang);

impl FromRequestParts<Api> for Who {
    type Rejection = No;

    async fn from_request_parts(parts: &mut Parts, api: &Api) -> Result<Who, No> {
        let lang = language(&parts.headers);
        let secret = bearer(&parts.headers).unwrap_or_default();
        let found = api.people.caller(&secret).await.map_err(|broken| No::ours(lang, &broken.to_string()))?;
        let caller = found.ok_or_else(|| No::own(lang, StatusCode::UNAUTHORIZED, "api-not-in"))?;
        let reading = Reading { lang, people: api.people.clone(), table: None, zone: TimeZone::system() };
        Ok(Who { caller, reading, secret })
    }
}

impl FromRequestParts<Api> for Tongue {
    type Rejection = No;

    async fn from_request_parts(parts: &mut Parts, _: &Api) -> Result<Tongue, No> {
        Ok(Tongue(language(&parts.headers)))
    }
}

impl Who {
    /// In which language they read.
    pub fn lang(&self) -> Lang {
        self.reading.lang
    }

    /// Their token is for this much at least.
    pub fn must(&self, least: May) -> Result<(), No> {
        if self.caller.may >= least { Ok(()) } else { Err(self.may_not()) }
    }

    /// Their token is for less than that.
    pub fn may_not(&self) -> No {
        let args = [("may", self.caller.may.name())];
        No::with(self.lang(), StatusCode::FORBIDDEN, "api-may-not", &args)
    }
}

fn bearer(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, secret) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| secret.trim().to_string())
}

/// The first of the wanted languages that we have, else English.
pub fn language(headers: &HeaderMap) -> Lang {
    request::language(headers).unwrap_or(Lang::En)
}
