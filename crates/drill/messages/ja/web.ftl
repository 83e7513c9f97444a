# Web の画面の言葉。

web-skip = 本文へ
web-leave = 退席
web-back = 戻る
web-clock = 時計
web-no-page = そのページはありません。
web-no-page-next = 部屋の一覧から選んでください。
web-no-room = その部屋はありません。
web-no-room-next = 部屋の一覧を見るか、招いてくれた人に聞いてください。
web-ours = こちら側の不具合です。指示は同じものをもう一度出しても二重にはなりません。（{ $why }）
web-repeat = もう一度出してください。二重にはなりません。
web-door = どなたですか
web-door-name = 呼び名
web-door-enter = 入る
web-door-invite = 招待リンクから入ってください。リンクは管理者が「hikeshi invite」で発行します。
web-door-invite-gone = この招待リンクはもう使えません。新しいものをもらってください。
web-door-taken = その呼び名の人がもういます。別の呼び名にしてください。
web-door-name-wrong = 呼び名は1〜40文字の文字か数字で。
web-rooms = 部屋
web-rooms-open = 対応中
web-rooms-closed = 終わったもの
web-rooms-none = いま開いている部屋はありません。
web-open-title = 何か起きましたか
web-open-what = 何が起きているか（ひとことで）
web-open-example = 決済が失敗している
web-open = 部屋を開く
web-severity = 重大度
web-severity-later = あとで決める
web-drill = 訓練
web-now = いまの状況
web-onward = 進め方
web-arc = 進み具合
web-declare = インシデントを宣言
web-nobody-commands = まだ誰も指揮していない
web-take-command = 指揮を執る
web-could-take = いま引き受けられること
web-nothing-to-take = 空いている役割やタスクはありません。
web-ask-for-work = 手が空いている
web-offer = { $role }: { $from }さんから { $to }さんへ打診中
web-lines = 調査ライン
web-lines-none = まだありません。
web-no-finding = まだ判明したことはない
web-beliefs = 仮説
web-belief-open = 検証中
web-decisions = 提案
web-objections = 反対
web-decide = 決定にする
web-tasks = タスク
web-tasks-none = まだありません。
web-task-declined = 担当なし（{ $who }さんは受けられない）
web-line-last = 最後の記録
web-due = { $at } まで
web-back-to-commander = 指揮者に戻っている
web-acknowledged = 了解済み
web-not-acknowledged = 返事待ち
web-under-way = 実行中
web-outside = 部屋の外へ
web-last-update = 最後の共有 { $at }
web-no-update = まだ何も伝えていない
web-promised = { $at } の約束
web-waiting = { $at } から返事を待っている人がいる
web-people = いる人
web-asks = 手伝えます
web-free = 手が空いている
web-silent = { $at } から発言なし
web-mine = あなたに
web-offered = { $role }を頼まれています。
web-accept = 引き受ける
web-task-ok = やります
web-task-done = 終わった
web-done = 完了
web-whisper = 指揮者のあなたにだけ
web-flow = フロー
web-flow-all = 全体に戻る
web-flow-older = さらに前を見る
web-unfold = ボード（調査ライン・タスク・人・グラフ）
web-say = 話す、または / で指示
web-say-hint = そのまま書けば発言、「/」で始めれば指示。/ キーでここに移ります。
web-send = 送る
web-help = 指示の書き方
web-lost = 接続が切れています。つなぎ直しています。書いたものは消えません。
heard-said = 発言として残しました。指示としても記録しますか。
web-unsent = つながりました。書いたものはまだ送られていません。もう一度送ってください。二重にはなりません。

failure-no-address =
    「{ $url }」はデータベースの場所ではありません。
    次: ファイルのパスか postgres://user@host/database を指定してください。
failure-database =
    データベース { $address } が応答しません: { $why }
    次: 動いているか、この端末からつながるかを確かめてください。受け付けたものは失われません。
failure-listen =
    { $address } では待ち受けられません: { $why }
    次: --listen 127.0.0.1:ポート で別の場所を選んでください。
failure-no-part =
    「{ $name }」という立場では招けません。
    次: admin・member・guest のどれかで。

web-game-master = ゲームマスター
web-pager = ページャ
web-yes = はい
web-no = いいえ
web-panels = 計器
web-place = あなたの席
web-seats = 席
web-seat-take = 座る
web-briefing = あなただけが知っていること:
web-chair-yours = ゲームマスターの席
web-truth = 真相（あなたにだけ見えています）
web-ways-out = 出口
web-traps = 罠
web-injects = 言わせること
web-inject-said = もう言った
web-speak-as = 誰の発言として
web-speak-what = 発言内容
web-lose-time = 時計を5分進める
web-hints-hold = ヒントを禁止する
web-hints-give = ヒントを出せるようにする
web-chair-leave = 席を立つ
web-chair-held = ゲームマスターの席には { $who }さんがいます。
web-chair-take = ゲームマスターをやる
web-chair-warning = 真相が見え、人に話をさせ、時間を失わせ、ヒントを預かれます。見てしまった人は、この訓練の対応には戻れません。
web-chair-sit = 座る
web-come-in = この部屋に入る
web-drill-begin = 訓練を始める
web-drill-which = シナリオ
web-drill-minutes = { $n }分ほど
web-drill-pace = 時計の速さ
web-drill-real = 実時間
web-drill-open = 始める
web-drill-share = 開いた部屋のリンクを送れば、何人でも参加できます。一人でも始められます。準備はいりません。
web-drill-pause = 一時停止
web-drill-paused = 停止中
web-drill-review = 振り返り: 何を変えますか
web-drill-over = 終了
web-drill-end = 訓練を終える
web-drill-end-sure = 全員の訓練がここで終わります。時計は戻せません。
web-drill-end-yes = 全員の訓練を終える
web-drill-debrief = 振り返りを読む
web-after-room = 部屋に戻る
web-after-list = 部屋の一覧
web-after-next = 次の訓練
web-after-next-one = { $title }（難しさ{ $difficulty }、{ $minutes }分ほど）
web-after-begin = この訓練を始める
web-after-proving = 別の手を打っていたらどうなったかを計算しています（{ $step }/2、{ $percent }%）。終わると、このページに自動で加わります。読み直さなくて大丈夫です。
web-no-scenario = そのシナリオはありません。
web-no-scenario-next = 最初のページの一覧から選んでください。
web-no-table = この部屋の訓練は、ここでは続けられません。
web-no-table-next = 別の版の hikeshi で始めたか、書き出した記録だけを読み込んだ部屋です。記録は読めます。続きは新しい訓練でどうぞ。
web-not-over = 訓練はまだ終わっていません。
web-not-over-next = 終わると、ここに振り返りが出ます。
web-guest-no = 見学の人にはできない操作です。
web-guest-no-next = 参加するには、管理者に招待を頼んでください。

table-paused = { $who }さんが時計を止めました。
table-paced = { $who }さんが時計の速さを ×{ $times } にしました。

serve-listens =
    部屋を開きました: { $url }
    記録先: { $database }。Ctrl-C で閉じます。記録は失われません。
serve-first-invite =
    まだ誰も入っていません。最初の管理者はここから入ってください（一度だけ、一週間以内）:
    { $link }
serve-few-seats =
    同時につながるのは { $seats } 本までです（開けるファイルの上限が { $files } 個のため）。
    増やすには、起動の前にハードリミットを上げてください（`ulimit -Hn`、systemd なら `LimitNOFILE=`）。
serve-full = いまサーバーの接続がいっぱいです。何も行っていません。数秒おいて、もう一度開いてください。
serve-invite =
    サーバーのアドレスの後ろに付けて使います（一週間以内）: { $path }

verify-found =
    部屋 { $rooms }、記録 { $entries } 件: 欠け { $missing }、重複 { $doubled }、順序の乱れ { $disordered }
    一覧の行: { $mended ->
        [yes] { $stale } 件を書き直した
       *[no] 食い違い { $stale } 件（--mend で書き直す）
    }
backup-done = 部屋 { $rooms }、記録 { $entries } 件を写しました
restore-done = 部屋 { $rooms }、記録 { $entries } 件を戻しました
restore-let-in = 写したときに入れた人とプログラムは、また入れます。その後に退場してもらった人がいれば、もう一度手続きしてください。
restore-cut-short = この写しには終わりの行がないため、その先の記録や、入れる人の情報が欠けているかもしれません。戻した分は `hikeshi verify` で確かめられます。

failure-unsound =
    記録に異常のある部屋: { $rooms }
    次: export で書き出し、最後のバックアップを別の場所に戻して見比べてください。記録が勝手に直ることはありません。
failure-no-room =
    「{ $room }」という部屋はありません。
    次: 部屋の名前は、リンクの最後の部分です。
failure-no-copy =
    { $path }: { $line } 行目は写しの一部ではありません: { $why }
    次: `hikeshi export` か `hikeshi backup` が書いたファイルを指定してください。まだ何も読み込んでいません。
failure-cut-short =
    { $path } は { $lines } 行目で終わり、終わりの行がありません。途中で切れたか、古い版で作った写しです。
    次: 別の写しがあれば、そちらを使ってください。残っている分だけを戻すなら `hikeshi restore --cut-short { $path }`。まだ何も読み込んでいません。
failure-not-empty =
    { $address } は空ではありません。
    次: 空のデータベースを指定してください。何も書き込んでいません。
web-voice-off = AIの語りを止める
web-voice-on = AIの語りを使う
