# ゲームマスターの言葉。短く、事実だけ。原因には決して触れない。

master-opening = 当番はあなた。まず何を見る？（「help」で例、「ヒント」で手がかり）
master-which = どれのこと？ 番号で答えて。
master-which-first = 一度に一つずつ。どれから？（番号で）
master-next = 次は { $what }。実行する？（はい／いいえ）
master-let-go = やらずにおく: { $what }
master-which-target = 対象は？ 番号か名前で。
master-which-value = いくつに、どれに？ 番号か値で。
master-confirm = { $what } — 処理中のリクエストやデータに影響する。実行する？
master-left-undone = 了解、見送り。
master-confirm-said = { $what }、ということでよい？
master-confirm-end = ここで演習を終えて振り返りに進む？（Ctrl-C なら途中のまま残る）
master-confirm-hint = ヒントは1回につき1分かかり、「原因の特定」から10点引かれる。見る？
master-not-confirmed = はい・いいえのどちらとも取れなかったので、実行していない: { $what }
master-review-waits = ゆっくりどうぞ。何を変える？（なければ「以上」）
master-false-alarm-refused = 呼び出し以降、{ $count }件のリクエストが失敗・遅延している。誤報ではない。収まったなら「復旧しました」と宣言を。
master-yes-to-what = 何に対しての「はい」？ やりたいことを具体的に。
master-no-to-what = 了解。何もしていない。
master-choice-of-what = 今は選択肢を出していない。やりたいことを具体的に。
master-no-such-choice = 1〜{ $n } の番号で。
master-your-call = 決めるのはあなた。実行するなら、そう言ってほしい。判断材料は見ればある。
master-nothing-done = 了解。何も実行していない。
master-plan-heard = 了解、その条件になったら言ってほしい。今は何も実行していない。
master-report-heard = 記録には残した。今ここでは何も実行していない。
master-chatter = 聞いている。次の一手は？
master-not-understood = 読み取れなかった。例:「checkout のログ」「直近の変更は？」「checkout を切り戻す」「影響範囲を見る」「原因は◯◯だと思う」
master-too-long = 長すぎて読めない（{ $n }文字まで）。要点を一文で。
master-review-only = いまは振り返り。再発防止に何を変える？（終わるなら「/end」）
master-time-is-up = 時間切れ。次の当番が引き継ぎに来た。ここまでの対応を渡す。
master-calmer = グラフが落ち着いてきた。
master-still-under-way = まだ実行中。待つ間に別のことができる。
master-severity = SEV{ $n } に変更。
master-refused = { $what }{ $next }
master-severity-range = 重大度は SEV1（最も重い）から SEV4 まで。
master-hypothesis = 仮説として記録。裏付けは？
master-refuted = 除外として記録。
master-noted = メモした。
master-declared = インシデント宣言、SEV{ $n }。指揮はあなた。
master-declared-plain = インシデント宣言。指揮はあなた。重大度は後からでいい（例:「SEV2」）。
master-updated = 関係者に共有した。
master-not-yet = まだだ。{ $subject } の{ $metric }が { $value }。
master-watch-a-little = 数字は戻っている。2分様子を見る。
master-burns-again = ぶり返した。
master-well = 確認した。ユーザーへの影響は止まっている。
master-false-alarm = 影響なしを確認。アラートをクローズした。
master-users-still-hit = クローズできない。ユーザーにはまだ影響が出ている。
master-countermeasure = 再発防止の候補として記録。
master-countermeasure-more = 記録した。ほかには？（なければ「以上」）
master-review = お疲れさま。再発防止に何を変える？ 1つずつどうぞ。（なければ「以上」）
master-review-unwell = 再発防止に何を変える？ 1つずつどうぞ。（なければ「以上」）
master-waiting = { $span }待つ。
master-nothing-new = { $clock }。新しい動きなし。
master-no-more-hints = ヒントはもうない。
master-hint = ヒント { $n }/{ $of }: { $text }
master-nudge-declare = 5分経った。これはインシデントか、そうでないか。
master-nudge-impact = 困っているのは誰で、どのくらいいる？
master-nudge-cause = ここまで見えたものから、何が起きていると考える？
master-nobody-of-that-name = その人はいない。今つかまるのは: { $names }
master-help =
    見る: 「全体」「影響範囲」「checkout のログ」「orders-db の CPU」「直近の変更」「アラート」「トレース」「構成」「問い合わせ」「runbook」「佐藤さんに聞く」
    動く: 「checkout を切り戻す」「再起動」「6台に増やす」「フラグ◯◯を切る」「クエリを止める」「流量を半分に絞る」「タイムアウトを500msに」。kubectl や psql の書き方でもいい
    伝える: 「SEV2で宣言」「状況共有: …」「原因は◯◯だと思う」「メモ: …」「復旧した」「誤報」
    進行: 「5分待つ」「ヒント」（1分かかる）「/end」（振り返りへ）

act-declare = インシデント宣言
act-severity = 重大度の変更
act-update = 状況共有
act-hypothesis = 仮説を述べる
act-refute = 可能性を除外する
act-note = メモ
act-resolved = 復旧宣言
act-false-alarm = 誤報としてクローズ
act-countermeasure = 再発防止策
act-table = 進行

phase-noticed = 検知
phase-declared = 宣言
phase-impact = 影響
phase-cause = 原因
phase-mitigation = 一次対応
phase-verified = 復旧確認
phase-review = 再発防止

panel-failed = 失敗
panel-slow = 遅延
panel-tickets = 問い合わせ
panel-last-word = 最後の状況共有から

# 前回の振り返りから。今夜意識すること。
master-focus-detection = 前回の振り返りから。今夜は「気づいたら早く宣言する」を意識してみよう。
master-focus-impact = 前回の振り返りから。今夜は「誰がどれだけ困っているか」を数字で言ってみよう。
master-focus-diagnosis = 前回の振り返りから。今夜は「仮説を言ってから証拠を見る」を意識してみよう。
master-focus-mitigation = 前回の振り返りから。今夜は「原因の特定より先に、止血」を意識してみよう。
master-focus-communication = 前回の振り返りから。今夜は「聞かれる前に伝える」を意識してみよう。待つ側も今夜は気が短い。
master-focus-restraint = 前回の振り返りから。今夜は「触る前に確かめる」を意識してみよう。
