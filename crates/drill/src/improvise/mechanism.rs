//! The mechanisms that can be improvised: what is laid over the world, what happens, what helps and what only seems to. Each
//! is tuned to the one shape that all improvised worlds share; whether it still burns tonight, the check says. Its words are
//! `improvised-ID-…` in the message files, those of a way `improvised-way-KEY`.

use super::measure::Measure;

/// A way to act: the key of its words, and its orders.
pub(super) type Act = (&'static str, &'static str);

/// One of them.
#[derive(Debug)]
pub struct Mechanism {
    /// e.g. `release`.
    pub id: &'static str,
    pub(super) class: &'static str,
    pub(super) difficulty: u8,
    /// Laid over the world, as it stands in the file under `change:`.
    pub(super) change: &'static str,
    /// When, and what.
    pub(super) faults: &'static [(&'static str, &'static str)],
    pub(super) ways: &'static [Act],
    pub(super) traps: &'static [Act],
    pub(super) parts: &'static [&'static str],
    /// Words by which a hypothesis names it, in both languages.
    pub words: &'static str,
    pub(super) evidence: &'static str,
    pub(super) measures: &'static [Measure],
    /// Something of it lies in somebody else's system.
    pub(super) outside: bool,
}

const SHED: Act = ("shed", "3m shed 30");
const FAILOVER: Act = ("failover", "3m failover <actdb>");
const RESTART_ACT: Act = ("restart", "3m restart <act>");
const RESTART_INNER: Act = ("restart-inner", "3m restart <inner>");

/// All of them.
pub const MECHANISMS: [Mechanism; 15] = [
    Mechanism {
        id: "release",
        class: "change",
        difficulty: 1,
        change: "components:\n  <act>:\n    versions:\n      v143: { errors: 38%, faulty: [carry_out], log: 'IllegalStateException: \
                 campaign is null at Terms.of(Terms.java:88)' }\n",
        faults: &[("0s..40s", "release <act> v143")],
        ways: &[("rollback", "4m rollback <act>"), ("deploy", "6m deploy <act> v142")],
        traps: &[FAILOVER, RESTART_ACT],
        parts: &["act"],
        words: "リリース, デプロイ, v143, バージョン, release, deploy, version, 例外, exception",
        evidence: "logs <act>, changes, traces <act>",
        measures: &[Measure::Canary, Measure::AutoRollback, Measure::Review],
        outside: false,
    },
    Mechanism {
        id: "slow-release",
        class: "change",
        difficulty: 2,
        change: "components:\n  <act>:\n    versions:\n      v143: { slowness: 14 }\n",
        faults: &[("0s..40s", "release <act> v143")],
        ways: &[("rollback", "4m rollback <act>"), ("deploy", "5m deploy <act> v142")],
        traps: &[SHED, RESTART_ACT],
        parts: &["act"],
        words: "リリース, デプロイ, v143, バージョン, release, deploy, version",
        evidence: "changes, metric <act> cpu, traces <act>, metric <act> queue",
        measures: &[Measure::Canary, Measure::AutoRollback, Measure::LoadTest],
        outside: false,
    },
    Mechanism {
        id: "leak",
        class: "resource",
        difficulty: 3,
        change: "components:\n  <act>:\n    boot: 40s\n    memory: { base: 300, limit: 768, per_call: 1, pressure_from: 50% }\n    \
                 versions:\n      v143: { leak: 0.8 }\n",
        faults: &[("0s..40s", "release <act> v143")],
        ways: &[("rollback", "4m rollback <act>"), ("breath", "2m restart <act>, 6m deploy <act> v142")],
        traps: &[SHED, ("restart-again", "3m restart <act>")],
        parts: &["act"],
        words: "メモリリーク, リーク, leak, oom, メモリ不足, メモリが, v143, memory",
        evidence: "metric <act> memory, changes, logs <act>, replicas <act>",
        measures: &[Measure::Canary, Measure::MemoryAlert, Measure::LoadTest],
        outside: false,
    },
    Mechanism {
        id: "plan",
        class: "data",
        difficulty: 3,
        change: "calls:\n  <act> -> <actdb>: timeout 3s, pool 6\n",
        faults: &[
            ("-7m..-6m", "record batch: statistics import finished"),
            ("0s..40s", "plan <actdb> list_past x80"),
        ],
        ways: &[("fix-plan", "5m fix-plan <actdb> list_past"), ("flag-past", "4m flag <flag> 0")],
        traps: &[SHED, ("pool", "3m set <act>-><actdb> pool 60")],
        parts: &["actdb"],
        words: "実行計画, プラン, スロークエリ, 遅いクエリ, クエリ, 統計, インデックス, list_past, query plan, slow query, query, index, statistics",
        evidence: "activity <actdb>, metric <actdb> cpu, traces <act>, topology <act>",
        measures: &[Measure::QueryAlert, Measure::Isolation, Measure::Degrade],
        outside: false,
    },
    Mechanism {
        id: "pool",
        class: "change",
        difficulty: 2,
        change: "components:\n  <actdb>:\n    endpoints:\n      save: { write: yes, do: [ { work: about 10ms }, { wait: about 360ms }, \
                 { write: 0.02 } ] }\n",
        faults: &[("0s..20s", "config <act>-><actdb> pool 1"), ("-60s..-40s", "release <list> v78")],
        ways: &[("revert", "4m revert-config <act>"), ("pool-back", "5m set <act>-><actdb> pool 12")],
        traps: &[FAILOVER, ("rollback-list", "3m rollback <list>")],
        parts: &["act", "actdb"],
        words: "プール, 接続数, コネクション, 設定変更, pool, connection, config",
        evidence: "changes, topology <act>, traces <act>, metric <actdb> cpu",
        measures: &[Measure::ConfigReview, Measure::Canary, Measure::PoolAlert],
        outside: false,
    },
    Mechanism {
        id: "cache",
        class: "load",
        difficulty: 4,
        change: "components:\n  <listdb>:\n    replicas: 1\n    endpoints:\n      find: [ { work: about 170ms } ]\ncalls:\n  <list> -> \
                 <listdb>: timeout 1s, pool 24\n",
        faults: &[
            ("-45s..-30s", "record platform: agent upgrade, step 3 of 3 done"),
            ("0s..20s", "flush <cache>"),
        ],
        ways: &[("warm", "4m warm <cache>"), ("scale-listdb", "4m scale <listdb> 3")],
        traps: &[SHED, ("restart-list", "3m restart <list>")],
        parts: &["cache", "listdb"],
        words: "空になった, キャッシュ, ヒット率, コールド, cache, cold, hit rate, flush",
        evidence: "metric <cache> hit_share, metric <listdb> cpu, topology <list>, traces <list>",
        measures: &[Measure::Warmup, Measure::Coalesce, Measure::Headroom],
        outside: false,
    },
    Mechanism {
        id: "certificate",
        class: "time",
        difficulty: 3,
        change: "components:\n  <inner>: { certificate_expires: 20h }\n",
        faults: &[("-50s..-30s", "release <list> v78"), ("0s..20s", "certificate <inner>")],
        ways: &[
            ("renew", "4m renew-certificate <inner>"),
            ("fallback-inner", "4m set <act>-><inner> fallback on"),
        ],
        traps: &[SHED, ("rollback-list", "3m rollback <list>")],
        parts: &["inner"],
        words: "証明書, 期限切れ, 失効, tls, ssl, certificate, expired, expiry",
        evidence: "logs <act>, logs <inner>, traces <act>, topology <act>",
        measures: &[Measure::ExpiryAlert, Measure::AutoRenew, Measure::Degrade],
        outside: false,
    },
    Mechanism {
        id: "retries",
        class: "load",
        difficulty: 4,
        change: "components:\n  <inner>:\n    endpoints:\n      work_out: [ { work: about 120ms } ]\ncalls:\n  <act> -> <inner>: timeout \
                 1s, pool 60, retries 3, backoff 50ms, jitter 10%, fallback off\n",
        faults: &[
            ("0s..20s", "stall <inner> 100% for 50s"),
            ("60s..80s", "record netops: switch port flap on rack 4, recovered by itself"),
        ],
        ways: &[("no-retries", "4m set <act>-><inner> retries 0"), ("scale-inner", "4m scale <inner> 6")],
        traps: &[SHED, RESTART_INNER],
        parts: &["inner", "act"],
        words: "リトライ, 再試行, retry, retries, retrying, 雪だるま, メタステーブル, metastable, 増幅, amplif",
        evidence: "metric <inner> rate, metric <act> retries, topology <act>, metric <inner> queue",
        measures: &[Measure::RetryBudget, Measure::Breaker, Measure::Degrade],
        outside: false,
    },
    Mechanism {
        id: "job",
        class: "time",
        difficulty: 2,
        change: "jobs:\n  ledger-sweep: { first: 10m, every: 5m, does: slow <actdb> x30 for 290s }\n",
        faults: &[("-50s..-30s", "release <list> v78"), ("0s..10s", "record cron: ledger-sweep started")],
        ways: &[("pause", "3m pause-job ledger-sweep")],
        traps: &[SHED, ("rollback-list", "3m rollback <list>")],
        parts: &["actdb"],
        words: "バッチ, ジョブ, 定期, ledger-sweep, 集計, batch, job, cron, sweep",
        evidence: "changes, metric <actdb> cpu, metric <actdb> p95, traces <act>",
        measures: &[Measure::Schedule, Measure::Isolation, Measure::QueryAlert],
        outside: false,
    },
    Mechanism {
        id: "external-slow",
        class: "dependency",
        difficulty: 3,
        change: "",
        faults: &[("-6m..-5m", "release <act> v143"), ("0s..20s", "slow <ext> x36 for 3h")],
        ways: &[
            ("fallback-short", "4m set <act>-><ext> timeout 1s, 5m set <act>-><ext> fallback on"),
            ("fallback-ext", "4m set <act>-><ext> fallback on, 6m set <act>-><ext> timeout 800ms"),
        ],
        traps: &[("wait-ext", "3m set <act>-><ext> timeout 30s"), ("rollback-idle", "3m rollback <act>")],
        parts: &["ext"],
        words: "外部, 他社, 先方, 委託先, external, third party, vendor, provider",
        evidence: "traces <act>, topology <act>, metric <ext> p95, logs <act>",
        measures: &[Measure::ShortTimeout, Measure::Degrade, Measure::VendorTalk],
        outside: true,
    },
    Mechanism {
        id: "external-limit",
        class: "dependency",
        difficulty: 3,
        change: "calls:\n  <act> -> <ext>: timeout 5s, pool 24, retries 4, backoff 500ms, fallback off\n",
        faults: &[
            ("-6m..-5m", "record legal: new contract in force"),
            ("0s..20s", "rate-limit <ext> 3/s for 3h"),
        ],
        ways: &[
            ("calm-ext", "4m set <act>-><ext> retries 0, 5m set <act>-><ext> fallback on"),
            ("fallback-ext", "4m set <act>-><ext> fallback on, 6m set <act>-><ext> retries 0"),
        ],
        traps: &[SHED, ("scale-act", "3m scale <act> 5")],
        parts: &["ext"],
        words: "429, レート制限, 上限, 契約, 回数制限, rate limit, limit, throttl, quota, contract",
        evidence: "logs <act>, traces <act>, topology <act>, metric <ext> error_share",
        measures: &[Measure::VendorTalk, Measure::RetryBudget, Measure::Degrade],
        outside: true,
    },
    Mechanism {
        id: "flag",
        class: "change",
        difficulty: 2,
        change: "components:\n  <act>:\n    endpoints:\n      carry_out:\n        - work: about 32ms\n        - call: <actdb>.load\n        \
                 - call: <inner>.work_out\n        - flag: new_estimate\n          then: [ { call: <inner>.estimate } ]\n        - \
                 call: <ext>.<ask>\n        - call: <actdb>.save\n  <inner>:\n    endpoints:\n      estimate:\n        - work: about \
                 20ms\n        - { fail: 92%, log: 'panic: index out of range [7] with length 7 in estimate.Next (estimate.go:141)' \
                 }\nflags: { new_estimate: 0% }\n",
        faults: &[("-6m..-5m", "release <act> v143"), ("0s..20s", "flag new_estimate 40%")],
        ways: &[
            ("flag-off", "4m flag new_estimate 0"),
            ("fallback-inner", "5m set <act>-><inner> fallback on"),
        ],
        traps: &[("flag-all", "3m flag new_estimate 100"), ("rollback-idle", "3m rollback <act>")],
        parts: &["inner"],
        words: "フラグ, flag, new_estimate, トグル, toggle",
        evidence: "changes, logs <inner>, traces <act>, topology <act>",
        measures: &[Measure::FlagSteps, Measure::AutoRollback, Measure::Degrade],
        outside: false,
    },
    Mechanism {
        id: "limit",
        class: "resource",
        difficulty: 4,
        change: "components:\n  <inner>: { cpu_limit: 0.9 }\n",
        faults: &[("-40s..-20s", "release <list> v78"), ("0s..20s", "cpu-limit <inner> 0.05")],
        ways: &[
            ("cpu", "4m cpu-limit <inner> 10"),
            ("scale-wide", "4m scale <inner> 6, 5m cpu-limit <inner> 8"),
        ],
        traps: &[("wait-inner", "3m set <act>-><inner> timeout 10s"), RESTART_INNER],
        parts: &["inner"],
        words: "cpu, スロットリング, 制限, throttl, processor, リソース上限, limit",
        evidence: "changes, metric <inner> cpu, metric <inner> queue, topology <act>",
        measures: &[Measure::ConfigReview, Measure::ThrottleAlert, Measure::Headroom],
        outside: false,
    },
    Mechanism {
        id: "settings",
        class: "change",
        difficulty: 2,
        change: "",
        faults: &[("-50s..-30s", "release <list> v78"), ("0s..20s", "bad-config <inner>")],
        ways: &[
            ("revert-inner", "4m revert-config <inner>"),
            ("fallback-inner", "3m set <act>-><inner> fallback on"),
        ],
        traps: &[SHED, RESTART_INNER],
        parts: &["inner"],
        words: "設定, 構成, コンフィグ, config, setting",
        evidence: "changes, logs <inner>, replicas <inner>, topology <act>",
        measures: &[Measure::ConfigReview, Measure::Canary, Measure::Degrade],
        outside: false,
    },
    Mechanism {
        id: "name",
        class: "network",
        difficulty: 3,
        change: "",
        faults: &[("-40s..-20s", "release <list> v78"), ("0s..20s", "dns <inner>")],
        ways: &[("dns", "4m fix-dns <inner>"), ("fallback-inner", "4m set <act>-><inner> fallback on")],
        traps: &[SHED, ("rollback-list", "3m rollback <list>")],
        parts: &["inner"],
        words: "dns, 名前解決, レコード, nxdomain, resolve, resolution",
        evidence: "logs <act>, traces <act>, topology <act>",
        measures: &[Measure::NameReview, Measure::Degrade, Measure::EdgeAlert],
        outside: false,
    },
];
