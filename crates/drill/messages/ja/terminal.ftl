# プログラムの画面とコマンドが話す言葉。訓練の中の言葉は含まない。

player-unnamed = あなた

left =
    訓練は保存してあります。続きから: hikeshi drill --resume
    記録: { $path }

resumed-ended = この訓練はすでに終わっています。新しい入力は受け付けません。振り返りは次のとおりです。
history-empty = まだ記録がありません。最初の一回: hikeshi drill
history-when = 開始
history-scenario = シナリオ
history-seed = シード
history-state = 状態
history-said = 発言
history-grades = 100点満点: { $grades }
history-debrief = 振り返り: { $path }（同じ場所に .html も）
history-ended = 終了
history-open = 途中
history-left = すぐ終了
history-resume = 途中の訓練（最新のもの）の続き: hikeshi drill --resume

list-minutes = 約{ $n }分
list-difficulty = 難しさ
list-time = 目安
list-takes = 約{ $n }分
list-played = 回数 点
list-id = 名前
list-title = 題
list-times = { $n }回
list-class = 種類
list-recommended = > 次のおすすめ: hikeshi drill { $id }（{ $why }）
list-why-first = 短くてやさしい、最初の一本に
list-why-trains = 前回の弱点「{ $skill }」を鍛える
list-why-level = 前回の点に合う難しさ
list-unmeasured = o は作者の見立て、* は実際に対応させて測った難しさです。
list-class-change = 変更
list-class-time = 期限・時刻
list-class-data = データ
list-class-resource = 資源不足
list-class-load = 負荷
list-class-network = ネットワーク
list-class-platform = 基盤
list-class-dependency = 外部依存
list-class-observability = 監視の誤り
list-class-human = 人の操作
list-class-compound = 複合
list-class-none = 異常なし
list-list-next = 遊ぶ: hikeshi drill ID　おまかせ: hikeshi drill
list-show-next = 遊ぶ: hikeshi drill { $name }
list-good = { $file }: 問題なし（{ $id }）
list-new =
    { $file } を作りました。
    確認: hikeshi scenario check { $file }
    試す: hikeshi drill { $file }

world-no-time = 「{ $text }」は時刻として読めません。90s、20m、1h30m のように書きます
world-after-the-end = { $at } は世界が終わった後です（--for { $lasts }）。--for を延ばすか、時刻を早めてください
world-order-begun = { $at }  { $order }  受付（所要 { $takes }）
world-order-refused = { $at }  { $order }  実行できず: { $said }

failure-unknown-scenario =
    「{ $name }」というシナリオはありません。
    一覧: hikeshi scenario list
failure-unknown-scenario-near =
    「{ $name }」というシナリオはありません。近いもの: { $near }
    一覧: hikeshi scenario list
failure-unreadable =
    { $path } を読めません: { $why }
    パスと権限を確かめてください。
failure-not-text =
    { $path } は UTF-8 のテキストではありません。
    UTF-8 で保存し直してください。
failure-mistaken =
    { $file } に直すところが { $n } か所あります。
    { $list }
failure-unplayable =
    { $file } は読めますが、訓練として成り立たないところが { $n } 点あります。{ $list }
failure-no-scenarios =
    遊べるシナリオがありません。
    ファイルから: hikeshi drill FILE　雛形: hikeshi scenario new FILE
failure-no-data-folder =
    記録の保存先が決まりません（ホームディレクトリが不明）。
    環境変数 HIKESHI_DATA に保存先のフォルダを指定してください。
failure-data-folder =
    記録を { $path } に書けません: { $why }
    書き込めるフォルダを HIKESHI_DATA に指定するか、権限と空き容量を確かめてください。
failure-unkept =
    いまの一手を { $path } に記録できません: { $why }
    この一手は実行していません。ここまでの記録は無事です。空きを作って、もう一度どうぞ。
    いったん抜けても hikeshi drill --resume で続けられます。
failure-broken-play =
    { $path } の { $line } 行目が読めません。記録が壊れています。
    このファイルを別の場所へ移せば、ほかの記録はそのまま使えます。
failure-nothing-ended =
    終わった訓練がまだありません。
    遊ぶ: hikeshi drill
failure-nothing-to-resume =
    途中の訓練はありません。
    新しく始める: hikeshi drill
failure-in-use =
    この訓練は別の端末で開いています: { $path }
    そちらを閉じてから、もう一度どうぞ。
failure-scenario-changed =
    シナリオ { $scenario } が途中で書き換わったため、続きを再現できません。
    同じ条件で最初から: hikeshi drill { $scenario } --seed { $seed }
failure-version-changed =
    この記録は版の違う hikeshi（{ $version }）のもので、続きを再現できません。
    同じ条件で最初から: hikeshi drill { $scenario } --seed { $seed }
failure-debrief-unkept =
    振り返りを { $path } に保存できません: { $why }
    空きを作って hikeshi drill --resume を実行すると、振り返りから再開します。
failure-scenario-ending =
    { $path } に拡張子 .yaml がありません。まだ何も書いていません。
    こう打ってください: hikeshi scenario new { $near }
failure-scenario-name =
    { $path } という名前はシナリオに使えません。まだ何も書いていません。
    使えるのは英小文字・数字・ハイフン: hikeshi scenario new { $near }
failure-file-exists =
    { $path } はすでにあります。上書きはしません。
    別の名前を指定してください。
failure-unwritable =
    { $path } に書けません: { $why }
    書き込める場所を指定してください。
failure-flawed =
    このシナリオのシステム構成には誤りがあります。
    { $list }
    確認: hikeshi scenario check FILE
failure-order =
    --at の「{ $line }」を実行できません: { $why }
    例: --at 20m "rollback checkout"
    使い方: hikeshi world run --help
failure-output =
    標準出力に書けません: { $why }
    出力先の空き容量と権限を確かめてください。
failure-terminal =
    この端末では全画面表示ができません: { $why }
    1行ずつ遊ぶ: hikeshi drill --plain

reason-full = ディスクの空きがありません
reason-denied = 権限がありません
reason-read-only = 読み取り専用です
reason-not-found = 見つかりません
reason-folder = フォルダです
reason-no-folder = 同じ名前のファイルがあり、フォルダにできません

mistyped-flag = { $flag } というオプションはありません。
mistyped-command = { $command } というコマンドはありません。
mistyped-no-value = { $flag } には値が必要です。
mistyped-value = { $flag } に「{ $value }」は指定できません。
mistyped-missing = { $what } が必要です。
mistyped-no-command = 続くコマンドが必要です。
mistyped-conflict = { $one } と { $other } は一緒に使えません。
mistyped-count = { $flag } の値の数が違います。
mistyped-bytes = 文字として読めない引数があります。UTF-8 で入力してください。
mistyped-near = もしかして: { $near }
mistyped-known = 指定できる値: { $known }
mistyped-extra = 余分な引数です: { $what }
mistyped-twice = { $flag } は1回だけ指定できます。
mistyped-takes-span = 時間の長さ（90s、20m、1h30m など）
mistyped-takes-number = 0以上の整数
mistyped-see = 使い方: { $command } --help

kept =
    保存先:
    { $paths }
kept-next = 別の手を打っていたらどうなったか: hikeshi debrief

screen-name = 火消し
screen-impact = これまでの影響
screen-no-alerts = 発報中のアラートなし
screen-alerts = 発報中 { $n }
screen-under-way = 実行中
screen-left = あと{ $span }
screen-normal = 通常{ $value }
screen-speaker = { $time } { $who }（{ $role }）
screen-speaker-alone = { $time } { $who }
screen-busy = …
screen-below = ↓ 続きが{ $n }行（PgDn、Enter で最新へ）
screen-news = ↓ { $news }（Enter で最新へ）
screen-debriefing = 振り返りをまとめています…
screen-ended = PgUp/PgDn で読む　Enter で終わる
screen-keys = ? ヘルプ　Tab 補完　↑↓ 履歴　PgUp/PgDn　F2 パネル　Ctrl-C 中断（記録は残る）
screen-keys-short = ? ヘルプ　F2 パネル　Ctrl-C 中断
screen-too-small = 画面が狭すぎます
screen-help =
    思ったことをそのまま入力して Enter。
      見る    影響範囲は？／checkoutのログ／直近の変更／アラート／トレース／構成
      動く    checkoutを1つ前に戻して／再起動／6台に増やす／フラグを切る
      伝える  SEV2で宣言／状況共有: …／原因は◯◯だと思う／復旧した
      進行    5分待つ／ヒント（減点）／/end で振り返りへ
      kubectl や psql の書き方も通じます。

    キー
      Enter 送信　↑↓ 履歴　Tab 名前の補完　Esc 入力を消す
      Ctrl-A/E 行頭・行末　Ctrl-U/K 前・後ろを消す　Ctrl-W 単語を消す
      PgUp/PgDn・ホイール スクロール（文字の選択は Shift を押しながら）
      F1 か ? この画面　F2 パネル　Ctrl-C 消す・中断（続きは --resume）

failure-inside =
    hikeshi の不具合で止まりました。ここまでの記録は残っています。
    続きから: hikeshi drill --resume
proving-search = 最善の手を探しています（{ $n } 通り試行）
proving-measure = 今回の夜を測っています
proving-left = 検証の途中でやめました。振り返りと点数は元のままです。最後まで済んだ「最善の手」の探索は残っています。続きから: hikeshi debrief
proved-moved =
    検証が終わりました。「もし別の手を…」{ $n ->
        [0] に挙げるほどの手はなし
       *[other] に{ $n }件
    }、点数の変化: { $grades }
proved-same =
    検証が終わりました。「もし別の手を…」{ $n ->
        [0] に挙げるほどの手はなし
       *[other] に{ $n }件
    }、点数は変わらず
proved-brief = 検証済み（末尾に要点）
proving-lucks = 運を変えて同じ夜を生き直しています
