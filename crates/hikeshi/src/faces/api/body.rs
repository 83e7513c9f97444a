//! What a request carries: read once, and what is wrong with it said in the API's own form.

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Query, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use drill::words::Lang;
use serde::de::DeserializeOwned;

use super::Api;
use super::answer::No;
use super::who::language;

/// A body with what its headers say of it.
#[derive(Debug)]
pub struct Sent {
    kind: String,
    /// The header `Idempotency-Key`.
    pub key: Option<String>,
    bytes: Bytes,
}

impl FromRequest<Api> for Sent {
    type Rejection = No;

    async fn from_request(request: Request, api: &Api) -> Result<Sent, No> {
        let headers = request.headers();
        let lang = language(headers);
        let kind = text(headers, header::CONTENT_TYPE.as_str()).unwrap_or_default().to_ascii_lowercase();
        let key = text(headers, "idempotency-key");
        let read = Bytes::from_request(request, api).await;
        let bytes = read.map_err(|why| match why.status() {
            StatusCode::PAYLOAD_TOO_LARGE => No::own(lang, StatusCode::PAYLOAD_TOO_LARGE, "api-too-large"),
            _ => No::own(lang, StatusCode::BAD_REQUEST, "api-torn"),
        })?;
        Ok(Sent { kind, key, bytes })
    }
}

fn text(headers: &HeaderMap, name: &str) -> Option<String> {
    Some(headers.get(name)?.to_str().ok()?.to_string())
}

/// What stands behind the `?`.
#[derive(Debug)]
pub struct Asked<T>(pub T);

impl<T: DeserializeOwned> FromRequestParts<Api> for Asked<T> {
    type Rejection = No;

    async fn from_request_parts(parts: &mut Parts, _: &Api) -> Result<Asked<T>, No> {
        let read = Query::<T>::try_from_uri(&parts.uri);
        read.map(|Query(asked)| Asked(asked)).map_err(|why| {
            let (lang, why) = (language(&parts.headers), why.body_text());
            No::with(lang, StatusCode::BAD_REQUEST, "api-query", &[("why", &why)])
        })
    }
}

impl Sent {
    /// It calls itself text.
    pub fn is_text(&self) -> bool {
        self.kind.starts_with("text/plain")
    }

    /// As text.
    pub fn text(&self, lang: Lang) -> Result<String, No> {
        let text = std::str::from_utf8(&self.bytes);
        Ok(text.map_err(|_| No::own(lang, StatusCode::BAD_REQUEST, "api-no-text"))?.to_string())
    }

    /// As JSON of this shape.
    pub fn json<T: DeserializeOwned>(&self, lang: Lang) -> Result<T, No> {
        if !self.kind.starts_with("application/json") {
            let args = [("kind", self.kind.as_str())];
            return Err(No::with(lang, StatusCode::UNSUPPORTED_MEDIA_TYPE, "api-kind", &args));
        }
        serde_json::from_slice(&self.bytes)
            .map_err(|why| No::with(lang, StatusCode::BAD_REQUEST, "api-body", &[("why", &why.to_string())]))
    }
}
