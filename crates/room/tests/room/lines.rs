//! The line language: what people type, in two languages, and that every order is written so that it reads
//! back as itself.

use std::collections::BTreeSet;

use proptest::prelude::*;
use room::line::{Answer, Misread, Parsed, Part, help, offered, parse, write};
use room::{Actor, Audience, Command, Role, Seq, Severity, Topic};

use crate::laws::{command, rich_command};
use crate::script::{actor, check};

fn read(line: &str) -> Command {
    parse(line).unwrap_or_else(|misread| panic!("\"{line}\": {misread}")).command
}

/// Several ways to type one order.
#[track_caller]
fn same(lines: &[&str]) {
    let first = read(lines[0]);
    for line in lines {
        assert_eq!(read(line), first, "\"{line}\" and \"{}\"", lines[0]);
    }
}

fn task(text: &str, who: &str, within: Option<u32>) -> Command {
    Command::AddTask { text: text.into(), owner: actor(who), within }
}

#[test]
fn the_parts_of_a_line_stand_in_any_order_and_quotes_are_for_doubt() {
    let wanted = task("fail over db", "ana", Some(10));
    for line in [
        "task open \"fail over db\" @ana 10m",
        "task open fail over db @ana 10m",
        "task @ana 10m fail over db",
        "TASK  open 「fail over db」 ＠ana １０ｍ",
        "タスク 「fail over db」 @ana 10分",
        "タスク：fail over db @ana 10分",
        "task open “fail over db” 10min @ana",
    ] {
        assert_eq!(read(line), wanted, "{line}");
    }
    assert_eq!(read("task call support @bo 1h"), task("call support", "bo", Some(60)));
    assert_eq!(read("task wait 10m after failover @bo"), task("wait 10m after failover", "bo", None));
}

#[test]
fn an_incident_is_declared_in_one_line_however_severity_is_written() {
    let severity = Severity::new(2);
    let title = Some("決済できない".to_string());
    let wanted = Command::Declare { severity, title };
    for line in [
        "declare sev2 決済できない",
        "declare SEV2 \"決済できない\"",
        "declare 2 決済できない",
        "declare sev 2 決済できない",
        "declare 決済できない sev2",
        "宣言 sev2「決済できない」",
        "宣言　ＳＥＶ２　決済できない",
        "宣言：sev2 決済できない",
        "宣言 SEV2、決済できない",
        "declare sev2: 決済できない",
    ] {
        assert_eq!(read(line), wanted, "{line}");
    }
    assert_eq!(read("declare"), Command::Declare { severity: None, title: None });
    let counted = Command::Declare { severity: None, title: Some("we lost 2".into()) };
    assert_eq!(read("declare we lost 2"), counted, "a number behind the text is the text's");
    same(&[
        "sev1 payments too",
        "sev 1 payments too",
        "severity 1 \"payments too\"",
        "重大度 1 payments too",
    ]);
}

#[test]
fn what_a_japanese_team_types_is_understood() {
    same(&["take ic", "指揮", "TAKE IC", "take 指揮"]);
    same(&[
        "handover ic @bo \"db は私、web は空き\"",
        "引き継ぎ @bo db は私、web は空き",
        "引き継ぎ ic @bo 「db は私、web は空き」",
    ]);
    same(&["line open \"遅いクエリ\" @ana", "調査 遅いクエリ @ana", "調査「遅いクエリ」@ana"]);
    same(&["find \"2時から増えた\" #3", "わかった 2時から増えた #3", "発見：2時から増えた ＃３"]);
    same(&["find impact 決済の3割が失敗", "影響 決済の3割が失敗", "影響「決済の3割が失敗」"]);
    same(&[
        "suspect \"プールの枯渇\" about db",
        "仮説：プールの枯渇 対象 db",
        "仮説 「プールの枯渇」 対象 db",
    ]);
    same(&["propose 切り戻す", "提案「切り戻す」", "提案 切り戻す"]);
    same(&["object #6 移行が走った", "反対 #6 移行が走った", "異議#6 移行が走った"]);
    same(&["decide 切り戻す #6", "決定「切り戻す」#6", "決定 切り戻す ＃６"]);
    same(&["update \"調査中です\" next 20m", "周知「調査中です」次回 20分", "周知 調査中です 次回 20分"]);
    same(&["update users \"調査中です\"", "周知 利用者「調査中です」", "周知 利用者: 調査中です"]);
    same(&["update \"調査中。\" next 20m", "周知 調査中。次回 20分", "周知 調査中。次回20分後"]);
    same(&[
        "task open \"DBを切り替える\" @花子 10m",
        "タスク @花子 DBを切り替える 10分で",
        "タスク DBを切り替える 10分以内 @花子",
    ]);
    same(&["stable", "復旧", "stable.", "復旧しました。"]);
    same(&["verified #31", "確認 #31"]);
    same(&["resolved", "解決", "resolved!", "解決しました！"]);
    same(&["work?", "work", "手が空いた", "仕事ありますか？"]);
    same(&["take ic", "ic", "IC!", "指揮します"]);
    same(&["false alarm 閾値が低い", "誤報 閾値が低い"]);
    same(&["relapse また失敗", "再発：また失敗"]);
    same(&["improve 昼に出す", "改善 昼に出す"]);
    same(&["close", "終了"]);
}

#[test]
fn a_runbook_is_pasted_as_it_stands() {
    let runbook = Command::StartRunbook {
        title: "db failover".into(),
        steps: vec!["stop writes".into(), "2 replicas off".into(), "promote db-2".into()],
    };
    for line in [
        "runbook \"db failover\" \"stop writes\" \"2 replicas off\" \"promote db-2\"",
        "runbook db failover: ; stop writes; 2 replicas off; promote db-2",
        "runbook db failover\n1. stop writes\n2. 2 replicas off\n3) promote db-2\n",
        "手順「db failover」「stop writes」「2 replicas off」「promote db-2」",
        "手順 db failover：\n・stop writes\n- 2 replicas off\n* promote db-2",
        "runbook \"db failover\"\nstop writes\n2 replicas off\npromote db-2",
    ] {
        assert_eq!(read(line), runbook, "{line}");
    }
    let change = Command::ChangeStep {
        runbook: Seq(12),
        step: 3,
        text: "call the bank".into(),
        why: "the page is down".into(),
    };
    assert_eq!(read("change #12 3 call the bank because the page is down"), change);
    assert_eq!(read("手順変更 #12 3「call the bank」理由「the page is down」"), change);
    assert!(matches!(parse("change #12 3 call the bank"), Err(Misread::Missing { .. })));
}

#[test]
fn what_should_change_has_an_owner_and_a_day() {
    let due = jiff::civil::date(2026, 12, 1);
    let wanted = Command::ProposeCountermeasure {
        text: "deploy by day".into(),
        owner: Some(actor("ana")),
        due: Some(due),
    };
    for line in [
        "improve deploy by day @ana by 2026-12-01",
        "improve @ana 2026-12-01 deploy by day",
        "改善「deploy by day」@ana 期限 2026-12-01",
        "改善 deploy by day 期限 ２０２６-１２-０１ @ana",
    ] {
        assert_eq!(read(line), wanted, "{line}");
    }
}

#[test]
fn nobody_outside_is_told_half_a_sentence_by_accident() {
    let update =
        |audience, text: &str| Command::PublishUpdate { audience, text: text.into(), next_within: None };
    assert_eq!(read("update users cannot pay"), update(Audience::Everyone, "users cannot pay"));
    assert_eq!(read("update users \"you cannot pay\""), update(Audience::Customers, "you cannot pay"));
    assert_eq!(read("update support: two calls"), update(Audience::Support, "two calls"));
    assert_eq!(read("update it takes 20m"), update(Audience::Everyone, "it takes 20m"));
    same(&[
        "update users \"調査中\"",
        "update \"調査中\" users",
        "周知 利用者へ「調査中」",
        "周知「調査中」利用者へ",
    ]);
    let told = parse("update \"we look\" clients").expect_err("who that is, is not guessed").to_string();
    assert!(told.starts_with("understood `update \"we look\"`; \"clients\" has no place in it"), "{told}");
}

/// A promise that nobody would hear of, and word that would go to everybody.
#[test]
fn what_was_meant_for_a_part_of_a_line_never_ends_in_its_text_unseen() {
    let refused = |line: &str, part: Part, what: &str| match parse(line) {
        Err(Misread::Unreadable { part: found, word, .. }) if found == part && word == what => {}
        other => panic!("{line}: {other:?}"),
    };
    refused("周知 利用者「調査中」次回 17:45", Part::Next, "17:45");
    refused("周知 調査中です 次回17:45", Part::Next, "次回17:45");
    refused("周知 次回 17:45 調査中です", Part::Next, "17:45");
    refused("update we look into it next 17:45", Part::Next, "17:45");
    refused("improve \"deploy by day\" @ana by 12/1", Part::By, "12/1");
    refused("update clients \"we look\"", Part::Audience, "clients");
    same(&[
        "update users \"調査中\" next 20m",
        "周知 お客様「調査中」次回 20分。",
        "周知 ユーザー「調査中」次回20分後に",
    ]);
    for talk in
        ["update we look at it next week", "update we try the next 3 hosts first", "update we said sorry"]
    {
        read(talk);
    }
}

#[test]
fn text_that_only_looks_like_a_part_stays_text() {
    assert_eq!(read("say see #3 @bo, in 10m"), Command::Say { text: "see #3 @bo, in 10m".into() });
    assert_eq!(read("say \"db\" is what I mean"), Command::Say { text: "\"db\" is what I mean".into() });
    assert_eq!(read("say the 24\" screen"), Command::Say { text: "the 24\" screen".into() });
    let note = Command::Note { text: "a \"b\" \\ c\nd".into() };
    assert_eq!(read(r#"note "a \"b\" \\ c\nd""#), note);
    let find =
        |text: &str, topic| Command::RecordFinding { text: text.into(), topic, evidence: vec![Seq(3)] };
    assert_eq!(read("find #3 shows the index is gone #3"), find("#3 shows the index is gone", Topic::Other));
    assert_eq!(read("find \"impact is small\" #3"), find("impact is small", Topic::Other));
    same(&["find errors began #3 #4", "find errors began #3, #4", "わかった errors began ＃３、 #4。"]);
}

#[test]
fn a_line_may_be_said_in_a_thread() {
    let look = Command::Look { what: "db".into(), saw: String::new() };
    for line in ["on #7 look db", "#7 look db", "＃７　look db", "#7: look db"] {
        assert_eq!(parse(line), Ok(Parsed { thread: Some(Seq(7)), command: look.clone() }), "{line}");
    }
    check("ana: line open db", "ana: #3 say slow", &[r#"{"said":{"text":"slow"}}"#]);
}

#[test]
fn what_was_proposed_is_decided_by_its_number_alone() {
    let decided = r#"{"decision_recorded":{"text":"roll back","proposal":3}}"#;
    check("ana: propose roll back", "ana: decide #3", &[decided]);
    assert!(matches!(parse("decide"), Err(Misread::Missing { .. })));
}

#[test]
fn an_error_says_what_was_understood_and_shows_a_line_that_is_right() {
    let told = |line: &str| parse(line).expect_err(line).to_string();
    let example = "like this: `task open \"fail over db\" @ana 10m`";
    assert_eq!(
        told("task fail over db"),
        format!("understood `task open \"fail over db\"`; a person (@name) is missing; {example}")
    );
    assert_eq!(
        told("task fail over db @a!b"),
        format!("understood `task open \"fail over db @a!b\"`; \"@a!b\" is not a person (@name); {example}")
    );
    assert_eq!(
        told("declare sev9 checkout fails"),
        "understood `declare`; \"sev9\" is not a severity (sev1 to sev4); like this: `declare sev2 \"checkout fails\"`"
    );
    assert_eq!(
        told("take ic please"),
        "understood `take ic`; \"please\" has no place in it; like this: `take ic`"
    );
    assert_eq!(
        told("accept"),
        "understood `accept`; a number from the board (#12) is missing; like this: `accept #12`"
    );
    assert_eq!(told("say \"hello"), "a quote is opened and not closed: \"hello");
    assert_eq!(
        told("declair sev2"),
        "\"declair\" begins no order; like this: `declare sev2 \"checkout fails\"`"
    );
    assert!(told("on").ends_with("like this: `say \"I look at the database\"`"), "nothing comes near");
    assert_eq!(told("  "), "nothing is written; `help` shows what can be said");
}

#[test]
fn help_is_the_table_and_each_example_is_a_line() {
    let help = help();
    let mut verbs = BTreeSet::new();
    for row in &help {
        let command = read(row.example);
        assert_eq!(offered(&command), Answer::Offered(row.example), "{}", row.verb);
        assert!(row.example.starts_with(row.verb), "{}", row.example);
        for word in row.also.iter().chain([&row.verb]) {
            assert!(verbs.insert(word.to_string()), "{word} is said of two orders");
        }
        assert!(room::message_keys().contains(&row.key.to_string()), "{}", row.key);
    }
    let task = help.iter().find(|row| row.verb == "task open").unwrap();
    assert_eq!(task.shape, "\"…\" @who [10m]");
}

#[test]
fn what_the_clock_and_the_door_say_is_no_line() {
    let open = Command::OpenRoom { title: "x".into(), origin: room::Origin::Live {} };
    assert_eq!(offered(&open), Answer::NotHere("line-not-here-open"));
    assert_eq!(offered(&Command::Wake {}), Answer::NotHere("line-not-here-wake"));
    assert_eq!((write(&open), write(&Command::Wake {})), (None, None));
    assert_eq!(offered(&Command::TakeRole { role: Role::Scribe }), Answer::Offered("take ic"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn an_order_written_as_a_line_reads_as_itself(command in prop_oneof![command(), rich_command()]) {
        match write(&command) {
            Some(line) => prop_assert_eq!(read(&line), command, "{}", line),
            None => prop_assert!(matches!(offered(&command), Answer::NotHere(_))),
        }
    }

    #[test]
    fn any_text_is_a_line_or_a_misread_that_helps(text in words()) {
        match parse(&text) {
            Ok(parsed) => prop_assert_eq!(write(&parsed.command).map(|line| read(&line)), Some(parsed.command)),
            Err(misread) => {
                prop_assert!(!misread.to_string().is_empty());
                prop_assert!(Misread::KEYS.contains(&misread.key()));
                let _ = misread.args();
            }
        }
    }
}

/// Lines made of what lines are made of, in any order.
fn words() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "task",
        "open",
        "ok",
        "@ana",
        "@",
        "＠花子",
        "#3",
        "#",
        "＃３",
        "10m",
        "1h",
        "\"a b\"",
        "\"",
        "「x」",
        "「",
        "declare",
        "宣言",
        "sev2",
        "sev9",
        "2",
        "find",
        "impact",
        "because",
        "about",
        "saw",
        "next",
        "20m",
        "update",
        "users",
        "users:",
        "on",
        "say",
        "仮説：",
        "　",
        "decide",
        "pages",
        "alert",
        "handover",
        "ic",
        "タスク",
        ":",
        "\\",
        "false",
        "alarm",
    ]);
    prop::collection::vec(word, 0..9).prop_map(|words| words.join(" "))
}

#[test]
fn an_id_of_any_script_is_named_as_it_is_written() {
    for id in ["花子", "team-db", "slack:U02", "Ａ"] {
        let who = Actor::new(id).unwrap();
        let give = Command::AssignTask { task: Seq(9), owner: who };
        assert_eq!(read(&write(&give).unwrap()), give);
    }
}
