//! A provider on this machine that answers as it is told, one answer after the other, and keeps what it was asked.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use serde_json::json;
use tokio::net::TcpListener;

use crate::ai::port::Port;
use crate::ai::settings::{self, Settings};

/// What it answers.
#[derive(Clone, Debug)]
pub enum Answer {
    /// These pieces, then the end.
    Says(Vec<&'static str>),
    /// This status.
    Status(u16),
    /// These bytes as an event stream.
    Bytes(&'static str),
    /// These pieces, then nothing more, for ever.
    Hangs(Vec<&'static str>),
    /// These pieces, then the connection breaks.
    Breaks(Vec<&'static str>),
    /// Another content type.
    Page,
}

type Kept = Arc<Mutex<(VecDeque<Answer>, Vec<String>)>>;

/// The provider.
pub struct Provider {
    pub url: String,
    kept: Kept,
}

impl Provider {
    /// Answers with these, and the last of them again and again.
    pub async fn start(answers: Vec<Answer>) -> Provider {
        let kept: Kept = Arc::new(Mutex::new((answers.into(), Vec::new())));
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("http://{}/v1/", listener.local_addr().expect("an address"));
        let router = Router::new().route("/v1/chat/completions", post(answer)).with_state(kept.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Provider { url, kept }
    }

    /// What it was asked, oldest first.
    pub fn asked(&self) -> Vec<String> {
        self.kept.lock().expect("nobody panicked").1.clone()
    }

    /// Settings for it, with these besides.
    pub fn settings(&self, more: &[(&str, &str)]) -> Settings {
        configured(&self.url, more)
    }

    /// A port to it.
    pub fn port(&self, more: &[(&str, &str)]) -> Port {
        Port::new(self.settings(more), None).expect("a port")
    }
}

/// Settings for a provider there.
pub fn configured(url: &str, more: &[(&str, &str)]) -> Settings {
    let usual = [("HIKESHI_AI_MODEL", "m"), ("HIKESHI_AI_URL", url), ("HIKESHI_AI_DEADLINE", "400")];
    let all: Vec<(&str, &str)> = more.iter().chain(&usual).copied().collect();
    let said =
        |name: &str| all.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_string());
    settings::read(said, |_| None).expect("nothing is wrong").expect("a model")
}

fn event(text: &str) -> Bytes {
    Bytes::from(format!("data: {}\n\n", json!({ "choices": [{ "index": 0, "delta": { "content": text } }] })))
}

async fn answer(State(kept): State<Kept>, asked: String) -> Response {
    let answer = {
        let mut kept = kept.lock().expect("nobody panicked");
        kept.1.push(asked);
        if kept.0.len() > 1 { kept.0.pop_front() } else { kept.0.front().cloned() }
    };
    let stream = |body: Body| ([("content-type", "text/event-stream")], body).into_response();
    let events = |pieces: Vec<&str>| pieces.into_iter().map(event).collect::<Vec<_>>();
    match answer.expect("it has an answer") {
        Answer::Says(pieces) => {
            let mut all = events(pieces);
            all.push(Bytes::from("data: [DONE]\n\n"));
            stream(Body::from(all.concat()))
        }
        Answer::Status(status) => StatusCode::from_u16(status).expect("a status").into_response(),
        Answer::Bytes(text) => stream(Body::from(text)),
        Answer::Hangs(pieces) => {
            let (first, never) =
                (events(pieces), futures_util::stream::pending::<Result<Bytes, Infallible>>());
            let first = futures_util::stream::iter(first.into_iter().map(Ok::<_, Infallible>));
            stream(Body::from_stream(futures_util::StreamExt::chain(first, never)))
        }
        Answer::Breaks(pieces) => {
            let all = events(pieces).into_iter().map(Ok).chain([Err(std::io::Error::other("gone"))]);
            stream(Body::from_stream(futures_util::stream::iter(all.collect::<Vec<_>>())))
        }
        Answer::Page => ([("content-type", "text/html")], "<html>who are you?</html>").into_response(),
    }
}
