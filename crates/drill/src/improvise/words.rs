//! The words of one improvised drill in both languages: message keys filled with what its parts are called, and with what the
//! dressing says where there is one. Knows texts; not where in a file they stand.

use crate::scenario::Text;
use crate::words::{Lang, say};

use super::Night;
use super::place::PARTS;

/// Placeholders that the game master fills when a drill is played; here they only pass.
const PASSED: [(&str, &str); 3] = [("hour", "{hour}"), ("player", "{player}"), ("name", "{name:manager}")];

impl Night<'_> {
    /// What a part is called by its placeholder in the template: `act` is `checkout`.
    pub(super) fn part(&self, placeholder: &str) -> &'static str {
        let place = PARTS.iter().position(|part| *part == placeholder);
        match placeholder {
            "ext" => self.external.id,
            "ask" => self.external.ask,
            _ => place.map_or("", |at| self.kind.parts[at].0),
        }
    }

    /// A template's text with its `<placeholders>` filled.
    pub(super) fn filled(&self, template: &str) -> String {
        let also = |part: &str| match PARTS.iter().position(|known| *known == part) {
            Some(at) => self.kind.parts[at].1,
            None => self.external.also,
        };
        let all = PARTS.iter().chain(&["ext", "ask"]);
        all.fold(template.to_string(), |text, part| {
            text.replace(&format!("<{part}>"), self.part(part)).replace(&format!("<{part}-also>"), also(part))
        })
    }

    /// The message with this key, in both languages.
    pub(super) fn both(&self, key: &str) -> Text {
        self.both_with(key, &[])
    }

    /// The same, with more to fill.
    pub(super) fn both_with(&self, key: &str, more: &[(&str, &str)]) -> Text {
        let [ja, en] = [Lang::Ja, Lang::En].map(|lang| self.said(lang, key, more));
        let en = if self.begins_with_a_name(&en) { en } else { capital(&en) };
        Text { ja, en }
    }

    /// `orders-db` stays as it is, wherever it stands.
    fn begins_with_a_name(&self, text: &str) -> bool {
        PARTS.iter().chain(&["ext"]).any(|part| text.starts_with(&format!("{} ", self.part(part))))
    }

    fn said(&self, lang: Lang, key: &str, more: &[(&str, &str)]) -> String {
        let own = |what: &str| say(lang, &format!("improvised-{}-{what}", self.kind.id), &[]);
        let mood = || say(lang, &format!("improvised-{}-mood", self.occasion.id), &[]);
        let duty = || say(lang, &format!("improvised-duty-{}", self.variant("duty", 4)), &[]);
        let mut args: Vec<(&str, String)> = vec![
            ("doing", own("doing")),
            ("looking", own("looking")),
            ("company", self.company().get(lang).into()),
            ("site", self.site().get(lang).into()),
            ("mood", mood()),
            ("duty", duty()),
            ("occasion", self.day(lang)),
        ];
        args.extend(PARTS.iter().chain(&["ext"]).map(|part| (*part, self.part(part).to_string())));
        args.extend(PASSED.iter().chain(more).map(|(name, value)| (*name, (*value).to_string())));
        let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
        say(lang, &format!("improvised-{key}"), &args)
    }

    /// 「金曜のセール」.
    fn day(&self, lang: Lang) -> String {
        let occasion = say(lang, &format!("improvised-{}-name", self.occasion.id), &[]);
        let Some(when) = self.when else { return occasion };
        let when = say(lang, &format!("improvised-when-{when}"), &[]);
        say(lang, "improvised-on-when", &[("when", &when), ("occasion", &occasion)])
    }

    fn company(&self) -> Text {
        match self.dressing {
            Some(dressing) => text(&dressing.company),
            None => self.called("company"),
        }
    }

    fn site(&self) -> Text {
        match self.dressing {
            Some(dressing) => text(&dressing.site),
            None => self.called("site"),
        }
    }

    /// A company and its site belong together.
    fn called(&self, what: &str) -> Text {
        let key = format!("improvised-{}-{what}-{}", self.kind.id, self.variant("company", 2));
        Text { ja: say(Lang::Ja, &key, &[]), en: say(Lang::En, &key, &[]) }
    }
}

/// Words that were brought, without what a file cannot hold.
pub(super) fn text(both: &super::dressing::Both) -> Text {
    Text { ja: both.ja.trim().into(), en: both.en.trim().into() }
}

/// A sentence begins with a capital, also where it begins with what somebody does.
fn capital(text: &str) -> String {
    let named = text.chars().next().is_some_and(|c| c.is_lowercase()) && text.ends_with(['.', '?', '!']);
    let mut chars = text.chars();
    match chars.next().filter(|_| named) {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => text.into(),
    }
}
