//! The help texts: the command line's shape filled with words from the message files. Knows which key belongs to
//! which flag; the words themselves are `help.ftl`.

use std::ffi::OsString;

use clap::{Arg, ArgAction, Command, CommandFactory};
use drill::words::{Lang, has, say};

use crate::faces::cli::args::Line;

/// The whole command line, with its help in this language.
pub fn command(lang: Lang) -> Command {
    worded(Line::command(), "hikeshi", lang, true)
}

/// The command that a line is about, as it is typed: `hikeshi scenario check`.
pub fn meant(words: &[OsString]) -> String {
    let mut path = vec!["hikeshi".to_string()];
    path.extend(walk(words).into_iter().filter_map(|at| Some(words[at].to_str()?.to_string())));
    path.join(" ")
}

/// `help drill` asks for what `drill --help` asks for: the word is taken out and the flag put behind.
pub fn asked_as_a_word(mut words: Vec<OsString>) -> Vec<OsString> {
    let path = walk(&words);
    let next = path.last().map_or(1, |at| at + 1);
    let at = plain(&words).into_iter().find(|at| *at >= next);
    if let Some(at) = at.filter(|at| words[*at] == "help" && wants_more(&words, &path)) {
        words.remove(at);
        words.push("--help".into());
    }
    words
}

/// Where the words stand that name a command, each within the one before.
fn walk(words: &[OsString]) -> Vec<usize> {
    let mut command = Line::command();
    let mut path = Vec::new();
    for at in plain(words) {
        let inner = command.get_subcommands().find(|inner| words[at] == inner.get_name()).cloned();
        let Some(inner) = inner else { break };
        path.push(at);
        command = inner;
    }
    path
}

fn wants_more(words: &[OsString], path: &[usize]) -> bool {
    let inner = path.iter().try_fold(Line::command(), |command, at| {
        command.get_subcommands().find(|inner| words[*at] == inner.get_name()).cloned()
    });
    inner.is_some_and(|command| command.has_subcommands())
}

/// Words behind the program's name that are neither a flag nor the language behind one.
fn plain(words: &[OsString]) -> Vec<usize> {
    let flag = |at: usize| words[at].to_str().is_some_and(|word| word.starts_with('-'));
    (1..words.len()).filter(|at| !flag(*at) && words[at - 1] != "--lang").collect()
}

/// `path` is the key's middle: `help-scenario-list`, and `help-scenario-list-json` for its flag.
fn worded(command: Command, path: &str, lang: Lang, top: bool) -> Command {
    let about = say(lang, &format!("help-{path}"), &[]);
    let options = say(lang, "help-heading-options", &[]);
    let given = say(lang, "help-heading-given", &[]);
    let help =
        Arg::new("help").short('h').long("help").action(ArgAction::Help).help(say(lang, "help-help", &[]));
    let mut command = command
        .about(about)
        .disable_help_flag(true)
        .arg(help)
        .help_template(template(path, lang))
        .subcommand_help_heading(say(lang, "help-heading-commands", &[]))
        .subcommand_value_name(say(lang, "help-value-command", &[]))
        .mut_args(|arg| {
            let own = format!("help-{path}-{}", arg.get_id().as_str().replace('_', "-"));
            let everywhere = format!("help-{}", arg.get_id());
            let key = if has(lang, &own) { own } else { everywhere };
            let heading = if arg.is_positional() { given.clone() } else { options.clone() };
            let values = arg.get_action().takes_values();
            let arg = arg.help(say(lang, &key, &[])).help_heading(heading);
            if values { arg.hide_possible_values(true) } else { arg }
        });
    if top {
        let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
        command = command
            .disable_version_flag(true)
            .arg(version.help(say(lang, "help-version", &[])).help_heading(options.clone()));
    }
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_string()).collect();
    for name in names {
        let inner = if top { name.clone() } else { format!("{path}-{name}") };
        command = command.mut_subcommand(name, |sub| worded(sub, &inner, lang, false));
    }
    command
}

fn template(path: &str, lang: Lang) -> String {
    let usage = say(lang, "help-heading-usage", &[]);
    let key = format!("help-{path}-after");
    let after = if has(lang, &key) { say(lang, &key, &[]) } else { String::new() };
    format!("{{about}}\n\n{usage}\n  {{usage}}\n\n{{all-args}}\n\n{after}").trim_end().to_string() + "\n"
}
