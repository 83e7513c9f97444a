//! A room led by what its page offers, over plain HTTP as a browser without a script sends it: severity, word to people outside,
//! what was seen, the end; and what the page says where it cannot take what was written.

use crate::http::{Answer, escaped, post};
use crate::rude::{House, house};

/// What is filled into a form, by name.
type Fields<'a> = &'a [(&'a str, &'a str)];

/// Fills a form of the room and sends it, as somebody.
fn fills(house: &House, cookie: &str, what: &str, fields: Fields) -> Answer {
    let filled: String = fields.iter().map(|(name, value)| format!("&{name}={}", escaped(value))).collect();
    let path = format!("{}/forms", house.room);
    post(house.server.port, &path, cookie, &format!("what={what}{filled}")).expect("an answer")
}

fn says(house: &House, words: &str) -> Answer {
    let path = format!("{}/orders", house.room);
    post(house.server.port, &path, &house.cookie, &format!("say={}", escaped(words))).expect("an answer")
}

/// The room's page offers this form.
fn offers(page: &str, what: &str) -> bool {
    page.contains(&format!("name=\"what\" value=\"{what}\""))
}

fn seen(house: &House) -> String {
    house.page(&house.room, &house.cookie).body
}

#[test]
fn a_room_is_led_from_its_declaration_to_its_end_by_what_its_page_offers() {
    let house = house("led");
    let steps: [(&str, Fields, &str); 9] = [
        ("declare", &[("severity", "")], "declared an incident"),
        ("severity", &[("severity", "2"), ("why", "buyers are hit")], "SEV2"),
        ("update", &[("audience", "customers"), ("text", "Buying fails"), ("minutes", "20")], "Buying fails"),
        ("find", &[("topic", "impact"), ("text", "a third of buyers"), ("entries", "")], "a third of buyers"),
        ("stable", &[("text", "errors are gone")], "stabilised"),
        ("verified", &[("entries", "")], "verified"),
        ("resolved", &[], "said it is resolved"),
        ("close", &[], "closed (over)"),
        ("file", &[], "filed the debrief"),
    ];
    for (what, fields, left) in steps {
        let page = seen(&house);
        assert!(offers(&page, what), "{what} is not on the page");
        let answer = fills(&house, &house.cookie, what, fields);
        assert_eq!(answer.status, 200, "{what}: {}", answer.body);
        assert!(seen(&house).contains(left), "{what} left no \u{201c}{left}\u{201d}");
        if what == "update" {
            assert!(seen(&house).contains("promised for"), "and the next word is promised");
        }
    }
    assert!(offers(&seen(&house), "reopen"));
    assert_eq!(fills(&house, &house.cookie, "reopen", &[("why", "it burns again")]).status, 200);
    assert!(!offers(&seen(&house), "reopen"));
}

#[test]
fn nobody_is_offered_what_is_another_ones_to_say() {
    let house = house("led-roles");
    let port = house.server.port;
    let bo = post(port, "/enter", "", "name=bo").and_then(|answer| answer.session()).expect("a session");
    assert_eq!(says(&house, "/declare sev2").status, 200);
    assert_eq!(says(&house, "/take ic").status, 200);
    let page = house.page(&house.room, &bo).body;
    assert!(offers(&page, "stable"));
    for what in ["severity", "update", "resolved", "break-off"] {
        assert!(!offers(&page, what), "{what} is the commander's");
    }
    assert!(offers(&seen(&house), "update"));
}

#[test]
fn what_was_seen_is_an_entry_of_its_line_that_a_claim_can_cite_and_words_as_evidence_are_never_dropped() {
    let house = house("led-evidence");
    let ok = |answer: Answer| assert_eq!(answer.status, 200, "{}", answer.body);
    let seq = |answer: Answer| {
        let value: serde_json::Value = serde_json::from_str(&answer.body).expect("JSON");
        value["seq"].as_u64().expect("a number").to_string()
    };
    let me = house.cookie.as_str();
    let line = seq(fills(&house, me, "line-open", &[("text", "the logs")]));
    let look = [("title", "grafana"), ("text", "errors since 17:05"), ("thread", line.as_str())];
    let look = seq(fills(&house, me, "look", &look));
    assert!(seen(&house).contains(&format!("data-line=\"{line}\"")), "in the thread of its line");
    let belief = seq(fills(&house, me, "suspect", &[("text", "the index is gone")]));
    let words = fills(&house, me, "confirm", &[("on", &belief), ("entries", "grafana shows it")]);
    assert_eq!(words.status, 422, "{}", words.body);
    assert!(words.body.contains("#3 #8") && words.body.contains("Nothing was done"), "{}", words.body);
    assert!(seen(&house).contains("belief open"), "it is not confirmed");
    ok(fills(&house, me, "confirm", &[("on", &belief), ("entries", &format!("#{look}"))]));
    assert!(seen(&house).contains("belief confirmed"));
}

#[test]
fn a_time_of_day_is_refused_with_the_form_that_promises() {
    let house = house("led-promise");
    let told = says(&house, "/周知 利用者「調査中」次回 17:45");
    assert_eq!(told.status, 422, "{}", told.body);
    assert!(told.body.contains("17:45") && told.body.contains("next 20m"), "{}", told.body);
    assert!(!seen(&house).contains("調査中"), "nothing went out");
    assert_eq!(says(&house, "/周知 お客様「調査中」次回 20分").status, 200);
    assert!(seen(&house).contains("customers promised for"));
}

#[test]
fn talk_that_reads_like_an_order_is_kept_and_the_order_is_offered() {
    let house = house("led-heard");
    assert_eq!(says(&house, "/declare").status, 200);
    let said = says(&house, "set severity to sev2").body;
    assert!(said.contains("severity sev2"), "{said}");
    let said = says(&house, "復旧しました").body;
    assert!(said.contains("\"offer\"") && said.contains("stable"), "{said}");
    let page = seen(&house);
    assert!(page.contains("復旧しました") && page.contains("SEV?"), "it stays talk until somebody presses");
    for talk in ["確認しました", "the logs are quiet"] {
        assert!(!says(&house, talk).body.contains("offer"), "{talk}");
    }
    // Without a script the page that follows brings the offer.
    let page = house.page(&format!("{}?heard=severity%20sev2", house.room), &house.cookie).body;
    assert!(page.contains("value=\"severity sev2\""), "{page}");
}

#[test]
fn closing_shows_what_it_leaves_open_and_a_closed_room_offers_no_form_that_it_would_refuse() {
    let house = house("led-close");
    for words in ["/declare sev3", "/task open \"call the bank\" @ana 10m", "/line the logs", "/resolved"] {
        assert_eq!(says(&house, words).status, 200, "{words}");
    }
    let page = seen(&house);
    assert!(page.contains("Still open, task") && page.contains("Still looked into"), "{page}");
    assert_eq!(fills(&house, &house.cookie, "close", &[]).status, 200);
    let page = seen(&house);
    assert!(
        page.contains("call the bank") && !offers(&page, "task-done"),
        "it stands there, and cannot be done"
    );
    assert!(offers(&page, "reopen"));
}

#[test]
fn a_debrief_leads_back_to_its_room_and_on_to_the_next_drill() {
    let house = house("led-debrief");
    let (port, me) = (house.server.port, house.cookie.as_str());
    let begun = post(port, "/drills", me, "scenario=first-fire&seed=1&lang=en&times=1").expect("an answer");
    let room = begun.location().expect("its room").to_string();
    let ended = post(port, &format!("{room}/orders"), me, "order=close").expect("an answer");
    assert_eq!(ended.status, 200, "{}", ended.body);
    let debrief = house.page(&format!("{room}/debrief"), me);
    assert_eq!(debrief.status, 200, "{}", debrief.body);
    let page = debrief.body;
    for way in [room.as_str(), &format!("{room}/postmortem"), "/"] {
        assert!(page.contains(&format!("href=\"{way}\"")), "no way to {way}: {page}");
    }
    let next = page.split("name=\"scenario\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    let next = next.expect("a drill that is advised");
    assert_ne!(next, "first-fire");
    assert!(
        page.contains("/assets/debrief.js") || !page.contains("id=\"proving\""),
        "it looks again by itself"
    );
    assert!(
        !page.contains("http-equiv=\"Content-Security-Policy\""),
        "which its own policy would not let it"
    );
    assert!(debrief.headers.contains("script-src 'self'"), "{}", debrief.headers);
    let begun = post(port, "/drills", me, &format!("scenario={next}&lang=en&times=1")).expect("an answer");
    assert!(begun.location().is_some_and(|to| to.starts_with("/rooms/")), "{}", begun.body);
}

#[test]
fn what_was_found_and_decided_stands_on_the_board_and_only_a_finding_makes_the_impact_known() {
    let house = house("led-board");
    for words in ["/declare sev2", "/update \"we are looking\" next 20m"] {
        assert_eq!(says(&house, words).status, 200, "{words}");
    }
    let known = "class=\"reached now\" aria-current=\"step\">impact known";
    assert!(!seen(&house).contains(known), "word to people outside says nothing of the impact");
    for words in [
        "/find impact \"a third of buyers\"",
        "/find \"it began at nine\"",
        "/decide \"roll back\"",
        "/stable \"errors are gone\"",
    ] {
        assert_eq!(says(&house, words).status, 200, "{words}");
    }
    let page = seen(&house);
    for there in [
        "found, impact: a third of buyers",
        "found: it began at nine",
        "data-key=\"decided#",
        "stabilised: errors are gone",
    ] {
        assert!(page.contains(there), "{there}: {page}");
    }
}
