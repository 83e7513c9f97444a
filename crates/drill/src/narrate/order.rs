//! What is said of an order as it goes: started with how long it should take, done, failed. Knows the list of
//! orders; not whether one was wise.

use world::fault::CallChange;
use world::intervention::Intervention;
use world::time::Nanos;

use crate::clock;
use crate::words::{Lang, has, say};

/// `checkout を v142 へ切り戻し開始。少なくとも 3分`; `version`: what a roll-back brings, where that is known.
pub fn started(lang: Lang, order: &Intervention, version: Option<&str>, expected: Option<Nanos>) -> String {
    let text = match (order, version) {
        (Intervention::Rollback { service }, Some(version)) => {
            say(lang, "order-rollback-to-started", &[("name", service), ("version", version)])
        }
        _ => stage(lang, order, "started"),
    };
    match expected.filter(|span| *span > 0) {
        None => text,
        Some(span) => say(lang, "order-expected", &[("text", &text), ("span", &clock::span(lang, span))]),
    }
}

/// `checkout の切り戻し完了（2分40秒）`.
pub fn done(lang: Lang, order: &Intervention, took: Option<Nanos>) -> String {
    let text = stage(lang, order, "done");
    match took.filter(|span| *span > 0) {
        None => text,
        Some(span) => say(lang, "order-took", &[("text", &text), ("span", &clock::span(lang, span))]),
    }
}

/// `checkout の切り戻し失敗: …`, and that the signals should be looked at before the next try.
pub fn failed(lang: Lang, order: &Intervention, why: &str) -> String {
    let text = stage(lang, order, "failed");
    match reason(lang, why).as_str() {
        "" => say(lang, "order-failed", &[("text", &text)]),
        why => say(lang, "order-failed-why", &[("text", &text), ("why", why)]),
    }
}

/// Why an order failed, in the language where we have words for it, else as the world's change log says it.
pub fn reason(lang: Lang, why: &str) -> String {
    let why = why.trim();
    let key = format!("order-why-{}", why.replace(' ', "-"));
    if has(lang, &key) { say(lang, &key, &[]) } else { why.into() }
}

fn stage(lang: Lang, order: &Intervention, stage: &str) -> String {
    let (name, args) = named(lang, order);
    let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
    say(lang, &format!("order-{name}-{stage}"), &args)
}

/// The message of an order and its variables.
fn named(lang: Lang, order: &Intervention) -> (&'static str, Vec<(&'static str, String)>) {
    use Intervention as I;
    let name = |name: &String| vec![("name", name.clone())];
    let query = |name: &String, query: &String| vec![("name", name.clone()), ("query", query.clone())];
    match order {
        I::Rollback { service } => ("rollback", name(service)),
        I::Deploy { service, version } => {
            ("deploy", vec![("name", service.clone()), ("version", version.clone())])
        }
        I::Restart { component, replica: None } => ("restart", name(component)),
        I::Restart { component, replica: Some(n) } => {
            ("restart-one", vec![("host", format!("{component}-{n}"))])
        }
        I::Scale { component, replicas } => {
            ("scale", vec![("name", component.clone()), ("n", replicas.to_string())])
        }
        I::Drain { component, replica } => ("drain", vec![("host", format!("{component}-{replica}"))]),
        I::Flag { flag, percent: 0 } => ("flag-off", name(flag)),
        I::Flag { flag, percent } => ("flag", vec![("name", flag.clone()), ("percent", percent.to_string())]),
        I::RevertConfig { component } => ("revert-config", name(component)),
        I::KillQuery { database, endpoint } => ("kill-query", query(database, endpoint)),
        I::KillTransaction { database } => ("kill-transaction", name(database)),
        I::FixPlan { database, endpoint } => ("fix-plan", query(database, endpoint)),
        I::SetCall { from, to, change } => set_call(lang, from, to, change),
        I::Shed { percent: 0 } => ("shed-none", Vec::new()),
        I::Shed { percent } => ("shed", vec![("percent", percent.to_string())]),
        I::Purge { cache } => ("purge", name(cache)),
        I::Warm { cache } => ("warm", name(cache)),
        I::Failover { database } => ("failover", name(database)),
        I::FreeDisk { component } => ("free-disk", name(component)),
        I::GrowDisk { component } => ("grow-disk", name(component)),
        I::RenewCertificate { component } => ("renew-certificate", name(component)),
        I::FixDns { component } => ("fix-dns", name(component)),
        I::ParkMessage { broker } => ("park-message", name(broker)),
        I::PauseJob { job } => ("pause-job", name(job)),
        I::ResumeJob { job } => ("resume-job", name(job)),
        I::BlockClient { client } => ("block-client", name(client)),
        I::CpuLimit { component, tenths } => (
            "cpu-limit",
            vec![("name", component.clone()), ("cores", format!("{}.{}", tenths / 10, tenths % 10))],
        ),
        I::MemoryLimit { component, megabytes } => {
            let megabytes = super::figures::count(u64::from(*megabytes));
            ("memory-limit", vec![("name", component.clone()), ("megabytes", megabytes)])
        }
    }
}

fn set_call(
    lang: Lang,
    from: &str,
    to: &str,
    change: &CallChange,
) -> (&'static str, Vec<(&'static str, String)>) {
    let call = ("call", format!("{from} -> {to}"));
    match change {
        CallChange::Pool(n) => ("set-pool", vec![call, ("n", n.to_string())]),
        CallChange::Timeout(span) => ("set-timeout", vec![call, ("span", clock::span(lang, *span))]),
        CallChange::Retries(n) => ("set-retries", vec![call, ("n", n.to_string())]),
        CallChange::Fallback(true) => ("fallback-on", vec![call]),
        CallChange::Fallback(false) => ("fallback-off", vec![call]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use world::time::{MINUTE, SECOND};

    fn every_order() -> Vec<Intervention> {
        [
            "rollback checkout",
            "deploy checkout v142",
            "restart checkout",
            "restart checkout/2",
            "scale checkout 6",
            "drain checkout/0",
            "flag new_cart 0",
            "flag new_cart 30",
            "revert-config checkout",
            "kill-query orders-db list",
            "kill-transaction orders-db",
            "fix-plan orders-db list",
            "set a->b pool 20",
            "set a->b timeout 500ms",
            "set a->b retries 0",
            "set a->b fallback on",
            "set a->b fallback off",
            "shed 50",
            "shed 0",
            "purge c",
            "warm c",
            "failover d",
            "free-disk d",
            "grow-disk d",
            "renew-certificate p",
            "fix-dns p",
            "park-message q",
            "pause-job j",
            "resume-job j",
            "block-client 203.0.113.9",
            "cpu-limit a 20",
            "memory-limit a 1024",
        ]
        .iter()
        .map(|line| line.parse().expect("the line is an order"))
        .collect()
    }

    #[test]
    fn every_order_has_words_at_every_stage_in_both_languages() {
        for lang in Lang::ALL {
            for order in every_order() {
                let told = [
                    started(lang, &order, None, Some(3 * MINUTE)),
                    started(lang, &order, None, None),
                    done(lang, &order, Some(160 * SECOND)),
                    done(lang, &order, None),
                    failed(lang, &order, "image pull failed"),
                    failed(lang, &order, ""),
                ];
                for text in told {
                    assert!(!text.contains(['⟦', '$', '{']), "{order}: {text}");
                }
            }
        }
    }

    #[test]
    fn a_reason_without_words_of_ours_is_passed_on() {
        assert_eq!(reason(Lang::Ja, " nothing to roll back to "), "戻せるバージョンがない");
        assert_eq!(reason(Lang::Ja, "image pull failed"), "image pull failed");
    }

    #[test]
    fn an_order_is_told_with_its_times() {
        let order: Intervention = "rollback checkout".parse().expect("an order");
        let lines = [
            started(Lang::Ja, &order, None, Some(3 * MINUTE)),
            done(Lang::Ja, &order, Some(160 * SECOND)),
            failed(Lang::Ja, &order, "image pull failed"),
            started(Lang::En, &order, None, Some(3 * MINUTE)),
            done(Lang::En, &order, Some(160 * SECOND)),
            failed(Lang::En, &order, "image pull failed"),
        ];
        insta::assert_snapshot!(lines.join("\n"), @r#"
        checkout を1つ前のバージョンへ切り戻し開始。少なくとも 3分
        checkout の切り戻し完了（2分40秒）
        checkout の切り戻し失敗: image pull failed。状態を確認してから次の手を
        Rolling checkout back to its previous version; at least 3 min
        checkout is rolled back (2 min 40 s)
        Rolling checkout back failed: image pull failed. Look at its state before the next step
        "#);
    }
}
