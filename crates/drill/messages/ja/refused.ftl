# 操作を受け付けられない理由と、次の一手。
refused-unknown = 「{ $name }」という{ $kind }は見当たらない。あるのは: { $known }
refused-unknown-more = 「{ $name }」という{ $kind }は見当たらない。あるのは: { $known } ほか{ $n }件
refused-unknown-none = 「{ $name }」という{ $kind }は見当たらない。「構成を見せて」で名前を確認できる
refused-nothing-to-roll-back = { $name } には戻せるバージョンがない。変更履歴を確認するか、バージョンを指定してデプロイする: deploy { $name } v…
refused-busy = { $name } はロールアウトか再起動の最中。レプリカの状態を見て、終わってからもう一度
refused-out-of-range-replicas = { $name } は { $least }〜{ $most } 台の範囲。台数を指定し直す
refused-out-of-range-tenths = { $name } の CPU 上限は 0.1 コア単位で { $least }〜{ $most }（10 で 1 コア）。数を指定し直す
refused-out-of-range-megabytes = { $name } のメモリ上限は { $least }〜{ $most } MB。起動に要る分より大きい値を指定し直す
refused-last-replica = { $name } の最後の 1 台は切り離せない。先にスケールアウトするか再起動する
refused-nothing-to-revert = { $name } に戻せる設定変更はない。変更履歴で最後の設定変更を確認する
refused-nothing-there = { $name } には対象がない。いまの状態を見てから判断する
refused-not-modelled = { $name } にこの操作は使えない。対象の名前を確認する
refused-no-fallback = { $from } には { $to } なしで答える代替処理がない。作るのは開発の仕事。いま変えられるのはタイムアウト・リトライ・プールの数
refused-not-ours = { $name } は社外のシステムで、こちらからは触れない。呼び出し側のタイムアウト・リトライ・フォールバックなら変えられる
refused-line-verb = 「{ $verb }」という指示はない。使えるのは: { $known }
refused-line-usage = 書き方: { $usage }

refused-kind-component = コンポーネント
refused-kind-service = サービス
refused-kind-database = データベース
refused-kind-cache = キャッシュ
refused-kind-broker = メッセージブローカー
refused-kind-endpoint = エンドポイント
refused-kind-version = バージョン
refused-kind-replica = レプリカ
refused-kind-flag = フラグ
refused-kind-job = ジョブ
refused-kind-journey = 導線
refused-kind-traffic = 利用者グループ
refused-kind-zone = ゾーン
refused-kind-node = ノード
refused-kind-client = クライアント
refused-kind-call = 呼び出し

# 名指しされたが、ないもの・使えない値。代わりに何かをすることはない。
impossible-none = ここに{ $kind }はない
impossible-replicas = 「{ $said }」は台数にならない。{ $least } 以上の整数で
impossible-replica = 「{ $said }」というレプリカはない。番号は { $least }〜{ $most }
impossible-percent = 「{ $said }」は割合にならない。{ $least }〜{ $most } の整数（%）で
impossible-tenths = 「{ $said }」は CPU 上限にならない。0.1 コア刻みで
impossible-megabytes = 「{ $said }」はメモリ上限にならない。{ $least } 以上の整数（MB）で
impossible-count = 「{ $said }」は使えない。{ $least } 以上の整数で
impossible-span = 「{ $said }」は時間として使えない。「500ms」「5分」のように、0 より長い時間で
impossible-whole = { $said }だけに絞ることはできず、全リクエストが対象になる。全体に { $what } を実行する？
impossible-until = 待つのは時間で指定する: 「5分待つ」。その間に起きたことは知らせる
impossible-client = 「{ $said }」というクライアントは知られていない。誰が呼んでいるかはログやトレースに出る。アドレスでもよい
