//! A small shop to speak about: every sort of name that a scenario can have.

use crate::understand::Lexicon;
use world::fault::Fault;
use world::topology::{
    Broker, Cache, Component, Database, Edge, Endpoint, External, Flag, Job, Journey, Kind, Topology, Version,
};

fn part(name: &str, kind: Kind, endpoints: &[&str]) -> Component {
    let endpoint = |name: &&str| Endpoint { name: (*name).into(), write: false, steps: Vec::new() };
    Component {
        name: name.into(),
        kind,
        endpoints: endpoints.iter().map(endpoint).collect(),
        ..Component::default()
    }
}

fn components() -> Vec<Component> {
    let database = Kind::Database(Database { max_connections: 100, apply_rate: 100.0, failover: 1 });
    let cache = Kind::Cache(Cache { capacity: 10, ttl: 1, keys: 10, zipf: 1.0, coalesce: false });
    let broker =
        Kind::Broker(Broker { partitions: 4, consumer: "mailer.send".into(), redelivery: 1, late_after: 1 });
    let mut checkout = part("checkout", Kind::Service, &["place_order", "quote_shipping"]);
    checkout.versions = vec![Version::healthy("v141"), Version::healthy("v142")];
    let mut catalog = part("catalog", Kind::Service, &["browse_items"]);
    catalog.versions = vec![Version::healthy("2.3.0"), Version::healthy("2.3.1")];
    vec![
        part("web", Kind::Service, &["page"]),
        part("api-gateway", Kind::Service, &["route"]),
        checkout,
        part("cart", Kind::Service, &["add_item"]),
        catalog,
        part("payments", Kind::External(External { rate_limit: 100.0 }), &["charge"]),
        part("orders-db", database, &["list_orders", "insert_order"]),
        part("catalog-cache", cache, &["get_item"]),
        part("mail-queue", broker, &["publish"]),
        part("mailer", Kind::Service, &["send"]),
        part("search", Kind::Service, &["find"]),
        part("inventory", Kind::Service, &["reserve"]),
    ]
}

/// The lexicon of the shop.
pub(super) fn shop() -> Lexicon {
    let calls = [
        ("web", "api-gateway"),
        ("api-gateway", "checkout"),
        ("api-gateway", "cart"),
        ("api-gateway", "catalog"),
        ("api-gateway", "search"),
        ("checkout", "payments"),
        ("checkout", "inventory"),
        ("checkout", "orders-db"),
        ("checkout", "mail-queue"),
        ("cart", "orders-db"),
        ("catalog", "catalog-cache"),
        ("catalog", "orders-db"),
    ];
    let edge = |(from, to): &(&str, &str)| Edge { from: (*from).into(), to: (*to).into(), ..Edge::default() };
    let job = |name: &str| Job {
        name: name.into(),
        first: 0,
        every: 1,
        effect: Fault::Flush { cache: String::new() },
    };
    let journey = |name: &str| Journey { name: name.into(), entry: String::new(), slow_after: 1, value: 1.0 };
    let topology = Topology {
        name: "shop".into(),
        components: components(),
        edges: calls.iter().map(edge).collect(),
        journeys: vec![journey("browse"), journey("buy")],
        flags: vec![Flag { name: "new_shipping_quote".into(), share: 0.3 }],
        jobs: vec![job("nightly-rebalance"), job("catalog-export")],
        ..Topology::default()
    };
    let words = |name: &str, all: &[&str]| {
        (name.to_string(), all.iter().map(|w| (*w).to_string()).collect::<Vec<_>>())
    };
    let aliases = [
        words("payments", &["決済", "ペイメント", "payment"]),
        words("cart", &["カート"]),
        words("orders-db", &["注文DB", "orders database", "order db"]),
        words("checkout", &["チェックアウト"]),
        words("catalog", &["カタログ"]),
        words("catalog-cache", &["カタログキャッシュ"]),
        words("search", &["検索"]),
        words("inventory", &["在庫"]),
        words("mailer", &["メーラー"]),
        words("mail-queue", &["メールキュー"]),
        words("api-gateway", &["ゲートウェイ"]),
        words("new_shipping_quote", &["新送料", "送料フラグ"]),
        words("nightly-rebalance", &["夜間リバランス"]),
        words("catalog-export", &["カタログエクスポート"]),
    ];
    let people = [words("sato", &["佐藤", "Sato", "DBA"]), words("tanaka", &["田中", "Tanaka"])];
    Lexicon::new(&topology, &aliases, &people)
}
