//! The phrase book: which words of either language stand for which concept, read from `phrases/*.txt`.
//! Knows how phrases are written down and inflected; knows nothing of what they are used for.
//!
//! A line is `Concept: phrase | phrase`. `戻[さしす]` needs one of these characters to follow, which stays
//! outside of the phrase (a verb that goes on with て and with る is known in all its forms); `{a,b} c` is both
//! `a c` and `b c`; `restart~` is an English verb in all its forms, `roll~ back` one with a particle
//! that may stand apart; `再起動~` is a Japanese noun that `する` makes a verb.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::concept::Concept;
use super::kana::{also_in_hiragana, hiragana};
use super::normal::{is_katakana, is_word, normalise};

/// How a phrase takes part in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A noun, adverb or fixed phrase.
    Plain,
    /// An English verb as in an order: `restart`.
    Base,
    /// `restarts`.
    Third,
    /// `restarted`.
    Past,
    /// `restarting`.
    Ing,
    /// A Japanese verb's stem, with its ending behind it.
    Stem,
    /// A Japanese noun of action: 再起動.
    Action,
}

impl Form {
    /// Something that is done, whatever the tense.
    pub(super) fn acts(self) -> bool {
        self != Form::Plain
    }

    /// English.
    pub(super) fn english(self) -> bool {
        matches!(self, Form::Base | Form::Third | Form::Past | Form::Ing)
    }
}

/// One way to say a concept.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    text: String,
    /// What has to follow, for Japanese verbs.
    followed: Option<String>,
    /// `back` in "roll it back".
    particle: Option<String>,
    /// What it stands for.
    pub(super) concept: Concept,
    /// How it is used.
    pub(super) form: Form,
}

/// All phrases, longest first.
#[derive(Debug, Default)]
pub(super) struct PhraseBook {
    phrases: Vec<Phrase>,
    /// Their indices by first character, in the same order.
    first: BTreeMap<char, Vec<usize>>,
    /// Lines that could not be read, for the test.
    pub(super) mistakes: Vec<String>,
}

/// The book of both languages.
pub(super) static BOOK: LazyLock<PhraseBook> = LazyLock::new(|| {
    let mut book = PhraseBook::default();
    book.read(include_str!("phrases/ja.txt"));
    book.read(include_str!("phrases/en.txt"));
    // Of two alike the fixed phrase is meant: "list changes" lists and changes nothing.
    book.phrases.sort_by_key(|p| (std::cmp::Reverse(p.text.chars().count()), p.form.acts()));
    for (index, phrase) in book.phrases.iter().enumerate() {
        let first = phrase.text.chars().next().unwrap_or_default();
        book.first.entry(first).or_default().push(index);
    }
    book
});

/// A phrase found in a text.
pub(super) struct Found {
    /// Bytes of the text it covers.
    pub(super) length: usize,
    /// Where its particle stands apart, if it does: start and length [bytes].
    pub(super) apart: Option<(usize, usize)>,
    /// What it stands for.
    pub(super) concept: Concept,
    /// How it is used.
    pub(super) form: Form,
}

/// What a verb in る may go on with: 止めて 止めた 止めよう 止めます 止めない 止めれば 止めさせて 止めちゃって 止めといて.
const ICHIDAN: &str = "てたよまなれさちとろんずら";

/// What other verbs may go on with, by the row of their ending: one that is known in two forms is known in all.
const GODAN: [&str; 9] = [
    "らりるれろっ",
    "わいうえおっ",
    "かきくけこい",
    "がぎぐげごい",
    "さしすせそ",
    "たちつてとっ",
    "なにぬねのん",
    "ばびぶべぼん",
    "まみむめもん",
];

/// Words that may stand between a verb and its particle: "roll the checkout service back" [count].
const APART: usize = 10;

impl PhraseBook {
    fn read(&mut self, file: &str) {
        for line in file.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#')) {
            let read = line.split_once(':').and_then(|(c, all)| Some((Concept::named(c.trim())?, all)));
            let Some((concept, all)) = read else {
                self.mistakes.push(line.into());
                continue;
            };
            for written in all.split('|').map(str::trim).filter(|w| !w.is_empty()) {
                for one in spelled_out(written) {
                    self.add(concept, &normalise_entry(&one));
                }
            }
        }
    }

    fn add(&mut self, concept: Concept, written: &str) {
        let mut push = |text: &str, particle: Option<&str>, followed: Option<&str>, form| {
            let phrase = |text: String| Phrase {
                text,
                followed: followed.map(Into::into),
                particle: particle.map(Into::into),
                concept,
                form,
            };
            self.phrases.push(phrase(text.into()));
            if also_in_hiragana(text) {
                self.phrases.push(phrase(hiragana(text)));
            }
        };
        if let Some((stem, rest)) = written.split_once('[') {
            let mut followed = rest.trim_end_matches(']').to_string();
            if followed.contains('て') && followed.contains('る') {
                followed.push_str(ICHIDAN);
            } else if let Some(row) = GODAN.iter().find(|row| followed.chars().all(|c| row.contains(c))) {
                followed.push_str(row);
            }
            push(stem, None, Some(&followed), Form::Stem);
        } else if let Some((verb, rest)) = written.split_once('~') {
            if !verb.is_ascii() {
                push(verb, None, None, Form::Action);
                return;
            }
            for (text, form) in inflect(verb) {
                let rest = rest.trim();
                let whole = if rest.is_empty() { text.clone() } else { format!("{text} {rest}") };
                push(&whole, None, None, form);
                if PARTICLES.contains(&rest) || rest.starts_with("out of ") || rest.starts_with("from ") {
                    push(&text, Some(rest), None, form);
                }
            }
        } else {
            push(written, None, None, Form::Plain);
        }
    }

    /// Its katakana words.
    pub(super) fn katakana(&self) -> impl Iterator<Item = &str> {
        self.phrases.iter().map(|p| p.text.as_str()).filter(|t| t.chars().all(is_katakana))
    }

    /// The longest phrase that begins at this byte of the text.
    pub(super) fn at(&self, text: &str, start: usize) -> Option<Found> {
        let rest = &text[start..];
        let before = text[..start].chars().next_back();
        let same = self.first.get(&rest.chars().next()?)?;
        let mut all = same.iter().map(|index| &self.phrases[*index]).filter_map(|phrase| {
            let tail = rest.strip_prefix(phrase.text.as_str())?;
            let after = tail.chars().next();
            // "let's" is no "let".
            if !fits(&phrase.text, before, after) || phrase.form.english() && after == Some('\'') {
                return None;
            }
            if let Some(followed) = &phrase.followed
                && !after.is_some_and(|c| followed.contains(c))
            {
                return None;
            }
            let apart = match &phrase.particle {
                Some(particle) => Some(apart(tail, particle)?),
                None => None,
            };
            let length = phrase.text.len();
            let apart = apart.map(|(at, len)| (start + length + at, len));
            Some(Found { length, apart, concept: phrase.concept, form: phrase.form })
        });
        let found = all.next()?;
        if found.form != Form::Plain || !heads(text, start, start + found.length) {
            return Some(found);
        }
        // "limit the retries": at the head of a clause it is the verb, elsewhere the noun.
        let verb = all.take_while(|f| f.length == found.length).find(|f| f.form == Form::Base);
        Some(verb.unwrap_or(found))
    }
}

/// A word that stands where an English order begins, and goes on as one.
fn heads(text: &str, start: usize, end: usize) -> bool {
    let before = text[..start].trim_end();
    let leads = before.is_empty()
        || before.ends_with([',', ':', ';', '.', '!', '-'])
        || before.rsplit(' ').next().is_some_and(|w| {
            [
                "and", "then", "so", "but", "please", "pls", "to", "let's", "lets", "just", "now", "you",
                "ok", "i'll", "we'll", "also",
            ]
            .contains(&w)
        });
    let mut after = text[end..].split([' ', '\n']).filter(|w| !w.is_empty());
    let noun =
        ["of", "for", "on", "is", "was", "are", "in", "at", "has", "please", "and", "or", "looks", "by"];
    leads
        && text[end..].starts_with(' ')
        && after.next().is_some_and(|w| !noun.contains(&w) && is_word(w.chars().next().unwrap_or(' ')))
}

/// `{tell,ask} {us,them}` spelled out: every way to take one of each.
fn spelled_out(written: &str) -> Vec<String> {
    let Some((before, rest)) = written.split_once('{') else { return vec![written.to_string()] };
    let Some((inner, after)) = rest.split_once('}') else { return vec![written.to_string()] };
    let spelled = |one: &str| spelled_out(&format!("{before}{one}{after}"));
    inner
        .split(',')
        .flat_map(spelled)
        .map(|all| all.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect()
}

const PARTICLES: [&str; 30] = [
    "forward",
    "go by",
    "pass",
    "use",
    "have",
    "back onto",
    "up again",
    "fully",
    "in",
    "through",
    "run again",
    "run",
    "go again",
    "out of the way",
    "to one side",
    "back on",
    "back in",
    "know",
    "off and on",
    "off and on again",
    "to the dlq",
    "back",
    "off",
    "on",
    "up",
    "out",
    "down",
    "over",
    "aside",
    "away",
];

/// Finds ` … back` within a few words and before the sentence turns.
fn apart(tail: &str, particle: &str) -> Option<(usize, usize)> {
    let at = tail.match_indices(particle).map(|(at, _)| at).find(|at| {
        let edge = |c: Option<char>| !c.is_some_and(|c| is_word(c) || c == '-');
        edge(tail[..*at].chars().next_back()) && edge(tail[at + particle.len()..].chars().next())
    })?;
    let between = &tail[..at];
    let turns = between.contains([',', ';', '?', '!'])
        || between.contains(". ")
        || between.split(' ').any(|w| ["and", "then", "if", "to"].contains(&w));
    (!turns && between.split_whitespace().count() <= APART).then_some((at, particle.len()))
}

fn normalise_entry(written: &str) -> String {
    // `normalise` would take the marks for something else: a wave dash, a long vowel.
    let verb = written.strip_suffix('~');
    match verb {
        Some(stem) => format!("{}~", normalise(stem)),
        None => normalise(written),
    }
}

/// Latin phrases stand between word boundaries, katakana ones do not begin inside a katakana word.
fn fits(phrase: &str, before: Option<char>, after: Option<char>) -> bool {
    let (Some(first), Some(last)) = (phrase.chars().next(), phrase.chars().next_back()) else { return false };
    let latin =
        !(is_word(first) && before.is_some_and(is_word) || is_word(last) && after.is_some_and(is_word));
    // エラーログ is an error's log, but ログ is not in プログラム: short words may not be cut out.
    let cut = is_katakana(first)
        && phrase.chars().count() < 3
        && before.is_some_and(|c| is_katakana(c) && c != 'ー');
    latin && !cut
}

/// Verbs that double their last letter or change their vowel: base, third, past, -ing.
const IRREGULAR: [(&str, &str, &str, &str); 40] = [
    ("put", "puts", "put", "putting"),
    ("set", "sets", "set", "setting"),
    ("reset", "resets", "reset", "resetting"),
    ("shed", "sheds", "shed", "shedding"),
    ("cut", "cuts", "cut", "cutting"),
    ("shut", "shuts", "shut", "shutting"),
    ("undo", "undoes", "undid", "undoing"),
    ("redo", "redoes", "redid", "redoing"),
    ("go", "goes", "went", "going"),
    ("take", "takes", "took", "taking"),
    ("bring", "brings", "brought", "bringing"),
    ("give", "gives", "gave", "giving"),
    ("make", "makes", "made", "making"),
    ("run", "runs", "ran", "running"),
    ("stop", "stops", "stopped", "stopping"),
    ("drop", "drops", "dropped", "dropping"),
    ("flip", "flips", "flipped", "flipping"),
    ("ship", "ships", "shipped", "shipping"),
    ("ban", "bans", "banned", "banning"),
    ("skip", "skips", "skipped", "skipping"),
    ("get", "gets", "got", "getting"),
    ("throw", "throws", "threw", "throwing"),
    ("grow", "grows", "grew", "growing"),
    ("freeze", "freezes", "froze", "freezing"),
    ("let", "lets", "let", "letting"),
    ("wipe", "wipes", "wiped", "wiping"),
    ("bump", "bumps", "bumped", "bumping"),
    ("spin", "spins", "spun", "spinning"),
    ("cap", "caps", "capped", "capping"),
    ("free", "frees", "freed", "freeing"),
    ("swap", "swaps", "swapped", "swapping"),
    ("trim", "trims", "trimmed", "trimming"),
    ("pin", "pins", "pinned", "pinning"),
    ("quit", "quits", "quit", "quitting"),
    ("keep", "keeps", "kept", "keeping"),
    ("write", "writes", "wrote", "writing"),
    ("shoot", "shoots", "shot", "shooting"),
    ("send", "sends", "sent", "sending"),
    ("tell", "tells", "told", "telling"),
    ("plan", "plans", "planned", "planning"),
];

fn inflect(verb: &str) -> Vec<(String, Form)> {
    if let Some((base, third, past, ing)) = IRREGULAR.iter().find(|(base, ..)| *base == verb) {
        return vec![
            ((*base).into(), Form::Base),
            ((*third).into(), Form::Third),
            ((*past).into(), if past == base { Form::Base } else { Form::Past }),
            ((*ing).into(), Form::Ing),
        ];
    }
    let stem = verb.strip_suffix('e').unwrap_or(verb);
    let y = verb.strip_suffix('y').filter(|s| !s.ends_with(['a', 'e', 'o']));
    let third = match y {
        Some(stem) => format!("{stem}ies"),
        None if verb.ends_with(['s', 'x', 'h', 'z']) => format!("{verb}es"),
        None => format!("{verb}s"),
    };
    let past = match y {
        Some(stem) => format!("{stem}ied"),
        None => format!("{stem}ed"),
    };
    vec![
        (verb.into(), Form::Base),
        (third, Form::Third),
        (past, Form::Past),
        (format!("{stem}ing"), Form::Ing),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_phrase_book_names_a_concept() {
        assert_eq!(BOOK.mistakes, Vec::<String>::new());
    }

    #[test]
    fn english_verbs_are_found_in_all_forms_and_with_their_particle_apart() {
        let form = |text: &str| BOOK.at(text, 0).map(|f| (f.concept, f.form));
        assert_eq!(form("restarting checkout"), Some((Concept::Restart, Form::Ing)));
        assert_eq!(form("rolled the checkout service back"), Some((Concept::RollBack, Form::Past)));
        assert_eq!(form("戻して"), Some((Concept::Back, Form::Stem)));
        assert_eq!(form("戻り値"), Some((Concept::Filler, Form::Plain)));
    }
}
