//! The screen as a whole: its parts, what a key does to them, and where each is drawn. Knows keys and places; what is
//! said goes to the play.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseEventKind};
use drill::block::Panels;
use drill::narrate::plain::padded;
use drill::words::{Lang, say};
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;
use unicode_width::UnicodeWidthStr;

use crate::faces::editor::Editor;
use crate::faces::terminal::conversation::Conversation;
use crate::faces::terminal::shown::Look;
use crate::faces::terminal::{bar, overlay, panels};

/// From this width on, the panels stand beside the conversation [cells].
const WIDE: u16 = 80;
/// Before the sentence being typed.
const PROMPT: &str = "> ";
/// Lines that one turn of the mouse wheel moves [count].
const WHEEL: usize = 3;

/// What a key asks for beyond the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Nothing.
    Nothing,
    /// The player says this.
    Say(String),
    /// Away from the screen; the play is kept.
    Leave,
}

/// Everything on the screen.
#[derive(Debug)]
pub struct Screen {
    look: Look,
    /// The conversation.
    pub conversation: Conversation,
    /// The line being typed.
    pub editor: Editor,
    /// The live panels.
    pub panels: Panels,
    /// Names for completion.
    pub names: Vec<String>,
    /// The play is at work.
    pub busy: bool,
    /// The play has ended; Enter leaves.
    pub ended: bool,
    /// The debrief is being proved while it is read, and how far that is, or what it changed: in full, and where there is
    /// little room.
    pub proving: Option<(String, String)>,
    panels_wanted: Option<bool>,
    help: bool,
    /// Completions to choose from, shown until the next key.
    offered: Vec<String>,
    size: (u16, u16),
}

impl Screen {
    /// An empty screen.
    pub fn new(look: Look, names: Vec<String>) -> Screen {
        Screen {
            look,
            conversation: Conversation::new(look),
            editor: Editor::default(),
            panels: Panels::default(),
            names,
            busy: true,
            ended: false,
            proving: None,
            panels_wanted: None,
            help: false,
            offered: Vec::new(),
            size: (WIDE, 24),
        }
    }

    /// Language of the screen.
    pub fn lang(&self) -> Lang {
        self.look.lang
    }

    /// Takes what the terminal reports.
    pub fn event(&mut self, event: &Event) -> Wish {
        match event {
            Event::Key(key) if key.kind != KeyEventKind::Release => return self.key(key),
            Event::Paste(text) if !self.ended => self.editor.insert(text),
            Event::Mouse(mouse) => match mouse.kind {
                MouseEventKind::ScrollUp => self.conversation.up(WHEEL),
                MouseEventKind::ScrollDown => self.conversation.down(WHEEL),
                _ => {}
            },
            _ => {}
        }
        Wish::Nothing
    }

    fn key(&mut self, key: &KeyEvent) -> Wish {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        if control && matches!(key.code, KeyCode::Char('c' | 'C')) {
            if self.ended || self.editor.is_empty() {
                return Wish::Leave;
            }
            // As in a shell: first the line that was begun, then the room.
            self.editor.clear();
            return Wish::Nothing;
        }
        self.offered.clear();
        if self.help {
            self.help = false;
            return Wish::Nothing;
        }
        if self.moved(key.code) {
            return Wish::Nothing;
        }
        if self.ended {
            let leaves = matches!(key.code, KeyCode::Enter | KeyCode::Esc | KeyCode::Char('q' | 'ｑ'));
            return if leaves { Wish::Leave } else { Wish::Nothing };
        }
        match key.code {
            KeyCode::Enter => match self.editor.take() {
                Some(text) => return Wish::Say(text),
                None => self.conversation.newest(),
            },
            KeyCode::Char('d' | 'D') if control && self.editor.is_empty() => return Wish::Leave,
            KeyCode::Char(c) if control => self.control(c.to_ascii_lowercase()),
            KeyCode::Char('?' | '？') if self.editor.is_empty() => self.help = true,
            KeyCode::Char(c) => self.editor.insert(c.encode_utf8(&mut [0; 4])),
            KeyCode::Tab => self.offered = self.editor.complete(&self.names),
            KeyCode::Esc => self.editor.clear(),
            KeyCode::Backspace => self.editor.backspace(),
            KeyCode::Delete => self.editor.delete(),
            KeyCode::Left => self.editor.left(),
            KeyCode::Right => self.editor.right(),
            KeyCode::Home => self.editor.home(),
            KeyCode::End => self.editor.end(),
            KeyCode::Up => self.editor.older(),
            KeyCode::Down => self.editor.newer(),
            _ => {}
        }
        Wish::Nothing
    }

    fn control(&mut self, letter: char) {
        match letter {
            'a' => self.editor.home(),
            'e' => self.editor.end(),
            'b' => self.editor.left(),
            'f' => self.editor.right(),
            'k' => self.editor.kill_to_end(),
            'u' => self.editor.kill_to_start(),
            'w' => self.editor.kill_word(),
            'h' => self.editor.backspace(),
            'd' => self.editor.delete(),
            'p' => self.editor.older(),
            'n' => self.editor.newer(),
            _ => {}
        }
    }

    /// Keys that move the view, with or without a sentence being typed.
    fn moved(&mut self, code: KeyCode) -> bool {
        let page = self.conversation.page_lines();
        match code {
            KeyCode::PageUp => self.conversation.up(page),
            KeyCode::PageDown => self.conversation.down(page),
            KeyCode::Up if self.ended => self.conversation.up(1),
            KeyCode::Down if self.ended => self.conversation.down(1),
            KeyCode::Char(' ') if self.ended => self.conversation.down(page),
            KeyCode::F(1) => self.help = true,
            KeyCode::F(2) => self.panels_wanted = Some(!self.panels_seen()),
            _ => return false,
        }
        true
    }

    fn panels_seen(&self) -> bool {
        // The debrief is read in the whole width.
        self.panels_wanted.unwrap_or(self.size.0 >= WIDE && !self.ended)
    }

    /// Draws everything, and puts the cursor where the next character goes.
    pub fn draw(&mut self, frame: &mut Frame<'_>) {
        let area = frame.area();
        self.size = (area.width, area.height);
        let row = |y: u16| Rect { x: area.x, y, width: area.width, height: 1 };
        let (lang, theme) = (self.lang(), self.look.theme);
        if area.height < 4 || area.width < 10 {
            frame.render_widget(Line::raw(say(lang, "screen-too-small", &[])), area);
            return;
        }
        bar::draw(frame, row(area.y), &self.panels, lang, theme);
        let body = Rect { y: area.y + 1, height: area.height - 3, ..area };
        self.draw_body(frame, body);
        let status = match self.news() {
            Some(news) => Line::styled(news, theme.warm()),
            None => Line::styled(self.status(), theme.dim()),
        };
        frame.render_widget(status, row(area.bottom() - 2));
        let field = usize::from(area.width).saturating_sub(PROMPT.len());
        let (seen, cursor) = self.editor.view(field);
        frame.render_widget(Line::raw(format!("{PROMPT}{seen}")), row(area.bottom() - 1));
        if self.help {
            overlay::draw(frame, body, lang, theme);
        }
        let x = area.x + u16::try_from(PROMPT.len() + cursor).unwrap_or(0).min(area.width - 1);
        frame.set_cursor_position(Position { x, y: area.bottom() - 1 });
    }

    /// Beside one another where there is room; else one of the two.
    fn draw_body(&mut self, frame: &mut Frame<'_>, body: Rect) {
        let (lang, theme) = (self.lang(), self.look.theme);
        match (self.panels_seen(), body.width >= WIDE) {
            (false, _) => self.conversation.draw(frame, body),
            (true, false) => panels::draw(frame, body, &self.panels, lang, theme),
            (true, true) => {
                let width = (body.width / 3).clamp(26, 44);
                let left = Rect { width: body.width - width - 3, ..body };
                let right = Rect { x: body.right() - width, width, ..body };
                self.conversation.draw(frame, left);
                for y in body.y..body.bottom() {
                    let place = Rect { x: right.x - 2, y, width: 1, height: 1 };
                    frame.render_widget(Line::styled("|", theme.dim()), place);
                }
                panels::draw(frame, right, &self.panels, lang, theme);
            }
        }
    }

    /// Who spoke while something longer than the screen is being read: the view stays with the reader, and the line
    /// above the prompt says what came.
    fn news(&self) -> Option<String> {
        if !self.offered.is_empty() || self.ended {
            return None;
        }
        let news = self.conversation.news()?;
        let whole = |news: &str| say(self.lang(), "screen-news", &[("news", news)]);
        let room = usize::from(self.size.0).saturating_sub(whole("").width() + 1);
        Some(format!(" {}", whole(padded(&news, room.min(news.width()), false).trim_end())))
    }

    /// The line above the prompt: what is to be known now, else the keys.
    fn status(&self) -> String {
        let lang = self.lang();
        let below = self.conversation.below();
        if !self.offered.is_empty() {
            return format!(" {}", self.offered.join("  "));
        }
        let text = if self.busy {
            say(lang, "screen-busy", &[])
        } else if let Some((far, _)) = &self.proving {
            format!("{far}    {}", say(lang, "screen-ended", &[]))
        } else if self.ended {
            say(lang, "screen-ended", &[])
        } else if below > 0 {
            say(lang, "screen-below", &[("n", &below.to_string())])
        } else {
            say(lang, "screen-keys", &[])
        };
        let short = match &self.proving {
            // How to read on and to leave is never hidden.
            Some((_, brief)) => format!("{brief}  {}", say(lang, "screen-ended", &[])),
            None => say(lang, "screen-keys-short", &[]),
        };
        let fits = text.width() < usize::from(self.size.0);
        format!(" {}", if fits { text } else { short })
    }
}
