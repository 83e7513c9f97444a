# 部屋が人に勧めること。誰にも命じない。キーは room クレートのもの。

suggest-seat = { $role }が空いている。{ $person }さんに頼める。
suggest-seat-pair = { $role }が空いている。初めての { $person }さんが、経験のある { $with }さんと組むのはどうか。
suggest-task = 担当のいないタスク { $task }「{ $text }」を、{ $person }さんに頼める。
suggest-task-pair = 担当のいないタスク { $task }「{ $text }」を、{ $person }さんが { $with }さんと組んでやるのはどうか。

# 指揮者だけに見える一言。種類ごとに止められる。

nudge-hands-on = 自分で調べたり手を打ったりが続いています。誰かに任せますか。
nudge-no-deputy = { $count }人が報告してきています。副指揮者を決めますか。
nudge-update-soon = { $audience }への次の共有は { $at } の約束です。
nudge-update-late = { $audience }への共有は { $at } の約束でした。短くても一報を。
nudge-line-silent = 調査ライン { $line }「{ $title }」（{ $owner }）は { $minutes }分、書き込みがありません。様子を聞きますか。
nudge-size-unsaid = 宣言から { $minutes }分、影響の大きさがまだ出ていません。誰が、どのくらい困っていますか。
nudge-nobody-told = 宣言から { $minutes }分、部屋の外にはまだ何も伝わっていません。
nudge-task-back = タスク { $task }「{ $text }」（{ $owner }）が戻ってきています。
nudge-proposal-stands = 提案 { $decision }「{ $text }」に反対は出ていません。決定として残しますか。
nudge-unverified = 復旧を宣言してから { $minutes }分。数字で確かめましたか。
nudge-one-belief = 全員が仮説 { $hypothesis }「{ $text }」で動いています。反証を探す人を一人置きますか。

# 本人への気づかい。断ってよく、ほかの人には見えない。

care-breath = ひと呼吸。30秒あれば足ります。
care-breath-coffee = 飲みものを手元に置く
care-breath-tabs = 関係のないタブを閉じる
care-breath-alert = アラートを声に出して読む
care-relief = { $hours }時間たちました。誰かに代わってもらいませんか。
care-relief-at-night = 夜中に { $hours }時間です。起きている人に代わってもらいませんか。
care-pair =
    { $with ->
        [none] 調査ライン { $line }「{ $title }」を一人で見ています。誰かを呼びませんか。
       *[other] 調査ライン { $line }「{ $title }」を一人で見ています。{ $with }さんに声をかけませんか。
    }

# 事後の記録では、人は名前でなく、そのときの役割で出てくる。役割のない人はこう呼ぶ。

subject-outside = 部屋の外
