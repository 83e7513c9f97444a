//! The law of this folder: what the player said explicitly is never replaced by something else. Every order is
//! given a name, a version or a number that it cannot have, in both languages and in its line form.

use super::*;
use crate::intent::Impossible;
use world::topology::{Cache, Component, Kind, Topology};

/// Those of these (text, word) that do not say the word back, or do anything.
fn not_refused(all: &[(&str, &str)]) -> Vec<String> {
    let failed = |(text, word): &(&str, &str)| {
        let found = said(text, None);
        let back = match &found {
            Understood::Impossible(Impossible::Unknown { said, .. } | Impossible::Number { said, .. }) => {
                said.contains(word)
            }
            _ => false,
        };
        (!back).then(|| format!("{text}: {}", measure::brief(&found)))
    };
    all.iter().filter_map(failed).collect()
}

/// It would be done, or is offered as the only thing to do.
fn replaces(found: &Understood) -> bool {
    let acts = |intent: &Intent| matches!(intent, Intent::Do(_) | Intent::Room(_));
    match found {
        Understood::Clear(intent) => acts(intent),
        Understood::Several { steps, ordered: true } => steps.first().is_some_and(acts),
        Understood::Missing { options, .. } | Understood::Choose(options) => {
            matches!(options.as_slice(), [Intent::Do(_)])
        }
        _ => false,
    }
}

/// Ways to give each order, with `NAME` where a name stands.
const ON_A_NAME: [&str; 50] = [
    "rollback NAME",
    "roll back NAME",
    "please roll NAME back",
    "NAMEを切り戻して",
    "NAMEをロールバックしてください",
    "deploy v142 to NAME",
    "restart NAME",
    "can you restart NAME please",
    "NAMEを再起動して",
    "scale NAME 6",
    "scale NAME to 6 replicas",
    "NAMEを6台に",
    "NAMEを6台に増やして",
    "drain NAME/1",
    "turn off flag NAME",
    "turn the NAME flag off",
    "turn off NAME",
    "NAMEフラグをオフにして",
    "NAMEをオフにして",
    "revert-config NAME",
    "revert the config of NAME",
    "NAMEの設定を戻して",
    "kill-query orders-db NAME",
    "kill the query NAME",
    "kill-transaction NAME",
    "fix-plan orders-db NAME",
    "purge NAME",
    "purge the NAME cache",
    "NAMEのキャッシュを消して",
    "warm NAME",
    "failover NAME",
    "fail over NAME",
    "NAMEをフェイルオーバーして",
    "free-disk NAME",
    "free up disk on NAME",
    "grow-disk NAME",
    "renew-certificate NAME",
    "renew the certificate of NAME",
    "NAMEの証明書を更新して",
    "fix-dns NAME",
    "park-message NAME",
    "pause-job NAME",
    "pause the NAME job",
    "stop job NAME",
    "NAMEジョブを止めて",
    "resume-job NAME",
    "NAMEジョブを再開して",
    "block-client NAME",
    "cpu-limit NAME 20",
    "memory-limit NAME 1024",
];

#[test]
fn a_name_that_nothing_has_is_never_replaced() {
    let mut replaced = Vec::new();
    for way in ON_A_NAME {
        for name in ["zzyzx", "free-shipping", "bulk-import", "checkout-worker", "new_cart_v9"] {
            let text = way.replace("NAME", name);
            let found = said(&text, None);
            if replaces(&found) {
                replaced.push(format!("{text}: {}", measure::brief(&found)));
            }
        }
    }
    assert_eq!(replaced, Vec::<String>::new());
}

#[test]
fn what_there_is_not_is_said_back() {
    let refused = [
        ("roll back checkout to v140", "v140"),
        ("checkoutをv140に戻して", "v140"),
        ("roll back cart to v141", "v141"),
        ("deploy checkout v999", "v999"),
        ("deploy 2.9.9 to catalog", "2.9.9"),
        ("turn flag free-shipping off", "free-shipping"),
        ("turn off flag nope", "nope"),
        ("bulk-importをoffに", "bulk-import"),
        ("無料配送フラグを切って", "無料配送"),
        ("fail over cart", "cart"),
        ("failover catalog-cache", "catalog-cache"),
        ("purge checkout", "checkout"),
        ("pause job nope", "nope"),
        ("restart checkout-worker", "checkout-worker"),
        ("restart nope", "nope"),
        ("v999に戻して", "v999"),
        ("flag free_shipping 0", "free_shipping"),
        ("kubectl logs deploy/nope", "nope"),
        ("kubectl rollout undo deploy/nope", "nope"),
        ("logs nope", "nope"),
        ("show me the logs of nope", "nope"),
        ("nopeのログ見せて", "nope"),
        ("logs checkout-worker", "checkout-worker"),
        ("checkout-workerのメトリクス", "checkout-worker"),
        ("set checkout->search timeout 1s", "checkout->search"),
        ("set the timeout from checkout to search to 1s", "checkout->search"),
    ];
    assert_eq!(not_refused(&refused), Vec::<String>::new());
}

#[test]
fn a_number_that_cannot_be_is_neither_cut_nor_turned() {
    let refused = [
        ("scale checkout to 1e3", "1e3"),
        ("scale checkout to 10k", "10k"),
        ("wait -5m", "-5"),
        ("-5分待って", "-5"),
        ("sleep -10", "-10"),
        ("scale checkout -1", "-1"),
        ("scale checkout to 2.5", "2.5"),
        ("scale checkout to 0", "0"),
        ("checkoutを2.5台に", "2.5"),
        ("checkoutを-2台に", "-2"),
        ("scale checkout 99999999999", "99999999999"),
        ("restart checkout/99999999999", "99999999999"),
        ("drain checkout/50", "50"),
        ("checkoutの50号機を切り離して", "50"),
        ("shed 150%", "150"),
        ("shed -10", "-10"),
        ("shed 12.5%", "12.5"),
        ("shed 50 requests per second", "50"),
        ("let 130% in", "130"),
        ("new_shipping_quoteを150%に", "150"),
        ("set new_shipping_quote to 12.5%", "12.5"),
        ("cpu-limit checkout to 1.25 cores", "1.25"),
        ("checkoutのCPU上限を1.25コアに", "1.25"),
        ("memory limit of checkout to -512 MB", "-512"),
        ("set checkout->payments timeout -1s", "-1s"),
        ("set checkout->payments retries 1.5", "1.5"),
        ("set checkout->payments retries -1", "-1"),
        ("set checkout->payments pool 0", "0"),
    ];
    assert_eq!(not_refused(&refused), Vec::<String>::new());
}

#[test]
fn what_is_denied_or_left_out_is_not_done_and_the_rest_is() {
    for (text, meant) in [
        ("don't restart checkout, restart web instead", "do restart web"),
        ("checkoutじゃなくてcartを戻して", "do rollback cart"),
        ("roll back cart, not checkout", "do rollback cart"),
        ("restart cart instead of checkout", "do restart cart"),
        ("checkout以外を再起動", "missing target"),
        ("restart everything but payments", "missing target"),
        ("everything but payments", "look overview"),
        ("I'm going back to checkout", "look metric checkout -"),
        ("don't roll back yet, let me look at payments first", "look metric payments -"),
        ("shed 50% of buy traffic", "not buy alone: do shed 50"),
        ("遮断を解除して", "choose: do shed 0"),
        ("遮断やめて", "choose: do shed 0"),
        ("制限を外して", "choose: do shed 0"),
        ("購入だけ半分に絞って", "not 購入 alone: do shed 50"),
        ("50%だけ絞って", "do shed 50"),
        ("scale web and nope to 4", "choose: do scale web 4"),
        ("scale checkout to 1,000", "do scale checkout 1000"),
        ("restart checkout-7d9f8-x2", "missing value"),
        ("undo the shed", "do shed 0"),
        ("stop shedding", "do shed 0"),
        ("rol back chekcout plz", "choose: do rollback checkout"),
        ("rollbck checkout", "choose: do rollback checkout"),
        ("restart checkout and nope", "choose: do restart checkout"),
        ("kubectl delete pod cart-0", "choose: do restart cart/0"),
        ("helm rollback checkout 41", "choose: do rollback checkout"),
    ] {
        assert_eq!(measure::brief(&said(text, None)), meant, "{text}");
    }
    let Understood::Missing { options, .. } = said("checkout以外を再起動", None) else { panic!() };
    assert!(!options.contains(&order("restart checkout")) && options.contains(&order("restart web")));
}

#[test]
fn a_wait_for_something_else_than_a_span_says_so() {
    for text in [
        "wait until 03:00",
        "wait until it recovers",
        "wait for the rollback",
        "3時まで待って",
        "復旧まで待つ",
    ] {
        assert_eq!(said(text, None), Understood::Impossible(Impossible::Until), "{text}");
    }
    for (text, meant) in
        [("wait 5", "table wait 5m"), ("sleep 300", "table wait 5m"), ("wait 2h", "table wait 2h")]
    {
        assert_eq!(measure::brief(&said(text, None)), meant, "{text}");
    }
}

#[test]
fn what_cannot_be_looked_at_or_run_is_not_answered_with_something_else() {
    for text in [
        "'; drop table users; --",
        "drop table users",
        "select * from users;",
        "delete from carts",
        "undo that",
    ] {
        assert_eq!(said(text, None), Understood::Unknown, "{text}");
    }
    for (text, meant) in [
        ("select * from pg_stat_activity", "look activity orders-db"),
        ("kubectl logs deploy/checkout | grep -A3 -i timeout", "look logs checkout ~timeout"),
        (
            "kubectl logs deploy/checkout | grep -E 'timeout|refused'",
            "choose: look logs checkout ~timeout / look logs checkout ~refused",
        ),
        ("did it help?", "look overview"),
        ("落ち着いた？", "look overview"),
        ("how long has this been going on?", "look timeline"),
        ("who wrote v142?", "look changes"),
        ("ok, let me think", "not chatter"),
        ("clear", "not chatter"),
        ("history", "look timeline"),
        ("all good, closing this", "room resolved"),
        ("looks good, call it", "room resolved"),
        ("nothing to see here, nobody is affected", "room false-alarm"),
    ] {
        assert_eq!(measure::brief(&said(text, None)), meant, "{text}");
    }
}

#[test]
fn a_kind_that_people_use_as_a_name_is_not_taken_for_another_of_its_kind() {
    let words = |name: &str, all: &[&str]| (name.to_string(), all.iter().map(|w| (*w).to_string()).collect());
    let cache = Component {
        name: "catalog-cache".into(),
        kind: Kind::Cache(Cache { capacity: 10, ttl: 1, keys: 10, zipf: 1.0, coalesce: false }),
        ..Component::default()
    };
    let topology = Topology { components: vec![cache], ..Topology::default() };
    let lexicon = Lexicon::new(&topology, &[words("catalog-cache", &["cache", "キャッシュ"])], &[]);
    assert_eq!(
        understand("purge the cache", &lexicon, None),
        Understood::Clear(order("purge catalog-cache"))
    );
    for text in ["purge the nope cache", "nopeのキャッシュを消して"] {
        let found = understand(text, &lexicon, None);
        assert!(matches!(found, Understood::Impossible(_)), "{text}: {found:?}");
    }
}
