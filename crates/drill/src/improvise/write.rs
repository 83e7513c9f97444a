//! Writes an improvised drill as the file that anybody could have written: the template's world, what the mechanism lays over it,
//! and the story around. Knows the form of scenario files; what it writes is read and tried like any other.

use std::fmt::Write;

use crate::scenario::Text;

use super::Night;
use super::mechanism::Act;
use super::words;

/// The world that all of them share, with its names left open.
const WORLD: &str = include_str!("../../templates/improvised.yaml");
/// Things that are written into the change log: the ends of their keys.
const RECORDS: [&str; 7] = ["dashboard", "notice", "statistics", "agent", "port", "sweep", "contract"];
/// Two of them mean nothing, and one stands in every log.
const IDLE: usize = 2;
/// Names that people may have [count].
const NAMES: usize = 12;

/// The whole file.
pub(super) fn file(night: &Night<'_>) -> String {
    let mut out = String::new();
    head(&mut out, night);
    out.push_str(night.filled(WORLD).trim_end());
    out.push('\n');
    if !night.mechanism.change.is_empty() {
        let _ = writeln!(out, "change:\n{}", indented(night.filled(night.mechanism.change).trim_end(), 2));
    }
    course(&mut out, night);
    let scene = night.dressing.map_or_else(|| night.both("scene"), |dressing| words::text(&dressing.scene));
    let _ = writeln!(out, "\nscene: {}", text(&scene));
    people(&mut out, night);
    pages(&mut out, night);
    injects(&mut out, night);
    cause(&mut out, night);
    ways(&mut out, night);
    after(&mut out, night);
    out
}

fn head(out: &mut String, night: &Night<'_>) {
    let asked: String = night.text.chars().map(|c| if shown(c) { c } else { ' ' }).take(120).collect();
    let (title, pitch) = match night.dressing {
        Some(dressing) => (words::text(&dressing.title), words::text(&dressing.pitch)),
        None => (night.both("title"), night.both(&format!("{}-pitch", night.occasion.id))),
    };
    let _ = writeln!(out, "# hikeshi drill --improvise \"{}\" --seed {}", asked.trim(), night.seed);
    let _ = writeln!(out, "title: {}\npitch: {}", text(&title), text(&pitch));
    let _ = writeln!(out, "minutes: 12\ndifficulty: {}", night.mechanism.difficulty);
    let _ = writeln!(out, "trains: [diagnosis, mitigation, communication]");
}

/// When what happens.
fn course(out: &mut String, night: &Night<'_>) {
    let ((from, to), (least, most)) = (night.hour, night.load);
    let _ = writeln!(out, "\nhour: {from:.1}..{to:.1}\nload: {least}..{most}");
    let _ = writeln!(out, "healthy: 10m\nopens_by: 10m\nhorizon: 30m\nfaults:");
    let idle = RECORDS[night.variant("record", IDLE) - 1];
    let idle = format!("record web-team: {}", night.both(&format!("record-{idle}")).en);
    let mut faults = vec![("-9m..-8m", idle)];
    faults.extend(night.mechanism.faults.iter().map(|(at, fault)| (*at, night.filled(fault))));
    let mut records = Vec::new();
    for (at, fault) in faults {
        let _ = writeln!(out, "  - {{ at: {at}, do: {} }}", quoted(&fault));
        let said = RECORDS.map(|record| night.both(&format!("record-{record}")));
        records.extend(said.into_iter().filter(|record| fault.ends_with(&format!(": {}", record.en))));
    }
    let _ = writeln!(out, "records:");
    records.iter().for_each(|record| item(out, &text(record)));
}

fn people(out: &mut String, night: &Night<'_>) {
    let hurt = if night.mechanism.id == "cache" { "complaint-look" } else { "complaint-do" };
    let own = |role: &str| night.both(&format!("role-{role}"));
    let worn = |of: fn(&super::Dressing) -> &super::dressing::Dressed| {
        night.dressing.map(of).map(|worn| (words::text(&worn.role), words::text(&worn.name)))
    };
    let outside = if night.mechanism.outside { "outside-ill" } else { "outside-well" };
    let tells = night.both(&format!("{}-tells", night.mechanism.id));
    let parts: Vec<&str> = night.mechanism.parts.iter().map(|part| night.part(part)).collect();
    let about = format!("{}, {}", night.part("act"), parts.join(", "));
    let _ = writeln!(out, "\npeople:");
    let mut person = |id: &str, part: &str, role: Text, name: Option<Text>, waits: &str, n: usize| {
        let _ = writeln!(out, "  {id}:\n    part: {part}\n    role: {}\n    names:", text(&role));
        let names = name
            .map_or_else(|| (0..2).map(|more| night.name(n * 2 + more, NAMES)).collect(), |name| vec![name]);
        names.iter().for_each(|name| {
            let _ = writeln!(out, "      - {}", text(name));
        });
        let _ = writeln!(out, "    answers_in: {waits}\n    knows:");
        let mut knows = |about: &str, says: &Text| {
            let _ = writeln!(out, "      - about: [{about}]\n        says: {}", text(says));
        };
        match id {
            "support" => knows("", &night.both(hurt)),
            "manager" => knows("", &night.both("manager-knows")),
            "engineer" => {
                knows(&about, &tells);
                knows("", &night.both("dev-else"));
            }
            _ => knows("", &night.both(outside)),
        }
    };
    let (role, name) = worn(|dressing| &dressing.support).unzip();
    person("support", "support", role.unwrap_or_else(|| own("support")), name, "30s", 0);
    let (role, name) = worn(|dressing| &dressing.manager).unzip();
    let manager = || night.both(&format!("{}-manager", night.kind.id));
    person("manager", "manager", role.unwrap_or_else(manager), name, "1m", 1);
    let (role, name) = worn(|dressing| &dressing.engineer).unzip();
    person("engineer", "colleague", role.unwrap_or_else(|| own("dev")), name, "2m", 2);
    person("partner", "outsider", own("outside"), None, "4m", 3);
}

fn pages(out: &mut String, night: &Night<'_>) {
    let part = night.part(night.mechanism.parts[0]);
    let title = night.both_with("page-title", &[("part", part)]);
    let body = night.both(&format!("{}-page", night.mechanism.id));
    let _ = writeln!(out, "\npages:\n  - about: [{part}, {}]", night.part("act"));
    let _ = writeln!(out, "    title: {}\n    body: {}", text(&title), text(&body));
    let (title, body) = (night.both("page-shed-title"), night.both("page-shed-body"));
    let _ = writeln!(out, "  - about: [shed, 流入制限, 入場制限]\n    title: {}", text(&title));
    let _ = writeln!(out, "    body: {}", text(&body));
}

fn injects(out: &mut String, night: &Night<'_>) {
    let _ = writeln!(out, "\ninjects:");
    let restarted = format!("done restart {}", night.part("act"));
    let all = [
        ("after 2m", "support", "inject-support"),
        ("after 5m", "manager", "inject-manager"),
        (restarted.as_str(), "engineer", "inject-restarted"),
        ("done shed", "support", "inject-shed"),
    ];
    for (when, who, key) in all {
        let says = night.both(key);
        let _ = writeln!(out, "  - when: {when}\n    who: {who}\n    says: {}", text(&says));
    }
}

fn cause(out: &mut String, night: &Night<'_>) {
    let bounds =
        ["<do> error_share < 3%", "<do> p95 < 3000ms", "<look> error_share < 3%", "<look> p95 < 1500ms"];
    let _ = writeln!(out, "\nstable:");
    bounds.iter().for_each(|bound| item(out, &night.filled(bound)));
    let mechanism = night.mechanism;
    let story = night.both(&format!("{}-cause", mechanism.id));
    let parts: Vec<&str> = mechanism.parts.iter().map(|part| night.part(part)).collect();
    let _ = writeln!(out, "\ncause:\n  class: {}\n  story: {}", mechanism.class, text(&story));
    let _ = writeln!(out, "  parts: [{}]\n  words: [{}]", parts.join(", "), mechanism.words);
    let _ = writeln!(out, "  evidence: [{}]", night.filled(mechanism.evidence));
}

fn ways(out: &mut String, night: &Night<'_>) {
    let mut acts = |key: &str, acts: &[Act]| {
        let _ = writeln!(out, "\n{key}:");
        for (way, orders) in acts {
            let says = night.both(&format!("way-{way}"));
            let _ = writeln!(out, "  - text: {}\n    orders: [ {} ]", text(&says), night.filled(orders));
        }
    };
    acts("ways_out", night.mechanism.ways);
    acts("traps", night.mechanism.traps);
}

/// Hints, what should change, what customers write, and the last words.
fn after(out: &mut String, night: &Night<'_>) {
    let mechanism = night.mechanism;
    let orders = night.filled(mechanism.ways[0].1);
    let orders: Vec<&str> = orders.split(", ").filter_map(|order| Some(order.split_once(' ')?.1)).collect();
    let _ = writeln!(out, "\nhints:");
    item(out, &text(&night.both("hint-first")));
    item(out, &text(&night.both(&format!("{}-hint", mechanism.id))));
    item(out, &text(&night.both_with("hint-last", &[("order", &orders.join("; "))])));
    let _ = writeln!(out, "\ncountermeasures:");
    for measure in mechanism.measures {
        let (key, words) = measure.key_and_words();
        let says = night.both(&format!("measure-{key}"));
        let _ = writeln!(out, "  - text: {}\n    words: [{words}]", text(&says));
    }
    let own = || [1, 2].map(|n| night.both(&format!("{}-ticket-{n}", night.kind.id))).to_vec();
    let failed =
        night.dressing.map_or_else(own, |dressing| dressing.tickets.iter().map(words::text).collect());
    let _ = writeln!(out, "\ntickets:");
    let mut tickets = |journey: &str, about: &str, texts: &[Text]| {
        let _ = writeln!(out, "  - journey: {}\n    about: {about}\n    texts:", night.part(journey));
        texts.iter().for_each(|said| {
            let _ = writeln!(out, "      - {}", text(said));
        });
    };
    tickets("do", "failed", &failed);
    tickets("do", "slow", &[night.both("ticket-do-slow")]);
    tickets("look", "failed", &[night.both("ticket-look-failed")]);
    tickets("look", "slow", &[night.both("ticket-look-slow")]);
    let ending = |how: &str| night.both(&format!("{how}-{}", night.variant(how, 3)));
    let (well, badly) = (ending("well"), ending("badly"));
    let _ = writeln!(out, "\nending:\n  well: {}\n  badly: {}", text(&well), text(&badly));
}

/// Marks that turn the direction of a line would show another one than was said.
fn shown(c: char) -> bool {
    let turns = matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    !c.is_control() && !turns && !matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}')
}

fn item(out: &mut String, value: &str) {
    let _ = writeln!(out, "  - {value}");
}

fn indented(text: &str, by: usize) -> String {
    text.lines().map(|line| format!("{:by$}{line}", "")).collect::<Vec<_>>().join("\n")
}

fn text(text: &Text) -> String {
    format!("{{ ja: {}, en: {} }}", quoted(&text.ja), quoted(&text.en))
}

/// In double quotes, so that nothing in it means anything to YAML.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.trim().chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
