//! What a team says to one another, told from what it says to the game master: a colleague who is spoken to by name,
//! "can somebody …", "I'll be the liaison". Whatever stands behind a colleague's name is theirs and is not carried out.
//! Knows who is in the room and turns of speech; what the rest means is understanding's.

use room::{Actor, Event, Role};

use super::Play;

/// What is put behind a name in Japanese.
const HONORIFICS: [&str; 7] = ["さん", "さま", "様", "くん", "君", "ちゃん", "先輩"];
/// What parts a name that is called from what is said to them.
const PARTS: [char; 8] = [' ', '　', ',', '、', '，', ':', '：', '。'];
/// Where a clause ends, so that a name may be called behind it.
const ENDS: [char; 14] = ['。', '、', '，', ',', '.', '!', '！', '?', '？', ';', '；', '\n', '　', '…'];

impl Play {
    /// What of these words is said to the game master: what stands before a colleague is spoken to by name. Nothing,
    /// where all of it is for colleagues.
    pub(super) fn not_for_colleagues<'a>(&self, text: &'a str) -> &'a str {
        if self.alone() || self.addressed {
            return text;
        }
        if asks_whoever(text) {
            return "";
        }
        let names: Vec<String> = self.colleagues().iter().flat_map(names_of).collect();
        match called(text, &names) {
            // "Roll it back, bo": the name at the end is spoken to with all of it.
            Some((_, end)) if text[end..].trim_matches(|c: char| !c.is_alphanumeric()).is_empty() => "",
            Some((at, _)) => {
                text[..at].trim_end_matches(|c: char| c.is_whitespace() || "、,，@＠".contains(c))
            }
            None => text,
        }
    }

    /// Everybody else who is here to act.
    fn colleagues(&self) -> Vec<Actor> {
        let room = self.flow.room();
        let mut all: Vec<Actor> = Vec::new();
        for entry in self.entries() {
            let joined = matches!(entry.event, Event::Joined { standing: room::Standing::Responder, .. });
            let here = joined && room.is_here(&entry.actor) && entry.actor != *self.flow.speaker();
            if here && !all.contains(&entry.actor) {
                all.push(entry.actor.clone());
            }
        }
        all
    }

    /// Whoever is heard takes a role; that they may not is said. False if they take none.
    pub(super) fn takes_a_role(&mut self, text: &str) -> bool {
        let Some(role) = role_taken(text).filter(|_| !self.alone()) else { return false };
        self.tell_room(room::Command::TakeRole { role });
        true
    }
}

/// What somebody may be called, in lower case: by their id, and by the parts of it.
fn names_of(who: &Actor) -> Vec<String> {
    let id = who.as_str().to_lowercase();
    let parts = id.split(['-', '.', '_']).filter(|part| part.chars().count() > usize::from(part.is_ascii()));
    let mut all: Vec<String> =
        [id.clone(), id.replace('-', " ")].into_iter().chain(parts.map(String::from)).collect();
    all.sort_by_key(|name| std::cmp::Reverse(name.len()));
    all.dedup();
    all
}

/// Where one of these names is called: where the call begins, and where it ends [bytes].
fn called(text: &str, names: &[String]) -> Option<(usize, usize)> {
    let lower = text.to_ascii_lowercase();
    lower.char_indices().find_map(|(at, c)| {
        let mention = matches!(c, '@' | '＠');
        let start = if mention { at + c.len_utf8() } else { at };
        let before = lower[..at].trim_end_matches(' ');
        if !(mention || before.is_empty() || before.ends_with(ENDS)) {
            return None;
        }
        let name = names.iter().find(|name| lower[start..].starts_with(name.as_str()))?;
        let end = start + name.len();
        let rest = &lower[end..];
        let honour =
            HONORIFICS.iter().find(|honour| rest.starts_with(**honour)).map_or(0, |honour| honour.len());
        let rest = &rest[honour..];
        // 「Mioさんが見ている」「田中さんに頼んだ」 speak of them.
        let of_them = ["が", "に", "の", "から", "を", "と", "へ", "より", "'s"]
            .iter()
            .any(|word| rest.starts_with(word));
        let parted = rest.is_empty() || rest.starts_with(PARTS);
        (!of_them && (mention || honour > 0 || parted)).then_some((at, end + honour))
    })
}

/// "Can somebody look at the logs?", 「誰かログ見てもらえますか」: it is asked of whoever of the team has a hand free.
fn asks_whoever(text: &str) -> bool {
    let text = text.to_lowercase();
    let whoever = ["somebody", "someone", "anybody", "anyone"];
    let asks = ["can ", "could ", "would ", "will ", "please, ", "is there "];
    let english = whoever.iter().any(|who| {
        asks.iter().any(|ask| text.contains(&format!("{ask}{who}")))
            || text.contains(&format!("{who} please"))
            || text.starts_with(&format!("{who} should"))
            || text.starts_with(&format!("{who} look"))
    });
    let somebody = ["誰か", "だれか", "どなたか", "手の空いてる人", "手の空いた人", "手が空いてる人"];
    let wants = [
        "見て",
        "調べて",
        "確認して",
        "てくれ",
        "てもらえ",
        "てもらって",
        "ください",
        "お願い",
        "頼め",
        "できます",
        "いけます",
    ];
    english || somebody.iter().any(|who| text.contains(who)) && wants.iter().any(|want| text.contains(want))
}

/// Roles as people call them.
const ROLES: [(Role, &[&str]); 4] = [
    (Role::Deputy, &["副指揮者", "副指揮官", "副指揮", "deputy"]),
    (Role::Liaison, &["連絡係", "連絡役", "連絡担当", "リエゾン", "liaison"]),
    (Role::Scribe, &["記録係", "記録役", "記録担当", "書記", "scribe"]),
    (
        Role::IncidentCommander,
        &[
            "インシデントコマンダー",
            "指揮者",
            "指揮官",
            "指揮役",
            "指揮",
            "incident commander",
            "commander",
            "command",
            "ic",
        ],
    ),
];
/// How whoever takes one says so, behind its name.
const WILL: [&str; 14] = [
    "やります",
    "やる",
    "引き受けます",
    "引き受ける",
    "引き受けました",
    "担当します",
    "担当する",
    "務めます",
    "になります",
    "取ります",
    "とります",
    "執ります",
    "入ります",
    "します",
];
/// The same before its name.
const I: [&str; 14] = [
    "i'll be ",
    "i will be ",
    "i'll take ",
    "i will take ",
    "i take ",
    "i'm taking ",
    "i am taking ",
    "i can be ",
    "i can take ",
    "i'm ",
    "i am ",
    "let me be ",
    "let me take ",
    "i'll do ",
];

/// 「連絡係やります」 "I'll be the liaison": which role whoever says this takes upon themselves.
fn role_taken(text: &str) -> Option<Role> {
    let lower = text.trim().to_lowercase().replace('’', "'");
    let plain = lower.trim_end_matches(['。', '.', '!', '！', 'ね', 'よ', ' ']);
    let japanese = || {
        let behind = WILL.iter().find_map(|will| plain.strip_suffix(will))?;
        let name =
            behind.trim_end_matches(['を', 'は', 'に', 'で', '、', '　', ' ']).trim_end_matches("として");
        let found = ROLES.iter().find_map(|(role, words)| {
            let word = words.iter().find(|word| name.ends_with(**word))?;
            Some((*role, name.strip_suffix(*word)?))
        })?;
        // Who takes it is whoever speaks: no other name stands before it.
        let mine = found.1.chars().count() <= 12 && !HONORIFICS.iter().any(|honour| found.1.contains(honour));
        mine.then_some(found.0)
    };
    let english = || {
        let behind = I.iter().find_map(|i| plain.split_once(i).filter(|(before, _)| before.len() <= 6))?.1;
        let name = ["the ", "a ", "your ", "on "]
            .iter()
            .fold(behind, |rest, word| rest.strip_prefix(word).unwrap_or(rest));
        ROLES.iter().find_map(|(role, words)| {
            let whole = |word: &&&str| {
                name.strip_prefix(**word)
                    .is_some_and(|rest| ["", " now", " then", " here", " role", " seat"].contains(&rest))
            };
            words.iter().find(whole).map(|_| *role)
        })
    };
    japanese().or_else(english)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_called_is_told_from_one_that_is_spoken_of() {
        let names: Vec<String> = ["佐藤-健", "mio", "bo"]
            .iter()
            .flat_map(|id| names_of(&Actor::new(*id).expect("an id")))
            .collect();
        let before = |text: &str| called(text, &names).map(|(at, _)| text[..at].trim_end().to_string());
        for (text, left) in [
            ("Mioさんキャッシュ見てもらえます？", ""),
            ("SEV2で宣言。Mioさんcart見て", "SEV2で宣言。"),
            ("佐藤さん、指揮お願いします", ""),
            ("bo, look at the logs please", ""),
            ("Bo look at the logs", ""),
            ("declare sev2. Bo, take the cart", "declare sev2."),
            ("rollback checkout @bo", "rollback checkout"),
        ] {
            assert_eq!(before(text).as_deref(), Some(left), "{text}");
        }
        for text in [
            "Mioさんが見てくれています",
            "checkout を切り戻す",
            "boring night",
            "田中さんに頼みます",
            "the board",
        ] {
            assert_eq!(before(text), None, "{text}");
        }
    }

    #[test]
    fn whoever_takes_a_role_says_so_in_many_words() {
        for (text, role) in [
            ("連絡係やります", Role::Liaison),
            ("はい、連絡係を引き受けます。", Role::Liaison),
            ("では記録係やりますね", Role::Scribe),
            ("指揮をとります", Role::IncidentCommander),
            ("副指揮者をやります", Role::Deputy),
            ("I'll be the liaison", Role::Liaison),
            ("ok, I'll take command", Role::IncidentCommander),
            ("I'm scribe", Role::Scribe),
        ] {
            assert_eq!(role_taken(text), Some(role), "{text}");
        }
        for text in [
            "連絡係お願いします",
            "田中さんが連絡係をやります",
            "連絡係やりましょうか？",
            "I'm in the logs",
            "I take checkout",
            "連絡します",
        ] {
            assert_eq!(role_taken(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_asked_of_whoever_has_a_hand_free_is_no_wish_of_ones_own() {
        for text in [
            "can somebody look at the checkout logs",
            "誰かログ見てもらえますか",
            "手の空いてる人、checkoutを調べて",
        ] {
            assert!(asks_whoever(text), "{text}");
        }
        for text in
            ["logs checkout", "誰かリリースした？", "did anybody deploy?", "somebody deployed checkout"]
        {
            assert!(!asks_whoever(text), "{text}");
        }
    }
}
