//! What people order where no order exists: an autoscaler switched off, a wider line, an index. Said back as not there,
//! with what there is, so that nobody takes a nod for the deed. Knows words; not which parts tonight's system has.

use super::lexicon::Sort;
use super::scan::{Scan, What};
use super::{Concept, Lexicon};
use crate::intent::{Impossible, Lack, Understood};

/// A thing that nothing here works upon: what it is called, and verbs that would work upon it.
struct Thing {
    lack: Lack,
    called: &'static [&'static str],
    verbs: &'static [&'static str],
}

const THINGS: [Thing; 5] = [
    Thing {
        lack: Lack::Autoscaler,
        called: &[
            "オートスケール",
            "オートスケーリング",
            "オートスケーラ",
            "自動調整",
            "自動の増減",
            "自動増減",
            "自動スケール",
            "自動スケーリング",
            "autoscal",
            "auto-scal",
            "auto scal",
            "hpa",
        ],
        verbs: &[
            "止め", "切", "停", "無効", "有効", "オフ", "オン", "外し", "解除", "やめ", "固定", "再開",
            "戻し", "変え", "変更", "stop", "disable", "turn", "switch", "pause", "suspend", "kill",
            "enable", "freeze", "remove", "resume", "change",
        ],
    },
    Thing {
        lack: Lack::Bandwidth,
        called: &["帯域", "回線", "bandwidth", "the link", "network link"],
        verbs: &[
            "増や",
            "太く",
            "広げ",
            "上げ",
            "拡張",
            "増強",
            "追加",
            "増速",
            "increase",
            "raise",
            "widen",
            "upgrade",
            "double",
            "expand",
            "grow",
            "add ",
            "more bandwidth",
        ],
    },
    Thing {
        lack: Lack::Index,
        called: &["インデックス", "索引", "an index", "the index", "indexes", "missing index"],
        verbs: &["貼", "張", "追加", "作", "足", "付け", "add ", "create", "build"],
    },
    Thing {
        lack: Lack::Backup,
        called: &["バックアップ", "スナップショット", "backup", "snapshot"],
        verbs: &["戻", "復元", "リストア", "restore", "recover"],
    },
    Thing {
        lack: Lack::Region,
        called: &["リージョン", "ゾーン", "region", "availability zone"],
        verbs: &[
            "切り替え",
            "切替",
            "逃が",
            "寄せ",
            "移",
            "切り離",
            "退避",
            "フェイルオーバ",
            "fail ",
            "switch",
            "move",
            "shift",
            "evacuate",
            "drain",
        ],
    },
];

/// Ends of a Japanese wish.
const WISHES: [&str; 16] = [
    "て",
    "で",
    "ください",
    "下さい",
    "たい",
    "たいです",
    "ほしい",
    "欲しい",
    "お願い",
    "お願いします",
    "よう",
    "ましょう",
    "する",
    "します",
    "める",
    "切る",
];
/// How an English wish begins, beside a verb.
const ASKS: [&str; 8] =
    ["please ", "can you ", "could you ", "let's ", "we need to ", "i want to ", "i'd like to ", "just "];

/// What was ordered of something that no order works upon.
pub(super) fn read(scan: &Scan, lexicon: &Lexicon) -> Option<Understood> {
    let other = [Concept::Know, Concept::Prevent, Concept::NoteDown, Concept::Suspect, Concept::Help];
    if !wished(&scan.text) || other.iter().any(|concept| scan.says(*concept)) {
        return None;
    }
    let thing = THINGS.iter().find(|thing| {
        let named = thing.called.iter().any(|word| stands(scan, word));
        named && thing.verbs.iter().any(|verb| scan.has(verb))
    })?;
    let said = scan.names(|sort| sort == Sort::Service).first().map(|found| found.name.clone());
    let first = || lexicon.all(|sort| sort == Sort::Service).next().map(|found| found.name.clone());
    let service = said.or_else(first).unwrap_or_default();
    Some(Understood::Impossible(Impossible::NoOrder { of: thing.lack, service }))
}

/// The word stands there, and not within the name of something that there is.
fn stands(scan: &Scan, word: &str) -> bool {
    scan.text.match_indices(word).any(|(at, _)| {
        let whole = !word.is_ascii() || !scan.text[..at].ends_with(|c: char| c.is_ascii_alphanumeric());
        let named = |t: &super::scan::Token| {
            matches!(t.what, What::Name { .. }) && t.start < at + word.len() && at < t.end
        };
        // 「帯域制限」 is a word of its own.
        whole && !scan.text[at + word.len()..].starts_with("制限") && !scan.tokens.iter().any(named)
    })
}

/// Something is to be done now: neither asked, nor denied, nor supposed.
fn wished(text: &str) -> bool {
    if text.ends_with('?')
        || ["ないで", "don't ", "do not ", "should ", " if ", "たら", "なら"].iter().any(|w| text.contains(w))
    {
        return false;
    }
    let plain = text.trim_end_matches(['。', '!', '.', 'ね', 'よ', ' ']);
    let plain = ASKS.iter().fold(plain, |rest, ask| rest.strip_prefix(ask).unwrap_or(rest));
    let verb =
        |thing: &Thing| thing.verbs.iter().any(|verb| verb.is_ascii() && plain.starts_with(verb.trim_end()));
    WISHES.iter().any(|end| plain.ends_with(end)) || THINGS.iter().any(verb)
}
