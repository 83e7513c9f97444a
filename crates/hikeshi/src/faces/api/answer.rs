//! How the API says no: one form for whatever is wrong, with a code that programs may rely on and a sentence for people.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use drill::words::room::{misread, refused_parts};
use drill::words::{Lang, say};
use room::Refusal;
use room::line::Misread;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::desk::reading::Reading;
use crate::desk::rooms::Refused;

/// Why something was not done.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Problem {
    /// Stays the same from release to release: `room-refused-role-held`, `misread-missing`, `api-not-in`.
    pub code: String,
    /// What is so, for people, in the language of `Accept-Language`.
    pub error: String,
    /// What to do instead.
    pub next: String,
}

/// A problem with its status.
#[derive(Debug)]
pub struct No(pub StatusCode, pub Problem);

impl IntoResponse for No {
    fn into_response(self) -> Response {
        (self.0, Json(self.1)).into_response()
    }
}

impl No {
    /// One of the API's own: `code` is the key of its sentence, and `-next` behind it that of the next step.
    pub fn own(lang: Lang, status: StatusCode, code: &str) -> No {
        No::with(lang, status, code, &[])
    }

    /// The same, with something in its sentence.
    pub fn with(lang: Lang, status: StatusCode, code: &str, args: &[(&str, &str)]) -> No {
        let next = format!("{code}-next");
        let problem =
            Problem { code: code.into(), error: say(lang, code, args), next: say(lang, &next, args) };
        No(status, problem)
    }

    /// Our side failed; what was sent is safe to send again.
    pub fn ours(lang: Lang, why: &str) -> No {
        No::with(lang, StatusCode::INTERNAL_SERVER_ERROR, "api-ours", &[("why", why)])
    }

    /// There is no such room.
    pub fn no_room(lang: Lang) -> No {
        No::own(lang, StatusCode::NOT_FOUND, "api-no-room")
    }

    /// What the desk answered.
    pub fn refused(reader: &Reading, why: &Refused) -> No {
        match why {
            Refused::NoRoom(_) => No::no_room(reader.lang),
            Refused::NoTable => No::own(reader.lang, StatusCode::CONFLICT, "api-no-table"),
            Refused::MayNot(may) => {
                No::with(reader.lang, StatusCode::FORBIDDEN, "api-may-not", &[("may", may.name())])
            }
            Refused::Ours(why) => No::ours(reader.lang, why),
            Refused::Room(refusal) => No::of_the_room(reader, refusal),
        }
    }

    fn of_the_room(reader: &Reading, refusal: &Refusal) -> No {
        let (error, next) = refused_parts(reader, refusal);
        No(StatusCode::CONFLICT, Problem { code: refusal.key().into(), error, next })
    }

    /// A line that is no order.
    pub fn misread(reader: &Reading, why: &Misread) -> No {
        let next = say(reader.lang, "api-misread-next", &[]);
        let problem = Problem { code: why.key().into(), error: misread(reader, why), next };
        No(StatusCode::UNPROCESSABLE_ENTITY, problem)
    }
}
