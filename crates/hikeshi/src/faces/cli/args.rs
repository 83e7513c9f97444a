//! The command line's shape: commands, flags and their values. Its words are in the message files (`help`).

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use drill::words::Lang;
use world::time::Nanos;

use crate::clock::Pace;

/// The whole line.
#[derive(Debug, Parser)]
#[command(name = "hikeshi", version, disable_help_subcommand = true, disable_help_flag = true)]
pub struct Line {
    #[arg(long, global = true, value_name = "ja|en")]
    pub lang: Option<Tongue>,
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What can be asked of the program.
#[derive(Debug, Subcommand)]
pub enum Command {
    Drill(Drill),
    Debrief(Debrief),
    History(History),
    Scenario(Scenario),
    World(World),
    Serve(Serve),
    Join(Join),
    Invite(Invite),
    Token(Token),
    Openapi,
    Ai(Ai),
    Verify(Verify),
    Export(Export),
    Import(Import),
    Backup(Backup),
    Restore(Restore),
}

/// `hikeshi drill`.
#[derive(Debug, Args)]
pub struct Drill {
    pub scenario: Option<String>,
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,
    #[arg(long)]
    pub plain: bool,
    #[arg(long, value_name = "FILE")]
    pub script: Option<PathBuf>,
    #[arg(long)]
    pub json: bool,
    #[arg(long, value_name = "turn|real|x10", default_value = "turn", hide_default_value = true)]
    pub clock: Clock,
    #[arg(long, conflicts_with_all = ["scenario", "seed", "clock"])]
    pub resume: bool,
    #[arg(long)]
    pub no_model: bool,
    #[arg(
        long,
        value_name = "TEXT",
        num_args = 0..=1,
        default_missing_value = "",
        conflicts_with_all = ["scenario", "resume"],
    )]
    pub improvise: Option<String>,
}

/// `hikeshi ai …`.
#[derive(Debug, Args)]
pub struct Ai {
    #[command(subcommand)]
    pub command: AiCommand,
}

/// What can be asked about a language model.
#[derive(Debug, Subcommand)]
pub enum AiCommand {
    Check,
    Models,
    Redteam(Redteam),
    Understand {
        #[arg(value_name = "FILE")]
        file: PathBuf,
        #[arg(long)]
        json: bool,
    },
    Log {
        #[arg(value_name = "ROOM")]
        room: String,
        #[arg(long)]
        json: bool,
    },
}

/// Where the rooms are.
#[derive(Clone, Debug, Args)]
pub struct Database {
    #[arg(long, value_name = "URL")]
    pub database_url: Option<String>,
}

/// `hikeshi serve`.
#[derive(Debug, Args)]
pub struct Serve {
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8080")]
    pub listen: std::net::SocketAddr,
    #[command(flatten)]
    pub database: Database,
}

/// `hikeshi join`.
#[derive(Debug, Args)]
pub struct Join {
    pub url: Option<String>,
    #[arg(long, value_name = "TOKEN")]
    pub token: Option<String>,
    #[arg(long)]
    pub plain: bool,
}

/// `hikeshi invite`.
#[derive(Debug, Args)]
pub struct Invite {
    #[arg(value_name = "admin|member|guest", default_value = "member")]
    pub part: String,
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub people: u32,
    #[command(flatten)]
    pub database: Database,
}

/// `hikeshi token …`.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct Token {
    #[command(subcommand)]
    pub command: Option<TokenCommand>,
    #[arg(long = "for", value_name = "NAME", required = true)]
    pub person: Option<String>,
    #[arg(long, value_name = "read|talk|act|admin", default_value = "read")]
    pub may: String,
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    pub label: String,
    #[arg(long, value_name = "N", default_value_t = 90)]
    pub days: u32,
    #[command(flatten)]
    pub database: Database,
}

/// What can be done with tokens.
#[derive(Debug, Subcommand)]
pub enum TokenCommand {
    List {
        #[command(flatten)]
        database: Database,
    },
    End {
        #[arg(value_name = "ID")]
        id: String,
        #[command(flatten)]
        database: Database,
    },
}

/// `hikeshi verify`.
#[derive(Debug, Args)]
pub struct Verify {
    #[arg(long)]
    pub mend: bool,
    #[command(flatten)]
    pub database: Database,
}

/// `hikeshi export`.
#[derive(Debug, Args)]
pub struct Export {
    pub room: String,
    #[command(flatten)]
    pub database: Database,
}

/// `hikeshi import`.
#[derive(Debug, Args)]
pub struct Import {
    pub file: PathBuf,
    #[command(flatten)]
    pub database: Database,
}

/// `hikeshi backup`.
#[derive(Debug, Args)]
pub struct Backup {
    pub file: PathBuf,
    #[command(flatten)]
    pub database: Database,
}

/// `hikeshi restore`.
#[derive(Debug, Args)]
pub struct Restore {
    pub file: PathBuf,
    #[arg(long)]
    pub cut_short: bool,
    #[command(flatten)]
    pub database: Database,
}

/// `hikeshi ai redteam`.
#[derive(Debug, Args)]
pub struct Redteam {
    #[arg(long, value_name = "N", default_value_t = 1_000, value_parser = clap::value_parser!(u32).range(1..))]
    pub turns: u32,
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    #[arg(long)]
    pub json: bool,
    #[arg(long, value_name = "FILE")]
    pub turns_from: Option<PathBuf>,
    #[arg(long)]
    pub configured: bool,
}

/// `hikeshi debrief`.
#[derive(Debug, Args)]
pub struct Debrief {
    #[arg(long)]
    pub json: bool,
}

/// `hikeshi history`.
#[derive(Debug, Args)]
pub struct History {
    #[arg(long)]
    pub json: bool,
}

/// `hikeshi scenario …`.
#[derive(Debug, Args)]
pub struct Scenario {
    #[command(subcommand)]
    pub command: ScenarioCommand,
}

/// What can be done with scenarios.
#[derive(Debug, Subcommand)]
pub enum ScenarioCommand {
    List {
        #[arg(long)]
        json: bool,
    },
    Show {
        scenario: String,
    },
    Check {
        #[arg(required = true, num_args = 1.., value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    New {
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
}

/// `hikeshi world …`.
#[derive(Debug, Args)]
pub struct World {
    #[command(subcommand)]
    pub command: WorldCommand,
}

/// What can be done with a world.
#[derive(Debug, Subcommand)]
pub enum WorldCommand {
    Run(WorldRun),
}

/// `hikeshi world run`.
#[derive(Debug, Args)]
pub struct WorldRun {
    pub scenario: String,
    #[arg(long, value_name = "N", default_value_t = 1, hide_default_value = true)]
    pub seed: u64,
    #[arg(long = "for", value_name = "SPAN", value_parser = span, default_value = "1h", hide_default_value = true)]
    pub lasts: Nanos,
    #[arg(long = "at", num_args = 2, value_names = ["SPAN", "ORDER"], action = clap::ArgAction::Append)]
    pub at: Vec<String>,
    #[arg(long, value_name = "DIR")]
    pub csv: Option<PathBuf>,
    #[arg(long)]
    pub json: bool,
}

fn span(text: &str) -> Result<Nanos, String> {
    world::time::parse_span(text).ok_or_else(|| text.to_string())
}

/// A language on the command line; [`wanted_language`] has found it before the line was read.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Tongue {
    Ja,
    En,
}

/// A pace of the clock on the command line.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Clock {
    Turn,
    Real,
    X10,
}

impl Clock {
    /// The clock's pace.
    pub fn pace(self) -> Pace {
        match self {
            Clock::Turn => Pace::Turn,
            Clock::Real => Pace::Real,
            Clock::X10 => Pace::X10,
        }
    }
}

/// The language that the line asks for, found before the line is understood, so that even its mistakes are
/// explained in it.
pub fn wanted_language(words: &[std::ffi::OsString]) -> Option<Lang> {
    let words: Vec<&str> = words.iter().filter_map(|word| word.to_str()).collect();
    let after = words.windows(2).filter(|pair| pair[0] == "--lang").map(|pair| pair[1]);
    let glued = words.iter().filter_map(|word| word.strip_prefix("--lang="));
    after.chain(glued).find_map(Lang::from_tag)
}
