//! Japanese: 「三浦さんに…と伝えて」「お客様には…とご案内お願いします」「取り急ぎ報告：…」.

use super::whom;
use super::{Said, not, told as says};
use crate::intent::{NotAnOrder, Understood, Whom};

/// Verbs of telling, by their stems.
const TELLS: [&str; 42] = [
    "お伝え",
    "伝え",
    "お知らせ",
    "知らせ",
    "ご案内",
    "案内",
    "ご連絡",
    "連絡",
    "ご報告",
    "報告",
    "ご共有",
    "共有",
    "ご回答",
    "回答",
    "返信",
    "返答",
    "返事",
    "返して",
    "返す",
    "アナウンス",
    "周知",
    "告知",
    "通知",
    "一報",
    "説明",
    "言って",
    "言っと",
    "言う",
    "送って",
    "送っと",
    "送り",
    "送る",
    "流して",
    "流しと",
    "投げて",
    "投げと",
    "出して",
    "出しと",
    "dm",
    "メール",
    "載せ",
    "掲載",
];
/// Beginnings of reports: 「とりあえず報告：」.
const LABELS: [&str; 9] = ["報告", "共有", "連絡", "速報", "続報", "一報", "お知らせ", "周知", "アナウンス"];

/// Telling in Japanese, without an address at its head.
pub(super) fn told(said: &Said) -> Option<Understood> {
    if let Some((whom, words)) = headed(said) {
        return says(whom, words);
    }
    if let Some(words) = labelled(said.text) {
        return says(Whom::Everyone, words);
    }
    let from_them = ["連絡", "報告", "返信", "電話", "メール", "通知"];
    let came = ["来た", "来て", "きた", "あった", "ありま", "入った", "もらった"];
    if from_them.iter().any(|w| said.text.contains(&format!("から{w}")))
        && came.iter().any(|w| said.text.contains(w))
    {
        return not(NotAnOrder::Report);
    }
    if let Some((whom, from)) = dative(said) {
        return given(said, whom, from);
    }
    if bare(said.text) {
        return says(Whom::Everyone, "");
    }
    let quoted = [
        "とお伝え",
        "と伝えて",
        "とご案内",
        "と案内して",
        "と返して",
        "と返信",
        "とアナウンス",
        "とお知らせ",
        "と回答して",
        "と告知",
    ];
    quoted.iter().any(|q| said.text.contains(q)).then(|| given(said, Whom::Everyone, 0)).flatten()
}

/// 「とりあえず報告：購入できない状態です」「共有です。…」: the words behind it.
fn labelled(text: &str) -> Option<&str> {
    let (at, label) = LABELS.iter().filter_map(|l| text.find(l).map(|at| (at, l))).min()?;
    let before = &text[..at];
    let few = before.chars().count() <= 8
        && !before.contains(['、', '。', '「', '?', '？', 'に', 'へ', 'て', 'で']);
    let rest = &text[at + label.len()..];
    let rest = ["です", "します", "いたします", "まで", "のみ"]
        .iter()
        .find_map(|e| rest.strip_prefix(e))
        .unwrap_or(rest);
    let words = rest.trim_start().strip_prefix(['：', ':', '。', '、'])?;
    (few && !words.trim().is_empty() && !words.trim_end().ends_with(['?', '？'])).then_some(words)
}

/// 「お客様向け状況共有：…」「共有（CS）：…」: a heading that says for whom; a name at its head is an address.
fn headed<'a>(said: &Said<'a>) -> Option<(Whom, &'a str)> {
    let colon = said.lower.find([':', '：'])?;
    let (head, rest) = (&said.lower[..colon], said.text[colon..].trim_start_matches([':', '：']));
    let heading =
        head.chars().count() <= 16 && LABELS.iter().chain(&["案内"]).any(|label| head.contains(label));
    let others = ["から", "より", "?", "？", "、", "。", "「"].iter().any(|word| head.contains(word));
    if !heading || others || rest.trim().is_empty() {
        return None;
    }
    let whom = head.char_indices().find_map(|(at, _)| whom::at(said, at).filter(|(n, _)| at + n <= colon));
    whom.map(|(_, whom)| whom)
        .filter(|whom| matches!(whom, Whom::Customers | Whom::Support | Whom::Management))
        .map(|whom| (whom, rest))
}

/// 「三浦さんに」「お客様へは」: to whom, and where the sentence goes on.
fn dative(said: &Said) -> Option<(Whom, usize)> {
    said.lower.char_indices().find_map(|(at, _)| {
        let (length, whom) = whom::at(said, at).or_else(|| above(said, at)).or_else(|| unknown(said, at))?;
        let end = at + length;
        let end = end + whom::honorific(&said.lower[end..]);
        let rest = &said.lower[end..];
        let particle =
            ["さんたち", "の皆さん", "のみなさん", "チーム", "側"].iter().find(|p| rest.starts_with(**p));
        let end = end + particle.map_or(0, |p| p.len());
        let to = ["に向けて", "宛てに", "宛に", "向けに", "には", "にも", "へは", "へも", "に", "へ"];
        let to = to.iter().find(|to| said.lower[end..].starts_with(**to))?;
        Some((whom, end + to.len()))
    })
}

/// 「上に報告」, at the head of a clause only: 「以上に」「画面の上に」 are nobody.
fn above(said: &Said, at: usize) -> Option<(usize, Whom)> {
    let free = at == 0 || said.lower[..at].ends_with(['、', '。', ' ', '　']);
    (free && (said.lower[at..].starts_with("上に") || said.lower[at..].starts_with("上へ")))
        .then_some(("上".len(), Whom::Management))
}

/// 「高橋さんに」, of whom we know nothing, at the head of a clause only.
fn unknown(said: &Said, at: usize) -> Option<(usize, Whom)> {
    let free = at == 0 || said.lower[..at].ends_with(['、', '。', ' ', '　']);
    free.then(|| whom::unknown(said, at)).flatten()
}

/// What is told behind 「…に」, and whether it is to be told now.
fn given(said: &Said, whom: Whom, from: usize) -> Option<Understood> {
    let rest = &said.lower[from..];
    let (at, verb) =
        TELLS.iter().filter_map(|v| rest.rfind(v).map(|at| (at, *v))).chain(made_to(rest)).max()?;
    // 「とお伝えください」: the shorter stem is found within the longer.
    let (at, verb) = TELLS
        .iter()
        .filter(|v| v.starts_with(['お', 'ご']) && v.ends_with(verb) && v.len() > verb.len())
        .find_map(|v| {
            let from = (at + verb.len()).checked_sub(v.len())?;
            rest.get(from..).is_some_and(|r| r.starts_with(v)).then_some((from, *v))
        })
        .unwrap_or((at, verb));
    let tail = &rest[at + verb.len()..];
    let clause = tail.split(['。', '：', ':', '\n', '！', '!']).next().unwrap_or(tail);
    let any = |words: &[&str]| words.iter().any(|w| clause.contains(w));
    if any(&["聞い", "尋ね", "相談", "見たい", "見せ", "知りたい"])
        || clause.contains("来た")
        || clause.contains("来て")
        || clause.starts_with("ありま")
    {
        return None;
    }
    if any(&["ないで", "なくて", "ません", "ず。", "のは待", "のはまだ", "控え"])
        && !clause.contains("ませんか")
    {
        return not(NotAnOrder::Negation);
    }
    if clause.ends_with(['?', '？'])
        || any(&["べき", "かな", "方がい", "ほうがい", "ますか", "ていいか", "ようか"])
    {
        return not(NotAnOrder::Question);
    }
    let later = ["あとで", "後で", "のちほど", "後ほど"].iter().any(|w| rest[..at].contains(w));
    let once = ["たら", "れば", "てから"].iter().any(|w| said.lower[..from].contains(w));
    let planned = any(&["たら", "前に", "てから", "れば", "あとで", "後で", "予定", "つもり"]);
    if later || once || planned || clause.ends_with("ておきます") {
        return not(NotAnOrder::Condition);
    }
    says(whom, content(said, from, from + at, from + at + verb.len() + clause.len()))
}

/// 「西村さんに少し待ってもらって」.
fn made_to(rest: &str) -> Option<(usize, &'static str)> {
    let verb = ["てもらって", "でもらって", "ていただいて", "てもらえ", "てもらおう", "てもらいたい"];
    let found = verb.iter().filter_map(|v| rest.find(v).map(|at| (at, *v))).min()?;
    let (at, verb) = (found.0 + "て".len(), &found.1["て".len()..]);
    (!["聞いて", "教えて", "見て"].iter().any(|asks| rest[..at].ends_with(asks))).then_some((at, verb))
}

/// The words between 「…に」 and the verb, those in quotes if there are any, or those that follow.
fn content<'a>(said: &Said<'a>, from: usize, verb: usize, end: usize) -> &'a str {
    let text = said.text;
    for (open, close) in [('「', '」'), ('『', '』'), ('“', '”'), ('"', '"')] {
        if let Some((_, inner)) = text.split_once(open)
            && let Some((words, _)) = inner.rsplit_once(close)
        {
            return words;
        }
    }
    let behind = text[end..].trim_start_matches(['。', '：', ':', '！', '!', ' ', '　', '\n']);
    if !behind.is_empty() {
        return behind;
    }
    let before = text[from..verb].trim_start_matches(['、', ' ', '　']);
    if ["もら", "いただ"].iter().any(|made| text[verb..].starts_with(made)) {
        return before; // 「待ってもらって」 has them wait
    }
    // 「今わかってることを」 is what is known, and no words.
    if let Some(thing) = before.strip_suffix('を').or(Some(before)).filter(|thing| thing.ends_with("こと"))
    {
        return thing;
    }
    ["ということを", "ことを", "と、", "と", "って", "ように", "よう", "旨を", "旨", "を"]
        .iter()
        .find_map(|end| before.strip_suffix(end))
        .unwrap_or(before)
}

/// 「状況共有して」「一報入れて」: to be told, and nothing to tell.
fn bare(text: &str) -> bool {
    let plain = text.trim_end_matches(['。', '！', '!', ' ']);
    let tails = [
        "",
        "して",
        "する",
        "します",
        "しよう",
        "しましょう",
        "しておいて",
        "しといて",
        "をお願いします",
        "お願いします",
        "お願い",
        "してください",
        "を入れて",
        "入れて",
        "を出して",
        "出して",
        "を送って",
        "を流して",
        "を入れる",
        "を入れます",
    ];
    let Some(plain) = tails.iter().filter_map(|t| plain.strip_suffix(t)).min_by_key(|p| p.len()) else {
        return false;
    };
    let plain = ["とりあえず", "いったん", "まず", "今の", "現在の"]
        .iter()
        .fold(plain, |p, w| p.strip_prefix(w).unwrap_or(p));
    [
        "状況共有",
        "状況報告",
        "状況を共有",
        "状況を報告",
        "現状を共有",
        "現状報告",
        "共有",
        "報告",
        "第一報",
        "一報",
        "続報",
        "状況を連絡",
    ]
    .contains(&plain)
}
