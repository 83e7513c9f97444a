//! Two wishes in one breath: "declare sev2 and tell everyone …", "wait 2 min and show me the impact", "it is v143, roll
//! checkout back". Both are taken up: what is clear one after the other, what wants a question first and the rest behind
//! it. Knows where one wish may end and another begin; what each means is the other rules'. What is told to somebody is
//! theirs up to a semicolon.

use super::lexicon::Lexicon;
use super::scan::{Scan, Unit, What};
use super::taken_back::own;
use super::{looks, one, told};
use crate::intent::{Act, Intent, Look, Table, Understood};

/// What may part two wishes, and whether it also ends what is told to somebody.
const JOINTS: [(&str, bool); 11] = [
    ("; and ", true),
    ("; ", true),
    (" and then ", false),
    (" and ", false),
    (", then ", false),
    (" then ", false),
    (". ", false),
    ("? ", false),
    ("。", false),
    ("?", false),
    ("… ", false),
];
/// What may stand between a reason and the order that follows from it.
const THEREFORE: [&str; 13] =
    [". ", "。", "; ", ", so ", " so ", ", ", "、", "ので、", "ので", "から、", "だから", " - ", " -- "];
/// Longer utterances are thought aloud [bytes].
const LONGEST: usize = 300;
/// More places to cut at than this are a list [count].
const MOST: usize = 6;

/// Two wishes, if the utterance is made of two and one alone would leave the other out.
pub(super) fn read(text: &str, plain: &str, lexicon: &Lexicon) -> Option<Understood> {
    if plain.len() > LONGEST {
        return None;
    }
    if let Some(both) = reasoned(text, plain, lexicon) {
        return Some(both);
    }
    let cuts: Vec<(usize, usize, bool)> = JOINTS
        .iter()
        .flat_map(|(joint, ends)| plain.match_indices(joint).map(|(at, _)| (at, joint.len(), *ends)))
        .collect();
    let declares = ["sev", "declare", "incident", "宣言", "インシデント"].iter().any(|w| plain.contains(w));
    if cuts.is_empty() && !declares || cuts.len() > 2 * MOST {
        return None;
    }
    let whole = one(text, plain, lexicon);
    if let Understood::Clear(Intent::Room(Act::Declare { severity })) = &whole {
        return declared(text, plain, lexicon, *severity, &cuts);
    }
    if !matches!(
        whole,
        Understood::Clear(
            Intent::Do(_)
                | Intent::Look(_)
                | Intent::Room(Act::Update { .. } | Act::Severity { .. })
                | Intent::Table(Table::Wait { .. })
        ) | Understood::Choose(_)
            | Understood::Missing { .. }
    ) {
        return None;
    }
    // What is told to somebody is theirs, up to a semicolon.
    let theirs = matches!(told::read(text, lexicon), Some(Understood::Clear(_)));
    cuts.into_iter()
        .filter(|(_, _, ends)| *ends || !theirs)
        .find_map(|cut| parted(text, plain, lexicon, &whole, cut))
}

/// "It must be v143. I roll checkout back": what somebody believes, and the order that they give for it.
fn reasoned(text: &str, plain: &str, lexicon: &Lexicon) -> Option<Understood> {
    let cuts =
        || THEREFORE.iter().flat_map(|joint| plain.match_indices(joint).map(|(at, _)| (at, joint.len())));
    if cuts().count() > MOST {
        return None;
    }
    cuts().find_map(|(at, length)| {
        let (left, right) = (plain[..at].trim(), plain[at + length..].trim());
        let own_left = own_head(text, plain, at);
        let believed = match one(own_left, left, lexicon) {
            Understood::Clear(believed @ Intent::Room(Act::Hypothesis { about: Some(_), .. })) => believed,
            _ => return None,
        };
        let order = match one(own(text, right), right, lexicon) {
            Understood::Clear(order @ Intent::Do(_)) => order,
            // "Roll it back": what, is said in the reason.
            Understood::Missing { .. } => match one(text, plain, lexicon) {
                Understood::Clear(order @ Intent::Do(_)) => order,
                _ => return None,
            },
            _ => return None,
        };
        Some(Understood::Several { steps: vec![believed, order], ordered: true })
    })
}

/// The player's own words up to this byte of the plain ones, or the plain ones if the two differ in length.
fn own_head<'a>(text: &'a str, plain: &'a str, at: usize) -> &'a str {
    let tail = own(text, &plain[at..]);
    match text.len().checked_sub(tail.len()).filter(|_| tail.len() == plain.len() - at) {
        Some(head) if head > 0 => text.get(..head).unwrap_or(&plain[..at]).trim(),
        _ => plain[..at].trim(),
    }
}

/// The halves around a cut, if each is a wish.
fn parted(
    text: &str,
    plain: &str,
    lexicon: &Lexicon,
    whole: &Understood,
    (at, length, ends): (usize, usize, bool),
) -> Option<Understood> {
    let (left, right) = (plain[..at].trim(), plain[at + length..].trim());
    if left.is_empty() || right.is_empty() {
        return None;
    }
    let own_left = text.get(..text.len() - own(text, &plain[at..]).len().min(text.len())).unwrap_or(left);
    let own_left = if own(text, &plain[at..]).len() == plain[at..].len() && own_left.is_empty() {
        left
    } else {
        own_left
    };
    let first = one(own_left, left, lexicon);
    let told = matches!(first, Understood::Clear(Intent::Room(Act::Update { .. })));
    if told && !ends {
        return None;
    }
    let second =
        commanded(own(text, right), right, lexicon).or_else(|| again(left, right, &first, lexicon))?;
    let guessed = matches!(
        first,
        Understood::Clear(Intent::Room(Act::Hypothesis { .. } | Act::Refute { .. } | Act::Note { .. }))
    );
    let (ordered, same) = match (&first, &second) {
        (Understood::Clear(a @ Intent::Do(_)), b @ Intent::Do(_)) => (true, a == b),
        (Understood::Clear(a), b) => (false, a == b),
        _ => (false, false),
    };
    // Several orders have rules of their own, and a statement is only parted from a question.
    let changes = |i: &Intent| matches!(i, Intent::Do(_));
    if same
        || ordered && !matches!(whole, Understood::Choose(_))
        || guessed && !matches!(second, Intent::Look(_))
    {
        return None;
    }
    match first {
        Understood::Clear(Intent::Table(Table::Wait { span: None })) => None,
        Understood::Clear(
            first @ (Intent::Do(_) | Intent::Look(_) | Intent::Room(_) | Intent::Table(Table::Wait { .. })),
        ) => Some(Understood::Several { steps: vec![first, second], ordered: true }),
        first @ (Understood::Missing { .. } | Understood::Choose(_)) if !changes(&second) => {
            Some(Understood::Also { first: Box::new(first), then: vec![second] })
        }
        _ => None,
    }
}

/// The second half as a wish of its own: it has to say that something is wanted.
fn commanded(text: &str, plain: &str, lexicon: &Lexicon) -> Option<Intent> {
    let scan = Scan::of(plain, lexicon);
    match one(text, plain, lexicon) {
        Understood::Clear(order @ Intent::Do(_)) => {
            let heads = scan.tokens.first().is_some_and(
                |t| matches!(t.what, What::Said(c, super::phrases::Form::Base) if super::mood::is_deed(c)),
            );
            heads.then_some(order)
        }
        Understood::Clear(told @ Intent::Room(Act::Update { .. } | Act::Severity { .. })) => Some(told),
        Understood::Clear(wait @ Intent::Table(Table::Wait { span: Some(_) })) => Some(wait),
        Understood::Clear(Intent::Look(look)) => {
            let asks = looks::asked(&scan)
                || plain.ends_with('?')
                || plain.ends_with("見たい")
                || plain.ends_with("見せて");
            let whole = matches!(look, Look::Metric { metric: None, .. } | Look::Overview);
            (asks && !whole).then_some(Intent::Look(look))
        }
        _ => None,
    }
}

/// "scale checkout to 6 and then back to 3": the same order with another value.
fn again(left: &str, right: &str, first: &Understood, lexicon: &Lexicon) -> Option<Intent> {
    let Understood::Clear(Intent::Do(_)) = first else { return None };
    let value = ["back to ", "back down to ", "down to ", "up to ", "to "]
        .iter()
        .find_map(|w| right.strip_prefix(w))?;
    let number = |text: &str| {
        let scan = Scan::of(text, lexicon);
        let found =
            scan.tokens.iter().rev().find(|t| matches!(t.what, What::Number(_, unit) if unit != Unit::Index));
        found.map(|t| (t.start, t.end))
    };
    let (from, to) = number(value)?;
    let (start, end) = number(left)?;
    let text = format!("{}{}{}", left.get(..start)?, value.get(from..to)?, left.get(end..)?);
    match one(&text, &text, lexicon) {
        Understood::Clear(order @ Intent::Do(_)) => Some(order),
        _ => None,
    }
}

/// It begins with a label, names who is to be told, or says to tell.
fn sends(text: &str, plain: &str, lexicon: &Lexicon) -> bool {
    let told = || matches!(told::read(text, lexicon), Some(Understood::Clear(Intent::Room(_))));
    super::speech::labelled(text, &Scan::of(plain, lexicon)).is_some() || told()
}

/// What is said with a declaration goes with it: told to somebody, or kept as what was seen.
fn declared(
    text: &str,
    plain: &str,
    lexicon: &Lexicon,
    severity: Option<u8>,
    cuts: &[(usize, usize, bool)],
) -> Option<Understood> {
    let declare = Intent::Room(Act::Declare { severity });
    let steps = |second| Some(Understood::Several { steps: vec![declare.clone(), second], ordered: true });
    let declares =
        |left: &str| matches!(one(left, left, lexicon), Understood::Clear(Intent::Room(Act::Declare { .. })));
    let told = cuts.iter().find_map(|(at, length, _)| {
        let right = plain[at + length..].trim();
        let told = commanded(own(text, right), right, lexicon)?;
        // What colleagues are asked for is theirs: only what says itself that it is to be told goes out.
        let sent =
            !matches!(told, Intent::Room(Act::Update { .. })) || sends(own(text, right), right, lexicon);
        (sent && declares(&plain[..*at])).then_some(told)
    });
    if let Some(told) = told {
        return steps(told);
    }
    let marks = [':', '.', ',', '。', '、', '-'];
    let (at, words) = plain.char_indices().find_map(|(at, c)| {
        let rest = plain[at + c.len_utf8()..].trim_start_matches(marks).trim();
        (marks.contains(&c) && !rest.is_empty() && declares(&plain[..at])).then_some((at, rest))
    })?;
    let figures = words.contains(|c: char| c.is_ascii_digit());
    let said = words.split_whitespace().count() > 2 || !words.is_ascii() && words.chars().count() > 8;
    let speaks = !matches!(
        one(words, words, lexicon),
        Understood::Clear(
            Intent::Do(_) | Intent::Table(_) | Intent::Room(Act::Declare { .. } | Act::Severity { .. })
        ) | Understood::NotAnOrder(_)
    );
    (at > 0 && figures && said && speaks)
        .then(|| steps(Intent::Room(Act::Note { text: own(text, words).into() })))
        .flatten()
}
