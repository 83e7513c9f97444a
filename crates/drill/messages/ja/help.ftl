# hikeshi --help の文章。キーは help-コマンド-引数。

help-heading-usage = 使い方:
help-heading-commands = コマンド
help-heading-options = オプション
help-heading-given = 引数
help-value-command = コマンド
help-help = この説明を表示
help-version = 版を表示
help-lang = 言語（ja か en）。指定がなければロケールに従う

help-hikeshi =
    hikeshi（火消し）: 障害対応の訓練。燃えるサービスを相手に、ひとりで、10分から。

    あなたは当番です。Webサービスが落ちました。
    原因を突き止め、影響範囲を見積もり、復旧させ、再発防止を言葉にしてください。
help-hikeshi-after =
    コマンドごとの説明: hikeshi help コマンド

    はじめに:
      hikeshi drill first-fire      最初の一件。通報が来たら、思ったことをそのまま入力する
        影響範囲を確認したい        日本語でも英語でも
        checkoutのログ見て          見る: ログ、メトリクス、トレース、変更履歴、アラート、構成…
        SEV2で宣言                  宣言する、状況を共有する、仮説を述べる
        checkoutを1つ前に戻して     手を打つ: 切り戻し、再起動、増設、フラグ、設定…
        kubectl rollout undo deploy/checkout    手癖のコマンドも通じる
        ヒント                      詰まったら（減点あり）
        /end                        終えて振り返りへ
      時計は行動したときだけ進みます。考える時間はいくらでもあります。
      Ctrl-C でいつ抜けても記録は残ります。続きは hikeshi drill --resume。

    保存先: 環境変数 HIKESHI_DATA、なければ利用者のデータフォルダ
    呼び名: 環境変数 HIKESHI_NAME、なければログイン名
    終了コード: 0 正常、1 失敗、2 指定の誤り、130 中断、141 出力先が閉じた
help-drill = 訓練を始める。シナリオを省けば、おまかせ
help-drill-scenario = シナリオのID、またはファイルのパス
help-drill-seed = 同じ数なら同じ夜。名前、時刻、負荷、乱数のすべてが決まる
help-drill-plain = 全画面を使わず、1行ずつ（Ctrl-D で抜けても記録は残る）
help-drill-script = 発言をファイルから読む（1行に1つ、# はコメント）
help-drill-json = 標準出力には振り返りの JSON だけを出す
help-drill-clock = 時計の進み方。turn 行動したときだけ、real 実時間、x10 その10倍
help-drill-resume = 途中の訓練の続きから
help-drill-no-model = 言語モデルが設定されていても使わない
help-drill-improvise = ひとことから即興で作る（「ECサイト、決済は外部、金曜のセール」など。何も書かなくてもよい）
help-ai = 言語モデル（任意）: ゲームマスターの語りと聞き取り
help-ai-after =
    設定は環境変数か、設定フォルダ（HIKESHI_CONFIG）の ai.env に同じ名前で。最低限は HIKESHI_AI_MODEL。
      HIKESHI_AI_PROVIDER   openai（互換のもの全般）・anthropic・gemini。省けばモデル名から決める
      HIKESHI_AI_URL        例: http://127.0.0.1:11434/v1/（Ollama、vLLM、llama.cpp、Azure など）
      HIKESHI_AI_KEY        なければ OPENAI_API_KEY・ANTHROPIC_API_KEY・GEMINI_API_KEY
      HIKESHI_AI_VOICE      dry（淡々と）・vivid（情景を添えて）・terse（ページャ並みに短く）
      HIKESHI_AI_DEADLINE   最初の言葉を待つ時間 [ms]。過ぎたら定型文が話す（2000）
      HIKESHI_AI_TOKENS_PER_DRILL、HIKESHI_AI_TOKENS_PER_DAY   使ってよいトークン数
      HIKESHI_AI_PRICE_IN、HIKESHI_AI_PRICE_OUT   100万トークンあたりの値段（check が費用を示す）
      HIKESHI_AI_HIDE       外に出さないものの正規表現
    モデルは言い回しを変えるだけで、原因も答えも渡されない。数値や名前が元の文と違えば定型文に戻る。
help-ai-check = 設定を示し、短く一度だけ呼んで、速さ・トークン数・費用を見る
help-ai-models = 提供元にあるモデルの一覧
help-ai-redteam = 攻撃する発言を、敵意のあるモデルを相手に何千も流し、漏れ・根拠のない数値・勝手な指示を数える
help-ai-redteam-turns = 発言の数
help-ai-redteam-seed = 同じ数なら同じ並び
help-ai-redteam-json = JSON で
help-ai-redteam-turns-from = 発言を自分のファイルから（1行に1つ）
help-ai-redteam-configured = 付属の敵役ではなく、設定したモデルを相手に
help-ai-understand = 発言のファイルで、モデルの聞き取りをルールと比べる
help-ai-understand-file = 1行に「発言<タブ>意味」
help-ai-understand-json = JSON で
help-ai-log = その訓練や部屋で送ったもの（伏せ字済み）と返ってきたもの
help-ai-log-room = 訓練の記録の名前（拡張子なし）か、部屋の名前
help-ai-log-json = 1行に1件の JSON で
help-debrief = 最後の訓練を検証し直す: 最善の手と「もし別の手を打っていたら」
help-debrief-json = 振り返りをJSONで出す
help-history = これまでの記録。点数と、振り返りの置き場所
help-history-json = JSON で出す
help-scenario = シナリオを探す、書く、確かめる
help-scenario-list = 一覧
help-scenario-list-json = JSON で出す
help-scenario-show = あらすじ（原因は書かれていない）
help-scenario-show-scenario = シナリオのIDか題名、またはファイルのパス
help-scenario-check = ファイルの誤りを、行と桁つきですべて挙げる
help-scenario-check-files = 確かめるファイル
help-scenario-new = 注釈つきの雛形を書く
help-scenario-new-file = 作るファイル
help-serve = チームで使う部屋をブラウザに開く（実際のインシデント用）
help-serve-listen = 待ち受ける場所。この端末だけなら呼び名で入れる
help-serve-database-url = ファイルか postgres://…。なければ DATABASE_URL、それもなければデータの置き場所の rooms.db
help-join = この端末から部屋に入る（この端末のサーバーにも、よそのサーバーにも。パイプも読む）
help-join-url = 部屋かサーバーのアドレス（ブラウザに出ているもの）。なければ HIKESHI_URL、それもなければこの端末のサーバー
help-join-token = よそのサーバーに入るためのトークン。なければ HIKESHI_TOKEN。この端末なら呼び名で入れる
help-join-plain = 行の編集なしで一行ずつ（読み上げや遅い回線向け）
help-invite = この端末の外から使うサーバーの招待リンクを作る
help-invite-part = 招く人の立場: admin・member・guest
help-invite-people = このリンクで入れる人数
help-invite-database-url = サーバーのデータベース
help-token = プログラムを誰かとして部屋に入れるトークンを作る（権限は絞れる）
help-token-person = 誰として: 呼び名か、@ の後ろの ID
help-token-may = できること: read（読む）・talk（話す）・act（指示する）・admin（招待する）。後のものほど広く、その人の権限は超えない
help-token-label = 用途をひとことで
help-token-days = この日数で失効する（400日まで）
help-token-database-url = サーバーのデータベース
help-token-list = 有効なトークンの一覧
help-token-list-database-url = サーバーのデータベース
help-token-end = トークンを無効にする
help-token-end-id = `hikeshi token list` に出る ID
help-token-end-database-url = サーバーのデータベース
help-openapi = サーバーの API の OpenAPI 文書を出力する
help-verify = すべての部屋を最初から読み直し、欠け・重複・順序の乱れがないか確かめる
help-verify-mend = 記録と食い違う一覧の行を書き直す
help-verify-database-url = サーバーのデータベース
help-export = 一つの部屋の記録を JSON Lines で標準出力へ
help-export-room = リンクにある部屋の名前
help-export-database-url = サーバーのデータベース
help-import = 一つの部屋の記録を読み込み、新しい部屋の名前を表示する
help-import-file = export が書いたもの
help-import-database-url = サーバーのデータベース
help-backup = サーバーのすべてを一つのファイルに写す（部屋、人、入るための鍵。鍵はハッシュだけ）
help-backup-file = 書き出すファイル（まだないもの）
help-backup-database-url = サーバーのデータベース
help-restore = 写したものを空のデータベースに戻す（種類が違ってもよい）
help-restore-file = backup が書いたもの
help-restore-cut-short = 終わりの行がない写しでも、残っている分を戻す
help-restore-database-url = 戻す先のデータベース
help-world = 人のいない世界を動かす
help-world-run = シナリオの世界を動かし、件数・速さ・ハッシュを出す
help-world-run-scenario = シナリオのID、またはファイルのパス
help-world-run-seed = 同じ数なら同じ世界
help-world-run-lasts = 動かす長さ（例: 90s、20m、1h30m）
help-world-run-at = この時刻に指示を出す。書き方は訓練と同じ（例: --at 20m "rollback checkout"）。何度でも
help-world-run-csv = メトリクス・ログ・スパンをこのフォルダーにCSVで書き出す（原因分析ツールの形式）
help-world-run-json = JSON で出す
