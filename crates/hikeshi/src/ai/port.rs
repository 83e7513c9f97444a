//! The way out to a provider and back: one request, its words as they come, within a deadline and a budget, tried again where
//! that can help. Knows providers by their wire; does not know what is asked, and never says a key.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use futures_util::StreamExt;
use genai::chat::{
    ChatMessage, ChatOptions, ChatRequest, ChatResponseFormat, ChatStream, ChatStreamEvent, JsonSpec,
};
use genai::resolver::{AuthData, Endpoint};
use genai::{Client, ModelIden, ServiceTarget};
use jiff::civil::Date;
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep, timeout, timeout_at};

use super::budget::{Budget, estimate};
use super::journal::{Journal, Sent};
use super::settings::Settings;
use crate::clock;

/// Times that a request is made again after the provider was busy or broke before its first word [count].
const AGAIN: u32 = 2;
/// Before the first of them; twice as long before the next [ms].
const BACK_OFF: Duration = Duration::from_millis(200);
/// Silence between two words after which the rest is not waited for [deadlines].
const SILENCE: u32 = 1;
/// A whole answer takes no longer than this [deadlines].
const WHOLE: u32 = 5;
/// Failures in a row after which the model is left alone for a while [count].
const PATIENCE: u64 = 3;
/// For how long [s].
const REST: Duration = Duration::from_secs(120);
/// Pieces of an answer that may wait to be read [count].
const PIECES: usize = 256;

/// What a request is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    Check,
    Narrate,
    Understand,
    Choose,
    Improvise,
}

impl Purpose {
    /// As the journal has it.
    pub fn name(self) -> &'static str {
        match self {
            Purpose::Check => "check",
            Purpose::Narrate => "narrate",
            Purpose::Understand => "understand",
            Purpose::Choose => "choose",
            Purpose::Improvise => "improvise",
        }
    }
}

/// One request, as it leaves: redacted by whoever makes it.
#[derive(Clone, Debug)]
pub struct Ask {
    /// Whose budget and journal.
    pub room: String,
    pub purpose: Purpose,
    /// The prompt's name and version.
    pub prompt: String,
    pub system: String,
    pub user: String,
    /// Tokens of the answer [count].
    pub most: u32,
    /// The shape of the answer, if it is to be JSON.
    pub schema: Option<serde_json::Value>,
}

/// Why there is no answer, or no more of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gone {
    /// Nothing came in time.
    Late,
    /// The provider is busy, or will not have us: its status.
    Refused(u16),
    /// What came cannot be used.
    Broken(String),
    /// The budget of the drill, or of the day, is used up.
    Spent,
    /// It failed so often that it is left alone for a while.
    Resting,
}

impl Gone {
    /// As the journal and the bench have it.
    pub fn name(&self) -> &'static str {
        match self {
            Gone::Late => "late",
            Gone::Refused(_) => "refused",
            Gone::Broken(_) => "broken",
            Gone::Spent => "spent",
            Gone::Resting => "resting",
        }
    }
}

/// Tokens of one exchange, counted by the provider or estimated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tokens {
    pub read: u64,
    pub written: u64,
}

/// What comes of a request, piece by piece.
#[derive(Debug, PartialEq, Eq)]
pub enum Piece {
    Words(String),
    /// Nothing more comes.
    End(Tokens),
}

/// The way to one model. Cheap to clone.
#[derive(Clone)]
pub struct Port(Arc<Inner>);

struct Inner {
    settings: Settings,
    client: Client,
    target: ServiceTarget,
    budget: Budget,
    journal: Journal,
    /// Failures since the last answer [count].
    failed: AtomicU64,
    rests_until: std::sync::Mutex<Option<Instant>>,
}

impl Port {
    /// To this model; the day's sum and the journal stand in a folder, if one is given.
    ///
    /// # Errors
    /// Where no secured wire can be had.
    pub fn new(settings: Settings, folder: Option<&std::path::Path>) -> Result<Port, Gone> {
        super::wire_secured();
        let auth = AuthData::from_single(settings.key.as_ref().map_or("none", |key| key.to_provider()));
        let model = ModelIden::new(settings.provider.kind(), settings.model.clone());
        let target = ServiceTarget { endpoint: Endpoint::from_owned(settings.url.clone()), auth, model };
        let budget =
            Budget::new(settings.per_drill, settings.per_day, folder.map(|folder| folder.join("spent.json")));
        let inner = Inner {
            client: Client::new().map_err(|error| gone(&error))?,
            target,
            budget,
            journal: Journal::new(folder.map(Into::into)),
            failed: AtomicU64::new(0),
            rests_until: std::sync::Mutex::new(None),
            settings,
        };
        Ok(Port(Arc::new(inner)))
    }

    pub fn settings(&self) -> &Settings {
        &self.0.settings
    }

    /// Asks, and hands on what comes as it comes. Whoever lets go of the pieces has ended the request.
    ///
    /// # Errors
    /// Why there is no first word.
    pub async fn ask(&self, ask: &Ask) -> Result<mpsc::Receiver<Result<Piece, Gone>>, Gone> {
        let today = clock::today();
        self.0.budget.left(&ask.room, today).map_err(|_| Gone::Spent)?;
        if self.rests() {
            return Err(Gone::Resting);
        }
        let due = Instant::now() + self.0.settings.deadline;
        let begun = self.begin(ask, due).await;
        if begun.is_err() {
            self.failed();
        }
        let (first, stream) = begun?;
        let (to, pieces) = mpsc::channel(PIECES);
        let port = self.clone();
        let ask = ask.clone();
        tokio::spawn(async move { port.hand_on(&ask, first, stream, &to, today).await });
        Ok(pieces)
    }

    /// The same, whole.
    ///
    /// # Errors
    /// Why there is no answer.
    pub async fn whole(&self, ask: &Ask) -> Result<(String, Tokens), Gone> {
        let mut pieces = self.ask(ask).await?;
        let mut text = String::new();
        while let Some(piece) = pieces.recv().await {
            match piece? {
                Piece::Words(words) => text.push_str(&words),
                Piece::End(tokens) => return Ok((text, tokens)),
            }
        }
        Err(Gone::Broken("the answer has no end".into()))
    }

    /// The names of the models that the provider has.
    ///
    /// # Errors
    /// What it said instead.
    pub async fn models(&self) -> Result<Vec<String>, Gone> {
        let target = self.0.target.clone();
        let (endpoint, auth) = (target.endpoint, target.auth);
        let kind = self.0.settings.provider.kind();
        let names = self.0.client.all_model_names(
            kind,
            genai::resolver::ProviderConfig::default().with_endpoint(endpoint).with_auth(auth),
        );
        match timeout(self.0.settings.deadline * WHOLE, names).await {
            Err(_) => Err(Gone::Late),
            Ok(names) => names.map_err(|error| gone(&error)),
        }
    }

    /// Keeps an exchange for those who must know.
    pub fn keep(&self, ask: &Ask, got: &str, outcome: &str, tokens: Tokens, took: Duration) {
        let sent = Sent {
            at: clock::now(),
            purpose: ask.purpose.name().into(),
            prompt: ask.prompt.clone(),
            model: self.0.settings.model.clone(),
            system: ask.system.clone(),
            user: ask.user.clone(),
            got: got.into(),
            outcome: outcome.into(),
            tokens_in: tokens.read,
            tokens_out: tokens.written,
            took: u64::try_from(took.as_millis()).unwrap_or(u64::MAX),
        };
        self.0.journal.add(&ask.room, &sent);
    }

    /// The first word, tried again while that can help and there is time.
    async fn begin(&self, ask: &Ask, due: Instant) -> Result<(String, ChatStream), Gone> {
        let mut wait = BACK_OFF;
        for again in 0.. {
            let gone = match timeout_at(due, self.first(ask)).await {
                Err(_) => return Err(Gone::Late),
                Ok(Ok(begun)) => return Ok(begun),
                Ok(Err(gone)) => gone,
            };
            let helps = matches!(gone, Gone::Refused(429 | 500..=599) | Gone::Broken(_));
            if again == AGAIN || !helps || Instant::now() + wait >= due {
                return Err(gone);
            }
            sleep(wait).await;
            wait *= 2;
        }
        Err(Gone::Late)
    }

    async fn first(&self, ask: &Ask) -> Result<(String, ChatStream), Gone> {
        let messages = vec![ChatMessage::system(ask.system.clone()), ChatMessage::user(ask.user.clone())];
        let mut options = ChatOptions::default().with_max_tokens(ask.most).with_capture_usage(true);
        if ask.schema.is_some() {
            options = options.with_temperature(0.0);
        }
        if let Some(schema) = &ask.schema {
            options = options
                .with_response_format(ChatResponseFormat::from(JsonSpec::new("answer", schema.clone())));
        }
        let request = ChatRequest::new(messages);
        let answer = self.0.client.exec_chat_stream(self.0.target.clone(), request, Some(&options)).await;
        let mut stream = answer.map_err(|error| gone(&error))?.stream;
        loop {
            match stream.next().await {
                None => return Err(Gone::Broken("nothing was said".into())),
                Some(Err(error)) => return Err(gone(&error)),
                Some(Ok(ChatStreamEvent::Chunk(chunk))) if !chunk.content.is_empty() => {
                    return Ok((chunk.content, stream));
                }
                Some(Ok(ChatStreamEvent::End(_))) => return Err(Gone::Broken("nothing was said".into())),
                Some(Ok(_)) => {}
            }
        }
    }

    async fn hand_on(
        &self,
        ask: &Ask,
        first: String,
        mut stream: ChatStream,
        to: &mpsc::Sender<Result<Piece, Gone>>,
        today: Date,
    ) {
        let deadline = self.0.settings.deadline;
        let end = Instant::now() + deadline * WHOLE;
        let mut written = estimate(&first);
        let mut usage = None;
        let mut last = to.send(Ok(Piece::Words(first))).await.map_err(|_| None);
        while last.is_ok() {
            let silence = Instant::now() + deadline * SILENCE;
            last = match timeout_at(silence.min(end), stream.next()).await {
                Err(_) => Err(Some(Gone::Late)),
                Ok(None) => Err(Some(Gone::Broken("it broke off".into()))),
                Ok(Some(Err(error))) => Err(Some(gone(&error))),
                Ok(Some(Ok(ChatStreamEvent::End(ended)))) => {
                    usage = ended.captured_usage;
                    break;
                }
                Ok(Some(Ok(ChatStreamEvent::Chunk(chunk)))) => {
                    written += estimate(&chunk.content);
                    to.send(Ok(Piece::Words(chunk.content))).await.map_err(|_| None)
                }
                Ok(Some(Ok(_))) => Ok(()),
            };
        }
        let counted =
            |count: Option<i32>| count.and_then(|count| u64::try_from(count).ok()).filter(|count| *count > 0);
        let tokens = Tokens {
            read: usage
                .as_ref()
                .and_then(|usage| counted(usage.prompt_tokens))
                .unwrap_or(estimate(&ask.system) + estimate(&ask.user)),
            written: usage.as_ref().and_then(|usage| counted(usage.completion_tokens)).unwrap_or(written),
        };
        self.0.budget.spend(&ask.room, tokens.read + tokens.written, today);
        match last {
            Ok(()) => {
                self.0.failed.store(0, Ordering::Relaxed);
                let _ = to.send(Ok(Piece::End(tokens))).await;
            }
            Err(Some(gone)) => {
                self.failed();
                let _ = to.send(Err(gone)).await;
            }
            // Nobody wants the rest: the request ends with its stream.
            Err(None) => {}
        }
    }

    fn failed(&self) {
        if self.0.failed.fetch_add(1, Ordering::Relaxed) + 1 >= PATIENCE {
            self.0.failed.store(0, Ordering::Relaxed);
            *self.resting() = Some(Instant::now() + REST);
        }
    }

    fn rests(&self) -> bool {
        self.resting().is_some_and(|until| Instant::now() < until)
    }

    fn resting(&self) -> std::sync::MutexGuard<'_, Option<Instant>> {
        self.0.rests_until.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

/// What an error of the client comes to; never its text where that may hold what was sent.
fn gone(error: &genai::Error) -> Gone {
    use genai::Error as E;
    if let Some(status) = error.status() {
        return Gone::Refused(status.as_u16());
    }
    match error {
        E::WebModelCall { webc_error: genai::webc::Error::Reqwest(error), .. } => Gone::Broken(why(error)),
        // A stream that did not begin carries the reason within.
        E::WebStream { error, .. } => match error.downcast_ref::<E>() {
            Some(inner) => gone(inner),
            None => Gone::Broken(why(error.as_ref())),
        },
        _ => Gone::Broken("what came is no answer".into()),
    }
}

/// The innermost reason: "connection refused", and not where to.
fn why(error: &dyn std::error::Error) -> String {
    let mut inner = error;
    while let Some(source) = inner.source() {
        inner = source;
    }
    inner.to_string()
}
