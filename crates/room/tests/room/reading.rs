//! What people read: board, brief, timeline, milestones.

use room::view::{Arg, Milestones, Timeline, board, brief};
use room::{Phase, Role, Seq};

use crate::ending::GOOD;
use crate::script::{NIGHT, Night, actor};

#[test]
fn the_board_shows_who_commands_what_runs_and_what_is_owed() {
    let night = Night::after(
        "herald pager: alert latency_high checkout pages; ana: declare 2 nobody can pay; ana: take ic; bob: join; cat: join; \
         bob: line open the database; ana: task @bob 5m count open connections; ana: do rollback checkout; \
         herald desk: asked @support how long?; +6m",
    );
    let board = board(night.flow.room(), night.now);
    assert_eq!((board.title.as_str(), board.severity.map(|s| s.level())), ("nobody can pay", Some(2)));
    assert_eq!(board.commander, Some(actor("ana")));
    assert_eq!(board.phase, Phase::Declared);
    let reached: Vec<bool> = board.arc.iter().map(|step| step.reached).collect();
    assert_eq!(reached, [true, true, false, false, false, false, false, false]);
    let free: Vec<&str> = board.people.iter().filter(|row| row.free).map(|row| row.person.as_str()).collect();
    assert_eq!(free, ["cat"], "who holds nothing could take something");
    assert_eq!(board.lines[0].owner, actor("bob"));
    assert!(board.tasks[0].comes_back, "an overdue task comes back to the commander");
    assert_eq!(board.under_way[0].what, "rollback checkout");
    assert!(board.asked.is_some(), "support waits for word");
    assert_eq!(board.alerts[0].subject, "checkout");
}

#[test]
fn an_update_answers_who_asked_and_shows_the_next_promise() {
    let night = Night::after("herald desk: asked @boss and?; ana: update 20m we roll back; +21m");
    let board = board(night.flow.room(), night.now);
    assert_eq!(board.asked, None);
    assert!(board.promises[0].overdue);
}

#[test]
fn the_brief_names_what_is_known_running_and_owed() {
    let night = Night::after(
        "ana: take ic; bob: join; ana: look logs checkout; ana: find cause the deploy #5; ana: do rollback checkout; \
         ana: update 20m we roll back; ana: handover ic @bob watch the error rate",
    );
    let brief = brief(night.flow.room(), night.now);
    assert_eq!((brief.findings[0].text.as_str(), &brief.findings[0].evidence), ("the deploy", &vec![Seq(5)]));
    assert_eq!(brief.under_way.len(), 1);
    assert_eq!(brief.promises.len(), 1);
    let offered = board(night.flow.room(), night.now).offers;
    assert_eq!(
        (offered[0].role, offered[0].brief.as_str()),
        (Role::IncidentCommander, "watch the error rate")
    );
}

#[test]
fn the_timeline_is_the_flow_as_keys_with_arguments() {
    let night = Night::after("ana: declare 2 nobody can pay");
    let timeline = Timeline::of(night.flow.entries());
    let keys: Vec<&str> = timeline.rows.iter().map(|row| row.key.as_str()).collect();
    assert_eq!(keys, ["entry-room-opened", "entry-joined", "entry-declared"]);
    let args = &timeline.rows[2].args;
    assert_eq!(args["severity"], Arg::Number(2));
    assert_eq!(args["title"], Arg::Text("nobody can pay".into()));
}

#[test]
fn milestones_name_when_what_was_first_and_how_word_went_out() {
    let night = Night::after(&format!(
        "+2m; {}",
        GOOD.replace("ana: look changes", "+4m; herald desk: asked @boss and?; ana: look changes")
            .replace("#10 #9", "#11 #10")
            .replace("#12", "#13")
    ));
    let of = Milestones::of(night.flow.entries());
    let minute = |mark: Option<room::Mark>| {
        let begin = NIGHT.parse::<jiff::Timestamp>().unwrap();
        mark.map(|mark| mark.at.duration_since(begin).as_mins())
    };
    assert_eq!(minute(of.first_alert), Some(2));
    assert_eq!(minute(of.first_page), Some(2));
    assert_eq!(minute(of.first_hypothesis), Some(6));
    assert_eq!(minute(of.first_intervention), Some(6));
    assert_eq!(minute(of.stabilised_said), Some(10));
    assert_eq!(minute(of.verified), Some(15));
    assert!(of.first_look < of.impact_stated && of.impact_stated < of.cause_stated);
    let gaps: Vec<(i64, bool)> = of.updates.iter().map(|update| (update.gap, update.late)).collect();
    assert_eq!(gaps, [(0, false), (13 * 60, false)]);
    assert_eq!(minute(of.asked[0].answered), Some(15));
    assert!(of.closed.is_some() && of.relapses.is_empty());
}
