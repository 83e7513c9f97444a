# 部屋の記録（フロー）を人が読むときの言葉。キーは room クレートのもの。

entry-room-opened = 部屋を開いた: { $title }
entry-joined = 参加
entry-left = 退出
entry-work-asked = 手が空いている
entry-alert-noted = アラート { $rule }（{ $subject }）
entry-alert-cleared = アラート解消 { $rule }（{ $subject }）
entry-looked = { $what } → { $saw }
entry-asked = { $who }に聞いた
entry-declared =
    { $severity ->
        [none] インシデント宣言
       *[other] インシデント宣言 SEV{ $severity }
    }
entry-severity-changed =
    { $from ->
        [none] 重大度は SEV{ $to }
       *[other] 重大度を SEV{ $from } から SEV{ $to } へ
    }{ $why ->
        [none] { "" }
       *[other] （{ $why }）
    }
entry-role-taken = { $role }に就任
entry-role-assigned = { $role }を { $to } に任命
entry-role-released = { $role }を離任
entry-role-offered = { $role }の引き継ぎを { $to } に打診: { $brief }
entry-role-accepted = { $from } から{ $role }を引き継いだ
entry-role-declined = { $role }の引き継ぎを辞退: { $why }
entry-said = { $text }
entry-noted = メモ: { $text }
entry-heard = { $from }: { $text }
entry-hint-taken = ヒント { $step }
entry-line-opened = 調査ライン開始: { $title }（{ $owner }）
entry-line-assigned = 調査ライン { $line } を { $owner } へ
entry-line-closed = 調査ライン { $line } 終了: { $outcome }
entry-hypothesis-proposed = 仮説: { $text }
entry-hypothesis-settled =
    { $evidence ->
        [none] 仮説 { $hypothesis } は{ $verdict }
       *[other] 仮説 { $hypothesis } は{ $verdict }（根拠 { $evidence }）
    }
entry-finding-recorded =
    { $evidence ->
        [none] 判明: { $text }
       *[other] 判明: { $text }（根拠 { $evidence }）
    }
entry-finding-about =
    { $evidence ->
        [none] { $topic }: { $text }
       *[other] { $topic }: { $text }（根拠 { $evidence }）
    }
entry-decision-proposed = 提案: { $text }
entry-decision-objected = { $decision } に異議: { $why }
entry-decision-recorded = 決定: { $text }
entry-task-added = タスク: { $text }（{ $owner }）
entry-task-acknowledged = タスク { $task } を引き受けた
entry-task-declined = タスク { $task } は受けられない: { $why }
entry-task-assigned = タスク { $task } を { $owner } へ
entry-task-completed = タスク { $task } 完了: { $outcome }
entry-task-fell-due = タスク { $task } の期限（{ $owner }）
entry-runbook-started = 手順書「{ $title }」を開始（全{ $count }項目）
entry-step-ticked = 手順書 { $runbook } の { $step } を済ませた
entry-step-skipped = 手順書 { $runbook } の { $step } を省いた: { $why }
entry-step-changed = 手順書 { $runbook } の { $step } を変えた: { $text }（{ $why }）
entry-intervention-ordered = 実行: { $what }
entry-intervention-settled = { $intervention } の結果: { $outcome }
entry-update-published =
    { $next_at ->
        [none] 状況共有（{ $audience }）: { $text }
       *[other] 状況共有（{ $audience }）: { $text }（次は { $next_at }）
    }
entry-update-fell-due = 約束した状況共有の時刻（{ $audience }）
entry-said-stabilised =
    { $text ->
        [none] 復旧を宣言
       *[other] 復旧を宣言: { $text }
    }
entry-said-verified =
    { $evidence ->
        [none] 復旧を確認
       *[other] 復旧を確認（根拠 { $evidence }）
    }
entry-said-resolved = 解決を宣言
entry-said-false-alarm = 誤報と判断: { $why }
entry-said-relapsed = 再発: { $why }
entry-countermeasure-proposed = 再発防止: { $text }
entry-room-closed = クローズ（{ $ending }）
entry-debrief-filed = 振り返りを保存
entry-room-reopened = 再開: { $why }

look-overview = 全体
look-impact = 影響範囲
look-metric = 指標
look-logs = ログ
look-traces = トレース
look-changes = 変更履歴
look-alerts = アラート
look-topology = 構成
look-replicas = レプリカ
look-activity = 実行状況
look-tickets = 問い合わせ
look-flags = フラグ
look-jobs = ジョブ
look-certificates = 証明書
look-runbook = 手順書
look-timeline = タイムライン
role-incident-commander = 指揮者
role-deputy = 副指揮者
role-scribe = 記録係
role-liaison = 連絡係
role-expert = 専門担当
standing-guest = 見学
standing-herald = 連絡元
standing-responder = 対応者
audience-everyone = 関係者全員
audience-customers = 顧客
audience-support = CS
audience-management = 経営
topic-impact = 影響
topic-cause = 原因
topic-other = その他
verdict-confirmed = 裏付けあり
verdict-refuted = 否定
ending-over = 収束
ending-broken-off = 途中
phase-alerting = 気づき
phase-impact-known = 影響を把握
phase-cause-known = 原因を把握
phase-mitigated = 復旧
phase-closed = クローズ
phase-reviewed = 振り返り済み
