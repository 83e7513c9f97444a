# 振り返り。人を責めず、事実と数字で述べる。問いは「何がそれを難しくしたか」。数字と時刻の書式は呼び出し側が決める。

debrief-kicker = 振り返り
debrief-colophon = 数字はすべて、プレイした世界と、同じ条件で誰も動かなかった世界・各手を打たなかった世界を計測した値です。

debrief-meta-player = 対応者
debrief-meta-length = 対応時間
debrief-meta-scenario = シナリオ
debrief-meta-seed = シード

debrief-section-burn = 利用者への影響
debrief-section-skills = スキル別
debrief-section-next-time = 次に活かすこと
debrief-section-orders = 打った手とその効果
debrief-section-beliefs = 仮説と証拠
debrief-section-talk = 状況共有
debrief-section-cause = 何が起きていたか
debrief-section-countermeasures = 再発防止策
debrief-section-timeline = タイムライン
debrief-section-next-drill = 次の訓練

debrief-outcome-well = 復旧し、復旧後の状態まで確認して終えました。失敗・遅延は{ $bad }件。誰も動かなければ{ $nobody }件でした。
debrief-outcome-unverified = 復旧しましたが、復旧後の確認がないまま終わりました。失敗・遅延は{ $bad }件。誰も動かなければ{ $nobody }件でした。
debrief-outcome-burning = 復旧しないまま終わりました。失敗・遅延は{ $bad }件。誰も動かなければ{ $nobody }件でした。
debrief-outcome-lately = 数字が基準内に戻って2分たたないうちに終わりました。失敗・遅延は{ $bad }件。誰も動かなければ{ $nobody }件でした。
debrief-outcome-never-unwell = サービスは最後まで基準の範囲内でした。失敗・遅延は{ $bad }件。誰も動かなければ{ $nobody }件でした。
debrief-outcome-false-alarm = { $at }に誤報と判断し、何も変えずに閉じました。
debrief-outcome-false-alarm-called-for = { $at }に誤報と判断して閉じました。加えた変更は、要るもの{ $orders }件だけです。
debrief-outcome-called-for-open = 実際には何も壊れていませんでした。加えた変更は要るもの{ $orders }件だけでしたが、誤報として閉じるには至りませんでした。
debrief-outcome-false-alarm-late = { $at }に誤報と判断して閉じました。その前に { $orders }件の変更を加えています。
debrief-outcome-nothing-open = 実際には何も壊れていませんでした。手は加えていませんが、誤報として閉じるには至りませんでした。
debrief-outcome-nothing-touched = 実際には何も壊れていませんでしたが、{ $orders }件の変更を加えました。

debrief-figure-team = 失敗・遅延（今回）
debrief-figure-nobody = 誰も動かなかった場合
debrief-figure-spared = 防いだ件数
debrief-figure-same = 差
debrief-figure-added = 増やした件数
debrief-figure-split = 失敗{ $failed }件・遅延{ $slow }件
debrief-figure-less = 誰も動かなかった場合より{ $share }少ない
debrief-figure-more = 誰も動かなかった場合より{ $share }多い

debrief-chart-title = 1分ごとの失敗・遅延リクエスト
debrief-chart-team = 今回
debrief-chart-nobody = 誰も動かなかった場合
debrief-chart-numbers = 数値で見る
debrief-chart-axis = 呼び出しからの経過（分）
debrief-chart-left = 演習終了

debrief-burn-unseen = 呼び出しの{ $span }前から、利用者への影響は始まっていました。
debrief-burn-judged = 呼び出しから{ $span }後までを数えています。演習が終わったあとは、誰も何もしない前提です。損失は、失敗を1、遅延をその半分とし、導線ごとの重みを掛けて数えます。
debrief-burn-relapse = 長くは続きませんでした。演習が終わったあと、{ $at }から再び基準の外に出ています。
debrief-burn-heals = 誰も動かなくても、呼び出しから{ $span }で基準内に戻っていました。

debrief-course-noticed = 着手
debrief-course-declared = 宣言
debrief-course-understood = 原因特定
debrief-course-judged = 誤報と判断
debrief-course-well = 復旧
debrief-course-lately = 終了まで2分未満
debrief-course-verified = 復旧確認
debrief-course-grounded = 証拠を見たうえで
debrief-course-guessed = 証拠を見る前に

debrief-skill-customers = 影響の抑え込み
debrief-skill-detection = 検知と宣言
debrief-skill-impact = 影響範囲の把握
debrief-skill-diagnosis = 原因の特定
debrief-skill-mitigation = 一次対応と復旧
debrief-skill-communication = 状況共有
debrief-skill-restraint = 余計な手を打たない
debrief-about-customers = 誰も動かなかった場合に比べ、利用者への影響をどれだけ減らしたか
debrief-about-detection = 気づき、インシデントを宣言するまで
debrief-about-impact = 誰がどれだけ困っているかを、数字で言えたか
debrief-about-diagnosis = 証拠から原因に辿り着いたか
debrief-about-mitigation = まず効く手を打ち、効いたことを確かめたか
debrief-about-communication = 待っている人に、間を空けず伝えたか
debrief-about-restraint = 要らない変更、害になる変更を避けたか
debrief-skills-note = 点は100点満点で、決まった規則で計算しています。合計点も順位もありません。比べる相手は前回の自分です。

debrief-customers-burned = 失敗・遅延は{ $team }件、誰も動かなければ{ $nobody }件。
debrief-detection-noticed = 着手は呼び出しから{ $span }。
debrief-detection-never = 最後まで、何もしていません。
debrief-detection-declared = 宣言は{ $span }。
debrief-detection-undeclared = インシデントの宣言はありませんでした。
debrief-impact-looked = 手を打つ前に影響の大きさを確認しました。
debrief-impact-unlooked = 手を打つ前に影響の大きさは見ていません。
debrief-impact-sized = 影響の大きさを確認しました。
debrief-impact-unsized = 影響の大きさは一度も見ていません。
debrief-impact-stated = { $at }の共有で影響を数字で伝えました。
debrief-impact-unstated = 共有に影響の数字はありませんでした。
debrief-impact-severity = 重大度は SEV{ $level }。
debrief-impact-no-severity = 重大度は決めていません。
debrief-diagnosis-grounded = { $span }で、証拠を見たうえで原因を言い当てました。
debrief-diagnosis-guessed = { $span }で原因を言い当てましたが、証拠を見る前でした。
debrief-diagnosis-nothing-grounded = { $span }で、証拠を見たうえで誤報と判断しました。
debrief-diagnosis-nothing-guessed = { $span }で誤報と判断しましたが、裏づけは見ていません。
debrief-diagnosis-unnamed = 原因を指す仮説は出ませんでした。
debrief-diagnosis-evidence = 決め手になる情報{ $all }件のうち{ $seen }件を見ています。
debrief-diagnosis-hints = ヒントを{ $hints }回使いました。
debrief-mitigation-first = 最初に効いた手は { $order }（{ $span }）。
debrief-mitigation-none = 利用者に効いた手はありませんでした。
debrief-mitigation-nothing = 直すべきものがない回のため、採点していません。
debrief-mitigation-well = { $span }で基準内に戻り、その後も安定。
debrief-mitigation-lately = { $span }で基準内に戻りましたが、続くかどうかを見届ける前に終わりました。
debrief-mitigation-verified = 復旧後の状態を確認しました。
debrief-mitigation-unverified = 復旧後の状態は確認していません。
debrief-mitigation-burning = 終了時点でも基準の外でした。
debrief-communication-first = 最初の共有は{ $span }、全部で{ $updates }回。
debrief-communication-none = 一度も共有がありませんでした。
debrief-communication-silence = 最長の沈黙は{ $span }。
debrief-communication-promise = 予告した時刻に続報がなかったことが{ $count }回。
debrief-communication-end = 復旧も伝えました。
debrief-communication-no-end = 復旧したことは伝えていません。
debrief-communication-not-due = 共有が必要になる前に終わったため、採点していません。
debrief-restraint-clean = 害になる変更も、効かない変更もありませんでした。
debrief-restraint-no-orders = 一度も手を打っていないため、採点していません。
debrief-restraint-needless = 要らない変更が{ $count }件。
debrief-restraint-hurt = 状況を悪くした変更が{ $count }件。
debrief-restraint-idle = 利用者に効果の見えない変更が{ $count }件。
debrief-restraint-vain = 失敗した、または実行できなかった指示が{ $count }件。
debrief-restraint-early = 復旧前の復旧宣言が{ $count }回。

debrief-subtitle-well = うまくいったこと
debrief-subtitle-try = 次に試すための問い

debrief-well-left-alone = 何も変えずに閉じました。証拠を見てから手を出さないと決めるのは、手を打つより難しい判断です。
debrief-well-called-for = 証拠を見てから閉じ、変えたのは要るもの（{ $order }）だけでした。
debrief-well-grounded = 証拠を見てから仮説を立て、{ $span }で原因に辿り着きました。
debrief-well-helped = { $order } が効きました。{ $journey } の失敗・遅延は{ $before }から{ $after }へ。
debrief-well-declared = { $span }で、手を打つ前に宣言しました。
debrief-well-cadence = { $updates }回の共有で、待つ人を{ $span }以上放っておきませんでした。
debrief-well-verified = 復旧したあと、{ $at }に効果を確かめています。
debrief-well-refuted = 外れた仮説を、自分で取り下げました。
debrief-well-number = { $at }に影響を数字で伝えました。受け取った側が判断に使えます。
debrief-well-countermeasures = 再発防止策を{ $count }件、自分で挙げました。
debrief-well-noticed = 呼び出しから{ $span }で動き始めました。

debrief-try-hurt = { $order } のあと、{ $journey } の失敗・遅延は{ $before }から{ $after }に増えました。そのとき、その手が良さそうに見えたのはなぜでしょう？ 打つ前に結果を見積もるのを難しくしたものは何でしたか？
debrief-try-needless = 異常のない世界で { $order } を実行しました。手を出さずに見守ることを難しくしたものは何でしたか？
debrief-try-close = 誤報として閉じるには至りませんでした。「何も起きていない」と言い切ることを難しくしたものは何でしたか？
debrief-try-close-evidence = 判断は合っていましたが、裏づけを見る前でした。あと一つだけ見るとしたら、何を見れば確信できましたか？
debrief-try-burning = 手は打ちましたが、基準内には戻りませんでした。効いたかどうかを見極めるのを難しくしたものは何でしたか？
debrief-try-lately = 数字が戻った直後に終わりました。安定するまで見届けることを難しくしたものは何でしたか？
debrief-try-no-order = { $span }のあいだ、一度も手を打ちませんでした。最初の一手を難しくしたものは何でしたか？
debrief-try-unnamed-look = 原因を指す仮説は出ませんでした。{ $look } に手がかりがありましたが、そこへ目が向きにくかったのはなぜでしょう？
debrief-try-unnamed = 手がかりは見ていましたが、原因を言葉にするところまでは進みませんでした。つなげて考えるのを難しくしたものは何でしたか？
debrief-try-guessed = 原因は当たっていましたが、証拠を見る前でした。確かめてから動くことを難しくしたものは何でしたか？
debrief-try-early = 復旧前に復旧と伝えたことが{ $count }回ありました。本当に戻ったかどうかを見分けにくくしていたものは何でしたか？
debrief-try-verify = 復旧後の確認がありませんでした。最後のひと目を難しくしたものは何でしたか？
debrief-try-idle = 効果の見えない変更が{ $count }件ありました。次の手を選ぶとき、絞り込みを難しくしたものは何でしたか？
debrief-try-declare = 宣言はありませんでした。ためらわせたものは何でしたか？
debrief-try-declare-late = 宣言まで{ $span }かかりました。もっと早く宣言することを難しくしたものは何でしたか？
debrief-try-update = { $span }のあいだ、一度も共有がありませんでした。手を止めて伝えることを難しくしたものは何でしたか？
debrief-try-silence = { $at }から{ $span }、共有が途切れました。その時間に伝えることを難しくしたものは何でしたか？
debrief-try-number = 共有に影響の数字がありませんでした。人数や割合を言うことを難しくしたものは何でしたか？
debrief-try-sooner = { $order } は効きましたが、打ったのは{ $span }後でした。原因がわかる前に影響を抑える手を打つとしたら、何があれば踏み切れましたか？
debrief-try-hints = ヒントを{ $count }回使いました。最初に行き詰まったところで、何があれば先へ進めましたか？
debrief-try-countermeasures = 再発防止策は挙がりませんでした。終わった直後に考えることを難しくしたものは何でしたか？

debrief-verdict-helped = 効いた
debrief-verdict-hurt = 悪化した
debrief-verdict-no-effect = 効果は見えない
debrief-verdict-failed = 失敗した
debrief-verdict-refused = 実行できなかった
debrief-order-without-more = この手がなければ、この夜の損失は{ $count }大きくなっていました。
debrief-order-without-less = この手がなければ、この夜の損失は{ $count }小さく済みました。
debrief-order-without-same = この手がなくても、利用者にとっては同じ夜でした。
debrief-order-when = { $given } 指示 → { $done } 完了
debrief-order-failure = 理由: { $why }
debrief-order-chart = 前後の失敗・遅延率
debrief-orders-note = 各手の効果は、その手だけを打たなかった同じ夜（同じ利用者・同じ偶然）をもう一度動かして判定しています。数値は差が最も大きかった導線の、指示前の2分間と発効後の3分間です。
debrief-reading-bad = { $journey } の失敗・遅延率
debrief-reading-errors = エラー率
debrief-reading-goodput = 正常応答
debrief-reading-p95 = p95

debrief-column-time = 時刻
debrief-column-hypothesis = 仮説
debrief-column-seen = それまでに見たもの
debrief-column-was = 結果
debrief-column-look = 決め手になる情報
debrief-column-first-seen = 最初に見た時刻
debrief-column-update = 伝えた内容
debrief-column-promise = 次の約束
debrief-subtitle-evidence = 原因が見える場所
debrief-evidence-unseen = 見ていない
debrief-belief-looks =
    { $count ->
        [0] 関連する確認なし
       *[other] 関連する確認{ $count }回
    }
debrief-belief-right = 原因を指している
debrief-belief-refuted = 自分で取り下げた
debrief-belief-other = 原因ではなかった
debrief-promise-kept = { $span }以内・守れた
debrief-promise-broken = { $span }以内・続報なし
debrief-promise-open = { $span }以内
debrief-talk-silence = 最長の沈黙は{ $at }からの{ $span }です。目安は、最初の共有まで10分、以後20分以内。

debrief-subtitle-ways = 収束への道
debrief-subtitle-traps = 落とし穴
debrief-road-taken = { $road } ← 今回の手
debrief-subtitle-named = 自分で挙げたもの
debrief-subtitle-others = ほかに考えられるもの
debrief-countermeasure-named = { $known } ← 「{ $words }」
debrief-countermeasure-own = 「{ $words }」

debrief-line-look = 確認: { $looks }
debrief-line-order = 指示: { $order }
debrief-line-refused = 実行できず: { $order }
debrief-line-done = 完了: { $order }
debrief-line-failed = 失敗: { $order }（{ $why }）
debrief-line-declared = インシデントを宣言
debrief-line-declared-severity = インシデントを宣言（SEV{ $level }）
debrief-line-severity = 重大度は SEV{ $level }
debrief-line-update = 状況共有「{ $text }」
debrief-line-hypothesis = 仮説「{ $text }」
debrief-line-refuted = 仮説を取り下げ「{ $text }」
debrief-line-note = メモ「{ $text }」
debrief-line-countermeasure = 再発防止策「{ $text }」
debrief-line-resolved = 復旧を宣言。実際に戻っていた
debrief-line-resolved-early = 復旧を宣言。まだ戻っていなかった
debrief-line-verified = 戻ったままであることを確認
debrief-line-false-alarm-burning = 誤報と判断。利用者への影響は続いていた
debrief-line-false-alarm = 誤報として閉じた
debrief-line-hint = ヒント { $step } を見た
debrief-line-asked = { $who }に聞いた
debrief-line-page = 呼び出し: { $rule }（{ $subject }）
debrief-line-alert = アラート: { $rule }（{ $subject }）
debrief-line-change = 変更: { $what }（{ $who }）
debrief-line-well = サービスが基準内に戻る

debrief-next-skill = 次は「{ $skill }」を鍛える訓練を選びます。難易度の目安は{ $difficulty }。
debrief-next-harder = 弱点は見当たりません。次は少し難しい訓練を選びます。難易度の目安は{ $difficulty }。
debrief-next-same = 次も同じくらいの訓練を選びます。難易度の目安は{ $difficulty }。
debrief-next-easier = 次は少しやさしい訓練で感覚をつかみます。難易度の目安は{ $difficulty }。
