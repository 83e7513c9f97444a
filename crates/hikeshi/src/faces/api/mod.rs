//! The rooms for programs: JSON in and out, entries as they are appended, one form of refusal. Knows HTTP and JSON; every rule
//! is the room's, every way in the desk's. The document of this API is made from the same lines that route it.

mod answer;
mod body;
mod door;
mod drills;
mod flow;
mod orders;
mod rooms;
mod who;
mod wire;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request};
use axum::http::header::{self, HeaderValue};
use axum::http::{StatusCode, Uri};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::{Modify, OpenApi};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::desk::people::People;
use crate::desk::rooms::Desk;
use answer::No;
use who::Tongue;

/// What a request may carry [bytes]: an order is a line or two, and a pasted log some pages.
const BODY: usize = 64 * 1024;

/// What every call needs.
#[derive(Clone, Debug)]
pub struct Api {
    desk: Desk,
    people: People,
    /// Only this machine can reach the server: people come in by saying their name.
    open: bool,
}

/// Incidents as rooms: what happens is appended to a room's log and can be followed; orders are one line each. Whoever calls
/// shows a token (`hikeshi token --for NAME --may act`) as `Authorization: Bearer …`. Sentences are in the language of
/// `Accept-Language` (ja or en); programs rely on `code`.
#[derive(OpenApi)]
#[openapi(info(title = "hikeshi"), components(schemas(wire::Told)), modifiers(&Bearer), security(("token" = [])))]
struct Document;

struct Bearer;

impl Modify for Bearer {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let scheme = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build();
        let components = document.components.get_or_insert_default();
        components.add_security_scheme("token", SecurityScheme::Http(scheme));
    }
}

fn ways() -> OpenApiRouter<Api> {
    let first = OpenApiRouter::new()
        .routes(routes!(door::me))
        .routes(routes!(door::enter))
        .routes(routes!(door::people))
        .routes(routes!(door::invite))
        .routes(routes!(rooms::list, rooms::open))
        .routes(routes!(rooms::one))
        .routes(routes!(drills::list, drills::begin))
        .routes(routes!(drills::pace))
        .routes(routes!(drills::debrief))
        .routes(routes!(flow::entries))
        .routes(routes!(flow::events))
        .routes(routes!(orders::give));
    OpenApiRouter::with_openapi(Document::openapi()).nest("/api/v1", first)
}

/// The document of this API: OpenAPI 3.1, as JSON.
pub fn document() -> String {
    let (_, document) = ways().split_for_parts();
    document.to_pretty_json().expect("a document is plain data") + "\n"
}

impl Api {
    /// The face of this desk.
    pub fn new(desk: Desk, people: People, open: bool) -> Api {
        Api { desk, people, open }
    }

    /// All its ways.
    pub fn router(self) -> Router {
        let (ways, _) = ways().split_for_parts();
        let document: &'static str = document().leak();
        let served = move || async move { ([(header::CONTENT_TYPE, "application/json")], document) };
        ways.route("/api/openapi.json", get(served))
            .route("/api/{*rest}", any(no_way))
            .method_not_allowed_fallback(no_method)
            .layer(DefaultBodyLimit::max(BODY))
            .layer(from_fn(plain))
            .with_state(self)
    }
}

async fn no_way(Tongue(lang): Tongue, uri: Uri) -> No {
    No::with(lang, StatusCode::NOT_FOUND, "api-no-way", &[("path", uri.path())])
}

async fn no_method(Tongue(lang): Tongue, request: Request) -> No {
    let args = [("method", request.method().as_str()), ("path", request.uri().path())];
    No::with(lang, StatusCode::METHOD_NOT_ALLOWED, "api-no-method", &args)
}

/// A browser that comes by neither guesses what an answer is nor keeps it.
async fn plain(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await.into_response();
    let headers = response.headers_mut();
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
