//! From text to a tree of nodes that know where they stand. Understands YAML and nothing of scenarios.
//! Only the plain part of YAML is let in: no anchors, no tags, one document, text keys, a bounded depth.

use saphyr_parser::{Event, Parser, ScalarStyle, Span};

use super::mistake::{Place, Wrong};

/// Longest file that is read [bytes]: a hundred times the longest that anybody wrote.
pub(super) const MOST_BYTES: usize = 2_000_000;
/// Deepest nesting [levels]: a scenario needs twelve; what is deeper is a slip, and would be slow to walk.
const MOST_DEPTH: usize = 40;

/// A place in one of the files that make up a scenario: its own (0) or its world's (1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Spot {
    pub(super) file: u8,
    pub(super) at: Place,
}

/// A value with its place.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) at: Spot,
    pub(super) tree: Tree,
}

/// What a node holds.
#[derive(Clone, Debug)]
pub(super) enum Tree {
    /// Text, number, yes or no: as written. `plain` is false for what stands in quotes or a block.
    Scalar { text: String, plain: bool },
    /// Items in order.
    List(Vec<Node>),
    /// Entries in order; keys are text and unique.
    Map(Vec<(Key, Node)>),
}

/// A key with its place.
#[derive(Clone, Debug)]
pub(super) struct Key {
    pub(super) at: Spot,
    pub(super) name: String,
}

impl Node {
    /// The entry of a map.
    pub(super) fn get(&self, key: &str) -> Option<&Node> {
        match &self.tree {
            Tree::Map(entries) => entries.iter().find(|(k, _)| k.name == key).map(|(_, node)| node),
            _ => None,
        }
    }

    /// Names of a map's entries; none if it is no map.
    pub(super) fn keys(&self) -> Vec<String> {
        match &self.tree {
            Tree::Map(entries) => entries.iter().map(|(k, _)| k.name.clone()).collect(),
            _ => Vec::new(),
        }
    }

    /// Nothing was written: `key:` or `key: ~`.
    pub(super) fn is_nothing(&self) -> bool {
        matches!(&self.tree, Tree::Scalar { text, plain: true } if text.is_empty() || text == "~" || text == "null")
    }

    /// Lays `over` on top: maps are joined key by key, anything else is replaced, and nothing (`~`) removes.
    pub(super) fn overlaid(mut self, over: &Node) -> Node {
        let (Tree::Map(entries), Tree::Map(new)) = (&mut self.tree, &over.tree) else {
            return over.clone();
        };
        for (key, node) in new {
            let found = entries.iter().position(|(k, _)| k.name == key.name);
            match found {
                Some(at) if node.is_nothing() => {
                    entries.remove(at);
                }
                Some(at) => {
                    let old = entries[at].1.clone();
                    entries[at] = (key.clone(), old.overlaid(node));
                }
                None => entries.push((key.clone(), node.clone())),
            }
        }
        self
    }
}

/// A container whose end has not come yet.
struct Open {
    at: Spot,
    list: bool,
    items: Vec<Node>,
    entries: Vec<(Key, Node)>,
    key: Option<Key>,
    /// The key is one that was refused; its value is read and dropped.
    dropping: bool,
}

/// Builds the tree from the parser's events. No recursion, so that no file can exhaust the stack.
struct Builder {
    file: u8,
    stack: Vec<Open>,
    root: Option<Node>,
    documents: usize,
    mistakes: Vec<(Spot, Wrong)>,
}

/// Reads a text. The tree is `None` when there is nothing to go on with.
pub(super) fn tree(text: &str, file: u8) -> (Option<Node>, Vec<(Spot, Wrong)>) {
    let start = Spot { file, at: Place { line: 1, column: 1 } };
    if text.len() > MOST_BYTES {
        return (None, vec![(start, Wrong::TooLong { most: MOST_BYTES })]);
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut builder = Builder { file, stack: Vec::new(), root: None, documents: 0, mistakes: Vec::new() };
    let mut parser = Parser::new_from_str(text);
    while let Some(event) = parser.next_event() {
        match event {
            Ok((event, span)) => {
                if !builder.take(event, span) {
                    return (None, builder.mistakes);
                }
            }
            Err(error) => {
                let at = spot(file, error.marker().line(), error.marker().col());
                let wrong = Wrong::Syntax { said: error.info().to_string() };
                builder.mistakes.push((at, wrong));
                return (None, builder.mistakes);
            }
        }
    }
    let empty = builder.root.as_ref().is_none_or(Node::is_nothing);
    if empty && builder.mistakes.is_empty() {
        builder.mistakes.push((start, Wrong::Empty));
    }
    (builder.root.filter(|_| !empty), builder.mistakes)
}

fn spot(file: u8, line: usize, column: usize) -> Spot {
    let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Spot { file, at: Place { line: small(line).max(1), column: small(column).saturating_add(1) } }
}

impl Builder {
    fn wrong(&mut self, at: Spot, wrong: Wrong) {
        self.mistakes.push((at, wrong));
    }

    /// Takes one event; `false` when reading on makes no sense.
    fn take(&mut self, event: Event<'_>, span: Span) -> bool {
        let at = spot(self.file, span.start.line(), span.start.col());
        match event {
            Event::Nothing
            | Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentEnd
            | Event::DocumentStart(_) => {
                if matches!(event, Event::DocumentStart(_)) {
                    self.documents += 1;
                    if self.documents > 1 {
                        self.wrong(at, Wrong::SeveralDocuments);
                        return false;
                    }
                }
            }
            Event::Alias(_) => {
                self.wrong(at, Wrong::Anchor);
                self.close(Node { at, tree: Tree::Scalar { text: String::new(), plain: false } });
            }
            Event::Scalar(text, style, anchor, tag) => {
                self.refuse_marks(at, anchor, tag.is_some());
                let plain = style == ScalarStyle::Plain;
                self.close(Node { at, tree: Tree::Scalar { text: text.into_owned(), plain } });
            }
            Event::SequenceStart(anchor, tag) => {
                self.refuse_marks(at, anchor, tag.is_some());
                return self.open(at, true);
            }
            Event::MappingStart(anchor, tag) => {
                self.refuse_marks(at, anchor, tag.is_some());
                return self.open(at, false);
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let open = self.stack.pop().expect("the parser ends only what it began");
                let tree = if open.list { Tree::List(open.items) } else { Tree::Map(open.entries) };
                self.close(Node { at: open.at, tree });
            }
        }
        true
    }

    fn refuse_marks(&mut self, at: Spot, anchor: usize, tagged: bool) {
        if anchor != 0 || tagged {
            self.wrong(at, Wrong::Anchor);
        }
    }

    fn open(&mut self, at: Spot, list: bool) -> bool {
        if self.stack.len() >= MOST_DEPTH {
            self.wrong(at, Wrong::TooDeep { most: MOST_DEPTH });
            return false;
        }
        self.stack.push(Open {
            at,
            list,
            items: Vec::new(),
            entries: Vec::new(),
            key: None,
            dropping: false,
        });
        true
    }

    /// A node is complete: it becomes an item, a key, a value or the root.
    fn close(&mut self, node: Node) {
        let Some(top) = self.stack.last_mut() else {
            self.root = Some(node);
            return;
        };
        if top.list {
            top.items.push(node);
            return;
        }
        if std::mem::take(&mut top.dropping) {
            return;
        }
        if let Some(key) = top.key.take() {
            top.entries.push((key, node));
            return;
        }
        let at = node.at;
        let wrong = match node.tree {
            Tree::Scalar { text, .. } if !text.is_empty() => {
                if !top.entries.iter().any(|(k, _)| k.name == text) {
                    top.key = Some(Key { at, name: text });
                    return;
                }
                Wrong::Duplicate { name: text }
            }
            _ => Wrong::KeyNotText,
        };
        top.dropping = true;
        self.wrong(at, wrong);
    }
}
