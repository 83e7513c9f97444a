//! What the copilot whispers to the commander, and what a person is offered.

use room::Seq;
use room::view::{Arg, Care, CareKind, Copilot, Nudge, NudgeKind, care};

use crate::script::{Night, actor};

fn nudges(script: &str) -> Vec<Nudge> {
    let night = Night::after(script);
    Copilot::of(night.flow.entries()).nudges(night.flow.room(), night.now)
}

/// The kinds that are whispered, each with what it rests on.
fn kinds(script: &str) -> Vec<(NudgeKind, Vec<u64>)> {
    nudges(script)
        .into_iter()
        .map(|nudge| (nudge.kind, nudge.rests_on.iter().map(|seq| seq.0).collect()))
        .collect()
}

/// Entries: 2 ana joins, 3 declares, 4 takes command, 5 says how big it is; 6 tells people outside.
const CALM: &str = "ana: declare 2; ana: take ic; ana: find impact a third fail; ana: update we look into it";

#[test]
fn a_commander_who_types_is_reminded_of_the_others() {
    use NudgeKind::HandsOn;
    let typing = "ana: look db; +5m; ana: do restart web";
    assert_eq!(kinds(&format!("{CALM}; bob: join; {typing}")), [(HandsOn, vec![8, 9])]);
    assert_eq!(kinds(&format!("{CALM}; {typing}")), [], "who is alone types");
    assert_eq!(kinds(&format!("{CALM}; guest zoe: join; {typing}")), [], "who watches takes nothing over");
    assert_eq!(kinds(&format!("{CALM}; bob: join; ana: look db; +10m; ana: look db")), []);
    assert_eq!(kinds(&format!("{CALM}; bob: look db; bob: look web")), [], "others may type");
    assert_eq!(kinds(&format!("{CALM}; bob: join; {typing}; +10m")), [], "it fades");
}

#[test]
fn seven_who_report_to_one_want_a_deputy() {
    let six = "b: join; c: join; d: join; e: join; f: join; g: join";
    assert_eq!(kinds(&format!("{CALM}; {six}")), []);
    let seven = nudges(&format!("{CALM}; {six}; h: join"));
    assert_eq!((seven[0].kind, &seven[0].args["count"]), (NudgeKind::NoDeputy, &Arg::Number(7)));
    assert_eq!(seven[0].rests_on.len(), 7, "those who report");
    assert_eq!(kinds(&format!("{CALM}; {six}; h: take deputy")), []);
}

#[test]
fn a_promised_word_is_said_before_it_is_due_and_after() {
    let promised = format!("{CALM}; ana: update users \"soon\" next 20m");
    assert_eq!(kinds(&format!("{promised}; +16m")), []);
    assert_eq!(kinds(&format!("{promised}; +17m")), [(NudgeKind::UpdateSoon, vec![7])]);
    assert_eq!(kinds(&format!("{promised}; +20m")), [(NudgeKind::UpdateLate, vec![7])]);
    assert_eq!(kinds(&format!("{promised}; +20m; ana: update users \"done\"")), []);
    assert_eq!(
        kinds(&format!("{promised}; ana: resolved; ana: verified; +20m")),
        [(NudgeKind::UpdateLate, vec![7])]
    );
}

#[test]
fn a_silent_line_is_asked_after() {
    let open = format!("{CALM}; bob: line open db");
    assert_eq!(kinds(&format!("{open}; +9m")), []);
    assert_eq!(kinds(&format!("{open}; +10m")), [(NudgeKind::LineSilent, vec![8])]);
    assert_eq!(kinds(&format!("{open}; +5m; bob: #8 look db; +9m")), [], "talk in its thread counts");
    assert_eq!(kinds(&format!("{open}; +10m; bob: line close #8 healthy")), []);
}

#[test]
fn somebody_should_say_how_big_it_is_and_tell_people_outside() {
    use NudgeKind::{NobodyTold, SizeUnsaid};
    let declared = "ana: declare 2; ana: take ic";
    assert_eq!(kinds(&format!("{declared}; +4m")), []);
    assert_eq!(kinds(&format!("{declared}; +5m")), [(SizeUnsaid, vec![3])]);
    assert_eq!(kinds(&format!("{declared}; +10m")), [(SizeUnsaid, vec![3]), (NobodyTold, vec![3])]);
    assert_eq!(kinds(&format!("{declared}; ana: update we look into it; +10m")), [(SizeUnsaid, vec![3])]);
    assert_eq!(kinds(&format!("{declared}; ana: find impact all; +10m")), [(NobodyTold, vec![3])]);
    assert_eq!(
        kinds(&format!("{declared}; ana: find impact few; ana: sev 3; +10m")),
        [],
        "a small one can wait"
    );
}

#[test]
fn a_task_that_came_back_is_said_until_somebody_has_it() {
    let asked = format!("{CALM}; bob: join; ana: task open fail over @bob 10m");
    assert_eq!(kinds(&format!("{asked}; +9m")), []);
    assert_eq!(kinds(&format!("{asked}; +10m")), [(NudgeKind::TaskBack, vec![8])]);
    assert_eq!(kinds(&format!("{asked}; bob: task no #8 no access")), [(NudgeKind::TaskBack, vec![8])]);
    assert_eq!(kinds(&format!("{asked}; bob: task no #8 no access; ana: task give #8 @ana")), []);
}

#[test]
fn a_proposal_that_nobody_minds_can_be_recorded() {
    let put = format!("{CALM}; ana: propose roll back");
    assert_eq!(kinds(&format!("{put}; +2m")), []);
    assert_eq!(kinds(&format!("{put}; +3m")), [(NudgeKind::ProposalStands, vec![7])]);
    assert_eq!(kinds(&format!("{put}; bob: object #7 a migration ran; +3m")), []);
    assert_eq!(kinds(&format!("{put}; +3m; ana: decide #7")), []);
}

#[test]
fn what_is_called_stable_is_looked_at() {
    let stable = format!("{CALM}; ana: stable");
    assert_eq!(kinds(&format!("{stable}; +4m")), []);
    assert_eq!(kinds(&format!("{stable}; +5m")), [(NudgeKind::Unverified, vec![7])]);
    assert_eq!(kinds(&format!("{stable}; +5m; ana: verified")), []);
    assert_eq!(kinds(&format!("{stable}; +5m; ana: relapse back")), []);
}

#[test]
fn a_belief_that_everybody_follows_and_nobody_tries_is_named() {
    let followed = format!("{CALM}; ana: suspect the deploy; bob: look changes; cat: look logs; +5m");
    // 7 the belief, 9 and 11 those who worked on it.
    assert_eq!(kinds(&followed), [(NudgeKind::OneBelief, vec![7, 9, 11])]);
    assert_eq!(
        kinds(&format!("{CALM}; ana: suspect the deploy; bob: look changes; +5m")),
        [],
        "one is not everybody"
    );
    assert_eq!(kinds(&format!("{followed}; ana: suspect the disk")), [], "there are two");
    assert_eq!(kinds(&format!("{followed}; ana: confirm #7 #9")), [], "it was weighed");
    assert_eq!(kinds(&format!("{followed}; ana: refute #7 #9")), []);
}

#[test]
fn nobody_is_nudged_where_nobody_commands_or_all_is_over() {
    assert_eq!(kinds("ana: declare 1; +30m"), []);
    assert_eq!(kinds("ana: take ic; +30m"), [], "nothing is declared");
    assert_eq!(kinds("ana: declare 1; ana: take ic; +30m; ana: resolved; ana: verified; ana: close"), []);
}

fn offered(script: &str, hour: u8) -> Vec<Care> {
    let night = Night::after(script);
    care(night.flow.room(), &actor("bob"), hour, night.now)
}

fn offers(script: &str, hour: u8) -> Vec<CareKind> {
    offered(script, hour).into_iter().map(|care| care.kind).collect()
}

#[test]
fn a_breath_is_offered_in_the_first_minutes_and_rests_on_the_declaration() {
    let declared = "bob: join; ana: declare 2";
    assert_eq!(offered(declared, 14)[0].rests_on, Seq(4), "who has seen it for #4 need not see it again");
    assert_eq!(offers(&format!("{declared}; +2m"), 14), [CareKind::Breath]);
    assert_eq!(offers(&format!("{declared}; +3m"), 14), []);
    assert_eq!(offers("bob: join", 14), [], "nothing is declared");
    assert_eq!(offers("guest bob: join; ana: declare 2", 14), []);
}

#[test]
fn a_relief_is_proposed_after_two_hours_or_after_one_at_night() {
    let long = |minutes: u32, hour| offers(&format!("bob: join; ana: declare 2; +{minutes}m"), hour);
    assert_eq!(long(119, 14), []);
    assert_eq!(long(120, 14), [CareKind::Relief]);
    assert_eq!(long(59, 23), []);
    for hour in [22, 23, 0, 5] {
        assert_eq!(long(60, hour), [CareKind::ReliefAtNight], "{hour}");
    }
    for hour in [6, 12, 21] {
        assert_eq!(long(60, hour), [], "{hour}");
    }
    assert_eq!(
        offers("bob: join; ana: declare 2; +120m; bob: leave; bob: join", 14),
        [],
        "who went has rested"
    );
    assert_eq!(offers("bob: join; ana: declare 2; +120m; ana: resolved", 14), []);
}

#[test]
fn who_is_alone_on_a_line_is_offered_somebody_free() {
    let alone = "ana: declare 2; ana: take ic; bob: line open db";
    let pair = &offered(&format!("{alone}; cat: join; +16m"), 14)[0];
    assert_eq!((pair.kind, pair.rests_on), (CareKind::Pair, Seq(6)));
    assert_eq!(pair.args["with"], Arg::Person(actor("cat")));
    let nobody = &offered(&format!("{alone}; +16m"), 14)[0];
    assert_eq!(nobody.args["with"], Arg::Absent {}, "then somebody is called in");
    assert_eq!(offers(&format!("{alone}; +15m"), 14), []);
}
