# Shown without a terminal.
plain-speech = { $time } { $who } ({ $role }): { $text }
plain-speech-alone = { $time } { $who }: { $text }
plain-pager-firing = { $time } [FIRING] { $text }
plain-pager-ended = { $time } [ENDED] { $text }
plain-confirm = { $question } (yes / no)
plain-more = (+{ $n } more)
plain-chart = { $from } to { $until }  min { $least }  max { $most }
plain-chart-normal = { $from } to { $until }  min { $least }  max { $most }  normal { $normal }
plain-chart-empty = { $from } to { $until }  no monitoring data
plain-columns-left-out = Not shown for want of room: { $names } (a wider terminal shows it)
