//! Nothing is lost: killed, resumed, changed underneath, damaged, open twice.

use std::io::Write;

use crate::program::{Home, lines, read_until, signal, wait};

/// Starts a play, says one thing, and is killed when its answer is read.
fn killed(home: &Home, how: &str) {
    let mut child = home.command(&["drill", "first-fire", "--seed", "1", "--plain"]).spawn().expect("starts");
    let mut out = lines(&mut child);
    read_until(&mut out, "[発報]");
    let mut stdin = child.stdin.take().expect("input is piped");
    writeln!(stdin, "直近の変更").expect("the program listens");
    read_until(&mut out, "deploy-bot");
    signal(&child, how);
    wait(&mut child);
}

#[test]
fn a_play_that_was_killed_goes_on_where_it_was() {
    let home = Home::new("killed");
    killed(&home, "KILL");
    let ran = home.run(&["drill", "--resume", "--plain"], "checkoutを1つ前に戻して\n/end\n");
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    for words in ["> 直近の変更", "deploy-bot", "rollback checkout", "振り返り"] {
        assert!(ran.out.contains(words), "{words}: {}", ran.out);
    }
    let whole = Home::new("unkilled").run(
        &["drill", "first-fire", "--seed", "1", "--json"],
        "直近の変更\ncheckoutを1つ前に戻して\n/end\n",
    );
    let markdown = std::fs::read_to_string(home.play().with_extension("md")).expect("the debrief is saved");
    let outcome: serde_json::Value = serde_json::from_str(&whole.out).expect("the debrief is JSON");
    let said = outcome["outcome"]["ja"].as_str().unwrap_or_default();
    assert!(markdown.contains(said), "a resumed play ends as an unbroken one: {said}\n{markdown}");
    let again = home.run(&["drill", "--resume"], "");
    assert_eq!(again.code, Some(1));
    assert!(again.err.contains("途中の訓練はありません"), "{}", again.err);
}

#[test]
fn a_resume_that_says_nothing_keeps_the_drill_and_says_so() {
    let home = Home::new("looked");
    killed(&home, "KILL");
    let kept = home.kept();
    let ran = home.run(&["drill", "--resume", "--plain"], "");
    assert!(ran.out.contains("deploy-bot") && !ran.out.contains("振り返り"), "{}", ran.out);
    assert!(ran.err.contains("hikeshi drill --resume"), "{}", ran.err);
    assert_eq!(home.kept(), kept);
}

#[test]
fn a_drill_that_was_ended_says_so_when_it_is_resumed() {
    let home = Home::new("ended");
    killed(&home, "KILL");
    let mut file = std::fs::OpenOptions::new().append(true).open(home.play()).expect("the play opens");
    file.write_all(b"{\"said\":\"/end\"}\n").expect("the play is written");
    let ran = home.run(&["drill", "--resume", "--plain"], "全体を見せて\n");
    assert!(ran.out.contains("すでに終わっています") && ran.out.contains("振り返り"), "{}", ran.out);
    assert!(!ran.out.contains("> 全体を見せて"), "{}", ran.out);
}

#[test]
fn a_line_torn_by_a_power_cut_was_never_said() {
    let home = Home::new("torn");
    killed(&home, "KILL");
    let path = home.play();
    let mut file = std::fs::OpenOptions::new().append(true).open(&path).expect("the play opens");
    file.write_all("{\"said\":\"checkoutを再".as_bytes()).expect("the play is written");
    let ran = home.run(&["drill", "--resume", "--plain"], "/end\n");
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(!home.kept().contains("checkoutを再"), "{}", home.kept());
}

#[test]
fn a_damaged_play_is_named_and_the_others_stay_usable() {
    let home = Home::new("damaged");
    killed(&home, "KILL");
    std::fs::write(home.data.join("plays/20200101-000000-x-1.jsonl"), "not a play\n")
        .expect("a file is written");
    let ran = home.run(&["history"], "");
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(ran.out.contains("first-fire") && ran.out.contains("途中"), "{}", ran.out);
    assert!(ran.out.contains("20200101-000000-x-1.jsonl") && ran.out.contains("1 行目"), "{}", ran.out);
    let ran = home.run(&["drill", "--resume", "--plain"], "/end\n");
    assert_eq!(ran.code, Some(0), "{}", ran.err);
}

#[test]
fn a_play_of_another_scenario_or_version_says_how_to_begin_anew() {
    for (name, from, to) in [
        ("scenario-changed", "\"fingerprint\":\"", "\"fingerprint\":\"0"),
        ("version-changed", "\"version\":\"", "\"version\":\"0.0.0-"),
    ] {
        let home = Home::new(name);
        killed(&home, "KILL");
        let path = home.play();
        let kept = home.kept().replacen(from, to, 1);
        std::fs::write(&path, &kept).expect("the play is written");
        let ran = home.run(&["drill", "--resume"], "");
        assert_eq!(ran.code, Some(1), "{}", ran.out);
        assert!(ran.err.contains("hikeshi drill first-fire --seed 1"), "{}", ran.err);
        assert_eq!(home.kept(), kept, "the play is left as it is");
    }
}

#[test]
fn a_play_that_is_open_elsewhere_is_left_alone() {
    let home = Home::new("twice");
    let mut child = home.command(&["drill", "first-fire", "--plain"]).spawn().expect("starts");
    let mut out = lines(&mut child);
    read_until(&mut out, "[発報]");
    let ran = home.run(&["drill", "--resume"], "");
    assert_eq!(ran.code, Some(1));
    assert!(ran.err.contains("別の端末"), "{}", ran.err);
    drop(child.stdin.take());
    wait(&mut child);
}

#[test]
fn ctrl_c_says_where_the_play_is_and_how_it_goes_on() {
    let home = Home::new("interrupted");
    let mut child = home.command(&["drill", "first-fire", "--plain"]).spawn().expect("starts");
    let mut out = lines(&mut child);
    read_until(&mut out, "[発報]");
    signal(&child, "INT");
    let ran = crate::program::finish(child, "");
    assert_eq!(ran.code, Some(130));
    assert!(ran.err.contains("hikeshi drill --resume") && ran.err.contains(".jsonl"), "{}", ran.err);
    assert!(!ran.err.contains("panic"), "{}", ran.err);
}
