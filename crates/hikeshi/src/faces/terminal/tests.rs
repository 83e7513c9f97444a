//! Whole screens, as a player sees them at 3 a.m.: Japanese and English, wide and narrow, and what keys do.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers, MouseEvent, MouseEventKind};
use drill::block::{Block, Body, Cell, Chart, Column, LogEntry, Panels, Tone};
use drill::clock::Clock;
use drill::words::Lang;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use world::time::{MINUTE, SECOND};

use crate::desk::sitting::{Far, Proving};
use crate::faces::terminal::screen::{Screen, Wish};
use crate::faces::terminal::shown::Look;
use crate::faces::terminal::theme::Theme;

fn block(body: Body) -> Block {
    Block { at: 13 * MINUTE, body }
}

fn cell(text: &str, tone: Tone) -> Cell {
    Cell { text: text.into(), tone }
}

fn column(name: &str, right: bool) -> Column {
    Column { name: name.into(), right }
}

fn errors() -> Chart {
    let points = (0..60).map(|i| match i {
        0..30 => Some(0.4),
        40..44 => None,
        i => Some(f64::from(i - 29) * 1.2),
    });
    Chart {
        title: "buy エラー率 [%]".into(),
        unit: "%".into(),
        first: 3 * MINUTE,
        step: 10 * SECOND,
        lines: vec![("buy".into(), points.collect())],
        normal: Some(0.4),
    }
}

fn panels() -> Panels {
    Panels {
        clock: "02:13".into(),
        elapsed: "+12分".into(),
        phase: "影響".into(),
        arc: ["検知", "宣言", "影響", "原因", "一次対応", "復旧確認", "再発防止"]
            .iter()
            .enumerate()
            .map(|(n, name)| ((*name).into(), n < 3))
            .collect(),
        charts: vec![errors(), errors(), errors()],
        impact: vec![("失敗".into(), "1,827".into(), Tone::Hot), ("遅延".into(), "12".into(), Tone::Warm)],
        alerts: vec!["BuyErrorRate buy".into(), "CheckoutLatency checkout".into()],
        under_way: vec![("rollback checkout".into(), "2分30秒".into())],
        pressure: vec![("問い合わせ".into(), "17".into(), Tone::Plain)],
    }
}

/// An opening and three looks, as a play shows them.
fn night() -> Vec<Block> {
    let log = |level: &str, text: &str, more| LogEntry {
        clock: "02:12:41".into(),
        host: "checkout-2".into(),
        level: level.into(),
        text: text.into(),
        more,
    };
    vec![
        block(Body::Scene(
            "みなと商会、02:01。電話が鳴った。葵が今夜の当番。明日は年に一度のセール初日。".into(),
        )),
        block(Body::Pager {
            firing: true, text: "BuyErrorRate — buy エラー率 43.5%（しきい値 5%）".into()
        }),
        block(Body::Speech {
            who: "橋本".into(),
            role: "CS リーダー".into(),
            text: "問い合わせが増えています。「決済できない」という声が多いです。いま何が起きていますか？"
                .into(),
        }),
        block(Body::Echo("overview".into())),
        block(Body::Table {
            title: "全体（直近1分）".into(),
            columns: vec![
                column("名前", false),
                column("エラー率", true),
                column("p95", true),
                column("CPU", true),
            ],
            rows: vec![
                vec![
                    cell("checkout", Tone::Plain),
                    cell("43.5%", Tone::Hot),
                    cell("47.3ms", Tone::Plain),
                    cell("31%", Tone::Plain),
                ],
                vec![
                    cell("在庫サービス", Tone::Plain),
                    cell("0.1%", Tone::Plain),
                    cell("212ms", Tone::Warm),
                    cell("—", Tone::Dim),
                ],
            ],
        }),
        block(Body::Log {
            title: "checkout のログ（直近10分）".into(),
            lines: vec![
                log("ERROR", "NullPointerException at ShippingQuote.price(ShippingQuote.java:88)", 1_204),
                log("INFO", "started", 0),
            ],
        }),
        block(Body::Chart(errors())),
        block(Body::Choices {
            question: "どれのこと？ 番号で答えて。".into(),
            options: vec!["checkout のログ".into(), "catalog のログ".into()],
        }),
    ]
}

fn screen(lang: Lang) -> Screen {
    let look = Look { lang, clock: Clock::new(2.0, 0, 0), theme: Theme::new(true) };
    let mut screen = Screen::new(look, vec!["checkout".into(), "checkout-db".into(), "catalog".into()]);
    screen.busy = false;
    screen.panels = panels();
    screen
}

fn drawn(screen: &mut Screen, width: u16, height: u16) -> String {
    let mut terminal =
        Terminal::new(TestBackend::new(width, height)).expect("a test's terminal always opens");
    terminal.draw(|frame| screen.draw(frame)).expect("a test's terminal always draws");
    let buffer = terminal.backend().buffer();
    let mut text = String::new();
    for y in 0..height {
        let mut x = 0;
        while x < width {
            let symbol = buffer[(x, y)].symbol();
            text.push_str(symbol);
            x += u16::try_from(unicode_width::UnicodeWidthStr::width(symbol).max(1))
                .expect("a symbol is short");
        }
        text.truncate(text.trim_end_matches(' ').len());
        text.push('\n');
    }
    text
}

fn press(screen: &mut Screen, code: KeyCode) -> Wish {
    screen.event(&Event::Key(KeyEvent::new(code, KeyModifiers::NONE)))
}

fn control(screen: &mut Screen, letter: char) -> Wish {
    screen.event(&Event::Key(KeyEvent::new(KeyCode::Char(letter), KeyModifiers::CONTROL)))
}

fn typed(screen: &mut Screen, text: &str) {
    for c in text.chars() {
        press(screen, KeyCode::Char(c));
    }
}

#[test]
fn a_night_fits_an_ordinary_terminal() {
    let mut screen = screen(Lang::Ja);
    drawn(&mut screen, 80, 24);
    screen.conversation.shown(&night()[..3]);
    screen.conversation.said("02:13", "全体を見たい");
    screen.conversation.shown(&night()[3..5]);
    typed(&mut screen, "影響範囲は");
    insta::assert_snapshot!(drawn(&mut screen, 80, 24));
}

#[test]
fn a_night_fits_a_wide_terminal() {
    let mut screen = screen(Lang::Ja);
    drawn(&mut screen, 120, 40);
    screen.conversation.shown(&night());
    insta::assert_snapshot!(drawn(&mut screen, 120, 40));
}

#[test]
fn the_same_night_in_english_has_the_same_parts() {
    let mut screen = screen(Lang::En);
    drawn(&mut screen, 100, 30);
    screen.conversation.shown(&night()[1..]);
    insta::assert_snapshot!(drawn(&mut screen, 100, 30));
}

#[test]
fn a_narrow_terminal_shows_the_conversation_and_folds_the_panels_under_a_key() {
    let mut screen = screen(Lang::Ja);
    drawn(&mut screen, 60, 20);
    screen.conversation.shown(&night()[..3]);
    let talk = drawn(&mut screen, 60, 20);
    assert!(talk.contains("CS リーダー") && !talk.contains("これまでの影響"), "{talk}");
    press(&mut screen, KeyCode::F(2));
    insta::assert_snapshot!(drawn(&mut screen, 60, 20));
    press(&mut screen, KeyCode::F(2));
    assert!(drawn(&mut screen, 60, 20).contains("CS リーダー"));
}

#[test]
fn every_size_draws_and_no_line_runs_over_its_edge() {
    for width in [1, 5, 10, 20, 40, 79, 80, 81, 120, 300] {
        for height in [1, 3, 4, 5, 10, 24, 80] {
            let mut screen = screen(Lang::Ja);
            drawn(&mut screen, width, height);
            screen.conversation.shown(&night());
            typed(&mut screen, &"長い文".repeat(60));
            press(&mut screen, KeyCode::PageUp);
            drawn(&mut screen, width, height);
            press(&mut screen, KeyCode::F(2));
            press(&mut screen, KeyCode::F(1));
            for line in drawn(&mut screen, width, height).lines() {
                assert!(unicode_width::UnicodeWidthStr::width(line) <= usize::from(width), "{width}: {line}");
            }
        }
    }
}

#[test]
fn an_answer_longer_than_the_screen_is_read_from_its_beginning() {
    let mut screen = screen(Lang::Ja);
    drawn(&mut screen, 80, 24);
    screen.conversation.shown(&night());
    screen.conversation.newest();
    screen.conversation.said("02:13", "全部見せて");
    let long = (1..=60).map(|n| format!("{n}行目")).collect::<Vec<_>>().join("\n");
    screen.conversation.shown(&[block(Body::Page { title: "手順書".into(), text: long })]);
    let seen = drawn(&mut screen, 80, 24);
    assert!(seen.contains("手順書") && seen.contains("1行目") && !seen.contains("60行目"), "{seen}");
    assert!(seen.contains("PgDn"), "what is below is announced: {seen}");
    for _ in 0..5 {
        press(&mut screen, KeyCode::PageDown);
    }
    assert!(drawn(&mut screen, 80, 24).contains("60行目"));
    let wheel =
        MouseEvent { kind: MouseEventKind::ScrollUp, column: 0, row: 0, modifiers: KeyModifiers::NONE };
    screen.event(&Event::Mouse(wheel));
    assert!(!drawn(&mut screen, 80, 24).contains("60行目"));
    screen.conversation.said("02:14", "次");
    assert!(drawn(&mut screen, 80, 24).contains("> 次"), "saying something goes to the newest");
}

#[test]
fn who_speaks_while_something_long_is_read_is_seen_and_the_view_stays() {
    let mut screen = screen(Lang::En);
    drawn(&mut screen, 80, 24);
    screen.conversation.shown(&night());
    screen.conversation.said("02:13", "the runbook");
    let long = (1..=60).map(|n| format!("line {n} of it")).collect::<Vec<_>>().join("\n");
    screen.conversation.shown(&[block(Body::Page { title: "Runbook".into(), text: long })]);
    let before = drawn(&mut screen, 80, 24);
    assert!(before.contains("line 1 of it") && before.contains("more lines (PgDn"), "{before}");
    let speech = |text: &str| {
        block(Body::Speech { who: "Ono".into(), role: "sale manager".into(), text: text.into() })
    };
    screen.conversation.shown(&[speech("Sales are still at zero.")]);
    let seen = drawn(&mut screen, 80, 24);
    assert!(seen.contains("line 1 of it"), "the reader is not moved: {seen}");
    let status = |seen: &str| seen.lines().rev().nth(1).unwrap_or_default().to_string();
    let news = status(&seen);
    assert!(news.contains("Ono (sale manager)") && news.contains("Sales are still"), "{news}");
    assert!(news.contains("Enter"), "{news}");
    assert_eq!(press(&mut screen, KeyCode::Enter), Wish::Nothing);
    let seen = drawn(&mut screen, 80, 24);
    assert!(seen.contains("line 60 of it") && !status(&seen).contains("Ono"), "{seen}");
    screen.conversation.shown(&[speech("Hello?")]);
    assert!(drawn(&mut screen, 80, 24).contains("Hello?"), "at the end, the view follows");
}

#[test]
fn control_c_takes_the_line_that_was_begun_before_it_leaves() {
    let mut screen = screen(Lang::Ja);
    typed(&mut screen, "落ち");
    assert_eq!(control(&mut screen, 'c'), Wish::Nothing);
    assert!(!drawn(&mut screen, 80, 24).contains("落ち"));
    assert_eq!(control(&mut screen, 'c'), Wish::Leave);
}

#[test]
fn the_cursor_stands_behind_what_was_typed_in_japanese() {
    let mut screen = screen(Lang::Ja);
    typed(&mut screen, "影響は");
    let mut terminal = Terminal::new(TestBackend::new(80, 24)).expect("a test's terminal always opens");
    terminal.draw(|frame| screen.draw(frame)).expect("a test's terminal always draws");
    terminal.backend_mut().assert_cursor_position((2 + 6, 23));
}

#[test]
fn keys_say_leave_and_explain() {
    let mut screen = screen(Lang::Ja);
    assert_eq!(press(&mut screen, KeyCode::Enter), Wish::Nothing);
    typed(&mut screen, "ログ che");
    press(&mut screen, KeyCode::Tab);
    assert!(drawn(&mut screen, 80, 24).contains("checkout  checkout-db"), "completions are offered");
    assert_eq!(press(&mut screen, KeyCode::Enter), Wish::Say("ログ checkout".into()));
    press(&mut screen, KeyCode::Up);
    control(&mut screen, 'u');
    press(&mut screen, KeyCode::Char('?'));
    insta::assert_snapshot!(drawn(&mut screen, 80, 24));
    press(&mut screen, KeyCode::Char('x'));
    assert!(!drawn(&mut screen, 80, 24).contains("Ctrl-W"));
    typed(&mut screen, "落ちた?");
    assert_eq!(
        press(&mut screen, KeyCode::Enter),
        Wish::Say("落ちた?".into()),
        "a question mark is a letter"
    );
    screen.event(&Event::Paste("kubectl get\npods".into()));
    assert_eq!(press(&mut screen, KeyCode::Enter), Wish::Say("kubectl get pods".into()));
    assert_eq!(control(&mut screen, 'c'), Wish::Leave);
}

#[test]
fn the_debrief_is_read_with_keys_and_left_with_enter() {
    let mut screen = screen(Lang::Ja);
    drawn(&mut screen, 80, 24);
    let text = (1..=60).map(|n| format!("## 見出し{n}\n\n本文")).collect::<Vec<_>>().join("\n");
    screen.conversation.page(&text);
    screen.ended = true;
    assert!(drawn(&mut screen, 80, 24).contains("見出し1"));
    assert_eq!(press(&mut screen, KeyCode::Char(' ')), Wish::Nothing);
    assert!(!drawn(&mut screen, 80, 24).contains("見出し1\n"));
    assert_eq!(press(&mut screen, KeyCode::Enter), Wish::Leave);
}

#[test]
fn a_debrief_that_is_proved_while_it_is_read_stays_at_the_line_that_is_read() {
    let mut screen = screen(Lang::Ja);
    drawn(&mut screen, 80, 24);
    let lines =
        |from: usize| (from..=60).map(|n| format!("## 見出し{n}\n\n本文")).collect::<Vec<_>>().join("\n");
    screen.conversation.page(&lines(10));
    screen.ended = true;
    press(&mut screen, KeyCode::Char(' '));
    let read = drawn(&mut screen, 80, 24);
    let first = read.lines().nth(1).map(String::from);
    for far in [Proving::Searched(Far { courses: 1_224, rounds: 3, most: 16 }), Proving::Lived(40, 160)] {
        for lang in Lang::ALL {
            screen.proving = Some((far.said(lang), far.brief(lang)));
            let proving = drawn(&mut screen, 80, 24);
            assert!(proving.contains("/2 [") && proving.contains("Enter で終わる"), "{proving}");
        }
    }
    let wide = drawn(&mut screen, 140, 40);
    assert!(wide.contains("other luck") && wide.contains("Enter で終わる"), "{wide}");
    screen.proving = Some(("検証が終わりました".into(), "検証済み".into()));
    let proved = drawn(&mut screen, 80, 24);
    assert!(proved.contains("検証が終わりました") && proved.contains("Enter で終わる"), "{proved}");
    screen.proving = None;
    screen.conversation.page_anew(&lines(1));
    let anew = drawn(&mut screen, 80, 24);
    assert_eq!(anew.lines().nth(1).map(String::from), first, "{anew}");
    assert!(!anew.contains("運を変えて"), "{anew}");
}

#[test]
fn without_colour_nothing_is_coloured_and_what_burns_has_its_mark() {
    let look = Look { lang: Lang::Ja, clock: Clock::default(), theme: Theme::new(false) };
    for block in night() {
        for line in look.block(&block, 80) {
            for span in &line.spans {
                assert_eq!(line.style.patch(span.style).fg, None, "{line:?}");
            }
        }
    }
    let table = look.block(&night()[4], 80);
    assert!(table.iter().any(|line| line.to_string().starts_with("! checkout")));
}

#[test]
fn what_a_player_says_while_somebody_speaks_stays_and_nothing_is_said_twice() {
    let mut screen = screen(Lang::En);
    let words = |text: &str| block(Body::Narration(text.into()));
    screen.conversation.telling(words("The screen"));
    screen.conversation.said("21:42", "overview please");
    screen.conversation.telling(words("The screen glows."));
    screen.conversation.told(words("The screen glows red."));
    screen.conversation.told(words("Next."));
    let drawn = drawn(&mut screen, 80, 24);
    let places = ["The screen glows red.", "overview please", "Next."].map(|text| drawn.find(text));
    assert!(places[0].is_some() && places[0] < places[1] && places[1] < places[2], "{drawn}");
    assert_eq!(drawn.matches("The screen").count(), 1, "{drawn}");
}
