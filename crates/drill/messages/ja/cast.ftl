# 登場人物の言葉。1〜3 は言い回しの違い。

cast-company-1 = 青葉コマース
cast-company-2 = みなと商会
cast-company-3 = つばめ百貨店
cast-site-1 = aoba.example
cast-site-2 = minato.example
cast-site-3 = tsubame.example
cast-present = { $name }（{ $role }）

cast-manager-asks-1 = 状況どう？ 上に何て言えばいい？
cast-manager-asks-2 = いま何が起きてる？ 一言でいいから教えて。
cast-manager-asks-3 = 見てるよ。お客様への影響はどのくらい？ 見込みは？
cast-manager-asks-again-1 = まだ何も聞いてない。わかってることだけでいい。
cast-manager-asks-again-2 = 役員から電話が来てる。次の共有はいつ？
cast-manager-asks-again-3 = 急かすつもりはないけど、黙ってると余計に電話が増えるんだ。
cast-manager-thanks-1 = 助かる。それで回しておく。
cast-manager-thanks-2 = 了解、こっちは引き受けた。手を動かしてて。
cast-manager-thanks-3 = ありがとう。次もその調子で。
cast-support-counts-1 = 問い合わせ { $n } 件。「{ $words }」みたいなのが続いてる。
cast-support-counts-2 = 累計 { $n } 件になった。「{ $words }」と来てる。何て返せばいい？
cast-support-counts-3 = { $n } 件目。「{ $words }」。定型文だけじゃもたないかも。
cast-support-counts-plain-1 = 問い合わせ、累計 { $n } 件。
cast-support-counts-plain-2 = { $n } 件になった。まだ増えてる。
cast-support-counts-plain-3 = 窓口、{ $n } 件。案内文があると助かる。
cast-support-relieved-1 = 新しい問い合わせ、減ってきた。
cast-support-relieved-2 = 窓口が静かになってきた。
cast-support-relieved-3 = 「直った」って声が来はじめた。
cast-busy-1 = ごめん、いま手が離せない。あとで書く。
cast-busy-2 = ちょっと待って、先にこっち片づける。
cast-busy-3 = 見た。数分くれる？
cast-knows-nothing-1 = うーん、心当たりないな。
cast-knows-nothing-2 = そこは触ってないからわからない。
cast-knows-nothing-3 = 特に何も聞いてないよ。
