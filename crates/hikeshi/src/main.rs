//! The program: only wires. Reads the command line, and puts desk and face together.

mod ai;
mod clock;
mod config;
mod desk;
mod faces;
mod failure;
mod interrupt;
mod model;
mod server;
mod store;

use std::io::{IsTerminal, Write, stderr, stdin, stdout};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

use clap::FromArgMatches;
use clap::error::ErrorKind;
use drill::words::Lang;

use config::Config;
use desk::catalog;
use desk::shelf;
use desk::sitting::{Opening, Sitting};
use desk::surprise;
use faces::cli::args::{Command, Drill, Line, ScenarioCommand, WorldCommand, wanted_language};
use faces::cli::drill::{Manner, farewell};
use faces::cli::lines::Lines;
use faces::cli::out::Out;
use faces::cli::{self, mistyped};
use failure::Failure;
use interrupt::Interrupt;
use store::plays::Plays;

fn main() -> ExitCode {
    let words: Vec<_> = std::env::args_os().collect();
    let config = Config::read(wanted_language(&words));
    std::panic::set_hook(Box::new(|panic| {
        faces::terminal::guard::give_back();
        complain(&panic.to_string());
    }));
    // A mistake of ours is said as one, after the terminal is given back.
    let done =
        catch_unwind(AssertUnwindSafe(|| read(words, config.lang).and_then(|line| run(line, &config))));
    let done = done.unwrap_or(Err(Failure::Inside));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            complain(&failure.said(config.lang));
            ExitCode::from(failure.exit_code())
        }
    }
}

/// Says it on standard error; where that is closed too, nobody is left to hear it.
fn complain(text: &str) {
    if !text.is_empty() {
        let _ = writeln!(stderr(), "{}", text.trim_end());
    }
}

fn read(words: Vec<std::ffi::OsString>, lang: Lang) -> Result<Line, Failure> {
    let words = cli::help::asked_as_a_word(words);
    let meant = cli::help::meant(&words);
    let mut command = cli::help::command(lang);
    let read = command.try_get_matches_from_mut(words).and_then(|found| Line::from_arg_matches(&found));
    read.map_err(|error| match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            match Out::standard().write(&error.to_string()) {
                Ok(()) => Failure::Shown,
                Err(failure) => failure,
            }
        }
        _ => Failure::Usage(mistyped::explained(&error, &meant, lang)),
    })
}

fn run(line: Line, config: &Config) -> Result<(), Failure> {
    let mut out = Out::standard();
    match line.command {
        None => out.write(&cli::help::command(config.lang).render_help().to_string()),
        Some(Command::Drill(wish)) => drill(&wish, config),
        Some(Command::Debrief(wish)) => {
            let interrupt = Interrupt::listen();
            interrupt.say_on_leaving(cli::debrief::farewell(config.lang));
            let mut sitting = Sitting::ended(&Plays::below(config.data.as_deref())?)?;
            cli::debrief::prove(&mut sitting, wish.json, config.lang, &mut out)
        }
        Some(Command::History(wish)) => {
            let (past, broken) = desk::history::history(&Plays::below(config.data.as_deref())?)?;
            match wish.json {
                true => cli::history::json(&past, &mut out),
                false => cli::history::show(&past, &broken, config.lang, &mut out),
            }
        }
        Some(Command::Scenario(wish)) => scenario(wish.command, config, &mut out),
        Some(Command::Serve(wish)) => {
            let voice = model::for_tables(config)?;
            server::serve(wish.listen, wish.database.database_url.as_deref(), voice, config, &mut out)
        }
        Some(Command::Join(wish)) => {
            let edited = stdin().is_terminal() && stdout().is_terminal() && !wish.plain;
            let url = wish.url.unwrap_or_else(|| config.url.clone());
            let token = wish.token.or_else(|| config.token.clone());
            let name = config.player.clone();
            faces::join::join(&faces::join::Wish { url, token, name, lang: config.lang, edited })
        }
        Some(Command::Invite(wish)) => {
            server::invite(&wish.part, wish.people, wish.database.database_url.as_deref(), config, &mut out)
        }
        Some(Command::Token(wish)) => server::token(&wish, config, &mut out),
        Some(Command::Ai(wish)) => model::command(&wish.command, config, &mut out),
        Some(Command::Openapi) => out.write(&faces::api::document()),
        Some(Command::Verify(wish)) => {
            server::verify(wish.mend, wish.database.database_url.as_deref(), config, &mut out)
        }
        Some(Command::Export(wish)) => {
            server::export(&wish.room, wish.database.database_url.as_deref(), config, &mut out)
        }
        Some(Command::Import(wish)) => {
            server::import(&wish.file, wish.database.database_url.as_deref(), config, &mut out)
        }
        Some(Command::Backup(wish)) => {
            server::backup(&wish.file, wish.database.database_url.as_deref(), config, &mut out)
        }
        Some(Command::Restore(wish)) => server::restore(&wish, config, &mut out),
        Some(Command::World(wish)) => match wish.command {
            WorldCommand::Run(wish) => {
                let script = catalog::find(&wish.scenario)?;
                let orders = cli::world::orders(&wish.at, wish.lasts, &script.scenario, config.lang)?;
                let (report, lived) =
                    cli::world::run(&script.scenario, wish.seed, wish.lasts, &orders, config.lang)?;
                if let Some(folder) = &wish.csv {
                    cli::telemetry::write(&lived, &script.scenario, folder)?;
                }
                cli::world::show(&report, wish.json, config.lang, &mut out)
            }
        },
    }
}

fn scenario(wish: ScenarioCommand, config: &Config, out: &mut Out) -> Result<(), Failure> {
    // A list needs no plays: without a folder of them nothing was played.
    let plays = Plays::below(config.data.as_deref()).ok();
    match wish {
        ScenarioCommand::List { json: true } => {
            cli::shelf::json(&shelf::all(plays.as_ref(), clock::now()), out)
        }
        ScenarioCommand::List { json: false } => {
            cli::shelf::list(&shelf::all(plays.as_ref(), clock::now()), config.lang, out)
        }
        ScenarioCommand::Show { scenario } => {
            cli::shelf::show(&scenario, &shelf::one(&scenario, plays.as_ref())?, config.lang, out)
        }
        ScenarioCommand::Check { files } => cli::scenario::check(&files, config.lang, out),
        ScenarioCommand::New { file } => {
            cli::scenario::new(&file, drill::scenario::template(config.lang), config.lang, out)
        }
    }
}

fn drill(wish: &Drill, config: &Config) -> Result<(), Failure> {
    let interrupt = Interrupt::listen();
    let script = wish.script.as_deref().map(Lines::script).transpose()?;
    let mut sitting = sit(wish, config)?;
    interrupt.say_on_leaving(farewell(&sitting));
    if !wish.no_model && !wish.json {
        model::beside(&mut sitting, config)?;
    }
    let whole = stdin().is_terminal() && stdout().is_terminal();
    if whole && !wish.plain && !wish.json && script.is_none() {
        let (lang, farewell) = (sitting.lang(), farewell(&sitting));
        return match faces::terminal::play(sitting, &interrupt, config.colour) {
            Ok(closing) => Out::standard().line(&closing.named(lang)),
            Err(failure) => {
                complain(&farewell);
                Err(failure)
            }
        };
    }
    let mut out = if wish.json { Out::silent() } else { Out::standard() };
    let prompt = script.is_none() && stdin().is_terminal() && !wish.json;
    let mut lines = script.unwrap_or_else(|| Lines::input(sitting.pace()));
    let played = cli::drill::play(&mut sitting, &mut lines, &mut out, Manner { width: Out::width(), prompt });
    if let Err(failure) = played {
        complain(&farewell(&sitting));
        return Err(failure);
    }
    let closing = sitting.close()?;
    match wish.json {
        true => Out::standard().line(&closing.json),
        false => out.line(&format!("\n{}", closing.shown(sitting.lang()))),
    }
}

/// A new play, or the one that was left.
fn sit(wish: &Drill, config: &Config) -> Result<Sitting, Failure> {
    let plays = Plays::below(config.data.as_deref())?;
    if wish.resume {
        return Sitting::resume(&plays);
    }
    let kept = plays.find()?.plays;
    let seed = wish.seed.unwrap_or_else(clock::seed);
    let script = match (&wish.improvise, &wish.scenario) {
        (Some(text), _) => {
            let mut out = if wish.json { Out::silent() } else { Out::standard() };
            let asked = !wish.no_model && !wish.json;
            model::improvised((text, seed), asked, config, &mut out)?
        }
        (None, Some(name)) => catalog::find(name)?,
        (None, None) => surprise::choose(catalog::own(), &kept, clock::now(), seed)?.clone(),
    };
    // A seed that was asked for is that night and no other: advice shapes only what is left open.
    let focus = if wish.seed.is_none() { surprise::focus(&kept) } else { None };
    let player = config.player.clone();
    let opening = Opening { seed, lang: config.lang, player, pace: wish.clock.pace(), focus };
    Sitting::open(&plays, &script, &opening)
}
