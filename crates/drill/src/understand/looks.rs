//! What a player wants to see: the look that the most telling concept of the utterance stands for, with
//! its component, window and filters. Knows nothing of moods; who calls has made sure that nothing was
//! ordered.

use super::concept::Concept as C;
use super::lexicon::Sort;
use super::phrases::Form;
use super::scan::{Scan, Unit, What, names_in, span_of};
use crate::intent::Look;
use world::signal::Metric;
use world::time::{HOUR, Nanos};

/// Looks with the concepts that stand for them, the most telling first: "the runbook for this alert" is about
/// the runbook. Where several stand together all have to be said.
const TELLING: &[(C, &[&[C]])] = &[
    (C::Runbook, &[&[C::Runbook]]),
    (C::Timeline, &[&[C::Timeline]]),
    (C::Impact, &[&[C::Impact], &[C::Customer, C::Suffer], &[C::Customer, C::Amount]]),
    (C::Tickets, &[&[C::Tickets], &[C::Customer, C::Hearsay], &[C::Customer, C::Voice]]),
    (C::Traces, &[&[C::Traces]]),
    (C::Logs, &[&[C::Logs]]),
    (C::Activity, &[&[C::Activity], &[C::Locks], &[C::Query], &[C::Transaction]]),
    (C::Changes, &[&[C::Changes], &[C::Someone, C::Touch]]),
    (C::Picture, &[&[C::Picture]]),
    (C::Alerts, &[&[C::Alerts]]),
    (C::Topology, &[&[C::Topology]]),
    (C::Impact, &[&[C::Amount, C::Suffer]]),
];

/// The most telling look that is spoken of.
fn kind(scan: &Scan) -> Option<C> {
    // 「エラー率を時系列で」: over time, which charts are anyway.
    let charted = scan.tokens.iter().any(|t| matches!(t.what, What::Said(C::Metric(_), _)));
    let found = TELLING.iter().filter(|(look, _)| !(charted && *look == C::Timeline));
    found
        .clone()
        .find(|(_, ways)| ways.iter().any(|way| way.iter().all(|c| holds(scan, *c))))
        .map(|(look, _)| *look)
}

/// The utterance holds this concept, in one word or by its parts.
fn holds(scan: &Scan, concept: C) -> bool {
    match concept {
        // "users" is also what traffic is made of.
        C::Customer => scan.says(C::Customer) || scan.has("users"),
        C::Amount => scan.says(C::Amount) || scan.has("how many") || scan.has("proportion"),
        C::Suffer => scan.says(C::Suffer) || scan.says(C::Customer) && scan.says(C::Errors),
        concept => scan.says(concept),
    }
}

/// The look that an utterance asks for; `None` if it names nothing to look at.
pub(super) fn read(scan: &Scan) -> Option<Look> {
    if let Some(ask) = ask(scan) {
        return Some(ask);
    }
    match kind(scan) {
        Some(concept) => Some(look_of(scan, concept)),
        None => rest(scan),
    }
}

/// The utterance names what is to be seen, and not only a part of the system.
pub(super) fn telling(scan: &Scan) -> bool {
    let names = |sort: Sort| !names_in(&scan.tokens, |s| s == sort).is_empty();
    let said = |t: &super::scan::Token| match t.what {
        What::Said(C::Changes, form) => !form.acts(),
        What::Said(C::Metric(_), _) => true,
        What::Said(c, _) => {
            c >= C::Logs && c <= C::Health && c != C::State
                || matches!(c, C::Disk | C::Certificate | C::Dns | C::Job | C::Flag | C::Replica)
        }
        _ => false,
    };
    kind(scan).is_some() || scan.tokens.iter().any(said) || names(Sort::Person)
}

/// The same, or it is asked to be shown something.
pub(super) fn explicit(scan: &Scan) -> bool {
    telling(scan) || asked(scan)
}

fn shown(concept: C, form: Form) -> bool {
    concept == C::Show && !matches!(form, Form::Past | Form::Third)
}

/// Asked to be shown, now: "checked" and "got" are no such words.
pub(super) fn asked(scan: &Scan) -> bool {
    scan.tokens.iter().any(|t| matches!(t.what, What::Said(c, form) if shown(c, form)))
}

/// "Did anyone deploy?" 「今日リリースした？」: asks what has happened, and the records tell.
pub(super) fn happened(scan: &Scan, past: bool) -> Option<Look> {
    let text = scan.text.as_str();
    let first = text.split([' ', ',']).next().unwrap_or("");
    let asks = ["did", "has", "have", "was", "were", "what", "which", "who", "is", "are", "any", "what's"]
        .contains(&first);
    // "was there a deploy": asked of the past, the deed is its noun.
    let asked_of_past = ["did", "was", "were", "has", "have", "had"].contains(&first);
    let noun = asked_of_past && [" a ", " any ", " another ", " some "].iter().any(|a| scan.has(a));
    let english = asks && (past || first == "did" || noun);
    let japanese = released(text)
        || ["た?", "たの?", "たか?", "ましたか", "たん?", "ている?", "てる?"]
            .iter()
            .any(|e| text.ends_with(e))
            && !["なぜ", "なんで", "どうして"].iter().any(|w| scan.has(w));
    if !english && !japanese {
        return None;
    }
    let metric = scan.tokens.iter().any(|t| matches!(t.what, What::Said(C::Metric(_), _)));
    if metric {
        return rest(scan);
    }
    if scan.says(C::TurnOn) || scan.says(C::TurnOff) {
        return Some(Look::Flags);
    }
    if scan.says(C::Restart) && (scan.says(C::Replica) || scan.says(C::Health)) {
        return Some(Look::Replicas { component: component(scan) });
    }
    let records = [C::Deploy, C::Set, C::Restart, C::RollBack, C::Back, C::Scale, C::Failover];
    records.iter().any(|c| scan.says(*c)).then(|| Look::Changes { window: window(scan) })
}

/// 「14 時以降に出たリリースある？」
fn released(text: &str) -> bool {
    let nouns = ["リリース", "デプロイ", "変更", "設定変更", "作業", "メンテ"];
    let there = [
        "ある?",
        "あります?",
        "ありますか",
        "あった?",
        "ありました?",
        "ありましたか",
        "ない?",
        "ないですか",
        "入ってる?",
        "入ってます?",
    ];
    nouns.iter().any(|n| {
        ["", "が", "は", "って", "とか"]
            .iter()
            .any(|p| there.iter().any(|t| text.contains(&format!("{n}{p}{t}"))))
    })
}

/// Several looks were asked for at once: "logs and metrics of checkout".
pub(super) fn several(scan: &Scan) -> Option<Vec<Look>> {
    let mut all = Vec::new();
    let ends: Vec<usize> = scan
        .tokens
        .windows(2)
        .filter(|pair| {
            let between = scan.text[pair[0].end..pair[1].start.max(pair[0].end)].trim();
            let looks = |t: &super::scan::Token| match t.what {
                What::Said(c, _) => {
                    matches!(c, C::Metric(_) | C::Metrics)
                        || TELLING.iter().any(|(_, ways)| ways.contains(&[c].as_slice()))
                }
                _ => false,
            };
            ["と", "and", "&", "+"].contains(&between) && looks(&pair[0]) && looks(&pair[1])
        })
        .map(|pair| pair[0].end)
        .collect();
    let cut = *ends.first()?;
    for first in [true, false] {
        let keep = |t: &&super::scan::Token| match t.what {
            What::Name { .. } => true,
            _ => (t.end <= cut) == first,
        };
        let part =
            Scan { text: scan.text.clone(), tokens: scan.tokens.iter().filter(keep).cloned().collect() };
        all.extend(read(&part));
    }
    (all.len() == 2 && all[0] != all[1]).then_some(all)
}

fn component(scan: &Scan) -> Option<String> {
    let named = scan.names(Sort::is_component).first().map(|t| t.name.clone());
    let owner = || scan.names(|s| matches!(s, Sort::Version)).first().map(|t| t.owner.clone());
    named.or_else(owner)
}

/// The component, or the only one of a kind that was said: "the db".
fn subject(scan: &Scan) -> Option<String> {
    component(scan).or_else(|| scan.names(|s| s == Sort::Journey).first().map(|t| t.name.clone()))
}

fn look_of(scan: &Scan, concept: C) -> Look {
    let bad = scan.says(C::Errors)
        || scan.says(C::Slow)
        || ["落ち", "詰ま", "死ん", "失敗", "こけ", "コケ", "だめ", "ダメ", "bad "]
            .iter()
            .any(|w| scan.has(w));
    match concept {
        C::Runbook => {
            let deed = [(C::Restart, "restart"), (C::RollBack, "rollback"), (C::Failover, "failover")];
            let word = || deed.iter().find(|(c, _)| scan.says(*c)).map(|(_, w)| (*w).to_string());
            let any =
                scan.names(|s| !matches!(s, Sort::Person | Sort::Version)).first().map(|t| t.name.clone());
            Look::Runbook { subject: component(scan).or(any).or_else(word) }
        }
        C::Timeline => Look::Timeline,
        C::Picture => match subject(scan) {
            Some(subject) => Look::Metric { subject: Some(subject), metric: None },
            None => Look::Overview,
        },
        C::Impact => Look::Impact,
        C::Tickets => Look::Tickets,
        C::Traces => Look::Traces { component: component(scan), bad_only: bad },
        C::Logs => logs(scan),
        C::Changes => Look::Changes { window: window(scan) },
        C::Alerts => Look::Alerts,
        C::Topology => Look::Topology { component: component(scan) },
        _ => Look::Activity { database: database(scan) },
    }
}

fn logs(scan: &Scan) -> Look {
    Look::Logs { component: component(scan), errors_only: scan.says(C::Errors), contains: contains(scan) }
}

/// `"timeout"`, "grep timeout", 「timeout で検索」.
fn contains(scan: &Scan) -> Option<String> {
    let text = &scan.text;
    for quote in ['"', '\''] {
        let mut parts = text.split(quote);
        if let (Some(_), Some(inner), Some(_)) = (parts.next(), parts.next(), parts.next())
            && !inner.is_empty()
        {
            return Some(inner.into());
        }
    }
    if let (Some(from), Some(to)) = (text.find('「'), text.find('」'))
        && from < to
    {
        return Some(text[from + '「'.len_utf8()..to].into());
    }
    let word =
        |w: &str| (!w.is_empty() && !matches!(w, "error" | "errors" | "the" | "in")).then(|| w.to_string());
    let latin = |c: char| !(c.is_ascii_alphanumeric() || "_-./".contains(c));
    if let Some((_, rest)) = text.split_once("grep ") {
        return word(rest.trim_start_matches("-i ").split(latin).next().unwrap_or(""));
    }
    for mark in ["をgrep", "でgrep", "で検索", "を検索", "を含む"] {
        if let Some((before, _)) = text.split_once(mark) {
            return word(before.rsplit(latin).next().unwrap_or(""));
        }
    }
    None
}

fn window(scan: &Scan) -> Option<Nanos> {
    let day = 24 * HOUR;
    span_of(&scan.tokens).or_else(|| {
        if ["last hour", "past hour", "last hr", "past hr"].iter().any(|w| scan.has(w)) {
            Some(HOUR)
        } else if ["今日", "本日", "today", "24時間"].iter().any(|w| scan.has(w)) {
            Some(day)
        } else if ["昨日", "yesterday"].iter().any(|w| scan.has(w)) {
            Some(2 * day)
        } else if ["今週", "this week"].iter().any(|w| scan.has(w)) {
            Some(7 * day)
        } else {
            None
        }
    })
}

fn database(scan: &Scan) -> Option<String> {
    let endpoint = || scan.names(|s| s == Sort::Endpoint).first().map(|t| t.owner.clone());
    scan.names(|s| s == Sort::Database).first().map(|t| t.name.clone()).or_else(endpoint)
}

fn ask(scan: &Scan) -> Option<Look> {
    let person = scan.names(|s| s == Sort::Person).first().map(|t| t.name.clone());
    if person.is_none() && !scan.says(C::Know) {
        return None;
    }
    let person = person.or_else(|| stranger(scan));
    let things = scan.names(|s| !matches!(s, Sort::Person));
    let about = things.first();
    let word = || {
        let all = [
            (C::Changes, "deploy"),
            (C::Database, "database"),
            (C::Cache, "cache"),
            (C::Certificate, "certificate"),
            (C::Dns, "dns"),
        ];
        all.iter().find(|(c, _)| scan.says(*c)).map(|(_, w)| (*w).to_string())
    };
    let about =
        about.map(|t| if t.owner.is_empty() { t.name.clone() } else { t.owner.clone() }).or_else(word);
    Some(Look::Ask { person, about })
}

/// "ask Kuroda", 「黒田さんに聞いて」: somebody is named whom nobody here knows; who else there is, is not them.
fn stranger(scan: &Scan) -> Option<String> {
    let text = scan.text.as_str();
    if let Some((name, rest)) = text.split_once("さんに") {
        let few = (1..=5).contains(&name.chars().count()) && !name.contains(['、', '。', ' ', 'に', 'を']);
        return (few && ["聞", "訊", "きい", "確認", "電話", "連絡"].iter().any(|w| rest.starts_with(w)))
            .then(|| name.into());
    }
    let rest = text.strip_prefix("ask ")?;
    let (name, rest) = rest.split_once(' ').unwrap_or((rest, ""));
    let follows = ["", "about", "if", "whether", "what", "why", "when", "how", "for", "to"];
    let anybody = [
        "about",
        "for",
        "if",
        "whether",
        "what",
        "why",
        "how",
        "who",
        "around",
        "the",
        "a",
        "an",
        "our",
        "my",
        "them",
        "him",
        "her",
        "us",
        "me",
        "it",
        "again",
        "everyone",
        "everybody",
        "someone",
        "somebody",
        "anyone",
        "anybody",
        "people",
        "support",
        "management",
        "dev",
        "devs",
        "ops",
        "sre",
        "team",
        "that",
        "this",
    ];
    let named = name.chars().all(|c| c.is_alphabetic()) && !anybody.contains(&name);
    let apart = follows.contains(&rest.split(' ').next().unwrap_or(""));
    (named && apart && scan.names(|_| true).iter().all(|t| t.name != name)).then(|| name.into())
}

/// Readings, replicas, settings and the whole picture.
fn rest(scan: &Scan) -> Option<Look> {
    let metric = scan.tokens.iter().find_map(|t| match t.what {
        What::Said(C::Metric(metric), _) => Some(metric),
        _ => None,
    });
    let base = !names_in(&scan.tokens, |s| s == Sort::Database).is_empty() || scan.says(C::Database);
    if metric == Some(Metric::Busy) && base {
        return Some(Look::Activity { database: database(scan) });
    }
    // 「フォロワーどれくらい遅れてる？」
    if scan.says(C::Slow) && (scan.says(C::Primary) || scan.says(C::Replica) && base) && metric.is_none() {
        return Some(Look::Metric { subject: subject(scan), metric: Some(Metric::Lag) });
    }
    if metric == Some(Metric::RoundTrip) && ["間の", "between"].iter().any(|w| scan.has(w)) {
        // Between two parts: what is called is named last, and its callers feel the way to it.
        let called = scan.names(Sort::is_component).last().map(|t| t.name.clone());
        return Some(Look::Metric { subject: called, metric });
    }
    if let Some(metric) = metric {
        return Some(Look::Metric { subject: subject(scan), metric: Some(fitting(scan, metric)) });
    }
    if scan.says(C::Disk) {
        return Some(Look::Metric { subject: subject(scan), metric: Some(Metric::Disk) });
    }
    if [C::Certificate, C::Dns].iter().any(|c| scan.says(*c)) {
        return Some(Look::Certificates);
    }
    if scan.says(C::Job) || !names_in(&scan.tokens, |s| s == Sort::Job).is_empty() {
        return Some(Look::Jobs);
    }
    if scan.says(C::Flag) || !names_in(&scan.tokens, |s| s == Sort::Flag).is_empty() {
        return Some(Look::Flags);
    }
    let all =
        (scan.says(C::Whole) || scan.says(C::Service) && !scan.says(C::Version)) && component(scan).is_none();
    if [C::Replica, C::Health, C::Restarts].iter().any(|c| scan.says(*c)) && !all
        || scan.says(C::Version) && component(scan).is_some()
    {
        return Some(Look::Replicas { component: component(scan) });
    }
    let share = ["パーセント", "percent", "share", "ratio", "割合", "率", "何%", "how many"];
    if scan.says(C::Errors) && share.iter().any(|w| scan.has(w)) {
        return Some(Look::Metric { subject: subject(scan), metric: Some(Metric::ErrorShare) });
    }
    if scan.says(C::Errors) {
        return Some(Look::Logs { component: component(scan), errors_only: true, contains: None });
    }
    // 「catalog-0だけ遅くない？」: of one replica, only the list of them tells.
    let one = scan.tokens.iter().any(|t| matches!(t.what, What::Number(_, Unit::Index)));
    if one && (scan.says(C::Slow) || scan.says(C::Observed)) && component(scan).is_some() {
        return Some(Look::Replicas { component: component(scan) });
    }
    if scan.says(C::Slow) {
        return Some(Look::Metric { subject: subject(scan), metric: Some(Metric::P95) });
    }
    if scan.says(C::Pool) {
        return Some(Look::Metric { subject: subject(scan), metric: Some(Metric::PoolWaits) });
    }
    let happening = scan.says(C::Observed)
        || ["増え", "多", "起き", "発生", "してる", "many"].iter().any(|w| scan.has(w));
    if scan.says(C::Retry) && happening {
        return Some(Look::Metric { subject: subject(scan), metric: Some(Metric::Retries) });
    }
    if [C::Timeout, C::Retry, C::Fallback].iter().any(|c| scan.says(*c)) {
        return Some(Look::Topology { component: component(scan) });
    }
    whole(scan)
}

fn whole(scan: &Scan) -> Option<Look> {
    match subject(scan) {
        Some(subject) => Some(Look::Metric { subject: Some(subject), metric: None }),
        None if scan.says(C::Version) => Some(Look::Replicas { component: None }),
        None if scan.says(C::Queue) => Some(Look::Metric { subject: None, metric: Some(Metric::Backlog) }),
        None if scan.says(C::Database) => Some(Look::Activity { database: None }),
        None if [C::Deploy, C::Config, C::Previous].iter().any(|c| scan.says(*c)) => {
            Some(Look::Changes { window: window(scan) })
        }
        None if scan.says(C::Overview) || scan.says(C::State) => Some(Look::Overview),
        None if scan.says(C::Service) && scan.has("?") => Some(Look::Overview),
        None if scan.says(C::Whole) && (scan.has("?") || asked(scan)) => Some(Look::Overview),
        None if scan.says(C::Metrics) => Some(Look::Metric { subject: None, metric: None }),
        None => None,
    }
}

/// A queue before a broker is its backlog.
fn fitting(scan: &Scan, metric: Metric) -> Metric {
    // The subject is the first that is named: 「checkout のキュー」 is checkout's.
    let broker = names_in(&scan.tokens, Sort::is_component).first().is_some_and(|t| t.sort == Sort::Broker);
    match metric {
        Metric::Queue if broker => Metric::Backlog,
        // What a service has is a queue; a backlog is a broker's.
        Metric::Backlog if !broker && component(scan).is_some() => Metric::Queue,
        Metric::Connections if scan.says(C::Pool) => Metric::PoolWaits,
        Metric::Lag if !names_in(&scan.tokens, |s| s == Sort::Broker).is_empty() => Metric::Backlog,
        metric => metric,
    }
}
