//! What a room says, in a language: rows of its timeline, and its refusals with their next steps. Knows the
//! messages of the room's keys; what people are called and what the wall shows is the caller's.

use jiff::Timestamp;
use room::line::{Help, Misread, help};
use room::view::{Arg, Args};
use room::{Actor, Refusal, Topic};

use super::{Lang, say};

/// Who is who, and when is when, for whoever reads.
pub trait Reader {
    /// In which language they read.
    fn lang(&self) -> Lang;
    /// What somebody is called.
    fn name(&self, who: &Actor) -> String;
    /// An instant as the wall shows it.
    fn time(&self, at: Timestamp) -> String;
}

/// The message of one of the room's keys.
pub fn told(reader: &dyn Reader, key: &str, args: &Args) -> String {
    match key {
        "entry-looked" => looked(reader, args).unwrap_or_else(|| message(reader, key, args)),
        // What is hurt and why is told apart from what is merely worth keeping.
        "entry-finding-recorded" if args.get("topic") != Some(&Arg::from(&Topic::Other)) => {
            message(reader, "entry-finding-about", args)
        }
        "entry-intervention-settled" => message(reader, key, &settled(reader.lang(), args)),
        key => message(reader, key, args),
    }
}

/// A look by its name, and somebody who was asked by theirs; `None` if it is neither, or nothing was written of it.
fn looked(reader: &dyn Reader, args: &Args) -> Option<String> {
    let (Some(Arg::Text(what)), Some(Arg::Text(saw))) = (args.get("what"), args.get("saw")) else {
        return None;
    };
    let lang = reader.lang();
    if let Some(id) = what.strip_prefix("ask ").filter(|_| saw.is_empty()) {
        let who = Actor::new(id).map_or_else(|_| id.to_string(), |who| reader.name(&who));
        return Some(say(lang, "entry-asked", &[("who", &who)]));
    }
    let named = look(lang, what);
    Some(match saw.is_empty() {
        true => named,
        false => say(lang, "entry-looked", &[("what", &named), ("saw", saw)]),
    })
}

/// A look's line with its first word in the reader's language: `logs checkout` as 「ログ checkout」.
pub fn look(lang: Lang, line: &str) -> String {
    let (kind, of) = line.split_once(' ').unwrap_or((line, ""));
    let key = format!("look-{kind}");
    let plain = !kind.is_empty() && kind.bytes().all(|c| c.is_ascii_lowercase()) && super::has(lang, &key);
    match (plain, of) {
        (false, _) => line.into(),
        (true, "") => say(lang, &key, &[]),
        (true, of) => format!("{} {of}", say(lang, &key, &[])),
    }
}

/// What came of an order, where the world says it in a word of its own.
fn settled(lang: Lang, args: &Args) -> Args {
    let mut args = args.clone();
    if let Some(Arg::Text(outcome)) = args.get_mut("outcome") {
        *outcome = match outcome.strip_prefix("failed").map(|why| why.trim_start_matches([':', ' '])) {
            _ if outcome == "done" => say(lang, "narrate-state-done", &[]),
            Some(why) => {
                say(lang, "narrate-state-failed", &[("why", &crate::narrate::order::reason(lang, why))])
            }
            None => outcome.clone(),
        };
    }
    args
}

fn message(reader: &dyn Reader, key: &str, args: &Args) -> String {
    let args: Vec<(&str, String)> =
        args.iter().map(|(name, arg)| (name.as_str(), word(reader, arg))).collect();
    let args: Vec<(&str, &str)> = args.iter().map(|(name, word)| (*name, word.as_str())).collect();
    say(reader.lang(), key, &args)
}

/// What is so, and what to do instead, as two sentences.
pub fn refused_parts(reader: &dyn Reader, refusal: &Refusal) -> (String, String) {
    let (key, args) = (refusal.key(), refusal.args());
    (told(reader, key, &args), told(reader, &format!("{key}-next"), &args))
}

/// Why a line is no order, with a line that is right, as people write it in the reader's language.
pub fn misread(reader: &dyn Reader, misread: &Misread) -> String {
    let mut args = misread.args();
    if let Some(Arg::Text(line)) = args.get_mut("example")
        && let Some(row) = help().into_iter().find(|row| row.example == *line)
    {
        *line = example(reader.lang(), &row);
    }
    told(reader, misread.key(), &args)
}

/// A line of the order that a row is about, as people write it in this language.
pub fn example(lang: Lang, row: &Help) -> String {
    say(lang, &format!("{}-like", row.key), &[])
}

/// What is so, and what to do instead.
pub fn refused(reader: &dyn Reader, refusal: &Refusal) -> String {
    let (what, next) = refused_parts(reader, refusal);
    say(reader.lang(), "master-refused", &[("what", &what), ("next", &next)])
}

fn word(reader: &dyn Reader, arg: &Arg) -> String {
    match arg {
        Arg::Text(text) => text.clone(),
        Arg::Word(key) => say(reader.lang(), key, &[]),
        Arg::Person(who) => reader.name(who),
        Arg::Time(at) => reader.time(*at),
        Arg::Entries(entries) if entries.is_empty() => "none".into(),
        Arg::Entries(entries) => entries.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
        Arg::Entry(seq) => seq.to_string(),
        Arg::Number(n) => n.to_string(),
        // Messages choose by it.
        Arg::Absent {} => "none".into(),
    }
}

/// A refusal that lacks its sentence or its next step in one language does not compile.
const _: () = {
    says_every_refusal(include_str!("../../messages/ja/room-refused.ftl"));
    says_every_refusal(include_str!("../../messages/en/room-refused.ftl"));
};

/// The file holds every key in the order of the list, each followed by its next step.
const fn says_every_refusal(file: &str) {
    let (mut at, mut n) = (0, 0);
    while n < Refusal::KEYS.len() {
        at = behind(file.as_bytes(), at, Refusal::KEYS[n], " =");
        at = behind(file.as_bytes(), at, Refusal::KEYS[n], "-next =");
        n += 1;
    }
}

/// Where the message ends its key, from there on.
const fn behind(file: &[u8], mut at: usize, key: &'static str, end: &str) -> usize {
    while at < file.len() {
        let line_begins = at == 0 || file[at - 1] == b'\n';
        if line_begins && holds(file, at, key.as_bytes()) && holds(file, at + key.len(), end.as_bytes()) {
            return at + key.len();
        }
        at += 1;
    }
    // The compiler prints it: this refusal has no text at its place in the order of the list.
    panic!("{}", key)
}

const fn holds(file: &[u8], at: usize, words: &[u8]) -> bool {
    let mut n = 0;
    while n < words.len() {
        if at + n >= file.len() || file[at + n] != words[n] {
            return false;
        }
        n += 1;
    }
    true
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::mem::discriminant;

    use room::line::parse;
    use room::{Role, Seq, Severity, Standing};

    use super::*;
    use crate::words::has;

    struct Somebody(Lang);

    impl Reader for Somebody {
        fn lang(&self) -> Lang {
            self.0
        }

        fn name(&self, who: &Actor) -> String {
            who.to_string()
        }

        fn time(&self, _: Timestamp) -> String {
            "02:10".into()
        }
    }

    fn every_refusal() -> Vec<Refusal> {
        use Refusal as R;
        use room::{Field, Thing};
        let ana = || Actor::new("ana").expect("an id");
        let (role, seq, severity) = (Role::IncidentCommander, Seq(7), Severity::new(2));
        let severe = severity.expect("from 1 to 4");
        vec![
            R::NotOpen,
            R::AlreadyOpen,
            R::RoomClosed,
            R::NotClosed,
            R::RoomFull { most: 9 },
            R::NotOver,
            R::NotAllowed { standing: Standing::Guest },
            R::CommandersCall { commander: ana() },
            R::NotHere { person: ana() },
            R::NoResponder { person: ana() },
            R::EmptyText { field: Field::Text },
            R::TextTooLong { field: Field::Why, most: 9 },
            R::OutOfRange { field: Field::Minutes, least: 1, most: 9 },
            R::AlreadyDeclared { severity, by: ana() },
            R::AlreadyDeclared { severity: None, by: ana() },
            R::NotDeclared,
            R::SameSeverity { severity: severe },
            R::RoleHeld { role, holder: ana(), free_at: Timestamp::UNIX_EPOCH },
            R::RoleIsYours { role },
            R::RoleIsTheirs { role, holder: ana() },
            R::RoleNotYours { role },
            R::CommandIsNotAssigned,
            R::CommandIsNotDropped,
            R::OfferToSelf { role },
            R::NoSuchOffer { offer: seq },
            R::OfferNotYours { to: ana() },
            R::NoSuch { what: Thing::Task, seq },
            R::NotEvidence { seq },
            R::TooMuchEvidence { most: 9 },
            R::LineIsClosed { line: seq },
            R::AlreadySettled { seq },
            R::AlreadyDecided { seq },
            R::NotYourTask { owner: ana() },
            R::TaskIsDone { task: seq },
            R::NoSuchStep { step: 9, most: 3 },
            R::StepIsDone { step: 2 },
            R::NothingToRelapse,
        ]
    }

    #[test]
    fn every_refusal_reads_as_a_sentence_and_a_next_step() {
        let all = every_refusal();
        let keys: BTreeSet<&str> = all.iter().map(Refusal::key).collect();
        assert_eq!(keys, Refusal::KEYS.iter().copied().collect(), "each of them is here");
        for (lang, end) in [(Lang::Ja, '。'), (Lang::En, '.')] {
            for refusal in &all {
                let said = refused(&Somebody(lang), refusal);
                assert!(!said.contains(['{', '⟦', '$']) && said.ends_with(end), "{said}");
                assert!(said.matches(end).count() > 1, "a sentence and a step: {said}");
            }
        }
    }

    #[test]
    fn looks_and_what_came_of_orders_read_in_the_readers_language() {
        let text = |text: &str| Arg::Text(text.into());
        let of =
            |pairs: &[(&str, &str)]| pairs.iter().map(|(k, v)| ((*k).to_string(), text(v))).collect::<Args>();
        let ja = |key: &str, pairs: &[(&str, &str)]| told(&Somebody(Lang::Ja), key, &of(pairs));
        assert_eq!(ja("entry-looked", &[("what", "impact"), ("saw", "3割")]), "影響範囲 → 3割");
        assert_eq!(ja("entry-looked", &[("what", "logs checkout"), ("saw", "")]), "ログ checkout");
        assert_eq!(ja("entry-looked", &[("what", "画面が白い"), ("saw", "3件")]), "画面が白い → 3件");
        let asked = ja("entry-looked", &[("what", "ask senior"), ("saw", "")]);
        assert!(asked.starts_with("senior") && !asked.contains('→'), "{asked}");
        let outcome = ja("entry-intervention-settled", &[("intervention", "#31"), ("outcome", "done")]);
        assert_eq!(outcome, "#31 の結果: 完了");
        let en = told(&Somebody(Lang::En), "entry-looked", &of(&[("what", "impact"), ("saw", "a third")]));
        assert_eq!(en, "impact → a third");
    }

    #[test]
    fn everything_that_a_room_can_say_has_a_text() {
        for key in room::message_keys() {
            assert!(Lang::ALL.iter().all(|lang| has(*lang, &key)), "{key} has no text");
        }
    }

    #[test]
    fn every_order_has_an_example_in_each_language_that_reads_as_that_order() {
        for row in help() {
            let wanted = parse(row.example).expect("the table's own example").command;
            for lang in Lang::ALL {
                let line = example(lang, &row);
                let read = parse(&line).unwrap_or_else(|misread| panic!("{line}: {misread}")).command;
                assert_eq!(discriminant(&read), discriminant(&wanted), "{line}");
            }
        }
    }
}
