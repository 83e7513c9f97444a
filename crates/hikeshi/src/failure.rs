//! What can go wrong around a drill, each with a sentence and the next step in the player's language. Knows
//! how it is said and with which code the program ends; does not decide when.

use std::io;
use std::path::{Path, PathBuf};

use drill::scenario::Mistakes;
use drill::words::{Lang, say};

/// Something outside did not work, or what was asked cannot be.
#[derive(Debug)]
pub enum Failure {
    /// No scenario of this name; these are near, or all.
    UnknownScenario { name: String, near: Vec<String> },
    /// A file that was named cannot be read.
    Unreadable { path: PathBuf, error: io::Error },
    /// A file that was named is not text.
    NotText { path: PathBuf },
    /// A scenario with mistakes, each with line and column.
    Mistaken { file: String, mistakes: Mistakes },
    /// A scenario that reads well and cannot be played as a drill: why not, a sentence each.
    Unplayable { file: String, troubles: Vec<String> },
    /// There are no scenarios to choose from.
    NoScenarios,
    /// Nothing that can be played came of the words that a drill was to be made of.
    NothingImprovised,
    /// The system names no home and nobody says where plays go.
    NoDataFolder,
    /// The folder for plays cannot be made or written.
    DataFolder { path: PathBuf, error: io::Error },
    /// A turn could not be written down, so it was not taken.
    Unkept { path: PathBuf, error: io::Error },
    /// A play file that does not say what a play file says.
    BrokenPlay { path: PathBuf, line: usize },
    /// No play has come to its end yet.
    NothingEnded,
    /// Nothing was left unfinished.
    NothingToResume,
    /// The unfinished play is open elsewhere.
    InUse { path: PathBuf },
    /// The scenario is not the one that was played.
    ScenarioChanged { scenario: String, seed: u64 },
    /// The program is not the one that played it.
    VersionChanged { scenario: String, seed: u64, version: String },
    /// The debrief could not be written beside the play.
    DebriefUnkept { path: PathBuf, error: io::Error },
    /// A file whose name makes no scenario's id, and one that would do.
    ScenarioName { path: PathBuf, near: PathBuf },
    /// A file that must not be written over.
    FileExists { path: PathBuf },
    /// A file could not be written.
    Unwritable { path: PathBuf, error: io::Error },
    /// The world of a scenario has flaws.
    Flawed { flaws: Vec<String> },
    /// An order on the command line that is none, or that the world refuses.
    Order { line: String, why: String },
    /// Whoever read our output is gone.
    OutputClosed,
    /// Our output cannot be written.
    Output { error: io::Error },
    /// The terminal will not do what a full screen needs.
    Terminal { error: io::Error },
    /// What was given is no database's address.
    NoAddress { url: String },
    /// The database cannot be opened or does not answer.
    Database { address: String, why: String },
    /// Nobody can listen there.
    Listen { address: String, error: io::Error },
    /// Nobody can be invited as that.
    NoPart { name: String },
    /// A token may not be for that.
    NoScope { name: String },
    /// Nobody of this server is called so.
    NoPerson { name: String },
    /// There is no token of this id.
    NoToken { id: String },
    /// A token would be for more than its person may.
    TooMuch { person: String, most: &'static str },
    /// Somebody has as many tokens as one person may have.
    TooMany { person: String },
    /// What was given is no address of a server or a room.
    NoServer { url: String },
    /// A server elsewhere lets in nobody without a token.
    TokenNeeded { url: String },
    /// A server cannot be reached.
    Unreached { url: String, why: String },
    /// A server said no: what is so, and what to do.
    TurnedAway { what: String, next: String },
    /// A room has to be chosen, and nobody is there to ask: their addresses.
    WhichRoom { rooms: Vec<String> },
    /// So many lines of a pipe were no orders, or were refused; each was said.
    LinesRefused { lines: usize },
    /// Logs of rooms in which something is missing, doubled or out of order.
    Unsound { rooms: Vec<String> },
    /// There is no room of this name.
    NoRoom { room: String },
    /// A file that is no copy of a room or a server: its first wrong line.
    NoCopy { path: PathBuf, line: usize, why: String },
    /// A copy of a server without its last line, after so many [count].
    CutShort { path: PathBuf, lines: usize },
    /// A copy is read into an empty database, and this one is not.
    NotEmpty { address: String },
    /// No language model is configured.
    NoModel,
    /// What is configured of a language model and cannot be used: names, and the keys of what is wrong with them.
    Model { flaws: Vec<(&'static str, &'static str)> },
    /// A language model does not answer; `refused`: it will not have our key.
    Unanswered { url: String, model: String, why: String, refused: bool },
    /// A file of attackers' sentences without a sentence.
    NoTurns { path: PathBuf },
    /// Something got through to the player that a model must not say.
    GotThrough { findings: usize },
    /// Nothing was sent to a model for a room of this name.
    NoJournal { room: String },
    /// A mistake of ours.
    Inside,
    /// Somebody pressed Ctrl-C, or the system asked us to go.
    Interrupted,
    /// Flags and words on the command line that do not fit; already said in full.
    Usage(String),
    /// Nothing failed: what was asked for (help, the version) is shown, and there is no more to do.
    Shown,
}

/// Bytes of a message's variable: `(name, value)`.
type Filling<'a> = Vec<(&'a str, String)>;

impl Failure {
    /// The sentence with its next step. Empty where silence is right.
    pub fn said(&self, lang: Lang) -> String {
        let (key, filling) = self.message(lang);
        let args: Vec<(&str, &str)> = filling.iter().map(|(name, value)| (*name, value.as_str())).collect();
        match key {
            "" => String::new(),
            "failure-usage" => filling.into_iter().map(|(_, text)| text).collect(),
            key => say(lang, key, &args),
        }
    }

    fn message(&self, lang: Lang) -> (&'static str, Filling<'_>) {
        use Failure as F;
        let at = |path: &PathBuf| ("path", path.display().to_string());
        let why = |error: &io::Error| ("why", reason(lang, error));
        match self {
            F::UnknownScenario { name, near } if near.is_empty() => {
                ("failure-unknown-scenario", vec![("name", name.clone())])
            }
            F::UnknownScenario { name, near } => {
                ("failure-unknown-scenario-near", vec![("name", name.clone()), ("near", near.join(", "))])
            }
            F::Unreadable { path, error } => ("failure-unreadable", vec![at(path), why(error)]),
            F::NotText { path } => ("failure-not-text", vec![at(path)]),
            F::Mistaken { file, mistakes } => {
                let n = mistakes.0.len().to_string();
                let list = mistakes.sentences(lang);
                ("failure-mistaken", vec![("file", file.clone()), ("n", n), ("list", list)])
            }
            F::Unplayable { file, troubles } => {
                let list = troubles.iter().map(|trouble| format!("\n- {trouble}")).collect();
                let n = troubles.len().to_string();
                ("failure-unplayable", vec![("file", file.clone()), ("n", n), ("list", list)])
            }
            F::NoScenarios => ("failure-no-scenarios", Vec::new()),
            F::NothingImprovised => ("improvised-none", Vec::new()),
            F::NoDataFolder => ("failure-no-data-folder", Vec::new()),
            F::DataFolder { path, error } => ("failure-data-folder", vec![at(path), why(error)]),
            F::Unkept { path, error } => ("failure-unkept", vec![at(path), why(error)]),
            F::BrokenPlay { .. }
            | F::NothingEnded
            | F::NothingToResume
            | F::InUse { .. }
            | F::ScenarioChanged { .. }
            | F::VersionChanged { .. }
            | F::DebriefUnkept { .. } => self.of_a_play(lang),
            F::ScenarioName { path, near } => {
                (misnamed(path, near), vec![at(path), ("near", near.display().to_string())])
            }
            F::FileExists { path } => ("failure-file-exists", vec![at(path)]),
            F::Unwritable { path, error } => ("failure-unwritable", vec![at(path), why(error)]),
            F::Flawed { .. } | F::Order { .. } => self.of_a_world(),
            F::OutputClosed | F::Interrupted | F::Shown => ("", Vec::new()),
            F::Output { error } => ("failure-output", vec![why(error)]),
            F::Terminal { error } => ("failure-terminal", vec![why(error)]),
            F::NoAddress { .. }
            | F::Database { .. }
            | F::Listen { .. }
            | F::Unsound { .. }
            | F::NoRoom { .. }
            | F::NoCopy { .. }
            | F::CutShort { .. }
            | F::NotEmpty { .. }
            | F::NoPart { .. }
            | F::NoScope { .. }
            | F::NoPerson { .. }
            | F::NoToken { .. }
            | F::TooMuch { .. }
            | F::TooMany { .. } => self.of_a_server(lang),
            F::NoServer { .. }
            | F::TokenNeeded { .. }
            | F::Unreached { .. }
            | F::TurnedAway { .. }
            | F::WhichRoom { .. }
            | F::LinesRefused { .. } => self.of_joining(),
            F::NoModel | F::Model { .. } | F::Unanswered { .. } => self.of_a_model(lang),
            F::NoTurns { .. } | F::GotThrough { .. } | F::NoJournal { .. } => self.of_a_model(lang),
            F::Inside => ("failure-inside", Vec::new()),
            F::Usage(text) => ("failure-usage", vec![("text", text.clone())]),
        }
    }

    /// What can go wrong with a world that is run by hand.
    fn of_a_world(&self) -> (&'static str, Filling<'_>) {
        match self {
            Failure::Order { line, why } => {
                ("failure-order", vec![("line", line.clone()), ("why", why.clone())])
            }
            Failure::Flawed { flaws } => ("failure-flawed", vec![("list", flaws.join("\n"))]),
            _ => ("", Vec::new()),
        }
    }

    /// What can go wrong with a play that was kept.
    fn of_a_play(&self, lang: Lang) -> (&'static str, Filling<'_>) {
        use Failure as F;
        let at = |path: &PathBuf| ("path", path.display().to_string());
        let why = |error: &io::Error| ("why", reason(lang, error));
        match self {
            F::BrokenPlay { path, line } => {
                ("failure-broken-play", vec![at(path), ("line", line.to_string())])
            }
            F::NothingEnded => ("failure-nothing-ended", Vec::new()),
            F::NothingToResume => ("failure-nothing-to-resume", Vec::new()),
            F::InUse { path } => ("failure-in-use", vec![at(path)]),
            F::ScenarioChanged { scenario, seed } => {
                ("failure-scenario-changed", vec![("scenario", scenario.clone()), ("seed", seed.to_string())])
            }
            F::VersionChanged { scenario, seed, version } => (
                "failure-version-changed",
                vec![
                    ("scenario", scenario.clone()),
                    ("seed", seed.to_string()),
                    ("version", version.clone()),
                ],
            ),
            F::DebriefUnkept { path, error } => ("failure-debrief-unkept", vec![at(path), why(error)]),
            _ => ("", Vec::new()),
        }
    }

    /// What can go wrong with a server's commands.
    fn of_a_server(&self, lang: Lang) -> (&'static str, Filling<'_>) {
        use Failure as F;
        let at = |path: &PathBuf| ("path", path.display().to_string());
        let why = |error: &io::Error| ("why", reason(lang, error));
        match self {
            F::NoAddress { url } => ("failure-no-address", vec![("url", url.clone())]),
            F::Database { address, why } => {
                ("failure-database", vec![("address", address.clone()), ("why", why.clone())])
            }
            F::Listen { address, error } => {
                ("failure-listen", vec![("address", address.clone()), why(error)])
            }
            F::Unsound { rooms } => ("failure-unsound", vec![("rooms", rooms.join(" "))]),
            F::NoRoom { room } => ("failure-no-room", vec![("room", room.clone())]),
            F::NoCopy { path, line, why } => {
                ("failure-no-copy", vec![at(path), ("line", line.to_string()), ("why", why.clone())])
            }
            F::CutShort { path, lines } => {
                ("failure-cut-short", vec![at(path), ("lines", lines.to_string())])
            }
            F::NotEmpty { address } => ("failure-not-empty", vec![("address", address.clone())]),
            F::NoPart { name } => ("failure-no-part", vec![("name", name.clone())]),
            F::NoScope { name } => ("failure-no-scope", vec![("name", name.clone())]),
            F::NoPerson { name } => ("failure-no-person", vec![("name", name.clone())]),
            F::NoToken { id } => ("failure-no-token", vec![("id", id.clone())]),
            F::TooMuch { person, most } => {
                ("failure-token-too-much", vec![("person", person.clone()), ("most", (*most).to_string())])
            }
            F::TooMany { person } => ("failure-token-too-many", vec![("person", person.clone())]),
            _ => ("", Vec::new()),
        }
    }

    /// What can go wrong with a language model.
    fn of_a_model(&self, lang: Lang) -> (&'static str, Filling<'_>) {
        use Failure as F;
        match self {
            F::Model { flaws } => {
                let line = |(name, what): &(&str, &str)| format!("\n- {name}: {}", say(lang, what, &[]));
                ("failure-model", vec![("list", flaws.iter().map(line).collect())])
            }
            F::Unanswered { url, model, why, refused } => {
                let key = if *refused { "failure-model-key" } else { "failure-model-unanswered" };
                (key, vec![("url", url.clone()), ("model", model.clone()), ("why", why.clone())])
            }
            F::NoTurns { path } => ("failure-no-turns", vec![("path", path.display().to_string())]),
            F::GotThrough { findings } => ("failure-got-through", vec![("n", findings.to_string())]),
            F::NoJournal { room } => ("failure-no-journal", vec![("room", room.clone())]),
            _ => ("failure-no-model", Vec::new()),
        }
    }

    /// What can go wrong on the way into a room elsewhere.
    fn of_joining(&self) -> (&'static str, Filling<'_>) {
        use Failure as F;
        match self {
            F::NoServer { url } => ("failure-no-server", vec![("url", url.clone())]),
            F::TokenNeeded { url } => ("failure-token-needed", vec![("url", url.clone())]),
            F::Unreached { url, why } => {
                ("failure-unreached", vec![("url", url.clone()), ("why", why.clone())])
            }
            F::TurnedAway { what, next } => {
                ("failure-turned-away", vec![("what", what.clone()), ("next", next.clone())])
            }
            F::WhichRoom { rooms } if rooms.is_empty() => ("failure-no-open-room", Vec::new()),
            F::WhichRoom { rooms } => ("failure-which-room", vec![("rooms", rooms.join("\n"))]),
            F::LinesRefused { lines } => ("failure-lines-refused", vec![("lines", lines.to_string())]),
            _ => ("", Vec::new()),
        }
    }

    /// The code with which the program ends: 2 for what the caller wrote wrongly, 130 and 141 as shells know
    /// them for Ctrl-C and a closed pipe, 1 for the rest.
    pub fn exit_code(&self) -> u8 {
        match self {
            Failure::Shown => 0,
            Failure::Usage(_)
            | Failure::UnknownScenario { .. }
            | Failure::ScenarioName { .. }
            | Failure::NoAddress { .. }
            | Failure::NoPart { .. }
            | Failure::NoScope { .. }
            | Failure::NoPerson { .. }
            | Failure::NoToken { .. }
            | Failure::NoModel
            | Failure::Model { .. }
            | Failure::NoJournal { .. }
            | Failure::NoTurns { .. }
            | Failure::TooMuch { .. }
            | Failure::NoServer { .. }
            | Failure::TokenNeeded { .. }
            | Failure::WhichRoom { .. }
            | Failure::Order { .. } => 2,
            Failure::Interrupted => 130,
            Failure::OutputClosed => 141,
            _ => 1,
        }
    }

    /// What writing to standard output made of it.
    pub fn of_output(error: io::Error) -> Failure {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Failure::OutputClosed,
            _ => Failure::Output { error },
        }
    }
}

/// The usual reasons in the player's language; others as the system words them.
fn reason(lang: Lang, error: &io::Error) -> String {
    use io::ErrorKind as K;
    match error.kind() {
        K::StorageFull | K::QuotaExceeded => say(lang, "reason-full", &[]),
        K::PermissionDenied => say(lang, "reason-denied", &[]),
        K::ReadOnlyFilesystem => say(lang, "reason-read-only", &[]),
        K::NotFound => say(lang, "reason-not-found", &[]),
        K::IsADirectory => say(lang, "reason-folder", &[]),
        K::NotADirectory | K::AlreadyExists => say(lang, "reason-no-folder", &[]),
        _ => error.to_string(),
    }
}
/// Which of its parts makes a scenario's name unfit: only its ending, or the name itself.
fn misnamed(path: &Path, near: &Path) -> &'static str {
    if path.with_extension("yaml") == near { "failure-scenario-ending" } else { "failure-scenario-name" }
}
