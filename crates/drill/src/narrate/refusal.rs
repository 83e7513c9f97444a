//! A world's no in words, each with the next step. Knows the list in `world::refused`; not who asked.

use world::intervention::LineError;
use world::refused::{Amount, NameKind, Refused};

use crate::words::{Lang, say};

/// Names offered in a refusal: more is a list, not a help [count].
const OFFERED: usize = 6;

/// Says a refusal with its next step.
pub fn refused(lang: Lang, refused: &Refused) -> String {
    match refused {
        Refused::Unknown { kind, name, known } => unknown(lang, *kind, name, known),
        Refused::NothingToRollBack { service } => {
            say(lang, "refused-nothing-to-roll-back", &[("name", service)])
        }
        Refused::Busy { component } => say(lang, "refused-busy", &[("name", component)]),
        Refused::OutOfRange { component, of, least, most } => {
            let key = match of {
                Amount::Replicas => "refused-out-of-range-replicas",
                Amount::Tenths => "refused-out-of-range-tenths",
                Amount::Megabytes => "refused-out-of-range-megabytes",
            };
            let (least, most) = (least.to_string(), most.to_string());
            say(lang, key, &[("name", component), ("least", &least), ("most", &most)])
        }
        Refused::LastReplica { component } => say(lang, "refused-last-replica", &[("name", component)]),
        Refused::NothingToRevert { component } => {
            say(lang, "refused-nothing-to-revert", &[("name", component)])
        }
        Refused::NothingThere { name } => say(lang, "refused-nothing-there", &[("name", name)]),
        Refused::NotModelled { component } => say(lang, "refused-not-modelled", &[("name", component)]),
        Refused::NoFallback { from, to } => say(lang, "refused-no-fallback", &[("from", from), ("to", to)]),
        Refused::NotOurs { component } => say(lang, "refused-not-ours", &[("name", component)]),
    }
}

/// Says why a line is no order, and what would be one.
pub fn misread(lang: Lang, error: &LineError) -> String {
    match error {
        LineError::UnknownVerb(verb) => {
            let known: Vec<&str> =
                world::intervention::USAGES.iter().filter_map(|u| u.split(' ').next()).collect();
            say(lang, "refused-line-verb", &[("verb", verb), ("known", &known.join(", "))])
        }
        LineError::Usage(usage) => say(lang, "refused-line-usage", &[("usage", usage)]),
    }
}

/// What a kind of name is called.
pub fn kind(lang: Lang, kind: NameKind) -> String {
    say(lang, kind_key(kind), &[])
}

fn unknown(lang: Lang, kind: NameKind, name: &str, known: &[String]) -> String {
    let kind = say(lang, kind_key(kind), &[]);
    let args = [("kind", kind.as_str()), ("name", name)];
    if known.is_empty() {
        return say(lang, "refused-unknown-none", &args);
    }
    let comma = say(lang, "narrate-comma", &[]);
    let names = known[..known.len().min(OFFERED)].join(&comma);
    let [kind, name] = args;
    match known.len() - known.len().min(OFFERED) {
        0 => say(lang, "refused-unknown", &[kind, name, ("known", &names)]),
        more => say(lang, "refused-unknown-more", &[kind, name, ("known", &names), ("n", &more.to_string())]),
    }
}

fn kind_key(kind: NameKind) -> &'static str {
    match kind {
        NameKind::Component => "refused-kind-component",
        NameKind::Service => "refused-kind-service",
        NameKind::Database => "refused-kind-database",
        NameKind::Cache => "refused-kind-cache",
        NameKind::Broker => "refused-kind-broker",
        NameKind::Endpoint => "refused-kind-endpoint",
        NameKind::Version => "refused-kind-version",
        NameKind::Replica => "refused-kind-replica",
        NameKind::Flag => "refused-kind-flag",
        NameKind::Job => "refused-kind-job",
        NameKind::Journey => "refused-kind-journey",
        NameKind::Traffic => "refused-kind-traffic",
        NameKind::Zone => "refused-kind-zone",
        NameKind::Node => "refused-kind-node",
        NameKind::Client => "refused-kind-client",
        NameKind::Call => "refused-kind-call",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_name_is_answered_with_names_that_would_do() {
        let known: Vec<String> = ["checkout", "catalog"].map(String::from).to_vec();
        let no = Refused::Unknown { kind: NameKind::Service, name: "chekout".into(), known };
        assert_eq!(
            refused(Lang::Ja, &no),
            "「chekout」というサービスは見当たらない。あるのは: checkout、catalog"
        );
        assert_eq!(refused(Lang::En, &no), "There is no service \"chekout\". There are: checkout, catalog");
    }

    #[test]
    fn many_names_are_cut_and_counted() {
        let known = (0..9).map(|n| format!("svc-{n}")).collect();
        let no = Refused::Unknown { kind: NameKind::Component, name: "x".into(), known };
        assert!(refused(Lang::Ja, &no).ends_with("svc-5 ほか3件"), "{}", refused(Lang::Ja, &no));
        assert!(refused(Lang::En, &no).ends_with("svc-5 and 3 more"), "{}", refused(Lang::En, &no));
    }

    #[test]
    fn every_refusal_and_kind_has_words_in_both_languages() {
        let name = || "checkout".to_string();
        let mut all = vec![
            Refused::NothingToRollBack { service: name() },
            Refused::Busy { component: name() },
            Refused::OutOfRange { component: name(), of: Amount::Replicas, least: 1, most: 12 },
            Refused::OutOfRange { component: name(), of: Amount::Tenths, least: 1, most: 640 },
            Refused::OutOfRange { component: name(), of: Amount::Megabytes, least: 301, most: 1 << 20 },
            Refused::LastReplica { component: name() },
            Refused::NothingToRevert { component: name() },
            Refused::NothingThere { name: name() },
            Refused::NotModelled { component: name() },
            Refused::NoFallback { from: name(), to: name() },
            Refused::NotOurs { component: name() },
        ];
        use NameKind as K;
        for kind in [
            K::Component,
            K::Service,
            K::Database,
            K::Cache,
            K::Broker,
            K::Endpoint,
            K::Version,
            K::Replica,
            K::Flag,
            K::Job,
            K::Journey,
            K::Traffic,
            K::Zone,
            K::Node,
            K::Client,
            K::Call,
        ] {
            all.push(Refused::Unknown { kind, name: name(), known: Vec::new() });
        }
        for lang in Lang::ALL {
            for no in &all {
                let text = refused(lang, no);
                assert!(!text.contains(['⟦', '$']) && text.contains("checkout"), "{text}");
            }
        }
        let mut codes: Vec<&str> = all.iter().map(Refused::code).collect();
        assert!(codes.iter().all(|code| code.chars().all(|c| c.is_ascii_lowercase() || c == '_')));
        codes.sort_unstable();
        codes.dedup();
        // A number out of its range is one refusal, whatever it counts.
        assert_eq!(codes.len(), all.len() - 2, "{codes:?}");
    }

    #[test]
    fn a_line_that_is_no_order_is_told_what_would_be_one() {
        for lang in Lang::ALL {
            let verb = misread(lang, &LineError::UnknownVerb("pray".into()));
            assert!(verb.contains("pray") && verb.contains("rollback, deploy"), "{verb}");
            let usage = misread(lang, &LineError::Usage("scale COMPONENT REPLICAS"));
            assert!(usage.contains("scale COMPONENT REPLICAS"), "{usage}");
        }
    }
}
