//! The one table of the line language: verb, other words for it, its parts, an example, the sentence of
//! its help, and the order that it makes. Rows stand in the order in which an incident happens.

use super::slot::{Filled, Part};
use crate::{Command, Ending, Role, Topic, Verdict};

/// One verb.
pub struct Row {
    pub verb: &'static str,
    pub also: &'static [&'static str],
    pub slots: &'static [Slot],
    pub example: &'static str,
    pub key: &'static str,
    /// The order; `None` where a part is missing that the row needs.
    pub build: fn(Filled) -> Option<Command>,
}

/// One part of a row.
#[derive(Clone, Copy, Debug)]
pub struct Slot {
    pub part: Part,
    pub must: bool,
}

const fn must(part: Part) -> Slot {
    Slot { part, must: true }
}

const fn may(part: Part) -> Slot {
    Slot { part, must: false }
}

impl Row {
    /// What follows the verb; what may be left out stands in brackets.
    pub fn shape(&self) -> String {
        let slot = |slot: &Slot| {
            let shape = slot.part.shape();
            if slot.must { shape.to_string() } else { format!("[{shape}]") }
        };
        self.slots.iter().map(slot).collect::<Vec<_>>().join(" ")
    }
}

/// The row of a verb that `told` names.
pub fn row(verb: &'static str) -> &'static Row {
    ROWS.iter().find(|row| row.verb == verb).expect("a test writes every order: each verb is in the table")
}

/// Whole beginnings for which people have one word.
pub const SHORT: &[(&str, &str)] = &[
    ("sev1", "severity 1"),
    ("sev2", "severity 2"),
    ("sev3", "severity 3"),
    ("sev4", "severity 4"),
    ("ic", "take ic"),
    ("指揮", "take ic"),
    ("指揮を取る", "take ic"),
    ("指揮を取ります", "take ic"),
    ("指揮します", "take ic"),
    ("指揮を引き継ぐ", "handover ic"),
];

/// Builds the table; one row reads like its line.
macro_rules! rows {
    ($($verb:literal ($($also:literal)*) [$($slot:expr),*] $example:literal $key:literal => $build:expr;)*) => {
        &[$(Row {
            verb: $verb,
            also: &[$($also),*],
            slots: &[$($slot),*],
            example: $example,
            key: $key,
            build: $build,
        }),*]
    };
}

use Command as C;
use Part as P;

/// Every verb.
#[rustfmt::skip]
pub const ROWS: &[Row] = rows![
    "join" ("参加") [] "join" "line-join" => |_| Some(C::Join {});
    "leave" ("退出") [] "leave" "line-leave" => |_| Some(C::Leave {});
    "work?" ("work" "手が空いた" "手伝えます" "仕事ありますか") [] "work?" "line-work" => |_| Some(C::AskForWork {});
    "alert" ("アラート") [must(P::Rule), must(P::Subject), may(P::Pages)]
        "alert latency_high checkout pages" "line-alert" =>
        |f| Some(C::NoteAlert { rule: f.text?, subject: f.other?, pages: f.flag });
    "clear" ("アラート解消") [must(P::Rule), must(P::Subject)] "clear latency_high checkout" "line-clear" =>
        |f| Some(C::ClearAlert { rule: f.text?, subject: f.other? });
    "look" ("見た") [must(P::Text), may(P::Saw)]
        "look \"logs checkout\" saw \"timeouts since 01:58\"" "line-look" =>
        |f| Some(C::Look { what: f.text?, saw: f.other.unwrap_or_default() });

    "declare" ("宣言" "インシデント宣言") [may(P::Severity), may(P::Text)]
        "declare sev2 \"checkout fails\"" "line-declare" =>
        |f| Some(C::Declare { severity: f.severity, title: f.text });
    "severity" ("sev" "重大度") [must(P::Severity), may(P::Text)] "severity sev1 \"payments fail too\"" "line-severity" =>
        |f| Some(C::ChangeSeverity { severity: f.severity?, why: f.text });

    "take" ("担当する") [must(P::Role)] "take ic" "line-take" =>
        |f| Some(C::TakeRole { role: f.role? });
    "assign" ("任命") [must(P::Role), must(P::Person)] "assign scribe @bo" "line-assign" =>
        |f| Some(C::AssignRole { role: f.role?, to: f.person? });
    "release" ("離任") [must(P::Role)] "release scribe" "line-release" =>
        |f| Some(C::ReleaseRole { role: f.role? });
    "handover" ("hand over" "引き継ぎ") [may(P::Role), must(P::Person), must(P::Text)]
        "handover ic @bo \"db is mine, web is open\"" "line-handover" =>
        |f| Some(C::OfferRole { role: f.role.unwrap_or(Role::IncidentCommander), to: f.person?, brief: f.text? });
    "accept" ("受ける" "引き継ぐ") [must(P::Entry)] "accept #12" "line-accept" =>
        |f| Some(C::AcceptRole { offer: f.entry? });
    "decline" ("辞退") [must(P::Entry), must(P::Text)] "decline #12 \"I am on a train\"" "line-decline" =>
        |f| Some(C::DeclineRole { offer: f.entry?, why: f.text? });

    "say" ("発言") [must(P::Text)] "say \"I look at the database\"" "line-say" =>
        |f| Some(C::Say { text: f.text? });
    "note" ("メモ") [must(P::Text)] "note \"restarted by hand at 01:50\"" "line-note" =>
        |f| Some(C::Note { text: f.text? });
    "heard" ("聞いた") [must(P::Person), must(P::Text)] "heard @support \"two customers called\"" "line-heard" =>
        |f| Some(C::Hear { from: f.person?, text: f.text?, asks: false });
    "asked" ("聞かれた" "問い合わせ") [must(P::Person), must(P::Text)]
        "asked @support \"how long will it take?\"" "line-asked" =>
        |f| Some(C::Hear { from: f.person?, text: f.text?, asks: true });
    "hint" ("ヒント") [must(P::Number)] "hint 1" "line-hint" =>
        |f| Some(C::TakeHint { step: f.number? });

    "line open" ("line" "調査" "調査開始") [must(P::Text), may(P::Person)]
        "line open \"slow queries\" @ana" "line-line-open" =>
        |f| Some(C::OpenLine { title: f.text?, owner: f.person });
    "line give" ("調査交代") [must(P::Entry), must(P::Person)] "line give #7 @bo" "line-line-give" =>
        |f| Some(C::AssignLine { line: f.entry?, owner: f.person? });
    "line close" ("調査終了") [must(P::Entry), must(P::Text)] "line close #7 \"it was the index\"" "line-line-close" =>
        |f| Some(C::CloseLine { line: f.entry?, outcome: f.text? });
    "suspect" ("仮説") [must(P::Text), may(P::About)] "suspect \"the pool is full\" about db" "line-suspect" =>
        |f| Some(C::ProposeHypothesis { text: f.text?, about: f.other });
    "confirm" ("裏付け") [must(P::Entry), may(P::Entries)] "confirm #5 #3" "line-confirm" =>
        |f| Some(C::SettleHypothesis { hypothesis: f.entry?, verdict: Verdict::Confirmed, evidence: f.entries });
    "refute" ("否定") [must(P::Entry), may(P::Entries)] "refute #5 #8" "line-refute" =>
        |f| Some(C::SettleHypothesis { hypothesis: f.entry?, verdict: Verdict::Refuted, evidence: f.entries });
    "find" ("found" "発見" "わかった" "所見") [must(P::Text), may(P::Entries)]
        "find \"errors began with the deploy\" #3" "line-find" =>
        |f| Some(C::RecordFinding { text: f.text?, topic: Topic::Other, evidence: f.entries });
    "find impact" ("impact" "影響") [must(P::Text), may(P::Entries)]
        "find impact \"a third of payments fail\" #3 #4" "line-find-impact" =>
        |f| Some(C::RecordFinding { text: f.text?, topic: Topic::Impact, evidence: f.entries });
    "find cause" ("cause" "原因") [must(P::Text), may(P::Entries)]
        "find cause \"the index is gone\" #9" "line-find-cause" =>
        |f| Some(C::RecordFinding { text: f.text?, topic: Topic::Cause, evidence: f.entries });

    "propose" ("提案") [must(P::Text)] "propose \"roll back\"" "line-propose" =>
        |f| Some(C::ProposeDecision { text: f.text? });
    "object" ("反対" "異議") [must(P::Entry), must(P::Text)] "object #6 \"a migration ran\"" "line-object" =>
        |f| Some(C::ObjectToDecision { decision: f.entry?, why: f.text? });
    "decide" ("決定") [may(P::Text), may(P::Entry)] "decide \"roll back the code only\" #6" "line-decide" =>
        |f| f.text.or(f.entry.map(|_| String::new())).map(|text| C::RecordDecision { text, proposal: f.entry });

    "task open" ("task" "タスク" "タスク追加") [must(P::Text), must(P::Person), may(P::Minutes)]
        "task open \"fail over db\" @ana 10m" "line-task-open" =>
        |f| Some(C::AddTask { text: f.text?, owner: f.person?, within: f.minutes });
    "task ok" ("タスク了解") [must(P::Entry)] "task ok #9" "line-task-ok" =>
        |f| Some(C::AcknowledgeTask { task: f.entry? });
    "task no" ("タスク無理" "タスク辞退") [must(P::Entry), must(P::Text)] "task no #9 \"I have no access\"" "line-task-no" =>
        |f| Some(C::DeclineTask { task: f.entry?, why: f.text? });
    "task give" ("タスク交代") [must(P::Entry), must(P::Person)] "task give #9 @bo" "line-task-give" =>
        |f| Some(C::AssignTask { task: f.entry?, owner: f.person? });
    "task done" ("タスク完了") [must(P::Entry), must(P::Text)] "task done #9 \"db-2 is primary\"" "line-task-done" =>
        |f| Some(C::CompleteTask { task: f.entry?, outcome: f.text? });

    "runbook" ("runbook start" "手順書" "手順") [must(P::Text), may(P::Steps)]
        "runbook \"db failover\" \"stop writes\" \"promote db-2\" \"let writes in\"" "line-runbook" =>
        |f| Some(C::StartRunbook { title: f.text?, steps: f.steps });
    "tick" ("手順済み") [must(P::Entry), must(P::Number)] "tick #12 3" "line-tick" =>
        |f| Some(C::TickStep { runbook: f.entry?, step: f.number? });
    "skip" ("手順省略") [must(P::Entry), must(P::Number), must(P::Text)] "skip #12 2 \"nobody writes at night\"" "line-skip" =>
        |f| Some(C::SkipStep { runbook: f.entry?, step: f.number?, why: f.text? });
    "change" ("手順変更") [must(P::Entry), must(P::Number), must(P::Text), must(P::Because)]
        "change #12 3 \"call the bank\" because \"the page is down\"" "line-change" =>
        |f| Some(C::ChangeStep { runbook: f.entry?, step: f.number?, text: f.text?, why: f.other? });
    "do" ("実行") [must(P::Order)] "do rollback checkout" "line-do" =>
        |f| Some(C::OrderIntervention { what: f.text? });
    "worked" ("成功") [must(P::Entry), must(P::Text)] "worked #12 \"v41 runs on 6 of 6\"" "line-worked" =>
        |f| Some(C::SettleIntervention { intervention: f.entry?, outcome: f.text?, ok: true });
    "failed" ("失敗") [must(P::Entry), must(P::Text)] "failed #12 \"the image is gone\"" "line-failed" =>
        |f| Some(C::SettleIntervention { intervention: f.entry?, outcome: f.text?, ok: false });
    "update" ("周知" "状況共有" "連絡") [may(P::Audience), must(P::Text), may(P::Next)]
        "update users \"payments fail, we roll back\" next 20m" "line-update" =>
        |f| Some(C::PublishUpdate {
            audience: f.audience.unwrap_or(crate::Audience::Everyone), text: f.text?, next_within: f.minutes
        });

    "stable" ("復旧" "復旧しました" "落ち着いた") [may(P::Text)] "stable \"errors are back to normal\"" "line-stable" =>
        |f| Some(C::SayStabilised { text: f.text });
    "verified" ("確認" "確認しました" "確認済み") [may(P::Entries)] "verified #31" "line-verified" =>
        |f| Some(C::SayVerified { evidence: f.entries });
    "resolved" ("解決" "解決しました") [] "resolved" "line-resolved" => |_| Some(C::SayResolved {});
    "false alarm" ("誤報") [must(P::Text)] "false alarm \"the rule is too tight\"" "line-false-alarm" =>
        |f| Some(C::SayFalseAlarm { why: f.text? });
    "relapse" ("再発") [must(P::Text)] "relapse \"errors are back\"" "line-relapse" =>
        |f| Some(C::SayRelapsed { why: f.text? });
    "improve" ("改善" "再発防止") [must(P::Text), may(P::Person), may(P::By)]
        "improve \"deploy by day\" @ana by 2026-12-01" "line-improve" =>
        |f| Some(C::ProposeCountermeasure { text: f.text?, owner: f.person, due: f.due });
    "close" ("終了" "クローズ" "クローズする" "クローズします") [] "close" "line-close" => |_| Some(C::CloseRoom { ending: Ending::Over });
    "break off" ("中断") [] "break off" "line-break-off" => |_| Some(C::CloseRoom { ending: Ending::BrokenOff });
    "file" ("保存" "振り返り済み") [] "file" "line-file" => |_| Some(C::FileDebrief {});
    "reopen" ("再開") [must(P::Text)] "reopen \"errors are back\"" "line-reopen" =>
        |f| Some(C::ReopenRoom { why: f.text? });
];
