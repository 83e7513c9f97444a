//! Short questions that people ask of a room as they would of a colleague, and the look that answers each:
//! "did it help?", 「いつから？」. Whole utterances only: within a sentence other rules decide.

use super::concept::Concept;
use super::lexicon::{Lexicon, Sort};
use super::scan::{Scan, What};
use crate::intent::{Intent, Look, NotAnOrder, Understood};

/// What the words of one such question are, `|` between them, and which look answers.
const ASKED: [(&str, Look); 3] = [
    (
        "did it help|did that help|did this help|has it helped|did it work|did that work|did that do it|are we good|\
         are we ok|are we okay|are we fine|are we there yet|is it better|is it any better|any better|better now|\
         is it working|is it working now|are things better|how is it now|how's it now|how are we looking|\
         is it over|did that change anything|is it calming down|効いた|効いてる|効いている|効きました|効いてます|\
         効果あった|効果はあった|効果は|効果出た|落ち着いた|落ち着いてる|落ち着きました|落ち着いてきた|落ち着いてきました|\
         よくなった|良くなった|よくなってる|良くなってる|マシになった|ましになった|改善した|改善してる|大丈夫そう|\
         もう大丈夫|平気そう|どうなった|どうなりました|まだ大丈夫そう|まだ大丈夫そうだね|まだ大丈夫",
        Look::Overview,
    ),
    (
        "how long has this been going on|how long has it been going on|how long has it been|how long have we been|\
         how long is this going on|\
         何分経った|何分たった|どのくらい経った|どれくらい経った|いつから続いてる|いつから続いている",
        Look::Timeline,
    ),
    ("what went out|誰が書いた|誰が入れた|誰が出した", Look::Changes { window: None }),
];

/// "What's in v143?" "who wrote v143?": of a version, the record of changes tells.
const OF_A_VERSION: [&str; 18] = [
    "what's in ",
    "what is in ",
    "what was in ",
    "whats in ",
    "who wrote ",
    "who released ",
    "who shipped ",
    "who made ",
    "who deployed ",
    "who pushed ",
    "what does ",
    "what did ",
    "what changed in ",
    "when did ",
    "の中身",
    "って何が",
    "は誰が",
    "って誰が",
];

/// What is done to the world, as a question whether it is through names it.
const DEEDS: [&str; 14] = [
    "切り戻し",
    "ロールバック",
    "再起動",
    "デプロイ",
    "リリース",
    "フェイルオーバー",
    "スケール",
    "適用",
    "rollback",
    "roll back",
    "restart",
    "deploy",
    "release",
    "failover",
];
/// Ends of such a question, and of one after what was in it.
const THROUGH: [&str; 26] = [
    "終わった",
    "終わってる",
    "終わりました",
    "完了した",
    "完了してる",
    "完了しました",
    "済んだ",
    "済みました",
    "できた",
    "何入った",
    "何が入った",
    "何が入ってる",
    "何を入れた",
    "何入れた",
    " done",
    " done yet",
    " finish",
    " finished",
    " complete",
    " completed",
    " through",
    " over",
    " over yet",
    " through yet",
    " go through",
    " finished yet",
];

/// 「切り戻し終わった？」 "is the rollback done?": the record of changes tells.
fn of_a_deed(bare: &str) -> bool {
    let few = bare.chars().count() <= if bare.is_ascii() { 36 } else { 20 };
    few && DEEDS.iter().any(|deed| bare.contains(deed)) && THROUGH.iter().any(|end| bare.ends_with(end))
}

/// Small words before such a question.
const BEFORE: [&str; 9] = ["so ", "so, ", "and ", "ok ", "ok, ", "で、", "それで", "これで", "で"];

/// The look that a whole question asks for.
pub(super) fn read(plain: &str, lexicon: &Lexicon) -> Option<Understood> {
    let asks = plain.ends_with('?') || plain.trim_end_matches(['。', '!']).ends_with("だね");
    let bare = plain.trim_end_matches(['?', '.', '。', '!', ' ']);
    let bare = ["の", "かな", "ですか", "か"].iter().find_map(|end| bare.strip_suffix(end)).unwrap_or(bare);
    let rest = BEFORE.iter().find_map(|b| bare.strip_prefix(b)).unwrap_or(bare);
    // 「他の導線は大丈夫そう？」: of no part that has a name, the whole picture tells.
    let others = [
        "他の導線は",
        "ほかの導線は",
        "他は",
        "ほかは",
        "他のサービスは",
        "ほかのサービスは",
        "全体的には",
        "全体は",
    ];
    let rest = others.iter().find_map(|o| rest.strip_prefix(o)).unwrap_or(rest);
    if asks && of_a_deed(bare) {
        return Some(Understood::Clear(Intent::Look(Look::Changes { window: None })));
    }
    let whoever = asks || plain.trim_end_matches('。').ends_with('か');
    if whoever
        && plain.starts_with("誰か")
        && ["てもらえ", "てくれ", "手伝", "てください"].iter().any(|w| plain.contains(w))
    {
        let nothing = Scan::of(plain, lexicon).names(|_| true).is_empty() && plain.chars().count() < 24;
        return nothing.then_some(Understood::Clear(Intent::Look(Look::Ask { person: None, about: None })));
    }
    let english = plain.is_ascii() && plain.split(' ').count() > 2;
    let (_, look) = ASKED
        .iter()
        .find(|(all, _)| all.split('|').any(|one| (one == bare || one == rest) && (asks || english)))?;
    Some(Understood::Clear(Intent::Look(look.clone())))
}

/// What fingers type into any prompt by habit, and what it comes to here.
pub(super) fn habit(plain: &str) -> Option<Understood> {
    match plain.trim_end_matches(['.', '!', ' ']) {
        "history" => Some(Understood::Clear(Intent::Look(Look::Timeline))),
        "clear" | "cls" | "ls" | "pwd" | "whoami" | "reset" => {
            Some(Understood::NotAnOrder(NotAnOrder::Chatter))
        }
        _ => None,
    }
}

/// A question about a version, which is named.
pub(super) fn of_a_version(plain: &str) -> Option<Understood> {
    let asked =
        OF_A_VERSION.iter().any(|w| if w.is_ascii() { plain.starts_with(w) } else { plain.contains(w) });
    let few = plain.chars().count() < 48;
    (asked && few).then_some(Understood::Clear(Intent::Look(Look::Changes { window: None })))
}

/// Verbs by which somebody is disturbed, beside those of the book.
const DISTURBS: [&str; 8] = ["wake", "bother", "disturb", "involve", "page", "call", "ring", "ask"];
/// Words that deny the verb behind them, and those that may stand between.
const DENIES: [&str; 11] = [
    "don't",
    "do not",
    "never",
    "not",
    "no need to",
    "needn't",
    "shouldn't",
    "won't",
    "can't",
    "mustn't",
    "without",
];
const BETWEEN: [&str; 6] = [" even", " just", " please", " ever", " yet", " to"];
/// Ends of a Japanese question whether to do something.
const WHETHER: [&str; 14] = [
    "べき",
    "べきです",
    "べきでしょう",
    "ほうがいい",
    "方がいい",
    "方が良い",
    "ほうが良い",
    "ほうがいいです",
    "方がいいです",
    "ていい",
    "てもいい",
    "ていいです",
    "ましょう",
    "よう",
];

/// "Don't wake her", "should I ask Sato?": nobody is asked anything.
pub(super) fn of_somebody(scan: &Scan) -> Option<NotAnOrder> {
    let people = !scan.names(|s| s == Sort::Person).is_empty();
    if !people && !scan.says(Concept::Know) {
        return None;
    }
    let text = scan.text.as_str();
    let plain = text.trim_end_matches(['?', '。', '!', '.']);
    let asks = text.ends_with('?') || plain.ends_with('か') || plain.ends_with("かな");
    let whether = plain.trim_end_matches('な').trim_end_matches('か');
    if asks && people && WHETHER.iter().any(|end| whether.ends_with(end)) {
        return Some(NotAnOrder::Question);
    }
    for token in &scan.tokens {
        let verb = match token.what {
            What::Said(Concept::Know, form) => form.english(),
            What::Word => DISTURBS.contains(&&text[token.start..token.end]),
            _ => false,
        };
        if !verb {
            continue;
        }
        let before = text[..token.start].trim_end();
        let before = BETWEEN.iter().find_map(|w| before.strip_suffix(w)).unwrap_or(before);
        let ends = |words: &[&str]| {
            words.iter().any(|w| before.strip_suffix(w).is_some_and(|b| !b.ends_with(super::normal::is_word)))
        };
        if ends(&[
            "should i",
            "should we",
            "shall i",
            "shall we",
            "do i need",
            "do we need",
            "do i have",
            "do we have",
            "must i",
            "ok",
            "okay",
            "worth",
        ]) && text.ends_with('?')
        {
            return Some(NotAnOrder::Question);
        }
        if ends(&DENIES) && !text.ends_with('?') {
            return Some(NotAnOrder::Negation);
        }
    }
    let unwanted = [
        "さないで",
        "ばないで",
        "かないで",
        "しないで",
        "さなくて",
        "ばなくて",
        "かなくて",
        "しなくて",
        "すな",
        "さんといて",
    ];
    (people && unwanted.iter().any(|w| text.contains(w)) && !asks).then_some(NotAnOrder::Negation)
}

/// 「詰まってるんじゃない？」: something is ill, whatever its name.
pub(super) fn suffers(scan: &Scan) -> bool {
    [
        "詰ま",
        "遅く",
        "遅れ",
        "落ちて",
        "死ん",
        "壊れ",
        "足りな",
        "足りて",
        "溢れ",
        "あふれ",
        "切れ",
        "混ん",
        "溜ま",
    ]
    .iter()
    .any(|w| scan.has(w))
}

/// 「怪しいログある？」: asks for what is suspect, and suspects nothing.
pub(super) fn is_there(scan: &Scan) -> bool {
    let ends = [
        "ある?",
        "あります?",
        "ありますか",
        "あるか",
        "あった?",
        "ありました?",
        "出てる?",
        "出てます?",
        "でてる?",
    ];
    ends.iter().any(|end| scan.text.trim_end_matches(['。', '!']).ends_with(end))
}

/// 「復旧したか確認して」 "check whether it has recovered": whether it is over is to be seen.
pub(super) fn to_be_seen(scan: &Scan) -> bool {
    let whether = [
        "たか確認",
        "たかどうか",
        "たか見",
        "たかみ",
        "ているか",
        "てるか",
        "whether ",
        "check if ",
        "see if ",
    ];
    (scan.says(Concept::Show) || scan.has("確認") || scan.has("check")) && whether.iter().any(|w| scan.has(w))
}

/// 「小川さんに帯域を増やしてもらえるか聞いて」 "ask Ogawa whether she can raise it": they are asked, and nothing is done.
pub(super) fn whether_of_somebody(scan: &Scan) -> Option<Look> {
    let person = scan.names(|s| s == Sort::Person).first().map(|t| t.name.clone())?;
    let text = scan.text.trim_end_matches(['。', '!', '.']);
    let ends = [
        "か聞いて",
        "か訊いて",
        "かきいて",
        "か確認して",
        "か相談して",
        "か聞いてみて",
        "か聞いてください",
        "か確認してください",
    ];
    let english = ["ask ", "check with "].iter().any(|w| text.starts_with(w))
        && [" whether ", " if "].iter().any(|w| text.contains(w));
    let about = scan.names(|s| s != Sort::Person).first().map(|t| t.name.clone());
    (english || ends.iter().any(|end| text.ends_with(end)))
        .then_some(Look::Ask { person: Some(person), about })
}
