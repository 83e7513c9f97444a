//! The style and the script, as they stand in this folder; part of the program.

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

/// A browser asks again after so long: a new program may bring a new style.
const KEPT: &str = "public, max-age=300";

/// One file, if it is one of ours.
pub async fn serve(Path(name): Path<String>) -> Response {
    let found = match name.as_str() {
        "app.css" => Some(("text/css; charset=utf-8", include_str!("assets/app.css"))),
        "room.js" => Some(("text/javascript; charset=utf-8", include_str!("assets/room.js"))),
        "debrief.js" => Some(("text/javascript; charset=utf-8", include_str!("assets/debrief.js"))),
        "zone.js" => Some(("text/javascript; charset=utf-8", include_str!("assets/zone.js"))),
        "mark.svg" => Some(("image/svg+xml", include_str!("assets/mark.svg"))),
        _ => None,
    };
    match found {
        Some((kind, text)) => {
            ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, KEPT)], text).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// The mark, where a browser asks for it unasked.
pub async fn mark() -> Response {
    serve(Path("mark.svg".into())).await
}
