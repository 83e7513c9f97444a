//! Calls to a server elsewhere, by its API alone, as any program would make them. Knows HTTP; what is shown is not its
//! business.

use std::time::Duration;

use drill::words::Lang;
use reqwest::{Client, Method, RequestBuilder, StatusCode};
use room::Phase;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::address::Address;

/// A server that has not taken a connection after so long is away [s].
const CONNECTS: Duration = Duration::from_secs(5);
/// One call takes so long at most [s].
const ANSWERS: Duration = Duration::from_secs(15);
/// A stream that is silent so long is dead: the server says every fifteen seconds that it lives [s].
const SILENT: Duration = Duration::from_secs(40);

/// A room in the list.
#[derive(Clone, Debug, Deserialize)]
pub struct Row {
    pub room: String,
    pub title: String,
    pub closed: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Rooms {
    rooms: Vec<Row>,
}

/// One entry, in its reader's words.
#[derive(Clone, Debug, Deserialize)]
pub struct Entry {
    pub seq: u64,
    pub at: jiff::Timestamp,
    pub actor: String,
    pub name: String,
    pub text: String,
    /// In a drill: by the drill's own clock.
    pub clock: Option<String>,
}

/// What the game master of a drill shows.
#[derive(Clone, Debug, Deserialize)]
pub struct Told {
    pub shown: u64,
    pub to: Option<String>,
    pub clock: String,
    pub text: String,
}

/// What is followed.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum Followed {
    Entry(Entry),
    Told(Told),
}

/// A room as it stands.
#[derive(Clone, Debug, Deserialize)]
pub struct Standing {
    pub seq: u64,
    pub board: Board,
    pub roster: Vec<Person>,
}

/// What is shown of its board.
#[derive(Clone, Debug, Deserialize)]
pub struct Board {
    pub title: String,
    pub phase: Phase,
    pub severity: Option<u8>,
    pub commander: Option<String>,
    pub lines: Vec<Line>,
    pub tasks: Vec<Task>,
    pub proposals: Vec<Proposal>,
}

/// A line of investigation.
#[derive(Clone, Debug, Deserialize)]
pub struct Line {
    pub seq: u64,
    pub title: String,
    pub owner: String,
    pub finding: Option<String>,
    pub outcome: Option<String>,
}

/// A task.
#[derive(Clone, Debug, Deserialize)]
pub struct Task {
    pub seq: u64,
    pub text: String,
    pub owner: String,
    pub acknowledged: bool,
}

/// A proposal.
#[derive(Clone, Debug, Deserialize)]
pub struct Proposal {
    pub seq: u64,
    pub text: String,
    pub by: String,
}

/// Somebody in the room.
#[derive(Clone, Debug, Deserialize)]
pub struct Person {
    pub person: String,
    pub name: String,
    pub roles: Vec<room::Role>,
    pub asks: bool,
}

/// What is sent.
#[derive(Clone, Debug, Serialize)]
pub struct Sent {
    /// The same twice is one order.
    pub id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub say: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Taken {
    seq: u64,
}

#[derive(Debug, Deserialize)]
struct Entered {
    token: String,
}

#[derive(Debug, Default, Deserialize)]
struct Problem {
    error: String,
    next: String,
}

/// Why a call came to nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Not {
    /// The server is away, or its side failed: sent again by the same id, it counts once.
    Away(String),
    /// It says no: what is so, and what to do.
    Refused(String, String),
}

/// A server, as somebody.
#[derive(Clone, Debug)]
pub struct Server {
    client: Client,
    address: Address,
    lang: Lang,
    token: String,
}

impl Server {
    /// This server, with what lets one in.
    pub fn new(address: Address, lang: Lang, token: String) -> Result<Server, Not> {
        // Only the first call in a program chooses; a second finds the same already there.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let builder = Client::builder().connect_timeout(CONNECTS).read_timeout(SILENT);
        let builder = builder.user_agent(concat!("hikeshi/", env!("CARGO_PKG_VERSION")));
        let builder = if address.here { builder.no_proxy() } else { builder };
        let client = builder.build().map_err(away)?;
        Ok(Server { client, address, lang, token })
    }

    /// Comes in by name, at a server of this machine.
    pub async fn enter(&mut self, name: &str) -> Result<(), Not> {
        let body = serde_json::json!({ "name": name });
        let entered: Entered = answered(self.call(Method::POST, "/enter").json(&body)).await?;
        self.token = entered.token;
        Ok(())
    }

    /// Rooms, the newest first.
    pub async fn rooms(&self) -> Result<Vec<Row>, Not> {
        Ok(answered::<Rooms>(self.call(Method::GET, "/rooms")).await?.rooms)
    }

    /// A room as it stands.
    pub async fn room(&self, room: &str) -> Result<Standing, Not> {
        answered(self.call(Method::GET, &format!("/rooms/{room}"))).await
    }

    /// Gives an order: the last entry with it.
    pub async fn give(&self, room: &str, sent: &Sent) -> Result<u64, Not> {
        let call = self.call(Method::POST, &format!("/rooms/{room}/orders")).json(sent);
        Ok(answered::<Taken>(call).await?.seq)
    }

    /// Entries of a room after this one, as they come.
    pub async fn events(&self, room: &str, since: u64, shown: Option<u64>) -> Result<reqwest::Response, Not> {
        let shown = shown.map_or_else(String::new, |shown| format!("?shown={shown}"));
        let call = self.client.get(self.url(&format!("/rooms/{room}/events{shown}")));
        let call = self.named(call).header("last-event-id", since);
        let response = call.send().await.map_err(away)?;
        if response.status().is_success() { Ok(response) } else { Err(no(response).await) }
    }

    fn url(&self, path: &str) -> String {
        format!("{}/api/v1{path}", self.address.server)
    }

    fn call(&self, method: Method, path: &str) -> RequestBuilder {
        self.named(self.client.request(method, self.url(path)).timeout(ANSWERS))
    }

    fn named(&self, call: RequestBuilder) -> RequestBuilder {
        let call = call.header("accept-language", self.lang.tag());
        if self.token.is_empty() { call } else { call.bearer_auth(&self.token) }
    }
}

async fn answered<T: DeserializeOwned>(call: RequestBuilder) -> Result<T, Not> {
    let response = call.send().await.map_err(away)?;
    if !response.status().is_success() {
        return Err(no(response).await);
    }
    let bytes = response.bytes().await.map_err(away)?;
    // Something answered that is no server of ours: what stands between, or another program.
    serde_json::from_slice(&bytes).map_err(|why| Not::Away(why.to_string()))
}

async fn no(response: reqwest::Response) -> Not {
    let status = response.status();
    let told = response.bytes().await.ok().and_then(|bytes| serde_json::from_slice::<Problem>(&bytes).ok());
    match told {
        Some(Problem { error, next }) if status.is_client_error() => Not::Refused(error, next),
        // A proxy whose server is away answers in its stead.
        _ if status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS => {
            Not::Away(status.to_string())
        }
        told => {
            let Problem { error, next } = told.unwrap_or_default();
            Not::Refused(if error.is_empty() { status.to_string() } else { error }, next)
        }
    }
}

/// The innermost reason is the one that people know: "connection refused".
fn away(error: reqwest::Error) -> Not {
    let mut why: &dyn std::error::Error = &error;
    while let Some(inner) = why.source() {
        why = inner;
    }
    Not::Away(why.to_string())
}
