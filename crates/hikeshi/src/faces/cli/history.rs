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
        let seed = play.seed.to_string();
        let turns = say(lang, "history-turns", &[("n", &play.turns.to_string())]);
        let started = written(play.started);
        let scenario = format!("{:<width$}", play.scenario);
        out.line(&format!("{started}  {scenario}  seed {seed:<6} {state}  {turns}"))?;
        if !play.grades.is_empty() {
            let grades = play
                .grades
                .iter()
                .map(|(name, score)| format!("{} {score}", say(lang, &format!("debrief-skill-{name}"), &[])));
            out.line(&format!("    {}", grades.collect::<Vec<_>>().join("  ")))?;
        }
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
            let grades: serde_json::Map<String, serde_json::Value> =
                play.grades.iter().map(|(name, score)| (name.clone(), json!(score))).collect();
            json!({
                "started": play.started.to_string(), "scenario": play.scenario, "seed": play.seed,
                "grades": grades, "weakest": play.weakest, "turns": play.turns, "ended": play.ended,
            })
        })
        .collect();
    out.line(&format!("{:#}", serde_json::Value::Array(rows)))
}
