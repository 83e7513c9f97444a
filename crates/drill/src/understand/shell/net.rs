//! What speaks over the network: curl, name look-ups, certificates, firewalls, load balancers. A request
//! that would change something is understood only where its method says what.

use super::{Shell, look, order, unknown};
use crate::intent::{Look, Understood};
use crate::understand::lexicon::Sort;
use crate::understand::scan::What;
use world::intervention::Intervention as I;
use world::signal::Metric;

/// A certificate anew: of what was named.
pub(super) fn renew(shell: &Shell) -> Understood {
    shell.on(|s| matches!(s, Sort::External | Sort::Service), &|component| I::RenewCertificate { component })
}

/// `curl`, `wget`, `http`, `ping`, `nc -z`: somebody wants to know whether it answers.
pub(super) fn request(shell: &Shell) -> Understood {
    let command = shell.command;
    let method = command.option(&["-x", "--request", "--method"]).unwrap_or("get");
    let plain = command.plain(&[]);
    let method = plain
        .iter()
        .copied()
        .find(|w| matches!(*w, "post" | "put" | "delete" | "patch" | "purge"))
        .unwrap_or(method);
    if method == "purge" || method == "flush" {
        return shell.on(|s| s == Sort::Cache, &|cache| I::Purge { cache });
    }
    let sends = command
        .words
        .iter()
        .any(|w| w == "-d" || w.starts_with("--data") || w == "--json" || w == "-f" && method == "post");
    if sends || !matches!(method, "get" | "head" | "options") {
        return unknown();
    }
    if command.fed.contains("flush_all") {
        return super::data::cache(shell);
    }
    let text = command.text();
    if text.contains("/alerts") {
        return look(Look::Alerts);
    }
    match shell.component() {
        Some(part) => look(Look::Metric { subject: Some(part), metric: None }),
        None => look(Look::Overview),
    }
}

/// `dig`, `nslookup`, `openssl s_client`, `certbot certificates`; and `certbot renew`.
pub(super) fn names(shell: &Shell) -> Understood {
    let command = shell.command;
    let renews = ["renew", "--renew", "--issue", "certonly", "reissue"].iter().any(|w| command.has(w));
    if renews && !command.has("--dry-run") {
        return renew(shell);
    }
    look(Look::Certificates)
}

/// `iptables -I INPUT -s … -j DROP` and its kin: one address that is refused.
pub(super) fn firewall(shell: &Shell) -> Understood {
    let command = shell.command;
    let text = command.text();
    let refuses = [
        "drop",
        "reject",
        "deny",
        "ban",
        "banip",
        "blackhole",
        "prohibit",
        "unreachable",
        "block",
        "blacklist",
        "blocklist",
        "denylist",
    ];
    let word = |w: &str| text.split(|c: char| !c.is_ascii_alphanumeric()).any(|t| t == w);
    let takes_back = command.words.iter().any(|w| {
        matches!(
            w.as_str(),
            "-d" | "--delete"
                | "delete"
                | "del"
                | "remove"
                | "unban"
                | "unbanip"
                | "allow"
                | "accept"
                | "-l"
                | "list"
                | "status"
                | "show"
        )
    });
    if takes_back || !refuses.iter().any(|w| word(w)) {
        return unknown();
    }
    let address = shell.scan.tokens.iter().find_map(|t| match &t.what {
        What::Address(address) => Some(address.clone()),
        _ => None,
    });
    match address.or_else(|| shell.named(Sort::Client)) {
        // `0.0.0.0/0`, `10.0.0.0/8`: a whole network is no client.
        Some(client) if !text.contains(&format!("{client}/")) || text.contains(&format!("{client}/32")) => {
            order(I::BlockClient { client })
        }
        _ => unknown(),
    }
}

/// `echo "disable server be/checkout-1" | socat …`: a replica out of rotation.
pub(super) fn balancer(shell: &Shell) -> Understood {
    let text = shell.command.text();
    let out = ["disable server", "state drain", "state maint", "weight 0", "drain"]
        .iter()
        .any(|w| text.contains(w));
    match (shell.component(), shell.replica()) {
        (Some(component), Some(replica)) if out => order(I::Drain { component, replica }),
        (Some(component), None) if out => Understood::Missing {
            wanted: crate::intent::Wanted::Value,
            options: (0..shell.lexicon.replicas.get(&component).map_or(2, |r| r.0))
                .map(|replica| crate::intent::Intent::Do(I::Drain { component: component.clone(), replica }))
                .collect(),
        },
        (Some(subject), _) if text.contains("stat") => {
            look(Look::Metric { subject: Some(subject), metric: Some(Metric::Ready) })
        }
        _ => unknown(),
    }
}
