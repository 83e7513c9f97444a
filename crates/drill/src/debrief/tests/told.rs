//! What people read: both languages in full, and what no text may do.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use super::*;

fn recorded(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../../../recorded/debrief");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

#[test]
fn every_play_reads_as_recorded_in_both_languages() {
    for (name, debrief) in
        [("good", &*GOOD), ("careless", &*CARELESS), ("nobody", &*NOBODY), ("calm", &*CALM)]
    {
        for lang in Lang::ALL {
            recorded(&format!("{name}-{}", lang.tag()), &debrief.markdown(lang));
        }
    }
}

#[test]
fn the_json_reads_as_recorded() {
    recorded("good-json", &GOOD.json());
}

#[test]
fn a_page_is_well_formed_and_needs_nothing_else() {
    for debrief in [&*GOOD, &*CARELESS, &*NOBODY, &*CALM] {
        for lang in Lang::ALL {
            let html = debrief.html(lang);
            tags(&html);
            let plain = html.to_lowercase();
            for foreign in
                ["<script", "<link", "<iframe", "<img", "http:", "https:", "src=", "url(", "@import"]
            {
                assert!(!plain.contains(foreign), "{foreign} in the page");
            }
            assert!(html.contains(&format!("<html lang=\"{}\">", lang.tag())));
            assert!(!html.contains('⟦'), "a message is missing");
            let svgs = html.matches("<svg ").count();
            assert_eq!(svgs, html.matches("role=\"img\" aria-label=\"").count());
        }
    }
}

/// The tags of a page in order; panics unless every one is closed where it should be.
fn tags(html: &str) -> Vec<String> {
    let mut open: Vec<String> = Vec::new();
    let mut all = Vec::new();
    let body = html.split_once("</style>").map_or(html, |(_, body)| body);
    for piece in body.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').expect("a tag ends");
        assert!(!text.contains('>'), "a bare > in {text}");
        let name: String = tag.split_whitespace().next().unwrap_or_default().to_string();
        match name.strip_prefix('/') {
            Some(name) if ["head", "body", "html"].contains(&name) => {}
            Some(name) => assert_eq!(open.pop().as_deref(), Some(name), "closed out of order"),
            None if ["body"].contains(&name.as_str()) => {}
            None => open.push(name.clone()),
        }
        all.push(name);
    }
    assert!(open.is_empty(), "never closed: {open:?}");
    all
}

/// A play in which the player types these words wherever words can be typed.
fn typed(words: &'static str) -> Debrief {
    let text = || words.to_string();
    let about = || Some(words.to_string());
    let script = vec![
        (10, Looks(words)),
        (20, declared(0)),
        (30, update(words)),
        (40, Tells(Command::ProposeHypothesis { text: text(), about: about() })),
        (50, DropsIt),
        (60, Tells(Command::Note { text: text() })),
        (70, Orders(words)),
        (80, would_change(words)),
        (90, Tells(Command::Look { what: format!("ask {words}"), saw: text() })),
    ];
    debrief(&scenario(), words, script, 5 * MINUTE)
}

#[test]
fn what_a_player_types_stays_text() {
    let hostile =
        "x`</code><script>alert(1)</script> \"onload='y' & &lt; | **b** [a](z) <b\n## 見出し\n- - -\u{202e}";
    let (hostile, harmless) = (typed(hostile), typed("kotoba"));
    for lang in Lang::ALL {
        let (page, plain) = (hostile.html(lang), harmless.html(lang));
        assert_eq!(tags(&page), tags(&plain));
        assert!(page.contains("&lt;script&gt;") && !page.contains('\u{202e}'));
        assert!(!page.contains("=\"x`"), "in no attribute without its quotes");
        let (page, plain) = (hostile.markdown(lang), harmless.markdown(lang));
        assert_eq!(page.lines().count(), plain.lines().count(), "no line of its own");
        for mark in ["<script", "[a]", "**b**", "\n## 見出し", "&lt;"] {
            let bare = page.match_indices(mark).any(|(at, _)| !page[..at].ends_with('\\'));
            assert!(!bare, "{mark} in {page}");
        }
    }
    serde_json::from_str::<Json>(&hostile.json()).expect("the JSON is JSON");
}

/// Numbers as they stand in a text; digits that belong to a name (`v143`, `p95`) are no numbers.
fn numbers(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let chars: Vec<char> = text.chars().collect();
    let mut at = 0;
    while at < chars.len() {
        let start = at;
        let named = start > 0 && (chars[start - 1].is_ascii_alphanumeric() || chars[start - 1] == '-');
        while at < chars.len() && (chars[at].is_ascii_digit() || (at > start && ",.".contains(chars[at]))) {
            at += 1;
        }
        if at == start {
            at += 1;
        } else if !named {
            let number: String = chars[start..at].iter().collect();
            found.insert(number.trim_end_matches(['.', ',']).to_string());
        } else {
            while at < chars.len() && chars[at].is_ascii_alphanumeric() {
                at += 1;
            }
        }
    }
    found
}

/// Every way in which a number of the data may be written; sentences are left out, their facts are in.
fn written(json: &Json, ways: &mut BTreeSet<String>) {
    match json {
        Json::Number(number) => {
            let x = number.as_f64().unwrap_or_default().abs();
            let whole = x.round() as u64;
            ways.insert(crate::narrate::figures::count(whole));
            ways.insert(crate::narrate::figures::measure(x));
            for lang in Lang::ALL {
                ways.extend(numbers(&crate::clock::span(lang, whole.saturating_mul(SECOND))));
            }
        }
        Json::String(text) => ways.extend(numbers(text)),
        Json::Array(all) => all.iter().for_each(|json| written(json, ways)),
        Json::Object(fields) => {
            let sentence = fields.contains_key("key");
            let kept = fields.iter().filter(|(name, _)| !sentence || *name == "args");
            kept.for_each(|(_, json)| written(json, ways));
        }
        _ => {}
    }
}

#[test]
fn every_number_in_a_text_is_in_the_data() {
    for debrief in [&*GOOD, &*CARELESS, &*NOBODY, &*CALM] {
        let data: Json = serde_json::from_str(&debrief.json()).expect("the JSON is JSON");
        let mut ways = BTreeSet::new();
        written(&data, &mut ways);
        for lang in Lang::ALL {
            let mut text = debrief.markdown(lang);
            // Rules that are the same in every debrief.
            for key in ["debrief-skills-note", "debrief-orders-note"] {
                text = text.replace(&crate::words::say(lang, key, &[]), "");
            }
            let rule =
                if lang == Lang::Ja { "最初の共有まで10分、以後20分以内" } else { "debrief" };
            let foreign: Vec<String> = numbers(&text.replace(rule, "")).difference(&ways).cloned().collect();
            assert!(foreign.is_empty(), "{}: not in the data: {foreign:?}", lang.tag());
        }
    }
}

#[test]
fn every_key_that_a_debrief_names_has_a_text() {
    let sources = [
        include_str!("../record.rs"),
        include_str!("../course.rs"),
        include_str!("../grade.rs"),
        include_str!("../advice.rs"),
        include_str!("../writer.rs"),
        include_str!("../figure.rs"),
        include_str!("../remembered.rs"),
    ];
    let names = Dimension::ALL.map(Dimension::name);
    let mut keys: Vec<String> = names.map(|name| format!("debrief-skill-{name}")).into();
    keys.extend(names.map(|name| format!("debrief-about-{name}")));
    let verdicts = ["helped", "hurt", "either", "put-back", "no-effect", "failed", "refused"];
    keys.extend(verdicts.map(|name| format!("debrief-verdict-{name}")));
    let marks = crate::scenario::Marks::<i64>::NAMES;
    keys.extend(marks.map(|name| format!("debrief-remembered-{name}")));
    for source in sources {
        let literals = source.split("\"debrief-").skip(1).filter_map(|rest| rest.split_once('"'));
        keys.extend(literals.map(|(end, _)| format!("debrief-{end}")).filter(|key| !key.contains('{')));
    }
    for key in &keys {
        assert!(crate::words::has(Lang::Ja, key), "{key} has no text");
    }
    let named: BTreeSet<&str> = keys.iter().map(String::as_str).collect();
    for key in crate::words::keys(Lang::En).into_iter().filter(|key| key.starts_with("debrief-")) {
        assert!(named.contains(key), "nothing says {key}");
    }
}

#[test]
fn what_the_seed_varies_is_filled_in_every_text_of_the_scenario() {
    let mut drill = scenario();
    let all = text(
        "{hour} {site} {name:dev}さん {player} {company}",
        "{hour} {site} {name:dev} {player} {company}",
    );
    drill.title = all.clone();
    drill.cause.story = all.clone();
    drill.people[0].role = all.clone();
    drill.ways_out[0].text = all.clone();
    drill.traps[0].text = all.clone();
    drill.countermeasures[0].text = all;
    let script = vec![(10, Looks("ask dev")), (20, would_change("canary"))];
    let debrief = debrief(&drill, "ana", script, MINUTE);
    for (lang, name) in [(Lang::Ja, "佐藤さん ana"), (Lang::En, "Sato ana")] {
        let read = debrief.markdown(lang);
        assert!(!read.contains(['{', '}']), "{read}");
        // Six places, and the way again where it is the best plan known.
        assert_eq!(read.matches(name).count(), 7, "{read}");
    }
}

#[test]
fn whose_outage_it_was_is_told_with_its_account_in_every_form() {
    let link = "https://example.com/the-account";
    let told = |after: i64, clock: &str| Some(crate::scenario::Told { clock: clock.into(), after });
    let history = crate::scenario::History {
        who: "Acme Rockets".into(),
        date: "2019-07-02".into(),
        zone: "UTC".into(),
        accounts: vec![link.into()],
        what: text("ルールが暴れた。", "A rule went wild."),
        marks: crate::scenario::Marks {
            start: told(0, "23:50"),
            detected: None,
            mitigated: told(1800, "+1d 00:20"),
            resolved: None,
        },
        world: Vec::new(),
        orders: Vec::new(),
        differs: Some(text("二度目の波はない。", "The second wave is not here.")),
        missed: Vec::new(),
    };
    let scenario = Scenario { history: Some(history), ..scenario() };
    let debrief = debrief(&scenario, "ana", Vec::new(), 5 * MINUTE);
    let english = debrief.markdown(Lang::En);
    for words in ["Acme Rockets", "2019-07-02", "A rule went wild.", "+1d 00:20", "second wave", link] {
        assert!(english.contains(words), "{words} in {english}");
    }
    assert!(!english.contains("Noticed"), "what the account does not give is not shown");
    assert!(debrief.markdown(Lang::Ja).contains("ルールが暴れた。"));
    assert!(debrief.html(Lang::En).contains(&format!("<a href=\"{link}\"")));
    let json: Json = serde_json::from_str(&debrief.json()).expect("it is JSON");
    assert_eq!(json["remembered"]["marks"][1]["after_s"], 1800);
    assert_eq!(json["remembered"]["accounts"][0], link);
}
