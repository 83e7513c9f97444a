# `hikeshi join`（端末やパイプの中の部屋）の言葉。

join-choose = どの部屋に入りますか。番号を入力してください。
join-help = そのまま書けば発言、「/」で始めれば指示です（Tab で補完）。/board で状況、/help で指示の書き方、/quit で退出。
join-lost = 接続が切れました。つなぎ直しています。書いたものは取っておき、つながったら送ります。
join-back = 接続が戻りました。
join-kept = 未送信 { $lines } 件。つながったら送ります。
join-full = 未送信が { $lines } 件たまったため、この行は預かれませんでした。つながってからもう一度どうぞ。
join-unsent = { $lines } 件は送れませんでした。
join-refused = できません: { $what }{ $next }

failure-no-server =
    「{ $url }」はサーバーや部屋のアドレスではありません。
    次: ブラウザに出ているアドレスを貼ってください。例: https://rooms.example/rooms/k7f2-m9qd-3xwa
failure-token-needed =
    { $url } に入るにはトークンが要ります。
    次: そのサーバーの自分のページで作り、--token か HIKESHI_TOKEN で渡してください。
failure-unreached =
    { $url } につながりません: { $why }
    次: サーバーが動いているか（hikeshi serve）、アドレスが正しいかを確かめてください。
failure-turned-away =
    { $what }
    次: { $next }
failure-no-open-room =
    開いている部屋がありません。
    次: ブラウザで部屋を開いてください。
failure-which-room =
    いくつかの部屋が開いています:
    { $rooms }
    次: 入りたい部屋のアドレスを hikeshi join に渡してください。
failure-lines-refused = { $lines } 件は受け付けられませんでした。
