# Elapsed time and spans; the caller writes the digits.
clock-elapsed-minutes = +{ $n } min
clock-elapsed-hours = +{ $h } h { $m } min
clock-span-seconds = { $n } s
clock-span-minutes = { $n } min
clock-span-minutes-seconds = { $m } min { $s } s
clock-span-hours = { $n } h
clock-span-hours-minutes = { $h } h { $m } min
clock-span-millis = { $n } ms
clock-ago = { $span } ago
clock-now = just now
clock-span-days = { $n } d
