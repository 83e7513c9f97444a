//! What crews' nights say of a scenario: how often each crew ended it, what it spared users, and how difficult that
//! makes it. Kept as a sheet, a line a scenario, beside the scenarios; a figure is of the text that it was measured
//! with. Lives no night: `crews` does.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::fnv::{BASIS, fnv1a};

/// The habit's ease from which on a drill is of difficulty 1, 2, 3 and 4; below all, 5 [share].
const EASE: [f64; 4] = [0.85, 0.65, 0.4, 0.15];
/// A drill that chance ends more often than this is easier than it looks [share].
pub const CHANCE: f64 = 0.05;
/// A drill in which even the way out spares less than this is harder than it looks [share].
const MARGIN: f64 = 0.5;
/// Sections of a scenario's file that change no night.
const PROSE: [&str; 18] = [
    "title",
    "pitch",
    "minutes",
    "difficulty",
    "trains",
    "scene",
    "people",
    "pages",
    "injects",
    "traps",
    "hints",
    "countermeasures",
    "tickets",
    "ending",
    "history",
    "cause",
    "aliases",
    "records",
];

/// What one crew's nights came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Tally {
    /// Nights that it ended well [count].
    pub well: u32,
    /// What users lost in a night, in the mean [requests by value].
    pub lost: f64,
}

/// The way out beside the best plan known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Best {
    /// Nights that were searched [count].
    pub nights: u32,
    /// What the way out spares of what the best plan known spares, in the mean of those nights [share].
    pub reached: f64,
}

/// A scenario's figures.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figures {
    /// Of what decided the nights, as the files stood ([`digest`]).
    pub digest: String,
    /// Nights that each crew played [count].
    pub nights: u32,
    /// Nothing is wrong: a night is well if nobody is hurt, and nothing is spared.
    pub nothing: bool,
    /// The first way out.
    pub expert: Tally,
    /// A junior's habit.
    pub rules: Tally,
    /// Any orders.
    pub random: Tally,
    /// No orders.
    pub nobody: Tally,
    /// Nights that chance ended sooner than they ended by themselves [count].
    pub faster: u32,
    /// Beside the best plan known; `None` where nothing is to be spared.
    pub best: Option<Best>,
}

impl Figures {
    fn share(&self, nights: u32) -> f64 {
        f64::from(nights) / f64::from(self.nights.max(1))
    }

    /// How often the habit ends it well [share].
    pub fn habit(&self) -> f64 {
        self.share(self.rules.well)
    }

    /// How often chance ends it sooner than it ends by itself [share].
    pub fn chance(&self) -> f64 {
        self.share(self.faster)
    }

    /// What a crew spares users of what the way out spares them [share]; negative: it cost them more than nobody did.
    /// `None` where the way out spares nothing.
    pub fn spared(&self, crew: &Tally) -> Option<f64> {
        let most = self.nobody.lost - self.expert.lost;
        (!self.nothing && most > 0.0).then(|| (self.nobody.lost - crew.lost) / most)
    }

    /// What the way out spares of what users lose when nobody acts [share]: the margin between knowing and not.
    pub fn margin(&self) -> Option<f64> {
        (!self.nothing && self.nobody.lost > 0.0).then(|| 1.0 - self.expert.lost / self.nobody.lost)
    }

    /// From 1 to 5. The habit's ease is the mean of how often it ends the night and of what it spares of what the way
    /// out spares (where nothing is wrong, the first alone). A drill that chance ends is one step easier; one
    /// in which even the way out spares less than half, one harder.
    pub fn difficulty(&self) -> u8 {
        let spared = self.spared(&self.rules).map_or(self.habit(), |spared| spared.clamp(0.0, 1.0));
        let ease = f64::midpoint(self.habit(), spared);
        let level = 1 + EASE.iter().filter(|limit| ease < **limit).count() as u8;
        let easier = u8::from(self.chance() > CHANCE);
        let harder = u8::from(self.margin().is_some_and(|margin| margin < MARGIN));
        (level + harder).saturating_sub(easier).clamp(1, 5)
    }
}

/// Figures of scenarios by id.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet(pub BTreeMap<String, Figures>);

impl Sheet {
    /// Reads a sheet.
    ///
    /// # Errors
    /// What is wrong with it, in the words of the reader of JSON.
    pub fn read(text: &str) -> Result<Sheet, String> {
        serde_json::from_str(text).map(Sheet).map_err(|wrong| wrong.to_string())
    }

    /// As it is kept: JSON, a line a scenario, in the order of their ids.
    pub fn written(&self) -> String {
        let line = |(id, figures): (&String, &Figures)| {
            let figures = serde_json::to_string(figures).expect("plain data always becomes JSON");
            format!("\"{id}\": {figures}")
        };
        format!("{{\n{}\n}}\n", self.0.iter().map(line).collect::<Vec<_>>().join(",\n"))
    }

    /// The figures of a scenario, if they are of its text as it stands.
    pub fn of(&self, id: &str, digest: &str) -> Option<&Figures> {
        self.0.get(id).filter(|figures| figures.digest == digest)
    }
}

/// Changes with whatever of a scenario's file decides a night, and with the base world that it names; not with what
/// people in it say, with comments, nor with empty lines. Stable between machines and versions.
pub fn digest(scenario: &str, world: &str) -> String {
    let mut hash = BASIS;
    let mut take = |line: &str| hash = fnv1a(hash, line.trim_end().bytes().chain([b'\n']));
    let says = |line: &&str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
    let mut prose = false;
    for line in scenario.lines().filter(says) {
        if !line.starts_with([' ', '\t', '-']) {
            prose = line.split_once(':').is_some_and(|(name, _)| PROSE.contains(&name.trim()));
        }
        if !prose {
            take(line);
        }
    }
    world.lines().filter(says).for_each(take);
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figures(rules: Tally, faster: u32) -> Figures {
        let lost = |well, lost| Tally { well, lost };
        let (expert, nobody) = (lost(20, 100.0), lost(0, 1100.0));
        let (random, best) = (lost(0, 2000.0), None);
        Figures {
            digest: "d".into(),
            nights: 20,
            nothing: false,
            expert,
            rules,
            random,
            nobody,
            faster,
            best,
        }
    }

    fn difficulty(well: u32, lost: f64, faster: u32) -> u8 {
        figures(Tally { well, lost }, faster).difficulty()
    }

    #[test]
    fn what_a_habit_ends_is_easy_and_what_it_does_not_is_hard() {
        assert_eq!(difficulty(20, 150.0, 0), 1);
        assert_eq!(difficulty(20, 600.0, 0), 2, "it ends it late");
        assert_eq!(difficulty(10, 500.0, 0), 3);
        assert_eq!(difficulty(0, 500.0, 0), 4, "it ends nothing, and spares users much");
        assert_eq!(difficulty(0, 3000.0, 0), 5);
        assert_eq!(difficulty(0, 3000.0, 4), 4, "chance ends it in one of five nights");
    }

    #[test]
    fn a_drill_in_which_even_the_way_out_spares_little_is_harder() {
        let mut tight = figures(Tally { well: 20, lost: 800.0 }, 0);
        tight.expert.lost = 800.0;
        assert_eq!(tight.difficulty(), 2);
        assert_eq!(tight.spared(&tight.nobody), Some(0.0));
    }

    #[test]
    fn where_nothing_is_wrong_only_standing_still_counts() {
        let mut quiet = figures(Tally { well: 0, lost: 5.0 }, 0);
        quiet.nothing = true;
        assert_eq!((quiet.difficulty(), quiet.margin()), (5, None));
    }

    #[test]
    fn a_sheet_reads_back_as_it_was_written() {
        let mut sheet = Sheet::default();
        for id in ["second", "first"] {
            sheet.0.insert(id.into(), figures(Tally::default(), 1));
        }
        let text = sheet.written();
        assert_eq!(text.lines().count(), 4, "{text}");
        assert_eq!(Sheet::read(&text), Ok(sheet));
    }

    #[test]
    fn a_digest_changes_with_the_night_and_not_with_its_words() {
        let night = |fault: &str, title: &str| {
            format!("# a\ntitle: {title}\nfaults:\n  - {fault}\n\nhints:\n  - x\n")
        };
        let one = digest(&night("dns a", "Night"), "w");
        assert_eq!(one, digest(&format!("{}# more", night("dns a", "Other")), "w\n# note"));
        assert_ne!(one, digest(&night("dns b", "Night"), "w"));
        assert_ne!(one, digest(&night("dns a", "Night"), "v"));
    }
}
