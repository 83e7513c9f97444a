//! What every answer promises, whatever it shows: facts only, few rows, both languages, nothing broken by emptiness; and
//! how each one reads, recorded.

mod living;
mod sample;

use unicode_width::UnicodeWidthStr;
use world::signal::{Signals, Vital};
use world::time::MINUTE;

use super::*;
use crate::block::{Body, Tone};
use sample::{NOW, alert, complaint, emptied, looks};

fn view(lang: Lang) -> View {
    View { lang, clock: Clock::new(2.0, 22 * MINUTE, 22 * MINUTE), now: NOW }
}

fn plainly(told: &Told, lang: Lang, width: usize) -> String {
    plainly_by(&view(lang).clock, told, lang, width)
}

fn plainly_by(clock: &Clock, told: &Told, lang: Lang, width: usize) -> String {
    let lines: Vec<String> = told.blocks.iter().flat_map(|b| plain::lines(b, lang, clock, width)).collect();
    lines.join("\n")
}

/// Everything in a block that a person reads, as written: charts are drawn from the series themselves.
fn texts(told: &Told) -> Vec<String> {
    let of = |body: &Body| match body {
        Body::Table { title, columns, rows } => {
            let mut all = vec![title.clone()];
            all.extend(columns.iter().map(|column| column.name.clone()));
            all.extend(rows.iter().flatten().map(|cell| cell.text.clone()));
            all
        }
        Body::Log { title, lines } => {
            let mut all = vec![title.clone()];
            for line in lines {
                all.extend([line.clock.clone(), line.host.clone(), line.text.clone()]);
                all.extend((line.more > 0).then(|| figures::count(line.more)));
            }
            all
        }
        Body::Narration(text) | Body::Pager { text, .. } => vec![text.clone()],
        Body::Page { title, text } => vec![title.clone(), text.clone()],
        Body::Chart(chart) => vec![chart.title.clone()],
        other => panic!("the narrator shows no {other:?}"),
    };
    told.blocks.iter().flat_map(|block| of(&block.body)).collect()
}

fn every_answer(lang: Lang) -> Vec<(&'static str, Told)> {
    let mut all: Vec<(&'static str, Told)> =
        looks().iter().map(|(name, look, seen)| (*name, answer(view(lang), look, seen))).collect();
    let spoken = ["決済ボタンを押すとエラーになります", "It fails when I pay", ""];
    let ticket = |(i, words): (usize, &&str)| Ticket {
        complaint: complaint(
            NOW - (9 - i as u64) * MINUTE,
            if i == 1 { "slow" } else { "failed" },
            1_000 + i as u64,
        ),
        words: words.to_string(),
    };
    all.push(("tickets", tickets(view(lang), &spoken.iter().enumerate().map(ticket).collect::<Vec<_>>())));
    all.push(("pager", pager(view(lang), &alert(None))));
    all.push(("pager-ended", pager(view(lang), &alert(Some(NOW)))));
    all.push(("page", page(view(lang), Some(("checkout runbook", "1. Look at v12 first.")), &[])));
    all.push(("page-missing", page(view(lang), None, &["checkout runbook", "DB 2026"])));
    let moment = |at, who: &str, what: &str| Moment { at, who: who.into(), what: what.into() };
    let moments =
        [moment(NOW - 5 * MINUTE, "pager", "CheckoutErrorRate"), moment(NOW, "ana", "rollback checkout")];
    all.push(("timeline", timeline(view(lang), &moments)));
    all
}

#[test]
fn every_answer_reads_as_recorded() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../../../recorded/narrate");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let _guard = settings.bind_to_scope();
    for lang in Lang::ALL {
        for (name, told) in every_answer(lang) {
            insta::assert_snapshot!(format!("{name}-{}", lang.tag()), plainly(&told, lang, 100));
        }
    }
}

#[test]
fn every_number_host_version_and_time_is_a_fact() {
    for lang in Lang::ALL {
        for (name, told) in every_answer(lang) {
            for text in texts(&told) {
                assert_eq!(
                    ungrounded(&text, &told.facts),
                    Vec::<String>::new(),
                    "{name} {}: {text}",
                    lang.tag()
                );
            }
        }
    }
}

#[test]
fn both_languages_tell_the_same_measures() {
    let measured = |lang| -> Vec<Vec<(String, Value)>> {
        let kept = |told: Told| {
            let numbers = told.facts.into_iter().filter(|fact| !matches!(fact.value, Value::Word(_)));
            numbers.map(|fact| (fact.id, fact.value)).collect()
        };
        every_answer(lang).into_iter().map(|(_, told)| kept(told)).collect()
    };
    assert_eq!(measured(Lang::Ja), measured(Lang::En));
}

#[test]
fn every_key_has_words() {
    for lang in Lang::ALL {
        for (name, told) in every_answer(lang) {
            for text in texts(&told) {
                assert!(!text.contains(['⟦', '$']), "{name} {}: {text}", lang.tag());
            }
        }
        for metric in Metric::ALL {
            assert!(!metric_name(lang, metric).contains('⟦'), "{metric:?}");
        }
    }
}

#[test]
fn an_answer_without_anything_is_one_plain_sentence() {
    for lang in Lang::ALL {
        for (name, look, seen) in looks() {
            for seen in [emptied(&seen), Vec::new()] {
                let told = answer(view(lang), &look, &seen);
                let first = told.blocks.first().map(|block| &block.body);
                assert!(matches!(first, Some(Body::Narration(_))), "{name}: {told:?}");
                assert!(texts(&told).iter().all(|text| !text.contains(['⟦', '$'])), "{name}: {told:?}");
            }
        }
    }
}

#[test]
fn a_table_shows_every_row_but_those_that_nobody_reads_and_counts_them() {
    let many: Vec<Vital> =
        (0..100).map(|n| Vital { subject: format!("svc-{n}"), ..sample::components()[2].clone() }).collect();
    let seen = [(Probe::Components { component: None }, Signals::Vitals(many))];
    for (lang, rest) in [(Lang::Ja, "ほか 41 件"), (Lang::En, "41 more")] {
        let told = answer(view(lang), &Look::Overview, &seen);
        let Some(Body::Table { rows, .. }) = told.blocks.get(1).map(|block| &block.body) else {
            panic!("the second block is the table: {told:?}")
        };
        assert_eq!(rows.len(), ROWS);
        assert!(rows[ROWS - 1][0].text.starts_with(rest), "{:?}", rows[ROWS - 1]);
        assert!(texts(&told).iter().all(|text| grounded(text, &told.facts)));
    }
}

#[test]
fn a_calm_shop_shows_nothing_hot_and_says_so() {
    let calm = |vital: Vital| Vital {
        readings: vital.readings.iter().map(|r| world::signal::Reading { now: r.normal, ..*r }).collect(),
        ..vital
    };
    let vitals = sample::components().into_iter().chain(sample::journeys()).map(calm).collect();
    let seen = [(Probe::Components { component: None }, Signals::Vitals(vitals))];
    let told = answer(view(Lang::Ja), &Look::Overview, &seen);
    assert_eq!(texts(&told)[0], "すべて通常の範囲内");
    for block in &told.blocks {
        if let Body::Table { rows, .. } = &block.body {
            assert!(rows.iter().flatten().all(|cell| cell.tone == Tone::Plain || cell.tone == Tone::Dim));
        }
    }
}

#[test]
fn the_narrator_is_handed_no_cause() {
    let here = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/narrate");
    for entry in std::fs::read_dir(here).expect("the folder lists").flatten() {
        if entry.path().extension().is_some_and(|end| end == "rs") {
            let text = std::fs::read_to_string(entry.path()).expect("a source file reads");
            for word in ["crate::scenario", "fault::Fault", "crate::play"] {
                assert!(!text.contains(word), "{} knows {word}", entry.path().display());
            }
        }
    }
}

#[test]
fn no_value_of_a_reading_breaks_an_answer() {
    let values = [None, Some(f64::NAN), Some(f64::INFINITY), Some(-5.0), Some(1e300), Some(0.0), Some(1e-9)];
    for now in values {
        for normal in values {
            let readings = Metric::ALL.map(|metric| world::signal::Reading { metric, now, normal });
            let vital = Vital { subject: "svc-1".into(), readings: readings.to_vec() };
            let series = world::signal::Series {
                subject: "svc-1".into(),
                metric: Metric::P95,
                first: MINUTE,
                step: MINUTE,
                points: vec![now, normal, None, now],
                normal,
            };
            let subject = || Some("svc-1".to_string());
            let probe = Probe::Journeys;
            for (look, signals) in [
                (Look::Overview, Signals::Vitals(vec![vital.clone()])),
                (Look::Metric { subject: subject(), metric: None }, Signals::Vitals(vec![vital.clone()])),
                (
                    Look::Metric { subject: subject(), metric: Some(Metric::P95) },
                    Signals::Series(vec![series]),
                ),
            ] {
                let told = answer(view(Lang::Ja), &look, &[(probe.clone(), signals)]);
                assert!(!told.blocks.is_empty(), "{look:?}");
                assert!(!plainly(&told, Lang::Ja, 80).is_empty(), "{look:?}");
            }
        }
    }
}

#[test]
fn plain_lines_keep_to_their_width() {
    for lang in Lang::ALL {
        for (name, told) in every_answer(lang) {
            for width in [80, 100] {
                for line in plainly(&told, lang, width).lines() {
                    assert!(line.width() <= width, "{name} {}: {line}", lang.tag());
                }
            }
        }
    }
}
