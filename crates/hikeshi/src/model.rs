//! The commands of a language model, and the model beside a drill: reads what is configured, and puts port and face together.
//! Only wires.

use std::path::PathBuf;
use std::sync::Arc;

use drill::words::{Lang, say};

use crate::ai::redteam::{self, Against, Report, Turns};
use crate::ai::{self, Bare, Checked, Gone, Heard, Journal, Port, Sent, Settings, Solo, Team};
use crate::config::Config;
use crate::desk::catalog::Script;
use crate::desk::improvised;
use crate::desk::sitting::Sitting;
use crate::desk::voice::Voices;
use crate::faces::cli::args::{AiCommand, Redteam};
use crate::faces::cli::out::Out;
use crate::failure::Failure;

/// The file beside the environment, of the same names.
const FILE: &str = "ai.env";
/// What was sent and spent, in the folder for plays.
const FOLDER: &str = "ai";

/// The model that is configured, if one is.
///
/// # Errors
/// Everything that is wrong with it, at once.
pub fn configured(config: &Config) -> Result<Option<Settings>, Failure> {
    let file = config.folder.as_ref().map(|folder| folder.join(FILE));
    let text = file.as_ref().and_then(|file| std::fs::read_to_string(file).ok()).unwrap_or_default();
    let said =
        |name: &str| config.model.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone());
    ai::read(said, ai::in_file(&text)).map_err(|flaws| Failure::Model {
        flaws: flaws.into_iter().map(|flaw| (flaw.name, flaw.what)).collect(),
    })
}

/// Has the configured model speak and listen in a drill; without one, nothing changes.
///
/// # Errors
/// What is wrong with its configuration.
pub fn beside(sitting: &mut Sitting, config: &Config) -> Result<(), Failure> {
    let Some(settings) = configured(config)? else { return Ok(()) };
    let room = sitting.path().file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let Ok(port) = Port::new(settings, folder(config).as_deref()) else { return Ok(()) };
    // A model that cannot be reached is no reason not to play.
    if let Ok(voice) = Solo::new(port, &room, named(config)) {
        sitting.speak_with(Box::new(voice));
    }
    Ok(())
}

/// The configured model for all tables of a server, if one is.
///
/// # Errors
/// What is wrong with its configuration.
pub fn for_tables(config: &Config) -> Result<Option<Arc<dyn Voices>>, Failure> {
    let Some(settings) = configured(config)? else { return Ok(None) };
    let port = Port::new(settings, folder(config).as_deref()).ok();
    Ok(port.map(|port| Arc::new(Team::new(port)) as Arc<dyn Voices>))
}

/// A drill made up of these words; dressed by the configured model if there is one and it is `asked`. Says which it was, and where
/// the file lies.
///
/// # Errors
/// What is wrong with the configuration, or why nothing could be made or kept.
pub fn improvised(
    (text, seed): (&str, u64),
    asked: bool,
    config: &Config,
    out: &mut Out,
) -> Result<Script, Failure> {
    let settings = if asked { configured(config)? } else { None };
    let model = settings.as_ref().map(|settings| settings.model.clone()).unwrap_or_default();
    let dressing = match settings.map(|settings| Port::new(settings, folder(config).as_deref())) {
        None => None,
        Some(Err(gone)) => Some(Err(Bare::Gone(gone))),
        Some(Ok(port)) => {
            out.line(&say(config.lang, "improvised-asking", &[("model", &model)]))?;
            Some(run(ai::dress(&port, &format!("improvised-{seed}"), text, seed))?)
        }
    };
    let worn = dressing.as_ref().and_then(|dressing| dressing.as_ref().ok());
    let made = improvised::make(config.data.as_deref(), text, seed, config.lang, worn)?;
    let why = match &dressing {
        Some(Err(bare)) => bare.name(),
        _ => Bare::Unfit.name(),
    };
    let why = say(config.lang, &format!("improvised-why-{why}"), &[]);
    let key = match dressing {
        _ if made.dressed => "improvised-by-model",
        Some(_) => "improvised-by-own",
        None => "improvised-by-own-alone",
    };
    out.line(&say(config.lang, key, &[("model", &model), ("why", &why)]))?;
    let path = made.script.file.as_ref().map(|path| path.display().to_string()).unwrap_or_default();
    out.line(&say(config.lang, "improvised-kept", &[("path", &path)]))?;
    Ok(made.script)
}

/// `hikeshi ai …`.
///
/// # Errors
/// Where nothing is configured, or the provider does not answer.
pub fn command(wish: &AiCommand, config: &Config, out: &mut Out) -> Result<(), Failure> {
    match wish {
        AiCommand::Log { room, json } => {
            let journal = Journal::new(folder(config));
            let sent = journal.of(room).map_err(|_| Failure::NoJournal { room: room.clone() })?;
            sent.iter().try_for_each(|sent| match json {
                true => out.line(&serde_json::to_string(sent).unwrap_or_default()),
                false => out.line(&shown(sent, config)),
            })
        }
        AiCommand::Check => {
            let port = port(config)?;
            let settings = port.settings();
            out.line(&described(settings, config))?;
            let checked = run(ai::check(&port))?.map_err(|gone| failure(&gone, settings))?;
            out.line(&answered(&checked, settings, config))
        }
        AiCommand::Redteam(wish) => attack(wish, config, out),
        AiCommand::Understand { file, json } => {
            let failed = |error| Failure::Unreadable { path: file.clone(), error };
            let text = String::from_utf8(std::fs::read(file).map_err(failed)?);
            let text = text.map_err(|_| Failure::NotText { path: file.clone() })?;
            let port = port(config)?;
            let heard =
                run(ai::measure(&port, &text))?.map_err(|why| Failure::Flawed { flaws: vec![why] })?;
            match json {
                true => out.line(&serde_json::to_string_pretty(&heard).unwrap_or_default()),
                false => out.line(&understood(&heard, config)),
            }
        }
        AiCommand::Models => {
            let port = port(config)?;
            let names = run(port.models())?.map_err(|gone| failure(&gone, port.settings()))?;
            names.iter().try_for_each(|name| out.line(name))
        }
    }
}

/// `hikeshi ai redteam`.
fn attack(wish: &Redteam, config: &Config, out: &mut Out) -> Result<(), Failure> {
    let suite = match &wish.turns_from {
        None => Turns::own(),
        Some(path) => {
            let failed = |error| Failure::Unreadable { path: path.clone(), error };
            let text = String::from_utf8(std::fs::read(path).map_err(failed)?);
            let text = text.map_err(|_| Failure::NotText { path: path.clone() })?;
            Turns::of(&text).ok_or_else(|| Failure::NoTurns { path: path.clone() })?
        }
    };
    let against = if wish.configured { Against::Configured(port(config)?) } else { Against::Stub };
    let turns = wish.turns as usize;
    let said = std::sync::atomic::AtomicUsize::new(0);
    let progress = |done: usize| {
        let tenth = done * 10 / turns.max(1);
        if !wish.json && said.swap(tenth, std::sync::atomic::Ordering::Relaxed) != tenth {
            let args = [("n", &done.to_string()[..]), ("all", &wish.turns.to_string())];
            let _ = Out::standard().line(&say(config.lang, "redteam-progress", &args));
        }
    };
    let report = redteam::run(turns, wish.seed, &suite, &against, &progress)
        .map_err(|why| Failure::Flawed { flaws: vec![why] })?;
    match wish.json {
        true => out.line(&serde_json::to_string_pretty(&report).unwrap_or_default())?,
        false => out.line(&counted(&report, config))?,
    }
    if report.holds() { Ok(()) } else { Err(Failure::GotThrough { findings: report.findings.len() }) }
}

fn understood(heard: &Heard, config: &Config) -> String {
    let n = |n: usize| n.to_string();
    let args = [
        ("all", n(heard.utterances)),
        ("unplaced", n(heard.unplaced)),
        ("right", n(heard.right)),
        ("wrong", n(heard.wrong)),
        ("silent", n(heard.silent)),
        ("failed", n(heard.failed)),
    ];
    let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let misheard = heard.misheard.iter().map(|(said, meant, line)| format!("\n- {said} ({meant}) → {line}"));
    say(config.lang, "ai-understood", &args) + &misheard.collect::<String>()
}

fn counted(report: &Report, config: &Config) -> String {
    let args = [
        ("turns", report.turns.to_string()),
        ("plays", report.plays.to_string()),
        ("told", report.told.to_string()),
        ("own", report.own.to_string()),
        ("puzzled", report.puzzled.to_string()),
        ("asked", report.asked_back.to_string()),
        ("orders", report.orders.to_string()),
        ("leaks", report.leaks.to_string()),
        ("ungrounded", report.ungrounded.to_string()),
        ("unordered", report.unordered.to_string()),
        ("with", report.hash_with_model.clone()),
        ("without", report.hash_without.clone()),
        ("seconds", format!("{:.1}", report.seconds)),
    ];
    let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let findings: Vec<String> = report.findings.iter().map(|finding| format!("\n- {finding}")).collect();
    say(config.lang, "redteam-counted", &args) + &findings.concat()
}

/// What people call the player, unless that is a word that stands for a name.
fn named(config: &Config) -> Option<String> {
    let unnamed = Lang::ALL.map(|lang| say(lang, "player-unnamed", &[]));
    Some(config.player.clone()).filter(|name| !unnamed.contains(name))
}

fn port(config: &Config) -> Result<Port, Failure> {
    let settings = configured(config)?.ok_or(Failure::NoModel)?;
    let named = settings.clone();
    Port::new(settings, folder(config).as_deref()).map_err(|gone| failure(&gone, &named))
}

fn folder(config: &Config) -> Option<PathBuf> {
    config.data.as_ref().map(|data| data.join(FOLDER))
}

fn run<T>(work: impl Future<Output = T>) -> Result<T, Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
    Ok(runtime.map_err(|error| Failure::Output { error })?.block_on(work))
}

fn failure(gone: &Gone, settings: &Settings) -> Failure {
    let why = match gone {
        Gone::Refused(status) => status.to_string(),
        Gone::Broken(why) => why.clone(),
        gone => gone.name().into(),
    };
    Failure::Unanswered {
        url: settings.url.clone(),
        model: settings.model.clone(),
        why,
        refused: matches!(gone, Gone::Refused(401 | 403)),
    }
}

/// What is configured; of the key, only whether there is one.
fn described(settings: &Settings, config: &Config) -> String {
    let key = say(config.lang, if settings.key.is_some() { "ai-key-there" } else { "ai-key-missing" }, &[]);
    let args = [
        ("provider", settings.provider.name()),
        ("model", &settings.model),
        ("url", &settings.url),
        ("key", &key),
        ("voice", settings.manner.name()),
        ("deadline", &settings.deadline.as_millis().to_string()),
        ("drill", &settings.per_drill.to_string()),
        ("day", &settings.per_day.to_string()),
    ];
    say(config.lang, "ai-configured", &args)
}

fn answered(checked: &Checked, settings: &Settings, config: &Config) -> String {
    let cost = settings.price.map(|(read, written)| {
        let cost = (checked.tokens.read as f64 * read + checked.tokens.written as f64 * written) / 1e6;
        say(config.lang, "ai-cost", &[("cost", &format!("{cost:.6}"))])
    });
    let args = [
        ("text", checked.text.as_str()),
        ("first", &checked.first.as_millis().to_string()),
        ("whole", &checked.whole.as_millis().to_string()),
        ("read", &checked.tokens.read.to_string()),
        ("written", &checked.tokens.written.to_string()),
        ("cost", &cost.unwrap_or_else(|| say(config.lang, "ai-no-price", &[]))),
    ];
    let late = checked.first > settings.deadline;
    let warning = if late { say(config.lang, "ai-slow", &[]) } else { String::new() };
    format!("{}{warning}", say(config.lang, "ai-answered", &args))
}

/// One exchange, to be read.
fn shown(sent: &Sent, config: &Config) -> String {
    let args = [
        ("at", crate::clock::written(sent.at)),
        ("purpose", sent.purpose.clone()),
        ("prompt", sent.prompt.clone()),
        ("model", sent.model.clone()),
        ("outcome", sent.outcome.clone()),
        ("took", sent.took.to_string()),
        ("read", sent.tokens_in.to_string()),
        ("written", sent.tokens_out.to_string()),
    ];
    let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let indented = |text: &str| text.lines().map(|line| format!("    {line}")).collect::<Vec<_>>().join("\n");
    let head = say(config.lang, "ai-exchange", &args);
    format!(
        "{head}\n{}\n  →\n{}\n  ←\n{}\n",
        indented(&sent.system),
        indented(&sent.user),
        indented(&sent.got)
    )
}
