# The words of `hikeshi join`: a room in a terminal or a pipe.

join-choose = Which one? Type its number.
join-help = Plain words are talk; / begins an order (Tab completes it). /board how it stands, /help how orders are written, /quit to go.
join-lost = The connection is lost; trying again. What you write is kept and sent when the server is back.
join-back = The connection is back.
join-kept = { $lines ->
    [one] 1 line is kept and not sent yet.
   *[other] { $lines } lines are kept and not sent yet.
}
join-full = Not taken: { $lines } lines wait for the server. Say it again when the connection is back.
join-unsent = { $lines ->
    [one] 1 line was not sent.
   *[other] { $lines } lines were not sent.
}
join-refused = Not done: { $what } { $next }

failure-no-server =
    "{ $url }" is no address of a server or a room.
    Next: paste what the browser shows, like https://rooms.example/rooms/k7f2-m9qd-3xwa
failure-token-needed =
    { $url } lets in nobody without a token.
    Next: make one there on your own page, then --token TOKEN or HIKESHI_TOKEN.
failure-unreached =
    { $url } cannot be reached: { $why }
    Next: see whether it runs (hikeshi serve) and whether the address is right.
failure-turned-away =
    { $what }
    Next: { $next }
failure-no-open-room =
    No room is open there.
    Next: open one in the browser.
failure-which-room =
    Several rooms are open:
    { $rooms }
    Next: hikeshi join with the address of one.
failure-lines-refused = { $lines ->
    [one] 1 line was refused.
   *[other] { $lines } lines were refused.
}
