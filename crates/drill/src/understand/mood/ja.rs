//! The mood of a Japanese verb: read from its ending, from the rest of its sentence, and from what
//! stands before it. Tables of endings; the first table that matches decides.

use std::sync::LazyLock;

use super::{Forms, Mood, any, becomes, blanked, forms, is_deed, sentence};
use crate::understand::normal::is_katakana;
use crate::understand::phrases::Form;
use crate::understand::scan::{Scan, Unit, What};

const FILE: &str = include_str!("../rules/mood-ja.txt");

/// Asking somebody to do it, even where it sounds like a question.
static REQUEST: Forms = LazyLock::new(|| forms(FILE, "request"));
static NOT_REQUESTED: Forms = LazyLock::new(|| forms(FILE, "not-requested"));
/// 「を実行して」: the noun is carried out.
static CARRIED: Forms = LazyLock::new(|| forms(FILE, "carried"));
/// 「の手順」「が原因」: the noun is only named.
static NAMED: Forms = LazyLock::new(|| forms(FILE, "named"));
const MUST: &[&str] = &[
    "ないといけ",
    "ないとだめ",
    "ないとダメ",
    "ないとまず",
    "ないとあか",
    "ないとやば",
    "ないとな",
    "なければ",
    "なきゃ",
    "なくちゃ",
    "ざるを得",
    "しかない",
    "しかあるまい",
    "しかなさそう",
];
static DENIED_QUESTION: Forms = LazyLock::new(|| forms(FILE, "denied-question"));
static DENIED: Forms = LazyLock::new(|| forms(FILE, "denied"));
static SUPPOSED: Forms = LazyLock::new(|| forms(FILE, "supposed"));
static ASKED: Forms = LazyLock::new(|| forms(FILE, "asked"));
static DONE: Forms = LazyLock::new(|| forms(FILE, "done"));
static UNDER_WAY: Forms = LazyLock::new(|| forms(FILE, "under-way"));
static SAID: Forms = LazyLock::new(|| forms(FILE, "said"));
static BEFORE_ASKED: Forms = LazyLock::new(|| forms(FILE, "before-asked"));
static BEFORE_SUPPOSED: Forms = LazyLock::new(|| forms(FILE, "before-supposed"));
static BEFORE_NOT: Forms = LazyLock::new(|| forms(FILE, "before-not"));
static BEFORE_DONE: Forms = LazyLock::new(|| forms(FILE, "before-done"));
/// What a commanded, wished or announced verb goes on with.
static ORDERED: Forms = LazyLock::new(|| forms(FILE, "ordered"));

/// How the verb at this token is meant.
pub(super) fn mood(scan: &Scan, at: usize, form: Form) -> Mood {
    let text = blanked(scan);
    let token = &scan.tokens[at];
    let (start, end) = sentence(&text, token);
    let before = &text[start..token.start];
    let mut whole = text[token.end..end].trim_start();
    // 「6 台に」: what `に` is followed by.
    if !matches!(token.what, What::Said(_, form) if form.acts()) {
        let about = [
            "のユーザー",
            "のユーザ",
            "の利用者",
            "の人",
            "のお客様",
            "体制",
            "構成",
            "編成",
            "くらい",
            "ぐらい",
            "ほど",
            "程度",
            "フル",
        ];
        whole = about.iter().find_map(|a| whole.strip_prefix(a)).unwrap_or(whole);
        whole = whole.strip_prefix("まで").unwrap_or(whole).trim_start_matches(['に', 'へ']);
        whole = if becomes(scan, at) { whole.trim_start_matches('で') } else { whole };
    }
    let stop = scan.tokens[at + 1..]
        .iter()
        .find(|t| t.start < end && matches!(t.what, What::Said(c, f) if is_deed(c) && f.acts()))
        .map_or(end, |t| t.start);
    let offset = text[token.end..end].len() - whole.len();
    let tail = text.get(token.end + offset..stop.max(token.end + offset)).unwrap_or(whole);
    if any(whole, &SAID) || said_by_others(whole) {
        return Mood::Report;
    }
    if deferred(scan, start, token.start) {
        return Mood::Condition;
    }
    if any(before, &BEFORE_ASKED) && !any(tail, &REQUEST) {
        return Mood::Question;
    }
    if supposed_before(before) {
        return if whole.ends_with('?') { Mood::Question } else { Mood::Condition };
    }
    // 「戻してから 15 分経った」, with nothing to do after it.
    if tail.contains("てから") && stop == end {
        return Mood::Condition;
    }
    // 「checkout のデプロイ、取り消して」: the first is what the second undoes.
    let topic = form == Form::Action && tail.starts_with(['、', ',']) && stop < end;
    if topic && before.trim_end().ends_with('の') {
        return Mood::Noun;
    }
    ending(tail, whole, before, form)
}

/// 「1 時間後に」: not now.
fn deferred(scan: &Scan, start: usize, end: usize) -> bool {
    scan.tokens.iter().any(|t| {
        let span = matches!(t.what, What::Number(_, Unit::Span));
        span && t.start >= start
            && t.end <= end
            && ["後に", "後、", "後で", "後から", "したら", "経ったら"]
                .iter()
                .any(|w| scan.text[t.end..].starts_with(w))
    })
}

/// 「再起動しろって」, but not 「切って」.
fn said_by_others(whole: &str) -> bool {
    let words = whole.trim_end_matches(['。', '!']);
    let verb_before = words.strip_suffix("って").and_then(|rest| rest.chars().next_back());
    verb_before.is_some_and(|c| "ろせえれけめべねてすするうくぐむぶつよ".contains(c))
}

fn supposed_before(before: &str) -> bool {
    let mut text = before.to_string();
    for not in BEFORE_NOT.iter() {
        text = text.replace(not, "");
    }
    any(&text, &BEFORE_SUPPOSED)
}

fn ending(tail: &str, whole: &str, before: &str, form: Form) -> Mood {
    let question = whole.ends_with('?');
    if any(tail, &DENIED_QUESTION) && !any(tail, &REQUEST) && !any(tail, &["ないで"]) {
        return Mood::Question;
    }
    if any(tail, MUST) {
        return Mood::Unsure;
    }
    let wished = any(tail, &REQUEST)
        && !any(tail, &NOT_REQUESTED)
        && !any(tail, &["ないで", "ずに", "んといて", "やめて", "待って", "なら", "ても?"]);
    if wished {
        return if form == Form::Action
            && noun(tail) == Some(Mood::Noun)
            && !any(tail, &["お願い", "おねがい", "頼", "たの"])
        {
            Mood::Noun
        } else {
            Mood::Order
        };
    }
    if any(tail, &DENIED) || before.trim_end().ends_with("まだ") {
        return Mood::Negation;
    }
    if tail.starts_with('済') {
        return Mood::Report;
    }
    if let Some(noun) = noun(tail).filter(|_| form == Form::Action) {
        return noun;
    }
    if done(tail) || any(tail, &DONE) {
        return if question { Mood::Question } else { Mood::Report };
    }
    if any(tail, &ASKED)
        || question && !bare_request(tail)
        || whole.trim_end_matches(['。', '!']).ends_with('か')
    {
        return Mood::Question;
    }
    if question {
        return Mood::Unsure;
    }
    if any(tail, &SUPPOSED) {
        return Mood::Condition;
    }
    if any(tail, &UNDER_WAY) || tail.starts_with('中') {
        return Mood::Report;
    }
    if any(before, &BEFORE_DONE) && tail.starts_with("し、") {
        return Mood::Report;
    }
    commanded(tail)
}

/// 「再起動してる」「戻した」: what is or was.
pub(super) fn state(tail: &str) -> bool {
    let tail = tail.trim_start();
    // 「今オン？」
    if matches!(
        tail,
        "?" | "ですか" | "ですか?" | "なの?" | "だっけ?" | "だっけ" | "でしたっけ?" | "ですかね?"
    ) {
        return true;
    }
    let tail = tail.strip_prefix("を").unwrap_or(tail);
    let verb =
        tail.strip_prefix(['し', 'っ', 'い', 'ん', 'め', 'げ', 'け', 'え', 'せ', 'き', 'ち']).unwrap_or(tail);
    let goes_on = [
        "ている",
        "ています",
        "てる",
        "てます",
        "でる",
        "でいる",
        "とる",
        "てた",
        "ていた",
        "中",
        "されて",
        "された",
    ];
    goes_on.iter().any(|g| verb.starts_with(g) || tail.starts_with(g)) || done(tail)
}

/// 「戻して？」
fn bare_request(tail: &str) -> bool {
    tail.trim_end_matches('?').ends_with('て')
}

/// 「戻した」「消した」, but not 「戻したい」「戻したら」.
fn done(tail: &str) -> bool {
    let tail = tail.strip_prefix(['を', 'は', 'も']).unwrap_or(tail);
    let tail = tail
        .strip_prefix(['し', 'っ', 'い', 'ん', 'め', 'げ', 'け', 'え', 'せ', 'れ', 'き', 'ち', 'や'])
        .unwrap_or(tail);
    tail.strip_prefix('た').or_else(|| tail.strip_prefix("んだ")).is_some_and(|rest| {
        !rest.starts_with(['い', 'ら', 'り', 'く', 'が', 'め', '方', 'ほ']) || rest.starts_with("がる")
    })
}

/// A noun of action that is only named: 「再起動の手順」「デプロイが原因」. `None`: it goes on as a verb.
fn noun(tail: &str) -> Option<Mood> {
    if ["を検討", "を迷", "を考え", "を悩"].iter().any(|d| tail.starts_with(d)) {
        return Some(Mood::Question);
    }
    if tail.starts_with('を') {
        return (!CARRIED.iter().any(|d| tail.starts_with(*d))).then_some(Mood::Noun);
    }
    if ["とい", "とこ", "とく", "とけ", "ときま"].iter().any(|t| tail.starts_with(t)) {
        return None;
    }
    if tail.starts_with("されて") || tail.starts_with("された") {
        return Some(Mood::Report);
    }
    if tail.starts_with("でき") {
        return None;
    }
    // 「前回リリース版」: a compound is named, unless it says that it is to be done.
    let compound =
        tail.chars().next().is_some_and(|c| matches!(c, '一'..='鿿') || is_katakana(c) && c != 'ー');
    let to_do = [
        "実施",
        "実行",
        "希望",
        "願",
        "依頼",
        "開始",
        "決行",
        "宜",
        "頼",
        "要請",
        "求",
        "お",
        "中",
        "済",
        "後",
        "前",
        "ゴー",
        "プリーズ",
        "ヨロ",
    ];
    if compound && !to_do.iter().any(|w| tail.starts_with(w)) {
        return Some(Mood::Noun);
    }
    // 「再起動で直る」, but 「再起動で」.
    let done_with = [
        "でいき",
        "で行き",
        "でいこ",
        "で行こ",
        "でよろ",
        "でたの",
        "でやって",
        "でやり",
        "で対応",
        "で進め",
        "で決",
        "でヨロ",
    ];
    if done_with.iter().any(|w| tail.starts_with(w)) {
        return None;
    }
    let by = tail
        .strip_prefix('で')
        .is_some_and(|rest| rest.chars().next().is_some_and(|c| !"。!、 お頼".contains(c)));
    (by || NAMED.iter().any(|p| tail.starts_with(*p))).then_some(Mood::Noun)
}

/// A て-form that goes on with something that is no request, wish or next clause: 「してあって」.
fn continued(tail: &str) -> bool {
    let Some(te) = tail.char_indices().take(3).find(|(_, c)| *c == 'て') else { return false };
    let rest = tail[te.0 + 'て'.len_utf8()..].trim_start();
    let goes_on = [
        "くれ",
        "くだ",
        "ほし",
        "ちょ",
        "お",
        "ね",
        "よ",
        "や",
        "み",
        "もら",
        "いただ",
        "いこ",
        "いき",
        "から",
        "な",
        "ー",
        "~",
        "え",
        "しま",
        "ん",
        "w",
        "すぐ",
        "そ",
        "さ",
    ];
    let next = rest.chars().next();
    next.is_some_and(|c| matches!(c, 'ぁ'..='ゖ')) && !goes_on.iter().any(|g| rest.starts_with(g))
}

fn commanded(tail: &str) -> Mood {
    let tail = tail.strip_prefix('を').unwrap_or(tail);
    let mut chars = tail.chars();
    let (first, second) = (chars.next(), chars.next());
    // 「戻す手順」「消すやつ」: the verb belongs to a noun.
    let plain = first.is_some_and(|c| "すうくるぐむぶつ".contains(c));
    let noun_follows = second.is_some_and(|c| {
        matches!(c, '一'..='鿿') || is_katakana(c) || c == 'の' || c == 'や' && tail.contains("やつ")
    });
    if plain && noun_follows
        || tail.starts_with("する") && tail.chars().nth(2).is_some_and(|c| matches!(c, '一'..='鿿' | 'の'))
    {
        return Mood::Noun;
    }
    if continued(tail) {
        return Mood::Unsure;
    }
    if tail.trim().is_empty() || ORDERED.iter().any(|o| tail.starts_with(o)) {
        Mood::Order
    } else {
        Mood::Unsure
    }
}
