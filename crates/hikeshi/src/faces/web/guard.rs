//! What every answer says to the browser, and which requests are not ours: no script but our own file, no frame, and no
//! order that another site's page has sent.

use axum::extract::Request;
use axum::http::header::{self, HeaderName, HeaderValue};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

const HEADERS: [(HeaderName, &str); 5] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
         form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "same-origin"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::CACHE_CONTROL, "no-store"),
];

/// Turns away what another site sent, and says what a browser may do with the answer.
pub async fn guard(request: Request, next: Next) -> Response {
    if request.method() != Method::GET && request.method() != Method::HEAD && foreign(request.headers()) {
        return (StatusCode::FORBIDDEN, "This order came from another site's page, and nothing was done.\n")
            .into_response();
    }
    let mut response = next.run(request).await;
    for (name, value) in HEADERS {
        response.headers_mut().entry(name).or_insert(HeaderValue::from_static(value));
    }
    response
}

/// A browser says where a request comes from; whoever says nothing is no browser, and carries no cookie unasked.
fn foreign(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return !matches!(site, "same-origin" | "none");
    }
    let host = text("host").unwrap_or_default();
    text("origin").is_some_and(|origin| origin.split_once("://").map(|(_, from)| from) != Some(host))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_another_sites_page_sends_is_turned_away() {
        let headers = |all: &[(&'static str, &'static str)]| -> HeaderMap {
            all.iter()
                .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)))
                .collect()
        };
        let host = ("host", "hikeshi.example:8080");
        assert!(!foreign(&headers(&[host])));
        assert!(!foreign(&headers(&[host, ("origin", "http://hikeshi.example:8080")])));
        assert!(!foreign(&headers(&[host, ("sec-fetch-site", "same-origin")])));
        assert!(foreign(&headers(&[host, ("origin", "https://elsewhere.example")])));
        assert!(foreign(&headers(&[host, ("origin", "null")])));
        assert!(foreign(&headers(&[host, ("sec-fetch-site", "cross-site")])));
    }
}
