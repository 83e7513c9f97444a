//! What was said explicitly is never replaced: finds what a wish names and nothing here is called. Knows
//! where a name stands in a sentence; not which orders there are to give.

use std::sync::LazyLock;

use world::intervention::Intervention as I;
use world::refused::NameKind;

use super::{Filled, Segment};
use crate::intent::Impossible;
use crate::understand::concept::Concept;
use crate::understand::lexicon::{Lexicon, Sort, Thing};
use crate::understand::mood::{Forms, forms, is_deed};
use crate::understand::phrases::Form;
use crate::understand::scan::{Scan, Token, What};

const FILE: &str = include_str!("../rules/no-names.txt");

/// What people hang on the name of a component without meaning another: `cart-service`.
static SUFFIXES: Forms = LazyLock::new(|| forms(FILE, "suffix"));
/// Pieces that make a joined word an English one: "long-running".
static JOINED: Forms = LazyLock::new(|| forms(FILE, "joined"));
/// Words after which something else begins.
static TURNS: Forms = LazyLock::new(|| forms(FILE, "turn"));
/// Words that are no names.
static COMMON: Forms = LazyLock::new(|| forms(FILE, "common"));

/// What kind of name an order takes; `None` if it takes none.
fn kind(order: &str) -> Option<NameKind> {
    Some(match order {
        "rollback" | "deploy" | "revert-config" => NameKind::Service,
        "flag" => NameKind::Flag,
        "pause-job" | "resume-job" => NameKind::Job,
        "failover" | "kill-transaction" => NameKind::Database,
        "purge" | "warm" => NameKind::Cache,
        "park-message" => NameKind::Broker,
        "kill-query" | "fix-plan" => NameKind::Endpoint,
        "block-client" => NameKind::Client,
        "shed" | "admit" => return None,
        _ => NameKind::Component,
    })
}

/// The names of a kind. Clients are not told: finding one is the player's work.
pub(in crate::understand) fn known(kind: NameKind, lexicon: &Lexicon) -> Vec<String> {
    let fits = |sort: Sort| match kind {
        NameKind::Service => sort == Sort::Service,
        NameKind::Flag => sort == Sort::Flag,
        NameKind::Job => sort == Sort::Job,
        NameKind::Database => sort == Sort::Database,
        NameKind::Cache => sort == Sort::Cache,
        NameKind::Broker => sort == Sort::Broker,
        NameKind::Version => sort == Sort::Version,
        NameKind::Component => sort.is_component(),
        _ => false,
    };
    if kind == NameKind::Endpoint {
        let databases = known(NameKind::Database, lexicon);
        let of_database = |t: &&Thing| databases.contains(&t.owner);
        return lexicon.all(|s| s == Sort::Endpoint).filter(of_database).map(|t| t.name.clone()).collect();
    }
    lexicon.all(fits).map(|t| t.name.clone()).collect()
}

/// Nothing of this kind is called so.
pub(in crate::understand) fn unknown(kind: NameKind, said: &str, lexicon: &Lexicon) -> Impossible {
    Impossible::Unknown { kind, said: said.into(), known: known(kind, lexicon) }
}

/// An order on a thing of a kind that it is not for: a failover of a cache.
pub(in crate::understand) fn unfit(order: &I, lexicon: &Lexicon) -> Option<Impossible> {
    let (kind, name) = match order {
        I::Failover { database } | I::KillTransaction { database } => (NameKind::Database, database),
        I::Purge { cache } | I::Warm { cache } => (NameKind::Cache, cache),
        I::ParkMessage { broker } => (NameKind::Broker, broker),
        _ => return None,
    };
    (!known(kind, lexicon).contains(name)).then(|| unknown(kind, name, lexicon))
}

/// The first does not call the second; there are the calls that one of them has a part in.
pub(in crate::understand) fn no_call(from: &str, to: &str, lexicon: &Lexicon) -> Option<Impossible> {
    if lexicon.calls.iter().any(|(a, b)| a == from && b == to) {
        return None;
    }
    let near_by = lexicon.calls.iter().filter(|(a, b)| a == from || b == to);
    let known = near_by.map(|(a, b)| format!("{a}->{b}")).collect();
    Some(Impossible::Unknown { kind: NameKind::Call, said: format!("{from}->{to}"), known })
}

/// The order as filled, unless it would put something in the place of what was said.
pub(super) fn checked(order: &str, filled: Filled, near: &Segment, wide: &Segment, verb: &Token) -> Filled {
    let Some(kind) = kind(order) else { return filled };
    let refuse = |said: &str| Filled::Impossible(unknown(kind, said, near.lexicon));
    let orders = match &filled {
        Filled::Known(all) | Filled::Offer(all) => all.as_slice(),
        Filled::Missing(..) => &[],
        Filled::Impossible(_) => return filled,
    };
    if let Some(no) = orders.iter().find_map(|order| unfit(order, near.lexicon)) {
        return Filled::Impossible(no);
    }
    if near.scan.excepts() {
        return all_but(kind, &filled, near);
    }
    let foreign = foreign(near);
    let part_of_a_name = |(from, to): &(usize, usize)| {
        wide.tokens.iter().any(|t| t.start >= *from && t.end <= *to && matches!(t.what, What::Name { .. }))
    };
    // `checkout-worker` is not checkout.
    if let Some((from, to)) = foreign.iter().find(|span| part_of_a_name(span)) {
        return refuse(&near.scan.text[*from..*to]);
    }
    // "purge the nope cache", where people call the only one "the cache".
    if let Some(said) = qualified(near) {
        return refuse(said);
    }
    // "deploy v142 to nope": a version names its service, and another was said.
    if order == "deploy"
        && !orders.is_empty()
        && let Some(said) =
            foreign.first().map(|(from, to)| &near.scan.text[*from..*to]).or_else(|| aimed(near))
    {
        return refuse(said);
    }
    let taken = !orders.is_empty() && orders.iter().all(|order| !says(wide, order));
    let lacks = match &filled {
        Filled::Missing(..) => !names_a(wide, kind),
        _ => taken,
    };
    if lacks {
        if let Some((from, to)) = foreign.first() {
            return refuse(&near.scan.text[*from..*to]);
        }
        if let Some(said) = object(near, verb) {
            return refuse(said);
        }
    }
    match filled {
        Filled::Missing(_, options) if options.is_empty() && known(kind, near.lexicon).is_empty() => {
            match kind {
                NameKind::Client => Filled::Missing(crate::intent::Wanted::Target, options),
                kind => Filled::Impossible(Impossible::NoneHere { kind }),
            }
        }
        Filled::Known(all) if !foreign.is_empty() || and_another(near) => Filled::Offer(all),
        filled => filled,
    }
}

/// The same order on each of the others: which one comes first is asked.
fn all_but(kind: NameKind, filled: &Filled, near: &Segment) -> Filled {
    let (Filled::Known(orders) | Filled::Offer(orders) | Filled::Missing(_, orders)) = filled else {
        return filled.clone();
    };
    let named: Vec<&str> = near.scan.names(|_| true).iter().map(|t| t.name.as_str()).collect();
    let mut names = known(kind, near.lexicon);
    if kind == NameKind::Component {
        let ours: Vec<&str> =
            near.lexicon.all(|s| s.is_component() && s != Sort::External).map(|t| t.name.as_str()).collect();
        names.retain(|n| ours.contains(&n.as_str()));
    }
    let others: Vec<I> = orders
        .iter()
        .flat_map(|order| {
            let line = order.to_string();
            names.iter().filter_map(move |name| {
                let (verb, rest) = line.split_once(' ')?;
                let end = rest.find([' ', '/']).unwrap_or(rest.len());
                format!("{verb} {name}{}", &rest[end..]).parse().ok()
            })
        })
        .collect();
    let mut once: Vec<I> = Vec::new();
    for order in others {
        let out = named.iter().any(|n| order.to_string().split([' ', '/']).any(|w| w == *n));
        if !out && !once.contains(&order) {
            once.push(order);
        }
    }
    Filled::Missing(crate::intent::Wanted::Target, once)
}

/// Something of this kind was named.
fn names_a(wide: &Segment, kind: NameKind) -> bool {
    let all = known(kind, wide.lexicon);
    wide.tokens.iter().any(|t| match &t.what {
        What::Name { things, .. } => things.iter().any(|t| {
            all.contains(&t.name)
                || all.contains(&t.owner)
                || kind == NameKind::Endpoint && t.sort == Sort::Database
        }),
        What::Address(_) => true,
        _ => false,
    })
}

/// The player named what the order is on, or what it belongs to.
fn says(wide: &Segment, order: &I) -> bool {
    let line = order.to_string();
    wide.tokens.iter().any(|t| match &t.what {
        What::Name { things, .. } => things.iter().any(|t| {
            line.contains(&t.name) || !t.owner.is_empty() && line.contains(&t.owner) || akin(&line, &t.name)
        }),
        What::Address(address) => line.contains(address.as_str()),
        _ => false,
    })
}

/// 「カタログのキャッシュ」
fn akin(line: &str, name: &str) -> bool {
    line.split([' ', '/', '-', '_']).any(|part| part == name)
}

/// Words of several pieces that nothing here is called: first byte, byte behind the last.
fn foreign(near: &Segment) -> Vec<(usize, usize)> {
    foreign_in(near.scan, &near.tokens)
}

fn foreign_in(scan: &Scan, tokens: &[Token]) -> Vec<(usize, usize)> {
    let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return Vec::new() };
    let joined = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let text = scan.text.as_str();
    let mut all = Vec::new();
    let mut at = first.start;
    while at < last.end {
        let length = text[at..].find(|c| !joined(c)).unwrap_or(text.len() - at);
        if length == 0 {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
            continue;
        }
        let word = text[at..at + length].trim_end_matches(['-', '_']);
        let (from, to) = (at, at + word.len());
        if word.trim_start_matches(['-', '_']).contains(['-', '_'])
            && word.starts_with(|c: char| c.is_ascii_alphabetic())
            && !is_known(scan, from, to)
        {
            all.push((from, to));
        }
        at += length;
    }
    all
}

/// A word that is made of known pieces: a phrase, a name with its replica, `cart-service`.
fn is_known(scan: &Scan, from: usize, to: usize) -> bool {
    let within: Vec<&Token> = scan.tokens.iter().filter(|t| t.start < to && t.end > from).collect();
    if within.iter().any(|t| t.start <= from && t.end >= to && t.what != What::Word) {
        return true;
    }
    let word = &scan.text[from..to];
    let named = within.iter().find(|t| matches!(t.what, What::Name { .. }));
    match named {
        Some(name) if name.start == from => {
            let tail = scan.text[name.end..to].trim_start_matches(['-', '_']);
            // The hash of a pod.
            tail.contains(|c: char| c.is_ascii_digit()) || SUFFIXES.contains(&tail)
        }
        Some(_) => false,
        None => {
            let parts: Vec<&str> = word.split(['-', '_']).collect();
            let deed = |t: &&&Token| matches!(t.what, What::Said(c, f) if is_deed(c) && f.acts());
            parts.iter().any(|p| JOINED.contains(p))
                || within.iter().all(|t| t.what != What::Word) && within.iter().filter(deed).count() < 2
        }
    }
}

/// The word of its own behind "to" or "on", before 「に」.
fn aimed<'a>(near: &Segment<'a>) -> Option<&'a str> {
    near.tokens.iter().find_map(|t| {
        let before = near.scan.text[..t.start].trim_end();
        let after = near.scan.text[t.end..].trim_start();
        let aims = [" to", " on", " onto"].iter().any(|w| before.ends_with(w)) || after.starts_with('に');
        word(near, t).filter(|_| aims)
    })
}

/// "restart checkout and nope", 「checkoutとnopeを」: a second thing that is not there.
fn and_another(near: &Segment) -> bool {
    let text = &near.scan.text;
    near.tokens.iter().enumerate().any(|(at, token)| {
        let head = text[..token.start].trim_end();
        let joins = ["and", "&", ",", "と", "、", "や"];
        let joined = joins.iter().find_map(|j| head.strip_suffix(*j)).map(|h| h.trim_end_matches([' ', ',']));
        let named = |h: &str| {
            near.tokens[..at].iter().any(|t| t.end == h.len() && matches!(t.what, What::Name { .. }))
        };
        let rest = text[token.end..].trim_start();
        let ends = rest.is_empty()
            || rest.starts_with(['.', ',', '!', 'を', 'も', 'の', '、', '。'])
            || ["to ", "by ", "please", "now"].iter().any(|w| rest.starts_with(w));
        ends && joined.is_some_and(named) && word(near, token).is_some()
    })
}

/// The verb is only a piece of a joined word that is something's name: "free-shipping".
pub(in crate::understand) fn pieced(scan: &Scan, token: &Token) -> bool {
    let joined = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let text = scan.text.as_str();
    let from = text[..token.start]
        .rfind(|c| !joined(c))
        .map_or(0, |i| i + text[i..].chars().next().map_or(1, char::len_utf8));
    let to = text[token.end..].find(|c| !joined(c)).map_or(text.len(), |i| token.end + i);
    let word = text[from..to].trim_matches(['-', '_']);
    word.len() > token.end - token.start
        && word.contains(['-', '_'])
        && !text[from..to].ends_with('-')
        && !is_known(scan, from, from + word.len())
        && !scan
            .tokens
            .iter()
            .any(|t| t.start >= from && t.end <= to && matches!(t.what, What::Name { .. } | What::Number(..)))
}

/// The word that stands where the name of a thing would: behind an English verb, before 「を」, beside
/// "flag" or "job".
fn object<'a>(near: &Segment<'a>, verb: &Token) -> Option<&'a str> {
    let english = matches!(verb.what, What::Said(_, form) if form.english());
    let beside = beside(near);
    if beside.is_some() {
        return beside;
    }
    if english { behind(near, verb) } else { before(near, verb) }
}

/// What a wish names and nothing here is called, if it names nothing else.
pub(super) fn stranger<'a>(near: &Segment<'a>, verb: &Token) -> Option<&'a str> {
    foreign(near).first().map(|(from, to)| &near.scan.text[*from..*to]).or_else(|| object(near, verb))
}

fn word<'a>(near: &Segment<'a>, token: &Token) -> Option<&'a str> {
    let word = &near.scan.text[token.start..token.end];
    (token.what == What::Word && word.len() > 1 && !COMMON.contains(&word)).then_some(word)
}

fn is_kind(token: &Token) -> bool {
    matches!(
        token.what,
        What::Said(Concept::Flag | Concept::Job | Concept::Database | Concept::Queue | Concept::Cache, form)
            if !form.acts()
    )
}

/// "flag nope", "the nope job".
fn beside<'a>(near: &Segment<'a>) -> Option<&'a str> {
    near.tokens.windows(2).find_map(|pair| {
        let gap = near.scan.text.get(pair[0].end..pair[1].start)?;
        if gap.chars().any(|c| !matches!(c, ' ' | ':' | 'の')) {
            return None;
        }
        if is_kind(&pair[0]) {
            word(near, &pair[1])
        } else if is_kind(&pair[1]) {
            word(near, &pair[0])
        } else {
            None
        }
    })
}

/// A word of its own before a name that is only the word for its kind.
fn qualified<'a>(near: &Segment<'a>) -> Option<&'a str> {
    const KINDS: [&str; 8] =
        ["cache", "database", "db", "queue", "broker", "キャッシュ", "データベース", "キュー"];
    near.tokens.windows(2).find_map(|pair| {
        let text = &near.scan.text;
        let kind =
            matches!(pair[1].what, What::Name { .. }) && KINDS.contains(&&text[pair[1].start..pair[1].end]);
        let gap = text.get(pair[0].end..pair[1].start)?;
        (kind && matches!(gap, " " | "の" | "")).then(|| word(near, &pair[0])).flatten()
    })
}

/// The first word of its own behind the verb, within its clause.
fn behind<'a>(near: &Segment<'a>, verb: &Token) -> Option<&'a str> {
    let mut end = verb.end;
    for token in near.tokens.iter().filter(|t| t.start >= verb.end) {
        let gap = near.scan.text.get(end..token.start)?;
        if gap.contains([',', '.', ';', ':', '(', '!', '?']) {
            return None;
        }
        end = token.end;
        match &token.what {
            What::Word if COMMON.contains(&&near.scan.text[token.start..token.end]) => {
                let small = &near.scan.text[token.start..token.end];
                if TURNS.contains(&small) {
                    return None;
                }
            }
            What::Word => return word(near, token),
            What::Name { .. } | What::Address(_) => return None,
            What::Said(_, form) if *form != Form::Plain => return None,
            _ => {}
        }
    }
    None
}

/// The piece before the last 「を」 ahead of the verb, or before the verb itself.
fn before<'a>(near: &Segment<'a>, verb: &Token) -> Option<&'a str> {
    let from = near.tokens.first()?.start.min(verb.start);
    // What no token covers may stand ahead of the first.
    let from = if from == near.scan.tokens.first()?.start { 0 } else { from };
    let text = near.scan.text.get(from..verb.start)?;
    let end = text.trim_end().strip_suffix('に').map(str::len);
    let mark = text.rfind('を').or_else(|| text.rfind('は')).or(end)?;
    let run_of = |text: &'a str| -> &'a str {
        let start = text
            .char_indices()
            .rev()
            .take_while(|(_, c)| {
                c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | 'ァ'..='ヺ' | 'ー' | '一'..='鿿' | '々')
            })
            .last()
            .map_or(text.len(), |(i, _)| i);
        &text[start..]
    };
    let whole = &near.scan.text[from..from + mark];
    let mut run = run_of(whole);
    let mut end = from + mark;
    // 「新機能フラグを」「新機能のフラグを」: the name stands before the kind.
    if let Some(kind) = near.tokens.iter().find(|t| t.end == end && is_kind(t)) {
        let head = near.scan.text[from..kind.start.max(from)].trim_end();
        let head = head.strip_suffix('の').unwrap_or(head);
        end = from + head.len();
        run = run_of(head);
    }
    let start = end - run.len();
    let covered = near
        .scan
        .tokens
        .iter()
        .any(|t| t.start < end && t.end > start && !matches!(t.what, What::Word | What::Used));
    (run.chars().count() > 1 && !covered && !COMMON.contains(&run)).then_some(run)
}

/// One pod was named by its hash: `checkout-7d9f8-x2`.
pub(super) fn hashed(near: &Segment) -> bool {
    near.tokens.iter().any(|t| {
        let tail = near.scan.text[t.end..].strip_prefix('-').unwrap_or("");
        let tail = tail.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').next().unwrap_or("");
        let component =
            matches!(&t.what, What::Name { things, .. } if things.iter().any(|t| t.sort.is_component()));
        component
            && tail.contains(|c: char| c.is_ascii_digit())
            && tail.contains(|c: char| c.is_ascii_alphabetic())
    })
}

/// The part that alone is meant: 「購入だけ」, not 「50%だけ」.
pub(super) fn only<'a>(near: &Segment<'a>) -> Option<&'a str> {
    let head = &near.scan.text[..near.scan.text.find("だけ")?];
    let start = head
        .char_indices()
        .rev()
        .take_while(|(_, c)| matches!(c, 'ァ'..='ヺ' | 'ー' | '一'..='鿿') || c.is_ascii_alphabetic())
        .last()
        .map(|(i, _)| i)?;
    let said = &head[start..];
    let counts = near
        .scan
        .tokens
        .iter()
        .any(|t| t.end > start && t.start < head.len() && matches!(t.what, What::Number(..)));
    (said.chars().count() > 1 && !counts && !COMMON.contains(&said)).then_some(said)
}

/// What a look is to be of, and nothing here is called: "logs of nope", 「nope のログ」.
pub(in crate::understand) fn stranger_to_see(scan: &Scan) -> Option<&str> {
    if scan.tokens.iter().any(|t| matches!(t.what, What::Name { .. })) {
        let within = |(from, to): &(usize, usize)| {
            scan.tokens.iter().any(|t| {
                t.start >= *from && t.end <= *to && matches!(&t.what, What::Name { things, .. } if things.iter().any(|t| t.sort.is_component()))
            })
        };
        return foreign_in(scan, &scan.tokens)
            .into_iter()
            .find(within)
            .map(|(from, to)| &scan.text[from..to]);
    }
    scan.tokens.iter().find_map(|token| {
        let word = &scan.text[token.start..token.end];
        if token.what != What::Word || word.len() < 2 || COMMON.contains(&word) {
            return None;
        }
        let (head, tail) = (scan.text[..token.start].trim_end(), scan.text[token.end..].trim_start());
        let seen = |t: &Token| matches!(t.what, What::Said(Concept::Logs | Concept::Traces, _));
        let of = ["of", "for", "from"].iter().find_map(|w| head.strip_suffix(w)).map(str::trim_end);
        let behind = |h: &str| scan.tokens.iter().any(|t| seen(t) && t.end == h.len());
        let ends = tail.is_empty() || tail.starts_with(['.', '?', '!', ',']);
        let english = ends && (of.is_some_and(behind) || behind(head));
        let japanese = tail.strip_prefix('の').is_some_and(|rest| {
            let at = scan.text.len() - rest.len();
            scan.tokens.iter().any(|t| seen(t) && t.start == at)
        });
        (english || japanese).then_some(word)
    })
}
