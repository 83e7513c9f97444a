//! What a player says in the room: declares, informs, suspects, rules out, notes, closes. The words
//! stay the player's; only what kind of speech it is, and which part it is about, is found. Knows
//! nothing of whether it is true.

use super::asks;
use super::concept::Concept as C;
use super::lexicon::Sort;
use super::mood::{self, Mood};
use super::phrases::Form;
use super::scan::{Scan, What};
use crate::intent::{Act, Intent, Look, NotAnOrder, Understood, Whom};

/// Beginnings that say what kind of speech follows, with or without a colon.
const LABELS: &[(&str, Kind)] = &[
    ("状況報告", Kind::Update),
    ("状況共有", Kind::Update),
    ("ステータス更新", Kind::Update),
    ("ステータスアップデート", Kind::Update),
    ("社内に共有", Kind::Update),
    ("共有", Kind::Update),
    ("続報", Kind::Update),
    ("第一報", Kind::Update),
    ("周知", Kind::Update),
    ("報告", Kind::Update),
    ("アップデート", Kind::Update),
    ("status update", Kind::Update),
    ("update", Kind::Update),
    ("status", Kind::Update),
    ("/update", Kind::Update),
    ("/status", Kind::Update),
    ("仮説", Kind::Hypothesis),
    ("推測", Kind::Hypothesis),
    ("hypothesis", Kind::Hypothesis),
    ("/hypothesis", Kind::Hypothesis),
    ("theory", Kind::Hypothesis),
    ("root cause", Kind::Hypothesis),
    ("cause", Kind::Hypothesis),
    ("原因", Kind::Hypothesis),
    ("/refute", Kind::Refute),
    ("refuted", Kind::Refute),
    ("refute", Kind::Refute),
    ("反証", Kind::Refute),
    ("棄却", Kind::Refute),
    ("メモ", Kind::Note),
    ("記録", Kind::Note),
    ("note to self", Kind::Note),
    ("note", Kind::Note),
    ("/note", Kind::Note),
    ("fyi", Kind::Note),
    ("for the record", Kind::Note),
    ("再発防止策", Kind::Countermeasure),
    ("再発防止", Kind::Countermeasure),
    ("恒久対応", Kind::Countermeasure),
    ("恒久対策", Kind::Countermeasure),
    ("対策", Kind::Countermeasure),
    ("改善策", Kind::Countermeasure),
    ("アクションアイテム", Kind::Countermeasure),
    ("countermeasure", Kind::Countermeasure),
    ("/countermeasure", Kind::Countermeasure),
    ("action item", Kind::Countermeasure),
    ("action items", Kind::Countermeasure),
    ("countermeasures", Kind::Countermeasure),
    ("follow-ups", Kind::Countermeasure),
    ("followups", Kind::Countermeasure),
    ("follow ups", Kind::Countermeasure),
    ("postmortem", Kind::Countermeasure),
    ("post-mortem", Kind::Countermeasure),
    ("post mortem", Kind::Countermeasure),
    ("lessons", Kind::Countermeasure),
    ("lessons learned", Kind::Countermeasure),
    ("prevention", Kind::Countermeasure),
    ("ポストモーテム", Kind::Countermeasure),
    ("今後の対策", Kind::Countermeasure),
    ("follow-up", Kind::Countermeasure),
    ("followup", Kind::Countermeasure),
    ("follow up", Kind::Countermeasure),
    ("postmortem action", Kind::Countermeasure),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Update,
    Hypothesis,
    Refute,
    Note,
    Countermeasure,
}

fn made(kind: Kind, text: String, scan: &Scan) -> Intent {
    Intent::Room(match kind {
        Kind::Update => Act::Update { text, to: Whom::Everyone },
        Kind::Hypothesis => Act::Hypothesis { text, about: about(scan) },
        Kind::Refute => Act::Refute { text, about: about(scan) },
        Kind::Note => Act::Note { text },
        Kind::Countermeasure => Act::Countermeasure { text },
    })
}

/// The part that a sentence is about: the first component, flag, job or version named.
fn about(scan: &Scan) -> Option<String> {
    let thing = scan
        .names(|s| s.is_component() || matches!(s, Sort::Flag | Sort::Job | Sort::Version | Sort::Endpoint));
    thing.first().map(|t| if t.owner.is_empty() { t.name.clone() } else { t.owner.clone() })
}

/// Speech that says itself what it is: "update: …", 「メモ：…」, `/note …`.
pub(super) fn labelled(text: &str, scan: &Scan) -> Option<Intent> {
    behind_a_label(text.trim(), scan, |rest| rest)
}

/// The same with more words around the label: "update for #incident: …", 「議事録に残しといて。…」.
pub(super) fn headed(text: &str, scan: &Scan) -> Option<Intent> {
    let plain = text.trim();
    let labelled = behind_a_label(plain, scan, |rest| addressed(rest, scan).unwrap_or(rest));
    labelled.or_else(|| introduced(plain, scan))
}

fn behind_a_label(plain: &str, scan: &Scan, skip: impl Fn(&str) -> &str) -> Option<Intent> {
    let lower = plain.to_lowercase();
    for (label, kind) in LABELS {
        let Some(rest) = lower.strip_prefix(label) else { continue };
        let rest = skip(rest);
        let colon = rest.trim_start().starts_with([':', '：', ')', '）', '>', '】', '|', '=', '＝']);
        // 「原因：？」 "cause:?" asks.
        let asks = rest.trim_end().ends_with(['?', '？']) && !rest.contains(char::is_alphanumeric);
        let colon = colon && !asks;
        let slash = label.starts_with('/') && rest.starts_with(' ');
        let bare = matches!(kind, Kind::Note)
            && rest.starts_with([' ', '、', '　', ','])
            && !rest.trim_end().ends_with(['?', '？']);
        if !(colon || slash || bare) {
            continue;
        }
        let words = plain.get(plain.len() - rest.len()..).unwrap_or(rest);
        let words = words
            .trim_start()
            .trim_start_matches([':', '：', '、', ',', ')', '）', '>', '】', '|', '=', '＝'])
            .trim();
        if !words.is_empty() {
            return Some(made(*kind, words.into(), scan));
        }
    }
    None
}

/// 「議事録に残しといて。…」 "jot down: …": it opens with words that say what follows, and with nothing else.
fn introduced(own: &str, scan: &Scan) -> Option<Intent> {
    let opening =
        scan.tokens.iter().find(|t| !matches!(t.what, What::Said(C::Filler | C::Polite, _) | What::Word))?;
    if scan.text[..opening.start].chars().count() > 8 {
        return None;
    }
    let kind = match opening.what {
        What::Said(C::NoteDown, _) => Kind::Note,
        What::Said(C::Prevent, _) => Kind::Countermeasure,
        What::Said(C::Inform, _) => Kind::Update,
        _ => return None,
    };
    let end = scan.text[opening.end..]
        .find(['。', ':', ')', '\n', '>'])
        .or_else(|| scan.text[opening.end..].find(". "))?;
    let mark = scan.text[opening.end + end..].chars().next()?;
    let tail = &scan.text[opening.end..opening.end + end];
    let rest = scan.text[opening.end + end + mark.len_utf8()..].trim();
    // Before a full stop it has to be a request to write down; before a colon it is a heading.
    let heads = matches!(mark, ':' | ')' | '>') && tail.chars().count() <= 16
        || kind == Kind::Note && tail.chars().count() <= 12;
    let names_before =
        scan.tokens.iter().any(|t| t.start < opening.end + end && matches!(t.what, What::Name { .. }));
    let words = own.split_once([mark, '：', '）']).map_or(own, |(_, words)| words).trim();
    (heads && !rest.is_empty() && !names_before && !words.is_empty()).then(|| made(kind, words.into(), scan))
}

/// "update for #incident: …": to whom, between the label and its colon.
fn addressed<'a>(rest: &'a str, scan: &Scan) -> Option<&'a str> {
    let colon = rest.find([':', '：'])?;
    let between = &rest[..colon];
    let few = between.starts_with([' ', '(', '（', '、', 'を', 'の']) && between.chars().count() <= 28;
    let names_nothing = scan.names(Sort::is_component).is_empty()
        || !scan.names(Sort::is_component).iter().any(|t| between.contains(&t.name));
    (few && names_nothing && !between.contains(['?', '？', '。', ','])).then_some(&rest[colon..])
}

/// Severity that was said: `SEV2`, 「重大度 1」, "severity from 3 to 1".
pub(super) fn severity(scan: &Scan) -> Option<u8> {
    let text = &scan.text;
    let labels = ["severity", "sev", "重大度", "深刻度", "重要度", "レベル", "セブ", "優先度", "priority"];
    let mut all = labels.iter().flat_map(|label| text.match_indices(label).map(|(at, _)| at + label.len()));
    all.find_map(|behind| {
        let rest: String = text[behind..].chars().take_while(|c| !"。.?!\n".contains(*c)).take(24).collect();
        let digits: Vec<(usize, u8)> = rest
            .char_indices()
            .filter(|(i, c)| c.is_ascii_digit() && !goes_on(&rest[i + 1..]))
            .filter(|(i, _)| !rest[..*i].ends_with(|c: char| c.is_ascii_digit() || c == ':'))
            .filter_map(|(i, c)| c.to_digit(10).map(|d| (i, d as u8)))
            .filter(|(_, d)| (1..=4).contains(d))
            .collect();
        let goal = |(i, _): &&(usize, u8)| {
            rest[..*i].trim_end().ends_with(" to") || rest[i + 1..].trim_start().starts_with(['に', 'へ'])
        };
        let near = digits.first().filter(|(i, _)| rest[..*i].chars().count() <= 12);
        digits.iter().find(goal).or(near).map(|(_, d)| *d)
    })
}

/// More digits, or a clock time: `12`, `1:30`; "sev1: buying fails" is none.
fn goes_on(rest: &str) -> bool {
    let clock = rest.strip_prefix(':').unwrap_or(rest);
    clock.starts_with(|c: char| c.is_ascii_digit())
}

/// "P1, declare it": the letter alone says too little where nothing is declared.
fn priority(scan: &Scan) -> Option<u8> {
    let words = scan.text.split(|c: char| !c.is_ascii_alphanumeric());
    words.filter_map(|word| word.strip_prefix('p')?.parse().ok()).find(|level| (1..=4).contains(level))
}

/// Declaring, or changing the severity.
pub(super) fn declared(scan: &Scan) -> Option<Understood> {
    let clear = |act| Some(Understood::Clear(Intent::Room(act)));
    let severity = severity(scan).or_else(|| priority(scan).filter(|_| scan.says(C::Declare)));
    if scan.says(C::Repaired) {
        return None;
    }
    let at = scan.tokens.iter().position(|t| matches!(t.what, What::Said(C::Declare, _)));
    let changed =
        scan.tokens.iter().enumerate().find(
            |(_, t)| matches!(t.what, What::Said(C::More | C::Less | C::Deploy | C::Set, f) if f.acts()),
        );
    let question = scan.text.ends_with('?');
    if let Some(at) = at {
        let form = match scan.tokens[at].what {
            What::Said(_, form) => form,
            _ => return None,
        };
        let mood = if form.acts() { mood::of(scan, at, form) } else { Mood::Order };
        let mood = match mood {
            // "declaring a sev1", "this is an incident": said is done.
            Mood::Unsure | Mood::Noun if !question => Mood::Order,
            mood => mood,
        };
        return match refused(mood) {
            _ if question && mood != Mood::Order => Some(Understood::NotAnOrder(NotAnOrder::Question)),
            Some(no) => Some(Understood::NotAnOrder(no)),
            None => clear(Act::Declare { severity }),
        };
    }
    let severity = severity?;
    if question {
        return Some(Understood::NotAnOrder(NotAnOrder::Question));
    }
    match changed {
        Some((at, token)) => {
            let What::Said(_, form) = token.what else { return None };
            match refused(mood::of(scan, at, form)) {
                Some(no) => Some(Understood::NotAnOrder(no)),
                None => clear(Act::Severity { severity }),
            }
        }
        // "severity down to 4": it is said where it goes.
        None if ["severity", "重大度", "深刻度"].iter().any(|w| scan.has(w))
            && [" to ", "に", "down", "up", "へ"].iter().any(|w| scan.has(w)) =>
        {
            clear(Act::Severity { severity })
        }
        None => clear(Act::Declare { severity: Some(severity) }),
    }
}

/// The answer to a deed that is not meant as an order.
pub(super) fn refused(mood: Mood) -> Option<NotAnOrder> {
    match mood {
        Mood::Question => Some(NotAnOrder::Question),
        Mood::Negation => Some(NotAnOrder::Negation),
        Mood::Condition => Some(NotAnOrder::Condition),
        Mood::Report => Some(NotAnOrder::Report),
        Mood::Order | Mood::Unsure | Mood::Noun => None,
    }
}

/// All other speech; `text` are the player's own words.
pub(super) fn read(text: &str, scan: &Scan) -> Option<Understood> {
    let clear = |intent| Some(Understood::Clear(intent));
    let own = || text.trim().to_string();
    let end = scan.text.trim_end_matches(['。', '?', 'ぁ', 'あ', 'ー']);
    let question = scan.text.ends_with('?') || end.ends_with('か') || end.ends_with("っけ");
    let first = mood::en::first(&scan.text);
    let first = first.strip_suffix("'s").unwrap_or(first);
    let asked = [
        "what", "which", "how", "where", "who", "why", "did", "is", "are", "does", "do", "has", "any",
        "anything", "have", "was", "were",
    ]
    .contains(&first);
    let question = question || asked;
    let wondering = ["かな", "じゃない?", "ではない?", "ちゃう?", "んじゃ", "っぽい?", "ない?", "かも?"];
    let wonders = wondering.iter().any(|w| scan.has(w)) || scan.has("じゃないか") || scan.has("ではないか");
    if scan.says(C::CauseAsked) && !scan.says(C::Runbook) && about(scan).is_none() {
        return Some(Understood::NotAnOrder(NotAnOrder::Question));
    }
    if scan.says(C::Inform) && !asks_somebody(scan) {
        return informed(own(), scan, question);
    }
    if scan.says(C::Prevent) && !question {
        return clear(made(Kind::Countermeasure, own(), scan));
    }
    let asks_to_see = question && super::looks::telling(scan);
    if scan.says(C::Nothing) && !asks_to_see && (!scan.says(C::Suspect) || about(scan).is_none()) {
        return if question {
            Some(Understood::NotAnOrder(NotAnOrder::Question))
        } else {
            clear(Intent::Room(Act::FalseAlarm))
        };
    }
    let denied = scan.says(C::Cleared) || denied(scan) || unsuspected(scan);
    if denied
        && !wonders
        && (about(scan).is_some() || scan.says(C::Suspect) || scan.has("原因") || scan.has("cause"))
    {
        return if question {
            Some(Understood::NotAnOrder(NotAnOrder::Question))
        } else {
            clear(made(Kind::Refute, own(), scan))
        };
    }
    if asks_to_see && asks::is_there(scan) {
        return None;
    }
    if scan.says(C::Suspect) && proposes(scan) {
        return Some(Understood::NotAnOrder(NotAnOrder::Question));
    }
    if conjectures(scan) && (about(scan).is_some() || asks::suffers(scan)) && !proposes(scan) {
        return clear(made(Kind::Hypothesis, own(), scan));
    }
    // 「checkout のせいかな？」 asks, 「怪しいログある？」 wants to see: what is asked is not stated.
    let supposes = wondering.iter().filter(|w| **w != "かな").any(|w| scan.has(w)) || conjectures(scan);
    if scan.says(C::Suspect) && question && !supposes && !scan.has("じゃないか") && !scan.has("ではないか")
    {
        return if asks_to_see { None } else { Some(Understood::NotAnOrder(NotAnOrder::Question)) };
    }
    if scan.says(C::Suspect) && !scan.says(C::Repaired) && !asks_english(scan, question) {
        return clear(made(Kind::Hypothesis, own(), scan));
    }
    closed(text, scan, question)
}

/// 「戻したほうがいいかも」: what could be done, and not what is wrong.
fn proposes(scan: &Scan) -> bool {
    let advice = [
        "ほうがい",
        "方がい",
        "ほうが良",
        "方が良",
        "ほうがよ",
        "方がよ",
        "べきか",
        "べきだ",
        "べきな",
        "べきじゃ",
        "いいんじゃ",
        "いいのでは",
    ];
    advice.iter().any(|w| scan.has(w))
}

/// 「積み上がって復旧できなくなってるんじゃないか」: what may be wrong, put as if it were asked.
fn conjectures(scan: &Scan) -> bool {
    let text = scan.text.trim_end_matches(['?', '。', '!', 'な', 'と']);
    let ends = [
        "んじゃないか",
        "のではないか",
        "んじゃない",
        "のでは",
        "んじゃなかろうか",
        "んじゃないでしょうか",
        "のではないでしょうか",
        "んじゃね",
    ];
    let repaired = scan.says(C::Repaired) && !["できな", "出来な", "れな"].iter().any(|w| scan.has(w));
    ends.iter().any(|e| text.ends_with(e)) && !repaired
}

/// 「疑わなくていい」
fn unsuspected(scan: &Scan) -> bool {
    scan.tokens.iter().any(|t| {
        let tail = &scan.text[t.end..];
        matches!(t.what, What::Said(C::Suspect, Form::Stem))
            && ["わな", "ってな", "ってはな", "くな", "くはな", "う必要"].iter().any(|w| tail.starts_with(w))
    })
}

fn asks_english(scan: &Scan, question: bool) -> bool {
    question && !super::normal::is_japanese(&scan.text)
}

/// "it's not payments", "payments isn't it".
fn denied(scan: &Scan) -> bool {
    let mere =
        ["it ain't ", "it isn't ", "it wasn't ", "'s not the ", "ain't the "].iter().any(|w| scan.has(w));
    let cause = mere
        || scan.has("原因")
            && ["ではない", "じゃない", "ではありません", "違う", "違います", "ちゃう"]
                .iter()
                .any(|w| scan.text.trim_end_matches(['。', 'よ', 'な', 'ね']).ends_with(w));
    cause
        || ["it's not ", "it is not ", "not because of", "isn't because", "was not ", "wasn't the"]
            .iter()
            .any(|w| scan.has(w))
}

/// 「田中さんに連絡してリリースについて聞いて」 asks; nobody is told anything.
pub(super) fn asks_somebody(scan: &Scan) -> bool {
    scan.says(C::Know) && !scan.names(|s| s == Sort::Person).is_empty()
}

fn informed(text: String, scan: &Scan, question: bool) -> Option<Understood> {
    let at = scan.tokens.iter().position(|t| matches!(t.what, What::Said(C::Inform, _)))?;
    let What::Said(_, form) = scan.tokens[at].what else { return None };
    let mood = if form.acts() { mood::of(scan, at, form) } else { Mood::Order };
    // What is told may be about anything: "tell them we will update in 15 minutes".
    let depends =
        ["if ", "once ", "as soon as", "when ", "たら", "なら", "れば", "次第"].iter().any(|w| scan.has(w));
    let mood = match mood {
        Mood::Question if !question => Mood::Order,
        Mood::Condition if !depends => Mood::Order,
        mood => mood,
    };
    // 「状況を共有してもらえる？」 wants to know, "tell me" is a look: only what tells others is an update.
    if question && mood != Mood::Order {
        return Some(Understood::NotAnOrder(NotAnOrder::Question));
    }
    match refused(mood) {
        Some(no) if no != NotAnOrder::Report => Some(Understood::NotAnOrder(no)),
        _ => Some(Understood::Clear(Intent::Room(Act::Update { text, to: Whom::Everyone }))),
    }
}

/// It is over, it is not over, or something was seen.
fn closed(text: &str, scan: &Scan, question: bool) -> Option<Understood> {
    let note = || Some(Understood::Clear(Intent::Room(Act::Note { text: text.trim().into() })));
    let seen = scan.tokens.iter().any(|t| {
        matches!(
            t.what,
            What::Said(
                C::Metric(_)
                    | C::Errors
                    | C::Slow
                    | C::Locks
                    | C::Disk
                    | C::Queue
                    | C::Health
                    | C::Logs
                    | C::Pool
                    | C::Traffic
                    | C::Retry,
                _
            )
        ) || matches!(t.what, What::Name { .. })
    });
    if scan.says(C::Repaired) {
        if question || asks::to_be_seen(scan) {
            return Some(Understood::Clear(Intent::Look(Look::Overview)));
        }
        if ["前回", "昨日", "先週", "以前", "last time", "yesterday", "last week"].iter().any(|w| scan.has(w))
        {
            return Some(Understood::NotAnOrder(NotAnOrder::Report));
        }
        let metric = scan.tokens.iter().any(|t| matches!(t.what, What::Said(C::Metric(_), _)));
        let undone = [
            "まだ",
            "ない",
            "not ",
            "n't",
            "ません",
            "たら",
            "なら",
            "れば",
            "if ",
            "until",
            "見込",
            "まで",
            "手順",
            "予定",
            "目処",
            "めど",
            "目途",
            "when",
        ];
        if undone.iter().any(|w| scan.has(w)) {
            return note();
        }
        if !metric || super::normal::is_japanese(&scan.text) && !scan.says(C::Observed) || concludes(scan) {
            return Some(Understood::Clear(Intent::Room(Act::Resolved)));
        }
        return note();
    }
    let wants = scan.says(C::Show) && !scan.has("i see") && !scan.has("we see");
    if scan.says(C::NoteDown) && !question {
        return note();
    }
    if (scan.says(C::Observed) || said_seen(scan)) && seen && !question && !wants {
        return note();
    }
    None
}

/// 「エラー率も戻ったし、解消で」 "errors are gone, calling it resolved": the last clause says that it is over.
fn concludes(scan: &Scan) -> bool {
    let Some(turn) = ["、", "。", "し ", ", ", ". ", " so "]
        .iter()
        .filter_map(|t| scan.text.trim_end_matches(['。', '.']).rfind(t))
        .max()
    else {
        return false;
    };
    let last = |c: fn(C) -> bool| {
        scan.tokens.iter().any(|t| t.start >= turn && matches!(t.what, What::Said(said, _) if c(said)))
    };
    last(|c| c == C::Repaired) && !last(|c| matches!(c, C::Metric(_)))
}

/// 「エラーが出てる」「見たけど何もない」 without a question: seen, not asked.
fn said_seen(scan: &Scan) -> bool {
    let ends = [
        "出てる",
        "出ている",
        "出てます",
        "出ています",
        "出とる",
        "なってる",
        "なっている",
        "なりました",
        "になった",
        "だった",
        "でした",
        "なかった",
        "ません",
        "超えてる",
        "超えている",
        "超え",
        "見たけど",
        "見たが",
        "が原因",
        "している",
        "してる",
        "していた",
        "しました",
        "起きてる",
        "起きている",
    ];
    let text = scan.text.trim_end_matches(['。', '!', 'な', 'ね', 'よ', 'わ', 'で']);
    ends.iter().any(|e| text.ends_with(e))
}
