//! Every text that a player of any scenario may read, as it reads: filled, and written as people write.

use drill::block::{Block, Body};
use drill::clock::Clock;
use drill::narrate::plain;
use drill::play::{Options, Pace, Play, Turn};
use drill::scenario::Scenario;
use drill::setting::Setting;
use drill::words::Lang;

use crate::shelf;

/// Each draws other names, another company and another hour.
const SEEDS: [u64; 3] = [1, 7, 23];

/// What is wrong with a text as it reads.
fn complaint(text: &str) -> Option<&'static str> {
    // 様 also begins other words: 様子, 様々.
    let apart =
        |word: &str| text.match_indices(word).any(|(at, _)| text[..at].ends_with(char::is_whitespace));
    match text {
        _ if text.contains(['{', '}']) => Some("a placeholder is not filled"),
        _ if text.contains('⟦') => Some("a message is missing"),
        _ if apart("さん") || (apart("様") && !apart("様子") && !apart("様々")) => {
            Some("a name stands apart from its さん")
        }
        _ => None,
    }
}

fn judge(whose: &str, texts: impl IntoIterator<Item = String>) {
    for text in texts {
        assert_eq!(complaint(&text), None, "{whose}: {text}");
    }
}

#[test]
fn every_text_of_a_scenario_is_filled_for_any_seed_in_both_languages() {
    for scenario in shelf::scenarios().iter().chain(&shelf::templates()) {
        for seed in SEEDS {
            let setting = Setting::of(scenario, seed, "ana", &Clock::new(2.2, 0, 0));
            for lang in Lang::ALL {
                let filled = scenario.texts().into_iter().map(|text| setting.fill(lang, text));
                judge(&format!("{} seed {seed}", scenario.id), filled);
            }
        }
    }
}

#[test]
fn every_record_in_the_change_log_reads_in_both_languages() {
    let mut missing = Vec::new();
    for scenario in shelf::scenarios().iter().chain(&shelf::templates()) {
        for scheduled in &scenario.faults {
            let world::fault::Fault::Record { what, .. } = &scheduled.fault else { continue };
            let text = scenario.record(what);
            if text.ja == text.en {
                missing.push(format!("{}: {what}", scenario.id));
            }
        }
    }
    assert_eq!(missing, Vec::<String>::new());
}

/// A play in which everybody is asked, every page is opened and every hint is taken; its debrief last.
fn all_that_is_said(scenario: &Scenario, seed: u64, lang: Lang) -> Vec<String> {
    let options = Options { seed, lang, player: "ana".into(), pace: Pace::Turns, focus: None };
    let mut play = Play::open(scenario, options).expect("a scenario of the shelf can be staged");
    let mut lines: Vec<String> = vec!["tickets".into(), "topology".into()];
    lines.extend(scenario.people.iter().map(|person| format!("ask {}", person.id)));
    lines.extend(scenario.pages.iter().map(|page| format!("runbook {}", page.about[0])));
    lines.extend(scenario.hints.iter().map(|_| "/hint".into()));
    lines.extend(["timeline".into(), "/end".into()]);
    let mut blocks: Vec<Block> = play.opening();
    for line in lines {
        blocks.extend(play.take(&Turn::Said(line)));
    }
    assert!(blocks.iter().any(|b| matches!(b.body, Body::Speech { .. })), "{}: nobody spoke", scenario.id);
    let clock = play.clock();
    let mut said: Vec<String> = blocks.iter().flat_map(|b| plain::lines(b, lang, &clock, 10_000)).collect();
    let debrief = play.debrief(drill::counterfactual::in_turn);
    said.extend(Lang::ALL.map(|lang| debrief.markdown(lang)));
    said
}

#[test]
fn nothing_that_is_said_in_a_play_or_its_debrief_is_left_unfilled() {
    let scenarios = shelf::scenarios();
    std::thread::scope(|scope| {
        for (n, scenario) in scenarios.iter().enumerate() {
            scope.spawn(move || {
                let lang = Lang::ALL[n % Lang::ALL.len()];
                judge(&scenario.id, all_that_is_said(scenario, SEEDS[n % SEEDS.len()], lang));
            });
        }
    });
}
