//! Countermeasures that improvised drills share, and the words by which a player's sentence is recognised as one of them.

/// One of them.
#[derive(Clone, Copy, Debug)]
pub(super) enum Measure {
    Canary,
    AutoRollback,
    Review,
    LoadTest,
    MemoryAlert,
    QueryAlert,
    Isolation,
    Degrade,
    ConfigReview,
    PoolAlert,
    Warmup,
    Coalesce,
    Headroom,
    ExpiryAlert,
    AutoRenew,
    RetryBudget,
    Breaker,
    Schedule,
    ShortTimeout,
    VendorTalk,
    FlagSteps,
    ThrottleAlert,
    NameReview,
    EdgeAlert,
}

impl Measure {
    /// The end of its key in the message files, and its words in any language.
    pub(super) fn key_and_words(self) -> (&'static str, &'static str) {
        match self {
            Measure::Canary => ("canary", "カナリア, 段階, 少しずつ, canary, staged, gradual"),
            Measure::AutoRollback => {
                ("autorollback", "自動で切り戻, 自動ロールバック, auto rollback, automatic rollback")
            }
            Measure::Review => ("review", "試験, テスト, レビュー, test, review"),
            Measure::LoadTest => ("loadtest", "負荷試験, 負荷テスト, 性能試験, load test, benchmark"),
            Measure::MemoryAlert => {
                ("memoryalert", "メモリ監視, メモリの監視, メモリアラート, memory alert, memory trend")
            }
            Measure::QueryAlert => {
                ("queryalert", "クエリ監視, スロークエリ, 実行計画, slow query, query alert")
            }
            Measure::Isolation => {
                ("isolation", "分離, 分ける, レプリカで読む, isolate, separate, read replica")
            }
            Measure::Degrade => ("degrade", "縮退, フォールバック, 既定の値, fallback, degrade"),
            Measure::ConfigReview => {
                ("configreview", "設定のレビュー, 設定の確認, 設定も段階, config review, staged config")
            }
            Measure::PoolAlert => ("poolalert", "プールの監視, 接続待ち, pool alert, pool metric"),
            Measure::Warmup => ("warmup", "暖機, 温め, ウォームアップ, warm"),
            Measure::Coalesce => ("coalesce", "まとめ, 一つにまとめ, coalesc, single flight"),
            Measure::Headroom => ("headroom", "余力, 余裕, キャパシティ, headroom, capacity"),
            Measure::ExpiryAlert => {
                ("expiryalert", "期限の監視, 期限アラート, 期限切れの通知, expiry alert, expiration")
            }
            Measure::AutoRenew => ("autorenew", "自動更新, 更新を自動, auto renew, acme"),
            Measure::RetryBudget => {
                ("retrybudget", "予算, バックオフ, ジッター, 再試行回数, budget, backoff, jitter")
            }
            Measure::Breaker => ("breaker", "ブレーカー, 遮断, breaker"),
            Measure::Schedule => ("schedule", "時間をずら, 夜間, スケジュール, schedule, off-peak"),
            Measure::ShortTimeout => ("shorttimeout", "タイムアウト, 待つ時間, timeout"),
            Measure::VendorTalk => ("vendortalk", "契約, 取り決め, 連絡先, sla, contract, contact"),
            Measure::FlagSteps => ("flagsteps", "フラグを段階, フラグを少し, flag gradually, flag in steps"),
            Measure::ThrottleAlert => ("throttlealert", "スロットリング, 絞り込みの監視, throttl"),
            Measure::NameReview => {
                ("namereview", "dns の確認, dns のレビュー, dnsの変更, dns review, dns change")
            }
            Measure::EdgeAlert => {
                ("edgealert", "呼び出しの監視, 依存の監視, 外形, dependency alert, call monitoring")
            }
        }
    }
}
