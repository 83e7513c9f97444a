//! The list of plays on the command line. Knows columns; the desk knows the plays.

use drill::words::{Lang, say};
use serde_json::json;

use crate::clock::written;
use crate::desk::history::Past;
use crate::faces::cli::out::Out;
use crate::failure::Failure;

/// Shows plays, newest first.
pub fn show(past: &[Past], broken: &[Failure], lang: Lang, out: &mut Out) -> Result<(), Failure> {
    if past.is_empty() {
        out.line(&say(lang, "history-empty", &[]))?;
    }
    let width = past.iter().map(|play| play.scenario.chars().count()).max().unwrap_or_default();
    for play in past {
        let state = say(lang, if play.ended { "history-ended" } else { "history-open" }, &[]);
        let score = play.score.map_or_else(|| "  —".into(), |score| format!("{score:>3.0}"));
        let seed = play.seed.to_string();
        let turns = say(lang, "history-turns", &[("n", &play.turns.to_string())]);
        let started = written(play.started);
        let scenario = format!("{:<width$}", play.scenario);
        out.line(&format!("{started}  {scenario}  seed {seed:<6} {score}  {state}  {turns}"))?;
    }
    for failure in broken {
        out.line(&failure.said(lang))?;
    }
    if past.iter().any(|play| !play.ended) {
        out.line(&say(lang, "history-resume", &[]))?;
    }
    Ok(())
}

/// The same for programs: an array of objects.
pub fn json(past: &[Past], out: &mut Out) -> Result<(), Failure> {
    let rows: Vec<_> = past
        .iter()
        .map(|play| {
            json!({
                "started": play.started.to_string(), "scenario": play.scenario, "seed": play.seed,
                "score": play.score, "turns": play.turns, "ended": play.ended,
            })
        })
        .collect();
    out.line(&format!("{:#}", serde_json::Value::Array(rows)))
}
