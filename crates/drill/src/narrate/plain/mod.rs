//! Blocks as plain text, for pipes, transcripts and screen readers: no colour, no cursor, a given width. What a
//! terminal would paint hot begins its line with `!`. Knows columns of a monospaced screen; nothing of worlds.

use unicode_width::UnicodeWidthStr;

use super::figures;
use crate::block::{Block, Body, LogEntry};
use crate::clock::Clock;
use crate::words::{Lang, say};

mod spark;
mod table;
mod wrap;

pub use spark::spark;
pub use table::{GAP, HANG, Layout, MARK, headings, layout, left_out, padded, stacked};
pub use wrap::wrap;

/// Narrower than this nothing reads well; smaller widths count as this [columns].
const NARROWEST: usize = 40;

/// A block as lines of at most `width` columns. The clock writes the times of charts.
pub fn lines(block: &Block, lang: Lang, clock: &Clock, width: usize) -> Vec<String> {
    let width = width.max(NARROWEST);
    match &block.body {
        Body::Scene(text) | Body::Narration(text) => wrap(text, width, ""),
        Body::Speech { who, role, text } => {
            let key = if role.is_empty() { "plain-speech-alone" } else { "plain-speech" };
            let time = clock.minute(block.at);
            let args = [("time", time.as_str()), ("who", who), ("role", role), ("text", text)];
            match role.is_empty() {
                true => wrap(&say(lang, key, &[args[0], args[1], args[3]]), width, "  "),
                false => wrap(&say(lang, key, &args), width, "  "),
            }
        }
        Body::Pager { firing, text } => {
            let key = if *firing { "plain-pager-firing" } else { "plain-pager-ended" };
            wrap(&say(lang, key, &[("time", &clock.minute(block.at)), ("text", text)]), width, "  ")
        }
        Body::Echo(text) => wrap(&format!("> {text}"), width, "  "),
        Body::Table { title, columns, rows } => table::lines(title, columns, rows, lang, width),
        Body::Chart(chart) => spark::lines(chart, lang, clock, width),
        Body::Log { title, lines } => log(title, lines, lang, width),
        Body::Choices { question, options } => {
            let mut out = wrap(question, width, "");
            for (i, option) in options.iter().enumerate() {
                out.extend(wrap(&format!("  {}) {option}", i + 1), width, "     "));
            }
            out
        }
        Body::Confirm { question } => {
            wrap(&say(lang, "plain-confirm", &[("question", question)]), width, "  ")
        }
        Body::Page { title, text } => {
            let mut out = wrap(title, width, "");
            out.push("-".repeat(title.width().clamp(3, width)));
            out.extend(wrap(text, width, ""));
            out
        }
    }
}

fn log(title: &str, entries: &[LogEntry], lang: Lang, width: usize) -> Vec<String> {
    let mut out = wrap(title, width, "");
    let host = entries.iter().map(|entry| entry.host.width()).max().unwrap_or(0);
    let level = entries.iter().map(|entry| entry.level.width()).max().unwrap_or(0);
    for entry in entries {
        let mark = if entry.level == "ERROR" { '!' } else { ' ' };
        let host = table::padded(&entry.host, host, false);
        let level = table::padded(&entry.level, level, false);
        let mut text = format!("{mark} {} {host} {level} {}", entry.clock, entry.text);
        if entry.more > 0 {
            let more = say(lang, "plain-more", &[("n", &figures::count(entry.more))]);
            text.push_str(&format!(" {more}"));
        }
        out.extend(wrap(&text, width, "    "));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use world::time::MINUTE;

    fn shown(body: Body, lang: Lang, width: usize) -> String {
        lines(&Block { at: 13 * MINUTE, body }, lang, &Clock::new(2.0, 0, 0), width).join("\n")
    }

    #[test]
    fn people_pager_and_choices_read_as_lines() {
        let speech = Body::Speech {
            who: "佐藤".into(),
            role: "CS リーダー".into(),
            text: "問い合わせが増えています。「決済できない」という声が多いです。いま何が起きていますか？"
                .into(),
        };
        insta::assert_snapshot!(shown(speech, Lang::Ja, 60), @r#"
        02:13 佐藤（CS リーダー）: 問い合わせが増えています。「決済
          できない」という声が多いです。いま何が起きていますか？
        "#);
        let pager = Body::Pager { firing: true, text: "CheckoutErrorRate — checkout".into() };
        insta::assert_snapshot!(shown(pager.clone(), Lang::Ja, 60), @"02:13 [発報] CheckoutErrorRate — checkout");
        insta::assert_snapshot!(shown(pager, Lang::En, 60), @"02:13 [FIRING] CheckoutErrorRate — checkout");
        let choices = Body::Choices {
            question: "Which one?".into(),
            options: vec!["checkout".into(), "catalog".into()],
        };
        insta::assert_snapshot!(shown(choices, Lang::En, 60), @r#"
        Which one?
          1) checkout
          2) catalog
        "#);
        let confirm = Body::Confirm { question: "orders-db をフェイルオーバーする？".into() };
        insta::assert_snapshot!(shown(confirm, Lang::Ja, 60), @"orders-db をフェイルオーバーする？（はい / いいえ）");
    }

    #[test]
    fn a_log_line_is_kept_whole_and_its_count_written() {
        let entry = |level: &str, more| LogEntry {
            clock: "02:13:07".into(),
            host: "checkout-2".into(),
            level: level.into(),
            text: "NullPointerException at ShippingQuote.price(ShippingQuote.java:88) for order 81723".into(),
            more,
        };
        let log = Body::Log { title: "logs".into(), lines: vec![entry("ERROR", 1_204), entry("WARN", 0)] };
        insta::assert_snapshot!(shown(log, Lang::En, 80), @r#"
        logs
        ! 02:13:07 checkout-2 ERROR NullPointerException at
            ShippingQuote.price(ShippingQuote.java:88) for order 81723 (+1,204 more)
          02:13:07 checkout-2 WARN  NullPointerException at
            ShippingQuote.price(ShippingQuote.java:88) for order 81723
        "#);
    }

    #[test]
    fn no_line_is_wider_than_asked() {
        let text = "決済サービスの p95 が 2,310ms（通常 180ms）。".repeat(9) + &"x".repeat(200);
        for width in [40, 80, 100] {
            for line in shown(Body::Narration(text.clone()), Lang::Ja, width).lines() {
                assert!(line.width() <= width, "{width}: {line}");
            }
        }
    }
}
