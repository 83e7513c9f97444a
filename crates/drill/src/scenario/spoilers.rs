//! Whether what a player sees before the end tells the cause. Knows the texts of a scenario; it reads
//! them as a suspicious player would, word by word.

use unicode_normalization::UnicodeNormalization;

use super::{Scenario, Text};

/// A word that tells too much.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spoiler {
    /// The key in the file.
    pub field: &'static str,
    /// What is shown.
    pub shown: String,
    /// The word in it.
    pub word: String,
}

/// What a player sees without asking and that holds a word of the cause: id, title and pitch hold neither the
/// cause's words nor its parts; the scene and customers' tickets none of its words. What people tell, pages and hints
/// may hold them: that is what looking is for. None of all this names whose outage it was in the world.
pub fn spoilers(scenario: &Scenario) -> Vec<Spoiler> {
    let cause = &scenario.cause;
    let lists: Vec<(&'static str, &Text, bool)> =
        [("title", &scenario.title, true), ("pitch", &scenario.pitch, true)]
            .into_iter()
            .chain([("scene", &scenario.scene, false)])
            .chain(scenario.tickets.iter().flat_map(|t| t.texts.iter().map(|text| ("tickets", text, false))))
            .collect();
    let mut texts = vec![("title", &scenario.id, true)];
    texts.extend(
        lists.iter().flat_map(|(field, text, whole)| [&text.ja, &text.en].map(|t| (*field, t, *whole))),
    );
    let mut found = Vec::new();
    for (field, shown, whole) in texts {
        let telling = cause.words.iter().chain(cause.parts.iter().filter(|_| whole));
        for word in telling.filter(|word| holds(shown, word)) {
            found.push(Spoiler { field, shown: shown.clone(), word: word.clone() });
        }
    }
    found.extend(whose(scenario));
    found
}

/// Whatever can be read or heard before the debrief and names whose outage it once was.
fn whose(scenario: &Scenario) -> Vec<Spoiler> {
    let Some(history) = &scenario.history else { return Vec::new() };
    let told = scenario.people.iter().flat_map(|person| person.knows.iter().map(|k| &k.says));
    let pages = scenario.pages.iter().flat_map(|page| [&page.title, &page.body]);
    let tickets = scenario.tickets.iter().flat_map(|t| &t.texts);
    let all = [("title", &scenario.title), ("pitch", &scenario.pitch), ("scene", &scenario.scene)];
    let all = all.into_iter().chain(told.map(|text| ("people", text)));
    let seats = scenario.seats.iter().flat_map(|seat| [&seat.name, &seat.knows]);
    let all = all.chain(seats.map(|text| ("seats", text)));
    let all = all.chain(pages.map(|text| ("pages", text)));
    let all = all.chain(scenario.injects.iter().map(|inject| ("injects", &inject.says)));
    let all = all.chain(scenario.hints.iter().map(|text| ("hints", text)));
    let all = all.chain(tickets.map(|text| ("tickets", text)));
    let all = all.chain([("ending", &scenario.ending.0), ("ending", &scenario.ending.1)]);
    let all = all.flat_map(|(field, text)| [(field, &text.ja), (field, &text.en)]);
    let mut found = Vec::new();
    for (field, shown) in all.chain([("title", &scenario.id)]) {
        for word in history.who.split_whitespace().filter(|word| holds(shown, word)) {
            found.push(Spoiler { field, shown: shown.clone(), word: word.into() });
        }
    }
    found
}

/// Without what nobody sees: a letter that is not shown parts no word.
fn plain(text: &str) -> String {
    let seen = |c: &char| !matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}');
    text.nfkc().filter(seen).collect::<String>().to_lowercase()
}

/// Does a text hold a word? A Latin word must begin where it stands: `ram` is not in `program`.
fn holds(text: &str, word: &str) -> bool {
    let (text, word) = (plain(text), plain(word));
    let latin = word.starts_with(|c: char| c.is_ascii_alphanumeric());
    !word.is_empty()
        && text.match_indices(&word).any(|(at, _)| {
            let before = text[..at].chars().next_back();
            !latin || before.is_none_or(|c| !c.is_ascii_alphanumeric())
        })
}
