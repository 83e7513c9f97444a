# 経過時間と長さ。数字は呼び出し側が書式を決める。
clock-elapsed-minutes = +{ $n }分
clock-elapsed-hours = +{ $h }時間{ $m }分
clock-span-seconds = { $n }秒
clock-span-minutes = { $n }分
clock-span-minutes-seconds = { $m }分{ $s }秒
clock-span-hours = { $n }時間
clock-span-hours-minutes = { $h }時間{ $m }分
clock-span-millis = { $n }ミリ秒
clock-ago = { $span }前
clock-now = たった今
clock-span-days = { $n }日
