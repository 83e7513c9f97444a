//! Words that are almost right: how many slips of the fingers lie between two of them, and which words of
//! an operator's trade are worth recognising through one. Knows letters; knows no meanings.

/// Longer words are names of something else [letters].
const LONGEST: usize = 32;

/// Slips (a letter missing, too many, wrong, or two of them swapped) between two Latin words, up to `most`.
pub(super) fn slips(a: &str, b: &str, most: usize) -> Option<usize> {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len().abs_diff(b.len()) > most || a.len() > LONGEST || b.len() > LONGEST {
        return None;
    }
    let mut rows = [[0usize; LONGEST + 1]; LONGEST + 1];
    for (j, cell) in rows[0].iter_mut().enumerate() {
        *cell = j;
    }
    for i in 1..=a.len() {
        rows[i][0] = i;
        let mut least = i;
        for j in 1..=b.len() {
            let other = usize::from(a[i - 1] != b[j - 1]);
            let mut best = (rows[i - 1][j] + 1).min(rows[i][j - 1] + 1).min(rows[i - 1][j - 1] + other);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            rows[i][j] = best;
            least = least.min(best);
        }
        if least > most {
            return None;
        }
    }
    Some(rows[a.len()][b.len()]).filter(|n| *n <= most)
}

/// Words of the trade that no common word is one slip away from.
const TRADE: [&str; 66] = [
    "restart",
    "restarting",
    "restarted",
    "rollback",
    "failover",
    "deploy",
    "deploys",
    "deployed",
    "deployment",
    "scale",
    "drain",
    "purge",
    "flush",
    "disable",
    "enable",
    "resume",
    "suspend",
    "throttle",
    "promote",
    "terminate",
    "increase",
    "decrease",
    "reduce",
    "release",
    "reboot",
    "bounce",
    "revert",
    "declare",
    "incident",
    "latency",
    "metrics",
    "replica",
    "replicas",
    "traffic",
    "timeout",
    "retries",
    "certificate",
    "overview",
    "topology",
    "dependencies",
    "runbook",
    "timeline",
    "tickets",
    "customers",
    "changes",
    "queries",
    "connections",
    "memory",
    "resolved",
    "severity",
    "errors",
    "traces",
    "status",
    "cache",
    "backlog",
    "prewarm",
    "unpause",
    "investigating",
    "hypothesis",
    "impact",
    "database",
    "dashboard",
    "logs",
    "show",
    "check",
    "fallback",
];

/// The word of the trade that somebody meant to type.
pub(super) fn meant(word: &str) -> Option<&'static str> {
    if word.len() < 4 || !word.bytes().all(|b| b.is_ascii_lowercase()) {
        return None;
    }
    let mut found = TRADE.iter().copied().filter(|known| {
        known.as_bytes()[0] == word.as_bytes()[0]
            && slips(known, word, 1).is_some_and(|n| n == 1)
            && mere_slip(known, word)
    });
    let first = found.next()?;
    // Two that could be meant are a guess.
    found.next().is_none().then_some(first)
}

/// The same letters in another order, or one too few or too many: a wrong letter makes another word. Short words
/// are too close to each other for anything but a swap.
fn mere_slip(known: &str, word: &str) -> bool {
    match known.len().abs_diff(word.len()) {
        0 => {
            let sorted = |w: &str| {
                let mut all: Vec<u8> = w.bytes().collect();
                all.sort_unstable();
                all
            };
            sorted(known) == sorted(word)
        }
        1 => known.len() >= 6,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_counted_as_fingers_make_them() {
        assert_eq!(slips("checkout", "chekcout", 2), Some(1));
        assert_eq!(slips("checkout", "checkot", 2), Some(1));
        assert_eq!(slips("checkout", "cart", 2), None);
    }

    #[test]
    fn a_word_of_the_trade_is_known_through_one_slip_and_no_other_word_is_taken_for_it() {
        for (typed, known) in
            [("rolback", "rollback"), ("resatrt", "restart"), ("delpoy", "deploy"), ("sclae", "scale")]
        {
            assert_eq!(meant(typed), Some(known), "{typed}");
        }
        for other in
            ["train", "training", "warning", "stale", "brush", "clever", "regard", "start", "caches", "catch"]
        {
            assert_eq!(meant(other), None, "{other}");
        }
    }
}
