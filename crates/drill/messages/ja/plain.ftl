# 端末なしの表示。
plain-speech = { $time } { $who }（{ $role }）: { $text }
plain-speech-alone = { $time } { $who }: { $text }
plain-pager-firing = { $time } [発報] { $text }
plain-pager-ended = { $time } [復旧] { $text }
plain-confirm = { $question }（はい / いいえ）
plain-more = （ほか { $n } 行）
plain-chart = { $from }〜{ $until }  最小 { $least }  最大 { $most }
plain-chart-normal = { $from }〜{ $until }  最小 { $least }  最大 { $most }  通常 { $normal }
plain-chart-empty = { $from }〜{ $until }  監視データなし
plain-columns-left-out = 幅が足りず省いた列: { $names }（画面を広げると出ます）
