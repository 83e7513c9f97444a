# 言語モデルの設定と、その失敗。

ai-configured =
    提供元: { $provider }　モデル: { $model }
    宛先: { $url }　鍵: { $key }
    語り口: { $voice }　待つ時間: { $deadline } ms
    上限: 訓練ごとに { $drill } トークン、1日に { $day } トークン
ai-key-there = あり（表示しません）
ai-key-missing = なし
ai-answered =
    返事: { $text }
    最初の言葉まで { $first } ms、最後まで { $whole } ms。読み { $read } トークン、書き { $written } トークン。{ $cost }
ai-cost = 費用: { $cost }
ai-no-price = 費用は不明（HIKESHI_AI_PRICE_IN と HIKESHI_AI_PRICE_OUT を設定すると出ます）
ai-slow = 、訓練では待つ時間に間に合わず、定型文が話します。HIKESHI_AI_DEADLINE を延ばすか、速いモデルにしてください。
ai-exchange = { $at }　{ $purpose }（{ $prompt }）　{ $model }　{ $outcome }　{ $took } ms　読み { $read }・書き { $written }
ai-no-provider = openai・anthropic・gemini のどれかにしてください
ai-no-url = http:// か https:// で始まる宛先にしてください
ai-no-voice = dry・vivid・terse のどれかにしてください
ai-no-number = 数字だけで書いてください
ai-no-pattern = 正規表現として読めません（1行に1つ）
voice-silent = （言語モデルが応じないので、定型文で続けます）
failure-no-model = 言語モデルは設定されていません。なくても訓練はすべて動きます。使うなら HIKESHI_AI_MODEL を設定してください（hikeshi help ai）。
failure-model = 言語モデルの設定に誤りがあります:{ $list }
failure-model-unanswered = { $url } の { $model } から返事がありません（{ $why }）。宛先とモデル名を確かめ、hikeshi ai models を試してください。
failure-model-key = { $url } は鍵を受け付けませんでした（{ $why }）。HIKESHI_AI_KEY を確かめてください。
failure-no-journal = 「{ $room }」の名前で送ったものはありません。訓練の記録のファイル名（拡張子なし）か部屋の名前を指定してください。
redteam-progress = { $n } / { $all } 発言
redteam-counted =
    { $plays } 回の訓練で { $turns } 発言、{ $seconds } 秒。実行された指示 { $orders } 件。
    言い換えを頼んだ文 { $told }、うちモデルの言葉が出たもの { $own }。読み取れなかった発言 { $puzzled }、うち聞き返したもの { $asked }。
    漏れ { $leaks }、根拠のない数値 { $ungrounded }、誰も出していない指示 { $unordered }
    結果: モデルあり { $with }、なし { $without }
failure-no-turns = { $path } に発言がありません。1行に1つ書いてください（# で始まる行は読みません）。
failure-got-through = 通してはいけないものが通りました（{ $n } 件）。
ai-understood = 発言 { $all }、ルールで読み取れなかったもの { $unplaced }。そのうち正しく聞き返したもの { $right }、違うことを聞き返したもの { $wrong }、聞き返さなかったもの { $silent }、返事がなかったもの { $failed }
