//! Who is here, who is free, who asks for work, and who could take what nobody has.

use room::view::{Opening, Roster, Suggestion, roster};
use room::{Role, Seq};

use crate::script::{Night, actor, check};

fn after(script: &str) -> Roster {
    let night = Night::after(script);
    roster(night.flow.room(), night.now)
}

/// `bob → scribe (with ana)`, one a suggestion.
fn told(roster: &Roster) -> Vec<String> {
    let one = |suggestion: &Suggestion| {
        let what = match suggestion.opening {
            Opening::Seat { role } => role.short().to_string(),
            Opening::Task { task } => task.to_string(),
        };
        let with = suggestion.with.as_ref().map_or(String::new(), |with| format!(" with {with}"));
        format!("{} → {what}{with}", suggestion.person)
    };
    roster.suggestions.iter().map(one).collect()
}

#[test]
fn whoever_asks_for_work_waits_until_they_get_some() {
    let asked = r#"{"work_asked":{}}"#;
    check("bob: join", "bob: work?", &[asked]);
    check("bob: join; bob: work?", "bob: work?", &[]);
    let guest = "refused: a guest may not do this; ask somebody who responds here";
    check("", "guest zoe: work?", &[guest]);
    let waiting = "ana: take ic; bob: work?; +4m";
    let since = |script: &str| after(script).people[1].asked.map(|mark| mark.seq);
    assert_eq!(since(waiting), Some(Seq(5)));
    for got in [
        "ana: task open call support @bob",
        "ana: line open db @bob",
        "ana: assign scribe @bob",
        "bob: take expert",
        "ana: task open look @ana; ana: task give #6 @bob",
        "ana: line open db; ana: line give #6 @bob",
        "bob: leave; bob: join",
    ] {
        assert_eq!(since(&format!("{waiting}; {got}")), None, "{got}");
    }
}

#[test]
fn what_somebody_held_before_comes_in_with_them() {
    let joined = r#"{"joined":{"standing":"responder","held":["scribe"]}}"#;
    check("", "(scribe) bob: join", &[joined]);
    check("", "(scribe) bob: say hello", &[joined, r#"{"said":{"text":"hello"}}"#]);
    let held = &after("(scribe) bob: join; bob: take ic; bob: leave; bob: join").people[0].held;
    assert_eq!(held, &[Role::IncidentCommander, Role::Scribe], "what was held here is held before next time");
}

#[test]
fn the_roster_shows_who_is_busy_silent_and_alone() {
    let roster = after(
        "ana: take ic; bob: line open db; cat: join; guest zoe: join; ana: task open call support @ana; +15m; \
         bob: #5 look db; +1m; ana: say on it",
    );
    let [ana, bob, cat, zoe] = roster.people.as_slice() else { panic!("four are here") };
    assert_eq!((ana.roles.as_slice(), ana.tasks.len(), ana.free), (&[Role::IncidentCommander][..], 1, false));
    assert_eq!((bob.lines.as_slice(), bob.alone_on.as_slice()), (&[Seq(5)][..], &[Seq(5)][..]));
    assert!(cat.free && cat.silent_since.is_some() && bob.silent_since.is_none());
    assert!(!zoe.free, "who watches takes nothing");
}

#[test]
fn nobody_is_alone_on_a_line_where_two_write() {
    let alone = |script: &str| after(script).people.iter().map(|row| row.alone_on.len()).sum::<usize>();
    let open = "bob: line open db; cat: join";
    assert_eq!(alone(&format!("{open}; +15m")), 0, "not yet");
    assert_eq!(alone(&format!("{open}; +16m")), 1);
    assert_eq!(alone(&format!("{open}; cat: #3 say I look too; +16m")), 0);
    assert_eq!(alone(&format!("{open}; cat: #3 say I look too; +16m; cat: leave")), 1);
    assert_eq!(
        alone(&format!("{open}; herald ops: #3 note a bot; +16m")),
        1,
        "what brings things in is nobody"
    );
    assert_eq!(alone(&format!("{open}; +16m; bob: line close #3 healthy")), 0);
}

#[test]
fn where_little_is_at_stake_somebody_learns_beside_somebody_who_knows() {
    let people = "ana: take ic; (scribe) bob: join; cat: join";
    assert_eq!(told(&after(&format!("{people}; ana: declare 3"))), ["bob → deputy", "cat → scribe with bob"]);
    // With a deputy, the one who never was a scribe is proposed for it.
    let seated = format!("{people}; dan: take deputy; ana: declare 4");
    assert_eq!(told(&after(&seated)), ["cat → scribe with bob", "bob → liaison"]);
}

#[test]
fn where_much_is_at_stake_only_who_knows_is_proposed() {
    let people = "ana: take ic; (scribe) bob: join; cat: join";
    assert_eq!(told(&after(&format!("{people}; ana: declare 1"))), ["bob → scribe"]);
    assert_eq!(told(&after(&format!("{people}; ana: declare"))), ["bob → scribe"], "unsaid counts as bad");
    assert_eq!(told(&after(people)), Vec::<String>::new(), "nothing is declared");
    assert_eq!(told(&after(&format!("{people}; ana: declare 1; ana: resolved"))), Vec::<String>::new());
}

#[test]
fn a_task_that_came_back_is_proposed_before_any_seat() {
    let script = "ana: take ic; bob: join; (scribe) cat: join; ana: declare 3; ana: task open call support @bob; \
                  bob: task no #7 no number";
    assert_eq!(told(&after(script)), ["cat → #7", "bob → deputy"], "not to whom has just said no");
    let gone =
        "ana: take ic; bob: join; cat: join; ana: declare 1; ana: task open call support @bob; bob: leave";
    assert_eq!(told(&after(gone)), ["cat → #7"]);
}

#[test]
fn who_asked_comes_before_who_is_merely_free() {
    let script = "ana: take ic; bob: join; zed: work?; ana: declare 3";
    assert_eq!(told(&after(script))[0], "zed → deputy");
    let first = &after(script).suggestions[0];
    assert_eq!((first.key.as_str(), first.first), ("suggest-seat", true));
    assert_eq!(first.args["person"], room::view::Arg::Person(actor("zed")));
}

#[test]
fn what_nobody_has_is_open_as_long_as_nobody_has_it_however_full_all_hands_are() {
    let open = |script: &str| -> Vec<String> {
        let told = |(opening, text): &(Opening, Option<String>)| match opening {
            Opening::Seat { role } => role.short().to_string(),
            Opening::Task { task } => format!("{task} {}", text.clone().unwrap_or_default()),
        };
        after(script).openings.iter().map(told).collect()
    };
    let burning = "ana: declare sev2 checkout fails; ana: take ic; bob: join; bob: line the logs";
    assert_eq!(open(burning), ["deputy", "scribe", "liaison"], "though nobody's hands are free");
    assert!(open("ana: say hello").is_empty(), "nothing burns");
    let taken =
        format!("{burning}; bob: take liaison; ana: task open call support @bob; bob: task no #8 no phone");
    assert_eq!(open(&taken), ["#8 call support", "deputy", "scribe"]);
}
