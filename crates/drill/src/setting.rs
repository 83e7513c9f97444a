//! What a seed varies in words: who is there tonight, which company it is, what hour. Fills the
//! `{placeholders}` of a scenario's texts, in any language, for a play and for its debrief alike. Knows
//! what people are called and not what they do.

use crate::clock::Clock;
use crate::scenario::{Scenario, Text};
use crate::stage::Luck;
use crate::words::{Lang, say};

/// Ways in which a company, a site and each saying stand in the message files [count].
pub(crate) const VARIANTS: usize = 3;

/// The words that belong to one play.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    player: String,
    company: Text,
    site: Text,
    hour: String,
    /// Ids and tonight's names.
    people: Vec<(String, Text)>,
}

impl Setting {
    /// What the seed makes of a scenario; `player` is what people call the player.
    pub fn of(scenario: &Scenario, seed: u64, player: &str, clock: &Clock) -> Setting {
        let luck = Luck::new(seed);
        // A company and its site belong together.
        let which = luck.pick("company", 0, VARIANTS) + 1;
        let one = |what: &str| {
            let key = format!("cast-{what}-{which}");
            Text { ja: say(Lang::Ja, &key, &[]), en: say(Lang::En, &key, &[]) }
        };
        let people = scenario.people.iter().enumerate().map(|(n, person)| {
            let drawn = person.names.get(luck.pick("name", n as u64, person.names.len()));
            let nameless = || Text { ja: person.id.clone(), en: person.id.clone() };
            (person.id.clone(), drawn.cloned().unwrap_or_else(nameless))
        });
        Setting {
            player: player.into(),
            company: one("company"),
            site: one("site"),
            hour: clock.minute(clock.opened()),
            people: people.collect(),
        }
    }

    /// What somebody is called tonight, by id.
    pub fn name(&self, lang: Lang, id: &str) -> Option<&str> {
        self.people.iter().find(|(known, _)| known == id).map(|(_, name)| name.get(lang))
    }

    /// What people call the player.
    pub fn player(&self) -> &str {
        &self.player
    }

    /// A text in one language with its `{player}`, `{company}`, `{site}`, `{hour}` and `{name:ID}`.
    pub fn fill(&self, lang: Lang, text: &Text) -> String {
        let mut filled = String::new();
        let nameless = self.nameless().then(|| unnamed(text.get(lang)));
        let mut rest = nameless.as_deref().unwrap_or(text.get(lang)).trim();
        // In one pass: what a player calls themselves is no placeholder.
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(before);
            let known =
                after.split_once('}').and_then(|(name, after)| Some((self.value(lang, name)?, after)));
            match known {
                Some((value, after)) => {
                    filled.push_str(value);
                    rest = after;
                }
                None => {
                    filled.push('{');
                    rest = after;
                }
            }
        }
        filled.push_str(rest);
        // Whoever has no name is "あなた", and 「あなた（あなた）」 would say it twice.
        filled.replace(&format!("{0}（{0}）", self.player), &self.player)
    }

    /// Nobody said what to call the player: the name is no name but a word that stands for one.
    fn nameless(&self) -> bool {
        let stands_for_one = |lang: &Lang| self.player == say(*lang, "player-unnamed", &[]);
        self.player.is_empty() || Lang::ALL.iter().any(stands_for_one)
    }

    fn value(&self, lang: Lang, name: &str) -> Option<&str> {
        Some(match name {
            "player" => &self.player,
            "company" => self.company.get(lang),
            "site" => self.site.get(lang),
            "hour" => &self.hour,
            name => self.name(lang, name.strip_prefix("name:")?)?,
        })
    }

    /// The same in both languages.
    pub fn filled(&self, text: &Text) -> Text {
        Text { ja: self.fill(Lang::Ja, text), en: self.fill(Lang::En, text) }
    }
}

/// A text that speaks to somebody without a name: the name in brackets or between commas goes with its marks,
/// and elsewhere it is "you".
fn unnamed(text: &str) -> String {
    let text = text.replace("（{player}）", "").replace(", {player},", "").replace(", {player}.", ".");
    let text = text.replace("{player}は", "あなたは").replace("{player}が", "あなたが");
    text.replace("{player}, your", "Your").replace("{player}, you", "You")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn setting(player: &str) -> Setting {
        let one = |text: &str| Text { ja: format!("{text}-ja"), en: format!("{text}-en") };
        Setting {
            player: player.into(),
            company: one("company"),
            site: one("site"),
            hour: "02:00".into(),
            people: vec![("dba".into(), one("name"))],
        }
    }

    #[test]
    fn nobody_is_called_by_a_word_that_stands_for_a_name() {
        for player in ["", &say(Lang::Ja, "player-unnamed", &[]), &say(Lang::En, "player-unnamed", &[])] {
            for (template, filled) in [
                ("あなた（{player}）は当番", "あなたは当番"),
                ("{player}が夕飯のふたを開けた", "あなたが夕飯のふたを開けた"),
                ("You, {player}, are on call", "You are on call"),
                ("You have it, {player}, when", "You have it when"),
                ("{player}, your coat", "Your coat"),
            ] {
                assert_eq!(unnamed_in(player, template), filled, "{player}");
            }
        }
        assert_eq!(unnamed_in("ana", "あなた（{player}）は当番"), "あなた（ana）は当番");
    }

    fn unnamed_in(player: &str, text: &str) -> String {
        setting(player).fill(Lang::Ja, &Text { ja: text.into(), en: text.into() })
    }

    #[test]
    fn every_placeholder_is_filled_in_both_languages() {
        let all = "{hour} {player} {company} {site} {name:dba}, {hour}";
        let text = Text { ja: all.into(), en: all.into() };
        let filled = setting("ana").filled(&text);
        assert_eq!(filled.ja, "02:00 ana company-ja site-ja name-ja, 02:00");
        assert_eq!(filled.en, "02:00 ana company-en site-en name-en, 02:00");
    }

    #[test]
    fn a_player_without_a_name_is_not_named_twice() {
        let scene = |ja: &str| Text { ja: ja.into(), en: String::new() };
        let told = |player: &str, ja: &str| setting(player).fill(Lang::Ja, &scene(ja));
        assert_eq!(told("あなた", "あなた（{player}）の初めての夜当番。"), "あなたの初めての夜当番。");
        assert_eq!(told("葵", "あなた（{player}）の初めての夜当番。"), "あなた（葵）の初めての夜当番。");
        assert_eq!(told("あなた", "{player}が当番。"), "あなたが当番。");
    }

    #[test]
    fn what_a_player_calls_themselves_is_left_as_it_is() {
        let text = Text { ja: String::new(), en: "{player}, {hour} { {nobody} }".into() };
        let filled = setting("{hour}").fill(Lang::En, &text);
        assert_eq!(filled, "{hour}, 02:00 { {nobody} }");
    }
}
