//! Walks a tree of nodes and collects mistakes instead of stopping at the first: every reading returns
//! something to go on with. Knows how people write spans, shares, numbers, ranges and texts; does not
//! know what a scenario is made of.

use world::time::{Nanos, parse_span, write_span};

use super::Text;
use super::mistake::{Mistake, Named, Shape, Wrong, nearest};
use super::yaml::{Node, Spot, Tree};
use crate::words::Lang;

/// Collects mistakes over the files of one scenario.
pub(super) struct Reader<'a> {
    /// Name of the scenario's file, and of its world's.
    files: [&'a str; 2],
    mistakes: Vec<(Spot, Wrong)>,
    /// Names between braces that a text may hold.
    placeholders: Vec<String>,
    /// The system could not be read: whether its names exist cannot be said, and is not.
    nameless: bool,
}

/// The entries of a map while they are read; what nobody asked for is unknown.
pub(super) struct Fields<'n> {
    /// Where the map stands.
    pub(super) at: Spot,
    node: Option<&'n Node>,
    asked: Vec<&'static str>,
}

impl<'n> Fields<'n> {
    /// The entry of this key, if it says anything.
    pub(super) fn get(&mut self, key: &'static str) -> Option<&'n Node> {
        self.asked.push(key);
        self.node.and_then(|node| node.get(key)).filter(|node| !node.is_nothing())
    }
}

impl<'a> Reader<'a> {
    pub(super) fn new(scenario: &'a str, world: &'a str) -> Reader<'a> {
        Reader { files: [scenario, world], mistakes: Vec::new(), placeholders: Vec::new(), nameless: false }
    }

    /// From now on a text may hold these between braces.
    pub(super) fn allow_placeholders(&mut self, names: Vec<String>) {
        self.placeholders = names;
    }

    /// From now on no name of the system is called unknown: there is no system to know it.
    pub(super) fn without_names(&mut self) {
        self.nameless = true;
    }

    pub(super) fn wrong(&mut self, at: Spot, wrong: Wrong) {
        let of_system = matches!(&wrong, Wrong::Unknown { kind, .. } if kind.is_of_the_system());
        if !(self.nameless && of_system) {
            self.mistakes.push((at, wrong));
        }
    }

    pub(super) fn all_wrong(&mut self, found: Vec<(Spot, Wrong)>) {
        self.mistakes.extend(found);
    }

    /// Nothing was wrong so far.
    pub(super) fn is_content(&self) -> bool {
        self.mistakes.is_empty()
    }

    /// What was found, in the order of the files.
    pub(super) fn finish(mut self) -> Vec<Mistake> {
        self.mistakes.sort_by_key(|(at, _)| *at);
        self.mistakes.dedup();
        let files = self.files;
        let name = |file: u8| files[usize::from(file).min(1)];
        self.mistakes.into_iter().map(|(spot, wrong)| Mistake::new(name(spot.file), spot.at, wrong)).collect()
    }

    /// Begins to read a map.
    pub(super) fn fields<'n>(&mut self, node: &'n Node) -> Fields<'n> {
        let map = matches!(node.tree, Tree::Map(_));
        if !map && !node.is_nothing() {
            self.wrong(node.at, Wrong::Shape { wanted: Shape::Map });
        }
        Fields { at: node.at, node: map.then_some(node), asked: Vec::new() }
    }

    /// An entry that must be there; `form` shows how it is written.
    pub(super) fn need<'n>(
        &mut self,
        fields: &mut Fields<'n>,
        key: &'static str,
        form: &'static str,
    ) -> Option<&'n Node> {
        let found = fields.get(key);
        if found.is_none() {
            self.wrong(fields.at, Wrong::MissingKey { key, form });
        }
        found
    }

    /// Ends a map: what was not asked for is a mistake.
    pub(super) fn done(&mut self, fields: Fields<'_>) {
        let Some(Node { tree: Tree::Map(entries), .. }) = fields.node else { return };
        for (key, _) in entries {
            if !fields.asked.contains(&key.name.as_str()) {
                let near = nearest(&key.name, fields.asked.iter().copied());
                self.wrong(key.at, Wrong::UnknownKey { key: key.name.clone(), near });
            }
        }
    }

    /// Entries of a map whose keys are names.
    pub(super) fn entries<'n>(&mut self, node: Option<&'n Node>) -> Vec<(&'n str, Spot, &'n Node)> {
        match node.map(|node| (&node.tree, node.at)) {
            None => Vec::new(),
            Some((Tree::Map(entries), _)) => {
                entries.iter().map(|(key, node)| (key.name.as_str(), key.at, node)).collect()
            }
            Some((_, at)) => {
                self.wrong(at, Wrong::Shape { wanted: Shape::Map });
                Vec::new()
            }
        }
    }

    /// Items of a list; a single value counts as a list of one.
    pub(super) fn items<'n>(&mut self, node: Option<&'n Node>) -> &'n [Node] {
        match node {
            None => &[],
            Some(Node { tree: Tree::List(items), .. }) => items,
            Some(node) if matches!(node.tree, Tree::Scalar { .. }) => std::slice::from_ref(node),
            Some(node) => {
                self.wrong(node.at, Wrong::Shape { wanted: Shape::List });
                &[]
            }
        }
    }

    /// Items of a list of which there must be some.
    pub(super) fn some<'n>(
        &mut self,
        fields: &mut Fields<'n>,
        key: &'static str,
        least: usize,
        form: &'static str,
    ) -> &'n [Node] {
        let Some(node) = self.need(fields, key, form) else { return &[] };
        let items = self.items(Some(node));
        if items.len() < least {
            self.wrong(node.at, Wrong::TooFew { key, least });
        }
        items
    }

    /// A word, number or text, as written.
    pub(super) fn scalar<'n>(&mut self, node: &'n Node) -> Option<&'n str> {
        match &node.tree {
            Tree::Scalar { text, .. } => Some(text.trim()),
            _ => {
                self.wrong(node.at, Wrong::Shape { wanted: Shape::Scalar });
                None
            }
        }
    }

    /// Words of a list.
    pub(super) fn words(&mut self, node: Option<&Node>) -> Vec<String> {
        let items = self.items(node);
        let mut words = Vec::new();
        for item in items {
            match self.scalar(item) {
                Some("") => self.wrong(item.at, Wrong::EmptyText),
                Some(word) => words.push(word.to_string()),
                None => {}
            }
        }
        words
    }

    /// One of a few words.
    pub(super) fn choice<T: Copy>(&mut self, node: &Node, kind: Named, known: &[(&str, T)]) -> Option<T> {
        let word = self.scalar(node)?;
        let found = known.iter().find(|(name, _)| *name == word).map(|(_, value)| *value);
        if found.is_none() {
            let known = known.iter().map(|(name, _)| (*name).to_string()).collect();
            self.wrong(node.at, Wrong::Unknown { kind, name: word.to_string(), known });
        }
        found
    }

    /// Reads a scalar by `parse`; what it does not take is told in this form.
    pub(super) fn parsed<T>(
        &mut self,
        node: &Node,
        form: &'static str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let text = self.scalar(node)?;
        let value = parse(text);
        if value.is_none() {
            self.wrong(node.at, Wrong::Form { text: text.to_string(), form });
        }
        value
    }

    /// A number within bounds, both included.
    pub(super) fn number(&mut self, node: &Node, least: f64, most: f64) -> Option<f64> {
        let value = self.parsed(node, "12.5", number)?;
        self.within(node.at, value, least, most)
    }

    /// A whole number within bounds, both included.
    pub(super) fn count(&mut self, node: &Node, least: u32, most: u32) -> Option<u32> {
        let value = self.parsed(node, "12", |text| number(text).filter(|n| n.fract() == 0.0))?;
        self.within(node.at, value, f64::from(least), f64::from(most)).map(|n| n as u32)
    }

    /// A share: `3%` or `0.03`.
    pub(super) fn share(&mut self, node: &Node) -> Option<f64> {
        let value = self.parsed(node, "3%", share)?;
        self.within(node.at, value, 0.0, 1.0)
    }

    /// A span of time within bounds, both included.
    pub(super) fn span(&mut self, node: &Node, least: Nanos, most: Nanos) -> Option<Nanos> {
        let value = self.parsed(node, "90s, 5m, 1h30m", parse_span)?;
        if (least..=most).contains(&value) {
            return Some(value);
        }
        let (least, most) = (write_span(least), write_span(most));
        self.wrong(node.at, Wrong::Range { text: write_span(value), least, most });
        None
    }

    /// Two numbers `0.9..1.1`, or one.
    pub(super) fn numbers(&mut self, node: &Node, least: f64, most: f64) -> Option<(f64, f64)> {
        let (from, to) = self.parsed(node, "0.9..1.1", |text| range(text, number))?;
        self.within(node.at, from, least, most)?;
        self.within(node.at, to, least, most)?;
        Some((from, to))
    }

    fn within(&mut self, at: Spot, value: f64, least: f64, most: f64) -> Option<f64> {
        if (least..=most).contains(&value) {
            return Some(value);
        }
        let wrong =
            Wrong::Range { text: value.to_string(), least: least.to_string(), most: most.to_string() };
        self.wrong(at, wrong);
        None
    }

    /// A text in both languages.
    pub(super) fn text(&mut self, node: &Node) -> Text {
        if !matches!(node.tree, Tree::Map(_)) {
            self.wrong(node.at, Wrong::Shape { wanted: Shape::Map });
            return Text::default();
        }
        let mut fields = self.fields(node);
        let mut one = |reader: &mut Self, key: &'static str, lang: Lang| {
            let Some(found) = fields.get(key) else {
                reader.wrong(fields.at, Wrong::MissingLanguage { lang });
                return String::new();
            };
            let text = reader.scalar(found).unwrap_or_default();
            if text.is_empty() {
                reader.wrong(found.at, Wrong::EmptyText);
            }
            reader.placeholders_of(found.at, text);
            text.to_string()
        };
        let text = Text { ja: one(self, "ja", Lang::Ja), en: one(self, "en", Lang::En) };
        self.done(fields);
        text
    }

    /// A text that must be there.
    pub(super) fn need_text(&mut self, fields: &mut Fields<'_>, key: &'static str) -> Text {
        match self.need(fields, key, "{ ja: …, en: … }") {
            Some(node) => self.text(node),
            None => Text::default(),
        }
    }

    /// A text that stands outside of a play, or that fills others: nothing fills it.
    pub(super) fn bare_text(&mut self, node: &Node) -> Text {
        let allowed = std::mem::take(&mut self.placeholders);
        let text = self.text(node);
        self.placeholders = allowed;
        text
    }

    fn placeholders_of(&mut self, at: Spot, text: &str) {
        let mut rest = text;
        while let Some(begin) = rest.find(['{', '}']) {
            let inside = rest[begin..].strip_prefix('{').unwrap_or_default();
            let name = inside.split(['}', '{']).next().unwrap_or_default();
            let (whole, after) = match inside[name.len()..].strip_prefix('}') {
                Some(after) => (format!("{{{name}}}"), after),
                None => (rest[begin..=begin].to_string(), &rest[begin + 1..]),
            };
            rest = after;
            if self.placeholders.is_empty() {
                self.wrong(at, Wrong::NothingFills { name: whole });
            } else if whole.len() == 1 || !self.placeholders.iter().any(|known| known == name) {
                let known = self.placeholders.iter().map(|name| format!("{{{name}}}")).collect();
                self.wrong(at, Wrong::Unknown { kind: Named::Placeholder, name: whole, known });
            }
        }
    }

    /// A name that must exist.
    pub(super) fn known(&mut self, at: Spot, kind: Named, name: &str, known: &[String]) -> bool {
        let found = known.iter().any(|k| k == name);
        if !found {
            let mut known = known.to_vec();
            known.sort();
            self.wrong(at, Wrong::Unknown { kind, name: name.to_string(), known });
        }
        found
    }
}

/// A plain number; not `inf`, not `nan`.
pub(super) fn number(text: &str) -> Option<f64> {
    text.parse::<f64>().ok().filter(|n| n.is_finite())
}

/// `3%` or `0.03`.
pub(super) fn share(text: &str) -> Option<f64> {
    match text.strip_suffix('%') {
        Some(percent) => number(percent.trim_end()).map(|n| n / 100.0),
        None => number(text),
    }
}

/// `x40` or `40`: a factor above zero.
pub(super) fn factor(text: &str) -> Option<f64> {
    number(text.strip_prefix('x').unwrap_or(text)).filter(|n| *n > 0.0 && *n <= 10_000.0)
}

/// `30/s`: a rate.
pub(super) fn rate(text: &str) -> Option<f64> {
    number(text.strip_suffix("/s")?).filter(|n| *n >= 0.0 && *n <= 1e6)
}

/// `A..B` in rising order, or one value for both.
pub(super) fn range<T: PartialOrd + Copy>(text: &str, one: impl Fn(&str) -> Option<T>) -> Option<(T, T)> {
    let (from, to) = text.split_once("..").unwrap_or((text, text));
    let (from, to) = (one(from.trim())?, one(to.trim())?);
    (from <= to).then_some((from, to))
}
