# 人・トークン・招待と退場の言葉。

people-title = メンバー
people-me = あなた
people-part = 立場
people-part-admin = 管理者
people-part-member = メンバー
people-part-guest = 見学
people-gone = 退場済み
people-may-read = 読むだけ
people-may-talk = 読む・話す
people-may-act = 読む・話す・指示する
people-may-admin = すべて（招待を含む）
people-tokens = プログラム用のトークン
people-tokens-what = トークンを持つプログラムは、あなたとして部屋に入ります。あなたにできないことはできません。必要なだけの権限にとどめてください。
people-token-label = 用途
people-token-may = できること
people-token-make = トークンを作る
people-token-once = いま控えてください。二度と表示されません。
people-until = { $day } まで
people-end = 無効にする
people-sessions = 入室中のブラウザ
people-since = { $at } から
people-session-own = このブラウザ
people-invite = 人を招く
people-how-many = 人数
people-invite-make = 招待リンクを作る
people-invite-wrong = 招待できるのは1〜500人、立場は管理者・メンバー・見学のどれかです。
people-link-once = このリンクを渡してください。表示は一度きり、有効なのは一週間です。
people-make = { $part }にする
people-let-go = 退場してもらう
people-last-admin = ほかに招待できる人がいなくなります。先に誰かを管理者にしてください。
people-not-yours = 人の出入りを決められるのは管理者だけです。
people-not-yours-next = 管理者に頼んでください。

token-made =
    { $person } のトークンです。表示は一度きりです:
    { $token }
token-row = { $id }  { $person }  { $may }  { $until } まで  { $label }
token-none = トークンはありません。
token-ended = { $id } を無効にしました。動いているサーバーにも5秒以内に伝わります。

failure-no-scope =
    「{ $name }」というトークンの権限はありません。
    次: read・talk・act・admin のどれかで。
failure-no-person =
    「{ $name }」という人はここにいません。
    次: トークンは、一度入ったことのある人にだけ作れます。呼び名か、@ の後ろの ID を指定してください。
failure-no-token =
    { $id } というトークンはありません。
    次: hikeshi token list
failure-token-too-much =
    { $person } にできるのは「{ $most }」までで、トークンもそれを超えられません。
    次: 権限を減らすか、管理者に立場を変えてもらってください。
failure-token-too-many =
    { $person } のトークンはもう50個あります。
    次: 使っていないものを無効にしてください: hikeshi token list
