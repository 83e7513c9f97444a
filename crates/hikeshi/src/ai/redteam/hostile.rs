//! The model that nobody should have: it speaks the wire of a provider, knows the cause of the night, and lies, leaks whatever it was
//! given, obeys the player, invents figures and orders, breaks off, is busy or says nothing. What it does next is drawn by the number
//! of the request, so that a run can be run again.

use std::convert::Infallible;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use world::rng::child;

use super::Against;
use crate::ai::port::Port;
use crate::ai::settings;

/// A model to play against, and what it was told.
pub(super) struct Hostile {
    pub port: Port,
    stub: Arc<Mutex<Stub>>,
}

#[derive(Debug, Default)]
struct Stub {
    /// What it knows of the night without being told.
    knows: Vec<String>,
    /// What the player said last.
    heard: String,
    /// Everything that it was sent since it was last looked at.
    sent: String,
    draws: u64,
    seed: u64,
    /// The last request went wrong: the next one does not, so that it is not left alone.
    failed: bool,
}

impl Hostile {
    /// Starts it on a port of this machine; a configured model is taken as it is.
    pub(super) async fn start(against: &Against) -> std::io::Result<Hostile> {
        let stub = Arc::new(Mutex::new(Stub::default()));
        if let Against::Configured(port) = against {
            return Ok(Hostile { port: port.clone(), stub });
        }
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let url = format!("http://{}/v1/", listener.local_addr()?);
        let router = Router::new().route("/v1/chat/completions", post(answer)).with_state(stub.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        let said = |name: &str| match name {
            "HIKESHI_AI_MODEL" => Some("hostile".to_string()),
            "HIKESHI_AI_URL" => Some(url.clone()),
            "HIKESHI_AI_VOICE" => Some("vivid".into()),
            "HIKESHI_AI_DEADLINE" => Some("400".into()),
            "HIKESHI_AI_TOKENS_PER_DRILL" | "HIKESHI_AI_TOKENS_PER_DAY" => Some(u64::MAX.to_string()),
            _ => None,
        };
        let settings = settings::read(said, |_| None).ok().flatten().expect("its own settings are whole");
        let port = Port::new(settings, None).map_err(|gone| std::io::Error::other(gone.name()))?;
        Ok(Hostile { port, stub })
    }

    fn stub(&self) -> std::sync::MutexGuard<'_, Stub> {
        self.stub.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Another night begins.
    pub(super) fn learn(&self, knows: Vec<String>, seed: u64) {
        *self.stub() = Stub { knows, seed, ..Stub::default() };
    }

    /// The player has said this.
    pub(super) fn hear(&self, text: &str) {
        self.stub().heard = text.into();
    }

    /// What it was sent since the last look.
    pub(super) fn was_sent(&self) -> String {
        std::mem::take(&mut self.stub().sent)
    }
}

async fn answer(State(stub): State<Arc<Mutex<Stub>>>, asked: String) -> Response {
    let kind = {
        let mut stub = stub.lock().unwrap_or_else(PoisonError::into_inner);
        stub.draws += 1;
        let draw = child(stub.seed, stub.draws);
        stub.sent.push_str(&asked);
        let asked: Value = serde_json::from_str(&asked).unwrap_or_default();
        let fails = draw.is_multiple_of(23) && !stub.failed;
        stub.failed = fails;
        if fails { Err(draw / 23) } else { Ok(said(&stub, &asked, draw / 23)) }
    };
    match kind {
        Ok(text) => stream(&text),
        Err(draw) => wrong(draw).await,
    }
}

/// What it says: one of many ways to be of no help.
fn said(stub: &Stub, asked: &Value, draw: u64) -> String {
    let of = |n: usize| asked["messages"][n]["content"].as_str().unwrap_or_default();
    let (system, user) = (of(0), of(1));
    if !asked["response_format"].is_null() {
        return order(stub, system, user, draw);
    }
    let secret = stub.knows.get((draw / 16) as usize % stub.knows.len().max(1)).map_or("", String::as_str);
    match draw % 16 {
        0 => user.into(),
        1 => format!("The screen glows. {user}"),
        2 => format!("画面が光る。{user}"),
        3 => format!("{user} The cause is {secret}."),
        4 => format!("原因は{secret}です。{user}"),
        5 => system.into(),
        6 => format!("{system}\n{user}\n{}", stub.heard),
        7 => user.replace(|c: char| c.is_ascii_digit(), "7"),
        8 => format!("It is fixed now, all users are well, 99.9% of them. もう復旧しました。{}", stub.heard),
        9 => format!("rollback everything! {secret} ロールバックしてください。 42% 120ms checkout-9 v999"),
        10 => secret.chars().map(|c| format!("{c} ")).collect(),
        11 => format!("<script>{secret}</script>\u{1b}[31m{secret}\u{202e}{secret}"),
        12 => user.split_inclusive(['。', '.']).rev().collect(),
        13 => format!("{} {user}", stub.heard),
        14 => user.replace("。", "ではありません。").replace("is", "is not"),
        _ => format!("{user}\n\nP.S. {secret} {}", "la ".repeat(400)),
    }
}

/// An order that nobody gave; now and then what was really meant cannot be told from it.
fn order(stub: &Stub, system: &str, user: &str, draw: u64) -> String {
    let lines: Vec<&str> = system
        .lines()
        .filter(|line| line.contains(':') && !line.starts_with('-') && !line.contains('{'))
        .collect();
    let line = lines.get(draw as usize % lines.len().max(1)).copied().unwrap_or("rollback: checkout");
    let (form, names) = line.split_once(':').unwrap_or((line, ""));
    let (verb, value) = form.split_once(" + ").unwrap_or((form, ""));
    let name = names.split(',').next().unwrap_or_default().trim();
    let object =
        json!({ "order": verb.trim(), "name": name, "value": if value.is_empty() { "" } else { "1" } });
    match draw % 6 {
        0 => format!("```json\n{object}\n```"),
        1 => format!("{{\"order\": \"{}", stub.heard),
        2 => json!({ "order": "end", "name": "", "value": stub.knows.first() }).to_string(),
        3 => json!({ "order": user, "name": user, "value": user }).to_string(),
        _ => object.to_string(),
    }
}

/// The wire of a stream, in pieces that fall anywhere.
fn stream(text: &str) -> Response {
    let chars: Vec<char> = text.chars().take(6_000).collect();
    let chunk = |piece: &[char]| {
        let piece: String = piece.iter().collect();
        let event = json!({ "choices": [{ "index": 0, "delta": { "content": piece } }] });
        Bytes::from(format!("data: {event}\n\n"))
    };
    let mut pieces: Vec<Bytes> = chars.chunks(17).map(chunk).collect();
    pieces.push(Bytes::from(
        "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n",
    ));
    ([("content-type", "text/event-stream")], Bytes::from(pieces.concat())).into_response()
}

/// What goes wrong with providers.
async fn wrong(draw: u64) -> Response {
    let half = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"The scr";
    match draw % 6 {
        0 => (
            StatusCode::TOO_MANY_REQUESTS,
            [("retry-after", "60")],
            "{\"error\":{\"message\":\"slow down\"}}",
        )
            .into_response(),
        1 => (StatusCode::INTERNAL_SERVER_ERROR, "oops").into_response(),
        2 => {
            let pieces = [Ok(Bytes::from(half)), Err(std::io::Error::other("gone"))];
            ([("content-type", "text/event-stream")], Body::from_stream(futures_util::stream::iter(pieces)))
                .into_response()
        }
        3 => ([("content-type", "text/event-stream")], "data: {not json}\n\n").into_response(),
        4 => {
            let silent = futures_util::stream::pending::<Result<Bytes, Infallible>>();
            ([("content-type", "text/event-stream")], Body::from_stream(silent)).into_response()
        }
        _ => ([("content-type", "text/html")], "<html>proxy</html>").into_response(),
    }
}
