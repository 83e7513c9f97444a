//! A laid-out debrief as one HTML page that needs nothing else: no scripts, no fonts, no pictures from
//! elsewhere. Everything is text until it is escaped here.

use super::chart;
use super::page::{Cell, Figure, Graded, Line, OrderCard, Page, Part, Step, Tone};
use crate::words::Lang;

/// What a face that serves the page puts around it, as HTML of its own: in the head, above the debrief, and below it. It says in a
/// header what the page may load.
#[derive(Clone, Copy, Debug, Default)]
pub struct Around<'a> {
    /// In the head.
    pub head: &'a str,
    /// Before everything.
    pub above: &'a str,
    /// After everything.
    pub below: &'a str,
}

/// Beside the escaping a second lock: even a page that held a script could not run or load it.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// Writes it, as a file or into what is around it.
pub(super) fn render(page: &Page, lang: Lang, around: Option<Around>) -> String {
    let policy = format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n");
    let policy = if around.is_some() { "" } else { &policy };
    let Around { head, above, below } = around.unwrap_or_default();
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n{policy}\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{}: {}</title>\n<style>\n{}</style>\n{head}</head>\n<body>\n<main>\n{above}",
        lang.tag(),
        escape(&page.kicker),
        escape(&page.title),
        include_str!("page.css"),
    );
    write_header(&mut out, page);
    for section in &page.sections {
        let (id, title) = (section.id, escape(&section.title));
        out.push_str(&format!("<section id=\"{id}\" aria-labelledby=\"{id}-title\">\n"));
        out.push_str(&format!("<h2 id=\"{id}-title\">{title}</h2>\n"));
        section.parts.iter().for_each(|part| write_part(&mut out, part));
        out.push_str("</section>\n");
    }
    out.push_str(below);
    out.push_str(&format!("<footer>{}</footer>\n</main>\n</body>\n</html>\n", escape(&page.colophon)));
    out
}

fn write_header(out: &mut String, page: &Page) {
    out.push_str(&format!(
        "<header>\n<p class=\"kicker\">{}</p>\n<h1>{}</h1>\n<p class=\"lead\">{}</p>\n<dl class=\"meta\">\n",
        escape(&page.kicker),
        escape(&page.title),
        escape(&page.lead)
    ));
    for (name, value) in &page.meta {
        out.push_str(&format!("<div><dt>{}</dt><dd>{}</dd></div>\n", escape(name), escape(value)));
    }
    out.push_str("</dl>\n</header>\n");
}

fn write_part(out: &mut String, part: &Part) {
    match part {
        Part::Text(text) => out.push_str(&format!("<p>{}</p>\n", escape(text))),
        Part::Note(text) => out.push_str(&format!("<p class=\"note\">{}</p>\n", escape(text))),
        Part::Subtitle(text) => out.push_str(&format!("<h3>{}</h3>\n", escape(text))),
        Part::List { texts, class } => {
            out.push_str(&format!("<ul class=\"list {class}\">\n"));
            texts.iter().for_each(|text| out.push_str(&format!("<li>{}</li>\n", escape(text))));
            out.push_str("</ul>\n");
        }
        Part::Figures(figures) => write_figures(out, figures),
        Part::Course(steps) => write_course(out, steps),
        Part::Burn(burning) => out.push_str(&chart::burning(burning)),
        Part::Grades(rows) => write_grades(out, rows),
        Part::Orders(cards) => {
            out.push_str("<ol class=\"orders\">\n");
            cards.iter().enumerate().for_each(|(n, card)| write_card(out, n + 1, card));
            out.push_str("</ol>\n");
        }
        Part::Table { columns, rows } => write_table(out, columns, rows),
        Part::Timeline(lines) => write_timeline(out, lines),
        Part::Links(links) => write_links(out, links),
    }
}

fn write_figures(out: &mut String, figures: &[Figure]) {
    out.push_str("<dl class=\"figures\">\n");
    for figure in figures {
        out.push_str(&format!(
            "<div><dt>{}</dt><dd class=\"value {}\">{}</dd><dd class=\"sub\">{}</dd></div>\n",
            escape(&figure.name),
            figure.tone.class(),
            escape(&figure.value),
            escape(&figure.note)
        ));
    }
    out.push_str("</dl>\n");
}

fn write_course(out: &mut String, steps: &[Step]) {
    out.push_str("<ol class=\"course\">\n");
    for step in steps {
        let name = escape(&step.name);
        match &step.when {
            Some((elapsed, clock)) => out.push_str(&format!(
                "<li>{name}<b>{}</b><small>{}</small><small>{}</small></li>\n",
                escape(elapsed),
                escape(clock),
                escape(&step.note)
            )),
            None => out.push_str(&format!("<li class=\"never\">{name}<b>—</b></li>\n")),
        }
    }
    out.push_str("</ol>\n");
}

fn write_grades(out: &mut String, rows: &[Graded]) {
    out.push_str("<ul class=\"grades\">\n");
    for row in rows {
        let score = row.score.map_or("—".to_string(), |score| score.to_string().replace('-', "−"));
        let width = row.score.map_or(0, i32::abs);
        let minus = if row.score.is_some_and(|score| score < 0) { " class=\"minus\"" } else { "" };
        out.push_str(&format!(
            "<li><div><strong>{}</strong><small>{}</small></div>\
             <div><div class=\"bar\"><span><i{minus} style=\"width:{width}%\"></i></span><b>{score}</b></div>\
             <p>{}</p></div></li>\n",
            escape(&row.name),
            escape(&row.about),
            escape(&row.because)
        ));
    }
    out.push_str("</ul>\n");
}

fn write_card(out: &mut String, number: usize, card: &OrderCard) {
    out.push_str(&format!(
        "<li><div class=\"head\"><span class=\"nth\">{number}</span><code>{}</code>\
         <span class=\"pill {}\">{}</span><span class=\"when\">{}</span></div>\n",
        escape(&card.order),
        card.tone.class(),
        escape(&card.verdict),
        escape(&card.when)
    ));
    if !card.readings.is_empty() {
        out.push_str("<div class=\"body\"><table class=\"readings\"><tbody>\n");
        for (name, before, after) in &card.readings {
            out.push_str(&format!(
                "<tr><td>{}</td><td class=\"number\">{}</td><td class=\"arrow\">→</td><td class=\"number\">{}</td></tr>\n",
                escape(name),
                escape(before),
                escape(after)
            ));
        }
        out.push_str("</tbody></table>\n");
        if let Some(around) = &card.chart {
            out.push_str(&chart::around(around));
        }
        out.push_str("</div>\n");
    }
    for note in &card.notes {
        out.push_str(&format!("<p class=\"note\">{}</p>\n", escape(note)));
    }
    out.push_str("</li>\n");
}

fn write_table(out: &mut String, columns: &[String], rows: &[Vec<Cell>]) {
    out.push_str("<div class=\"scroll\"><table>\n<thead><tr>");
    columns.iter().for_each(|name| out.push_str(&format!("<th scope=\"col\">{}</th>", escape(name))));
    out.push_str("</tr></thead>\n<tbody>\n");
    for row in rows {
        out.push_str("<tr>");
        for cell in row {
            let text = escape(&cell.text);
            match cell.tone {
                Tone::Code => out.push_str(&format!("<td><code>{text}</code></td>")),
                Tone::Clock => out.push_str(&format!("<td class=\"clock\">{text}</td>")),
                tone => out.push_str(&format!("<td class=\"{}\">{text}</td>", tone.class())),
            }
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table></div>\n");
}

fn write_timeline(out: &mut String, lines: &[Line]) {
    out.push_str("<ol class=\"timeline\">\n");
    for line in lines {
        let (kind, clock, text) = (line.kind, escape(&line.clock), escape(&line.text));
        out.push_str(&format!("<li class=\"{kind}\"><time>{clock}</time><span>{text}</span></li>\n"));
    }
    out.push_str("</ol>\n");
}

/// Pages elsewhere: to go to, never loaded from here.
fn write_links(out: &mut String, links: &[String]) {
    out.push_str("<ul class=\"list plain\">\n");
    for link in links {
        let link = escape(link);
        out.push_str(&format!("<li><a href=\"{link}\" rel=\"noreferrer\">{link}</a></li>\n"));
    }
    out.push_str("</ul>\n");
}

/// Text as text, in an element or an attribute.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // Characters that no page may hold, and those that turn the direction of what follows.
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
            c if c.is_control() && c != '\n' && c != '\t' => {}
            c => out.push(c),
        }
    }
    out
}
