//! The left part: everything said and shown so far, wrapped to its width, and how far it is scrolled. Newest at
//! the bottom; an answer longer than the screen is shown from its beginning.

use drill::block::{Block, Body};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::faces::terminal::markdown;
use crate::faces::terminal::shown::Look;

/// One thing in the conversation.
#[derive(Clone, Debug)]
enum Item {
    Said { clock: String, text: String },
    Shown(Block),
    Notice(String),
    Page(String),
}

/// Blocks that are kept for looking back [count]; an hour's play has some hundreds.
const KEPT: usize = 5_000;

/// The conversation and its place on the screen.
#[derive(Debug)]
pub struct Conversation {
    look: Look,
    items: Vec<Item>,
    /// Items as lines of the current width.
    lines: Vec<Line<'static>>,
    width: usize,
    height: usize,
    /// First line on the screen.
    top: usize,
    /// The end is on the screen, and stays there when something comes.
    following: bool,
    /// Which item is being said, and is not yet whole.
    live: Option<usize>,
}

impl Conversation {
    /// Nothing said yet.
    pub fn new(look: Look) -> Conversation {
        Conversation {
            look,
            items: Vec::new(),
            lines: Vec::new(),
            width: 80,
            height: 20,
            top: 0,
            following: true,
            live: None,
        }
    }

    /// The player says something: the view goes to the end.
    pub fn said(&mut self, clock: &str, text: &str) {
        self.add(Item::Said { clock: clock.into(), text: text.into() });
        self.newest();
    }

    /// Something is said or shown.
    pub fn shown(&mut self, blocks: &[Block]) {
        let before = self.lines.len();
        for block in blocks {
            self.add(Item::Shown(block.clone()));
        }
        self.follow(before);
    }

    /// Something is being said, and this much of it can be seen; it takes the place of what could be seen of it before.
    pub fn telling(&mut self, block: Block) {
        self.put(block);
        self.live = self.live.or(self.items.len().checked_sub(1));
    }

    /// It was said to its end.
    pub fn told(&mut self, block: Block) {
        self.put(block);
        self.live = None;
    }

    /// Where it stands already, though the player may have spoken behind it; else at the end.
    fn put(&mut self, block: Block) {
        let before = self.lines.len();
        match self.live.filter(|n| *n < self.items.len()) {
            Some(n) => {
                self.items[n] = Item::Shown(block);
                self.wrap_all();
            }
            None => self.add(Item::Shown(block)),
        }
        self.follow(before.min(self.lines.len()));
    }

    /// The program itself has something to say.
    pub fn notice(&mut self, text: &str) {
        let before = self.lines.len();
        self.add(Item::Notice(text.into()));
        self.follow(before);
    }

    /// A long text to be read from its beginning: the debrief. The last words before it stay in sight if they are few.
    pub fn page(&mut self, text: &str) {
        let before = self.lines.len();
        let last = self.items.iter().rposition(|item| matches!(item, Item::Said { .. })).unwrap_or(0);
        let last_words: usize = (last..self.items.len())
            .map(|n| self.lines_of(&self.items[n], n.checked_sub(1).map(|n| &self.items[n])).len())
            .sum();
        let begin = if last_words <= self.height / 2 { before - last_words.min(before) } else { before };
        self.add(Item::Page(text.into()));
        let blank = self.lines.get(begin).is_some_and(|line| line.width() == 0);
        self.top = self.last_top().min(begin + usize::from(blank));
        self.following = self.top == self.last_top();
    }

    /// The page that is being read reads like this now; the line at the top stays there, wherever it has moved.
    pub fn page_anew(&mut self, text: &str) {
        let Some(page) = self.items.iter_mut().rev().find(|item| matches!(item, Item::Page(_))) else {
            return;
        };
        *page = Item::Page(text.into());
        let first = self.lines.get(self.top).map(Line::to_string);
        self.wrap_all();
        let same = self.lines.iter().enumerate().filter(|(_, line)| Some(line.to_string()) == first);
        let nearest = same.map(|(n, _)| n).min_by_key(|n| n.abs_diff(self.top));
        self.top = nearest.unwrap_or(self.top).min(self.last_top());
        self.following = self.top == self.last_top();
    }

    fn add(&mut self, item: Item) {
        if self.items.len() >= KEPT {
            self.items.drain(..KEPT / 10);
            self.live = self.live.and_then(|n| n.checked_sub(KEPT / 10));
            self.wrap_all();
        }
        let lines = self.lines_of(&item, self.items.last());
        self.items.push(item);
        self.lines.extend(lines);
    }

    /// Keeps the end in view, but not beyond the beginning of what just came.
    fn follow(&mut self, before: usize) {
        if self.following {
            // The sentence that was answered stays in sight above its answer.
            let said = matches!(
                self.items.iter().rev().find(|i| !matches!(i, Item::Shown(_))),
                Some(Item::Said { .. })
            );
            let begin = if said { before.saturating_sub(1) } else { before };
            self.top = self.last_top().min(begin);
            self.following = self.top == self.last_top();
        }
    }

    fn lines_of(&self, item: &Item, before: Option<&Item>) -> Vec<Line<'static>> {
        let theme = self.look.theme;
        let mut lines = match item {
            Item::Said { clock, text } => self.look.said(clock, text, self.width),
            Item::Shown(block) => self.look.block(block, self.width),
            Item::Notice(text) => drill::narrate::plain::wrap(text, self.width, "")
                .into_iter()
                .map(|text| Line::styled(text, theme.warm()))
                .collect(),
            Item::Page(text) => markdown::lines(text, theme, self.width),
        };
        if before.is_some_and(|before| apart(before, item)) {
            lines.insert(0, Line::default());
        }
        lines
    }

    fn wrap_all(&mut self) {
        let mut lines = Vec::new();
        for (n, item) in self.items.iter().enumerate() {
            lines.extend(self.lines_of(item, n.checked_sub(1).map(|n| &self.items[n])));
        }
        self.lines = lines;
    }

    /// Takes the size of its place; what was at the bottom stays there.
    pub fn resize(&mut self, width: usize, height: usize) {
        if (width, height) == (self.width, self.height) {
            return;
        }
        let at_end = self.following;
        let share = self.top as f64 / self.lines.len().max(1) as f64;
        self.height = height;
        if width != self.width {
            self.width = width;
            self.wrap_all();
        }
        self.top = (share * self.lines.len() as f64) as usize;
        self.top = if at_end { self.last_top() } else { self.top.min(self.last_top()) };
    }

    fn last_top(&self) -> usize {
        self.lines.len().saturating_sub(self.height)
    }

    /// Back by so many lines.
    pub fn up(&mut self, lines: usize) {
        self.top = self.top.min(self.last_top()).saturating_sub(lines);
        self.following = self.top == self.last_top();
    }

    /// Forward by so many lines.
    pub fn down(&mut self, lines: usize) {
        self.top = (self.top + lines).min(self.last_top());
        self.following = self.top == self.last_top();
    }

    /// Lines of a page, two of the last one staying in sight [count].
    pub fn page_lines(&self) -> usize {
        self.height.saturating_sub(2).max(1)
    }

    /// To the newest.
    pub fn newest(&mut self) {
        self.top = self.last_top();
        self.following = true;
    }

    /// Lines below what is on the screen [count].
    pub fn below(&self) -> usize {
        self.last_top().saturating_sub(self.top)
    }

    /// Who spoke last below what is on the screen, while something long is being read.
    pub fn news(&self) -> Option<String> {
        if self.below() == 0 {
            return None;
        }
        let mut first = self.lines.len();
        for (n, item) in self.items.iter().enumerate().rev() {
            first -= self.lines_of(item, n.checked_sub(1).map(|n| &self.items[n])).len().min(first);
            // What is partly in view has been seen, and so has everything before it.
            if first < self.top + self.height {
                return None;
            }
            if let Item::Shown(Block { body: Body::Speech { .. } | Body::Pager { .. }, .. }) = item {
                return self
                    .lines_of(item, None)
                    .iter()
                    .map(|line| line.to_string())
                    .reduce(|all, line| format!("{all} {}", line.trim()));
            }
        }
        None
    }

    /// Draws what is in view.
    pub fn draw(&mut self, frame: &mut Frame<'_>, area: Rect) {
        self.resize(usize::from(area.width), usize::from(area.height));
        let lines = self.lines.iter().skip(self.top).take(self.height);
        for (line, y) in lines.zip(area.y..) {
            frame.render_widget(line, Rect { y, height: 1, ..area });
        }
    }
}

/// Whether a blank line stands between: before what the player or somebody else says, and around what is looked at.
fn apart(before: &Item, item: &Item) -> bool {
    let body = |item: &Item| match item {
        Item::Shown(block) => Some(block.body.clone()),
        _ => None,
    };
    match (body(before), body(item)) {
        (_, None) => true,
        (None, _) => !matches!(before, Item::Said { .. }),
        (Some(Body::Echo(_)), _) => false,
        (Some(Body::Pager { .. }), Some(Body::Pager { .. })) => false,
        (_, Some(Body::Speech { .. } | Body::Pager { .. })) => true,
        (Some(before), Some(after)) => wide(&before) || wide(&after),
    }
}

/// What stands by itself.
fn wide(body: &Body) -> bool {
    matches!(
        body,
        Body::Table { .. }
            | Body::Chart(_)
            | Body::Log { .. }
            | Body::Page { .. }
            | Body::Scene(_)
            | Body::Speech { .. }
            | Body::Pager { .. }
    )
}
