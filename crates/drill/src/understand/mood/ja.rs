//! The mood of a Japanese verb: read from its ending, from the rest of its sentence, and from what
//! stands before it. Tables of endings; the first table that matches decides.

use super::{Mood, any, blanked, is_deed, sentence};
use crate::understand::concept::Concept;
use crate::understand::normal::is_katakana;
use crate::understand::phrases::Form;
use crate::understand::scan::{Scan, What};

/// Asking somebody to do it, even where it sounds like a question.
const REQUEST: &[&str] = &[
    "てくれ", "てもらえ", "てもらい", "てもらう", "ていただ", "て頂", "てほし", "て欲し", "てちょうだい", "てください", "て下さい", "お願い", "おねがい", "てんか",
    "てくださーい", "頼む", "頼み", "たのむ", "よろしく", "をたの", "頼め", "くれへん", "もらえへん", "てくれん", "願います",
];
const MUST: &[&str] = &["ないと", "なければ", "なきゃ", "なくちゃ", "ざるを得", "しかない", "しかあるまい", "しかなさそう"];
const DENIED_QUESTION: &[&str] = &["ない?", "ないの?", "ないんですか", "ないのか", "ませんか", "ないか?", "ないかな", "へん?", "ないのかな"];
const DENIED: &[&str] = &[
    "ない", "ません", "なくて", "ずに", "んといて", "んでええ", "んでいい", "んでも", "すな", "るな", "せず", "まい", "へんで", "のはやめ", "はやめ", "をやめ", "不要",
    "いらな", "要らな", "いらん", "見送", "中止", "はなし", "は無し", "待って", "待とう", "待った", "は待", "やめて", "やめと", "やめよ", "やめる", "ストップ", "取りやめ",
    "控え", "避け", "禁止", "は早い", "はまだ", "のはまだ", "抑え", "我慢", "はナシ", "んとこ", "へんわ", "保留", "後回し", "はあとで", "は後で", "反対", "せんとこ", "必要なし",
    "へんよ", "せんで", "さんで", "さへん", "せえへん", "しないこと", "ストップで", "タンマ", "思いとどま", "踏みとどま", "却下", "論外", "もってのほか", "ちゃだめ", "ちゃダメ",
    "たらあかん", "たらだめ", "たらダメ", "てはいけ", "てはだめ", "のは最後", "は最終手段", "は最後の",
];
const SUPPOSED: &[&str] = &[
    "たら", "すると", "すれば", "せば", "れば", "るなら", "すなら", "場合", "ときは", "時は", "ても", "でも", "前に", "前は", "前提", "るまで", "すまで", "すと", "ってこと", "として",
    "つもりだった", "予定", "準備", "るとしたら", "覚悟", "案も", "案は", "という案", "という手", "選択肢", "手もある", "手段", "タイミング", "るとき", "るには", "すには",
];
const ASKED: &[&str] = &[
    "かな", "べき", "ほうが", "方が", "どう思", "どうだろ", "でしょうか", "だろうか", "ますか", "ましょうか", "ようか", "そうか", "とこか", "ろうか", "ええか", "いいか", "良いか",
    "ていい", "てよい", "て良い", "てええ", "大丈夫", "可能", "できる", "できます", "っけ", "んちゃう", "かしら", "迷", "悩", "検討", "かも", "意味", "のか", "するか", "すか", "るか", "せる",
    "どうなる", "どうです", "影響", "リスク", "問題な", "べし", "ベき", "考え", "どうする", "あり？", "あり?", "アリ?", "ありかな", "ありで", "アリか", "ありか", "気がす", "怖い", "怖く",
    "かねえ", "かねぇ", "どうよ", "どない", "みるか", "たいところ", "やろか", "候補", "いける?", "いけます", "してみては", "ません?",
];
const DONE: &[&str] = &[
    "ました", "済み", "済ん", "済です", "完了", "たった", "ちゃった", "といた", "ておいた", "てあった", "てしまった", "された", "したが", "した結果", "した直後", "したあと", "した後", "したら?", "たばかり",
    "てみたけど", "たけど", "たんだ", "たのに", "てある", "てみた", "たはず", "たやん", "たって", "させた", "られた",
];
const UNDER_WAY: &[&str] = &["ている", "てる", "てます", "ています", "最中", "とるとこ", "とります", "てた", "ていた", "が走っ", "続けて", "繰り返"];
const SAID: &[&str] = &["って言", "と言", "らしい", "とのこと", "だそう", "って聞", "と聞", "という指示", "そうです", "と書", "って書", "って話", "ってさ", "みたい", "と主張", "ゆうて", "言うて", "って。", "と提案", "派です", "派だ", "派が"];
const BEFORE_ASKED: &[&str] = &["なぜ", "なんで", "どうして", "誰が", "だれが", "いつ", "何で", "どれを", "どっちを", "どちらを", "どうやって"];
const BEFORE_SUPPOSED: &[&str] = &["もし", "仮に", "万一", "万が一", "なら", "たら", "れば", "けば", "せば", "場合", "ときは", "次第", "とき、", "時、", "最悪", "いざと"];
const BEFORE_NOT: &[&str] = &["やたら", "さようなら", "ばら", "なければなら", "しかたら"];
const BEFORE_DONE: &[&str] = &["昨日", "先週", "前回", "先月", "さっき", "以前", "去年", "昔"];
/// What a commanded, wished or announced verb goes on with.
const ORDERED: &[&str] = &[
    "て", "し", "す", "せ", "そ", "る", "り", "ろ", "よ", "お願", "た", "ま", "い", "っ", "か", "実行", "と", "!", "、", ",", "。", "く", "け", "こ", "ん", "う", "お", "え", "え", "頼", "希望", "や", "で", "だ",
    "w", ".", "ね", "ー", "~", "な", "つ", "ち",
];

/// How the verb at this token is meant.
pub(super) fn mood(scan: &Scan, at: usize, form: Form) -> Mood {
    let text = blanked(scan);
    let token = &scan.tokens[at];
    let (start, end) = sentence(&text, token);
    let before = &text[start..token.start];
    let mut whole = text[token.end..end].trim_start();
    // 「6 台に」: what `に` is followed by.
    if !matches!(token.what, What::Said(c, _) if is_deed(c) || !matches!(c, Concept::Previous | Concept::Double)) {
        whole = whole.trim_start_matches(['に', 'へ']);
    }
    let stop = scan.tokens[at + 1..]
        .iter()
        .find(|t| t.start < end && matches!(t.what, What::Said(c, f) if is_deed(c) && f.acts()))
        .map_or(end, |t| t.start);
    let offset = text[token.end..end].len() - whole.len();
    let tail = text.get(token.end + offset..stop.max(token.end + offset)).unwrap_or(whole);
    if any(whole, SAID) || whole.trim_end_matches(['。', '!']).ends_with("って") && form != Form::Plain {
        return Mood::Report;
    }
    if any(before, BEFORE_ASKED) && !any(tail, REQUEST) {
        return Mood::Question;
    }
    if supposed_before(before) {
        return if whole.ends_with('?') { Mood::Question } else { Mood::Condition };
    }
    ending(tail, whole, before, form)
}

fn supposed_before(before: &str) -> bool {
    let mut text = before.to_string();
    for not in BEFORE_NOT {
        text = text.replace(not, "");
    }
    any(&text, BEFORE_SUPPOSED)
}

fn ending(tail: &str, whole: &str, before: &str, form: Form) -> Mood {
    let question = whole.ends_with('?');
    if any(tail, DENIED_QUESTION) && !any(tail, REQUEST) && !any(tail, &["ないで"]) {
        return Mood::Question;
    }
    if any(tail, MUST) {
        return Mood::Unsure;
    }
    let wished = any(tail, REQUEST) && !any(tail, &["ないで", "ずに", "んといて", "やめて", "待って", "なら", "ても?"]);
    if wished {
        return if form == Form::Action && noun(tail) == Some(Mood::Noun) && !any(tail, &["お願い", "おねがい", "頼", "たの"]) { Mood::Noun } else { Mood::Order };
    }
    if any(tail, DENIED) || before.trim_end().ends_with("まだ") {
        return Mood::Negation;
    }
    if let Some(noun) = noun(tail).filter(|_| form == Form::Action) {
        return noun;
    }
    if done(tail) || any(tail, DONE) {
        return if question { Mood::Question } else { Mood::Report };
    }
    if any(tail, ASKED) || question && !bare_request(tail) || whole.trim_end_matches(['。', '!']).ends_with('か') {
        return Mood::Question;
    }
    if question {
        return Mood::Unsure;
    }
    if any(tail, SUPPOSED) {
        return Mood::Condition;
    }
    if any(tail, UNDER_WAY) || tail.starts_with('中') {
        return Mood::Report;
    }
    if any(before, BEFORE_DONE) && tail.starts_with("し、") {
        return Mood::Report;
    }
    commanded(tail)
}

/// 「戻して？」
fn bare_request(tail: &str) -> bool {
    tail.trim_end_matches('?').ends_with('て')
}

/// 「戻した」「消した」, but not 「戻したい」「戻したら」.
fn done(tail: &str) -> bool {
    let tail = tail.strip_prefix(['を', 'は', 'も']).unwrap_or(tail);
    let tail = tail.strip_prefix(['し', 'っ', 'い', 'ん', 'め', 'げ', 'け', 'え', 'せ', 'れ', 'き', 'ち', 'や']).unwrap_or(tail);
    tail.strip_prefix('た').or_else(|| tail.strip_prefix("んだ")).is_some_and(|rest| !rest.starts_with(['い', 'ら', 'り', 'く', 'が', 'め']) || rest.starts_with("がる"))
}

/// A noun of action that is only named: 「再起動の手順」「デプロイが原因」. `None`: it goes on as a verb.
fn noun(tail: &str) -> Option<Mood> {
    let done = ["を実行", "をして", "をし", "をお願", "をする", "をかけ", "をやって", "をやり", "を頼", "を試", "を行", "を開始", "を入れ", "をかま", "を発動", "はよ"];
    if tail.starts_with('を') {
        return (!done.iter().any(|d| tail.starts_with(d))).then_some(Mood::Noun);
    }
    let particles = ["の", "が", "は", "も", "に", "と", "や", "って", "による", "後", "前", "時", "直後", "以降", "用", "回", "から", "より", "され", "が原", "履歴", "中に", "直前", "済", "ミス", "失敗", "まで", "への", "へ"];
    if tail.starts_with("されて") || tail.starts_with("された") {
        return Some(Mood::Report);
    }
    // 「再起動で直る」, but 「再起動で」.
    let by = tail.strip_prefix('で').is_some_and(|rest| rest.chars().next().is_some_and(|c| !"。!、 お頼".contains(c)));
    (by || particles.iter().any(|p| tail.starts_with(p))).then_some(Mood::Noun)
}

fn commanded(tail: &str) -> Mood {
    let tail = tail.strip_prefix('を').unwrap_or(tail);
    let mut chars = tail.chars();
    let (first, second) = (chars.next(), chars.next());
    // 「戻す手順」「消すやつ」: the verb belongs to a noun.
    let plain = first.is_some_and(|c| "すうくるぐむぶつ".contains(c));
    let noun_follows = second.is_some_and(|c| matches!(c, '一'..='鿿') || is_katakana(c) || c == 'の' || c == 'や' && tail.contains("やつ"));
    if plain && noun_follows || tail.starts_with("する") && tail.chars().nth(2).is_some_and(|c| matches!(c, '一'..='鿿' | 'の')) {
        return Mood::Noun;
    }
    if tail.trim().is_empty() || ORDERED.iter().any(|o| tail.starts_with(o)) { Mood::Order } else { Mood::Unsure }
}
