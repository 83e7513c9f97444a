//! Tokens from the command line of whoever has the database: made, listed, ended. Only wires.

use drill::words::say;

use super::{address, broken, run};
use crate::clock;
use crate::config::Config;
use crate::desk::people::{May, People, Token, Unmade};
use crate::faces::cli::args::{self, TokenCommand};
use crate::faces::cli::out::Out;
use crate::failure::Failure;
use crate::store::log::Log;

/// Makes a token, lists all, or ends one.
///
/// # Errors
/// When what is asked for cannot be, or the database cannot be had.
pub fn token(wish: &args::Token, config: &Config, out: &mut Out) -> Result<(), Failure> {
    match &wish.command {
        None => make(wish, config, out),
        Some(TokenCommand::List { database }) => list(database, config, out),
        Some(TokenCommand::End { id, database }) => end(id, database, config, out),
    }
}

fn make(wish: &args::Token, config: &Config, out: &mut Out) -> Result<(), Failure> {
    let may = May::from_name(&wish.may).ok_or_else(|| Failure::NoScope { name: wish.may.clone() })?;
    let address = address(wish.database.database_url.as_deref(), config)?;
    run(async {
        let broken = broken(&address);
        let people = People::open(Log::open(&address).await.map_err(&broken)?).await.map_err(&broken)?;
        let name = wish.person.clone().unwrap_or_default();
        let person = people.called(&name).await.map_err(&broken)?.ok_or(Failure::NoPerson { name })?;
        let made = people.token(&person, may, &wish.label, wish.days).await;
        let text = made.map_err(|why| match why {
            Unmade::TooMuch { person, most } => Failure::TooMuch { person, most },
            Unmade::TooMany { person } => Failure::TooMany { person },
            Unmade::Ours(why) => Failure::Database { address: address.to_string(), why },
        })?;
        out.line(&say(config.lang, "token-made", &[("token", &text), ("person", &person.name)]))
    })
}

fn list(database: &args::Database, config: &Config, out: &mut Out) -> Result<(), Failure> {
    let address = address(database.database_url.as_deref(), config)?;
    run(async {
        let broken = broken(&address);
        let people = People::open(Log::open(&address).await.map_err(&broken)?).await.map_err(&broken)?;
        let tokens = people.tokens(None).await.map_err(&broken)?;
        if tokens.is_empty() {
            return out.line(&say(config.lang, "token-none", &[]));
        }
        for Token { id, person, label, may, until, .. } in tokens {
            let until = clock::day(until);
            let args = [("id", id.as_str()), ("person", &person), ("may", may.name()), ("until", &until)];
            let args: Vec<(&str, &str)> = args.into_iter().chain([("label", label.as_str())]).collect();
            out.line(&say(config.lang, "token-row", &args))?;
        }
        Ok(())
    })
}

fn end(id: &str, database: &args::Database, config: &Config, out: &mut Out) -> Result<(), Failure> {
    let address = address(database.database_url.as_deref(), config)?;
    run(async {
        let broken = broken(&address);
        let people = People::open(Log::open(&address).await.map_err(&broken)?).await.map_err(&broken)?;
        if !people.end_token(None, id).await.map_err(&broken)? {
            return Err(Failure::NoToken { id: id.into() });
        }
        out.line(&say(config.lang, "token-ended", &[("id", id)]))
    })
}
