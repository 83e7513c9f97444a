# What a look shows, in sentences. Facts only, never a cause; the caller writes the digits.

metric-rate = requests
metric-error-share = errors
metric-p50 = p50
metric-p95 = p95
metric-p99 = p99
metric-round-trip = round trip
metric-queue = queue
metric-busy = busy workers
metric-cpu = CPU
metric-memory = memory
metric-ready = ready
metric-restarts = restarts
metric-disk = disk
metric-connections = DB connections
metric-lock-waits = lock waits
metric-lag = replica lag
metric-hit-share = hit rate
metric-backlog = backlog
metric-oldest-message = oldest message
metric-pool-waits = pool waits
metric-retries = retries
metric-goodput = goodput
metric-slow-share = slow

narrate-comma = {", "}
narrate-semicolon = {"; "}
narrate-rest = { $n } more (ask about one by its name)
narrate-earlier = { $n } earlier
narrate-reading = { $metric } { $now } (normal { $normal })
narrate-reading-alone = { $metric } { $now }
narrate-reading-times = { $metric } { $now } ({ $n } times the normal { $normal })
narrate-unlike = { $subject }: { $readings }
narrate-unlike-others = { $n ->
    [one] { $subject }: { $readings }; { $n } other is unlike normal too
   *[other] { $subject }: { $readings }; { $n } others are unlike normal too
}
narrate-all-normal = Everything is within its normal range
narrate-blind = No monitoring data: { $names }; what can be seen is within its normal range
narrate-nothing-known = No monitoring data for that
narrate-missing = "—" means monitoring saw nothing there ({ $names }), not that all is well

narrate-impact = { $failed } failed and { $slow } slow of { $requests } requests ({ $share } together)
narrate-impact-since = { $failed } failed and { $slow } slow of { $requests } requests ({ $share } together), since { $time }
narrate-no-impact = No user impact: none failed, none slow
narrate-last-minute = { $subject } in the last minute: { $readings }
narrate-last-minute-normal = In the last minute every journey is within its normal range
narrate-degraded = { $n } degraded
narrate-stale = { $n } stale
narrate-all = all
narrate-before = before { $time }
narrate-since = { $from } ({ $ago })
narrate-from-until = { $from } to { $until }
narrate-at-ago = { $time } ({ $ago })
narrate-in = in { $span }
narrate-in-days = { $n ->
    [one] in { $n } day
   *[other] in { $n } days
}

narrate-metric-since = { $subject }: { $readings }; off normal since { $from }
narrate-metric-over = { $subject }: { $readings }; was off normal from { $from } to { $until }
narrate-gap = No monitoring data from { $from } to { $until }
narrate-no-such-series = It has no such metric. Look at all of its metrics, or at another component
narrate-no-series = No monitoring data in this window

narrate-logs = { $errors } ERROR, { $warnings } WARN lines; most: { $component } "{ $message }" × { $n }
narrate-logs-from = { $errors } ERROR, { $warnings } WARN lines; most: { $component } "{ $message }" × { $n }, from { $first }
narrate-logs-calm = No ERROR or WARN in the last { $window }
narrate-logs-none = No such log lines in the last { $window }
narrate-logs-more-kinds = { $n ->
    [one] { $n } more kind; narrow it down by component or word
   *[other] { $n } more kinds; narrow it down by component or word
}

narrate-trace = { $journey } #{ $request }: { $took }, { $outcome }; spent in { $parts }
narrate-trace-part = { $call } { $own } ({ $share })
narrate-traces-none = No such traces in the last { $window }
narrate-attempt = { $call } (try { $n })

narrate-changes = { $n ->
    [one] { $n } change in the last { $window }: { $what } ({ $ago })
   *[other] { $n } changes in the last { $window }; the newest: { $what } ({ $ago })
}
narrate-changes-none = No changes on record in the last { $window }
narrate-state-done = done
narrate-state-started = under way
narrate-state-waiting = waiting: { $platform } does not answer
narrate-state-failed = failed: { $why }

narrate-alerts-none = No alert has fired in the last { $window }
narrate-alerts-ended = { $n ->
    [one] Nothing is firing; { $n } alert fired in the last { $window } and has ended
   *[other] Nothing is firing; { $n } alerts fired in the last { $window } and have ended
}
narrate-alerts-firing = { $n } firing: { $rules }
narrate-alerts-firing-more = { $n } firing: { $rules } and more
narrate-alert-paging = paging
narrate-alert-warning = firing
narrate-alert-ended = ended { $until }
narrate-pager-firing = { $rule } — { $subject } { $metric } { $value } (threshold { $threshold })
narrate-pager-ended = { $rule } — { $subject } (lasted { $lasted })

narrate-edges-none = No such calls
narrate-edges-normal = No call stands out: no failures to speak of, no pool used up
narrate-edge-failed = { $share } failed
narrate-edge-timeouts = { $share } timed out
narrate-edge-retries = { $share } retries
narrate-edge-pool = pool { $used }/{ $size } in use, { $waiting } waiting
narrate-edge-breaker = breaker { $state }

narrate-replicas-none = No such replicas
narrate-replicas-ready = { $n ->
    [one] The one replica is ready
   *[other] { $n } replicas, all ready
}
narrate-replicas-away = { $n } of { $all } not ready ({ $names })
narrate-replicas-restarts = { $n ->
    [one] { $name } restarted once ({ $reason })
   *[other] { $name } restarted { $n } times ({ $reason })
}
narrate-replicas-restarts-several = { $n } of { $all } were restarted (at most { $times }×, { $reason })
narrate-replicas-mixed = { $component } runs mixed versions ({ $versions })

narrate-activity-none = No such database
narrate-activity-normal = { $subject }: no slow query, lock wait or long transaction
narrate-query-new = { $query } was never seen before: { $n } running, the longest for { $span }
narrate-query-slow = { $query } mean { $mean } (normal { $normal })
narrate-query-waiting = { $n } waiting for locks
narrate-transaction-long = a transaction has been open for { $span }

narrate-settings-none = None here
narrate-jobs-newest = Ran last: { $name } ({ $state }, { $ago })
narrate-settings-newest = Changed last: { $name } ({ $state }, { $ago })
narrate-settings-unchanged = No changes so far
narrate-names-normal = No certificate has expired, every name resolves
narrate-setting-paused = paused
narrate-setting-scheduled = scheduled
narrate-setting-on = on
narrate-setting-off = off
narrate-setting-valid = valid
narrate-setting-expired = expired
narrate-setting-answers = answers
narrate-setting-no-answer = no answer

narrate-tickets = { $n ->
    [one] { $n } ticket since { $since }, { $newest }: { $journey } { $about } ({ $most })
   *[other] { $n } tickets since { $since }, the newest { $newest }; most: { $journey } { $about } ({ $most })
}
narrate-tickets-none = No tickets
narrate-about-failed = failed
narrate-about-slow = slow
narrate-about-stale = out of date

narrate-pages-none = The wiki has no pages
narrate-page-missing = No page about that. There are: { $titles }
narrate-timeline = { $n ->
    [one] { $elapsed } since the start, { $n } entry, { $ago }
   *[other] { $elapsed } since the start, { $n } entries, the last { $ago }
}
narrate-timeline-none = Nothing on record yet

narrate-title-components = Components (last minute; normal in brackets)
narrate-title-journeys = User journeys (last minute; normal in brackets)
narrate-title-impact = Impact { $from } to { $until }
narrate-title-logs = Logs (last { $window })
narrate-title-logs-of = Logs of { $subject } (last { $window })
narrate-title-traces = Traces (last { $window }; { $shown } of { $all })
narrate-title-trace = Trace #{ $request } ({ $at })
narrate-title-changes = Changes (last { $window })
narrate-title-alerts = Alerts (last { $window })
narrate-title-edges = Calls (last minute)
narrate-title-replicas = Replicas
narrate-title-activity = Activity of { $subject }
narrate-title-transactions = Open transactions of { $subject }
narrate-title-flags = Feature flags
narrate-title-jobs = Cron jobs
narrate-title-certificates = TLS certificates
narrate-title-names = DNS names
narrate-title-tickets = Tickets
narrate-title-quotes = In customers' words
narrate-title-timeline = Timeline

narrate-col-component = name
narrate-col-journey = journey
narrate-col-subject = subject
narrate-col-metric = metric
narrate-col-also = also
narrate-col-last-minute = last min
narrate-col-normal = normal
narrate-col-requests = requests
narrate-col-failed = failed
narrate-col-slow = slow
narrate-col-share = hit
narrate-col-since = since
narrate-col-time = time
narrate-col-ago = ago
narrate-col-who = who
narrate-col-what = what
narrate-col-state = state
narrate-col-alert = alert
narrate-col-at-fire = when fired
narrate-col-threshold = threshold
narrate-col-edge = call
narrate-col-round-trip = round trip
narrate-col-timeouts = timed out
narrate-col-retries = retries
narrate-col-pool = pool
narrate-col-settings = timeout
narrate-col-replica = replica
narrate-col-version = version
narrate-col-restarts = restarts
narrate-col-age = age
narrate-col-memory = memory MB
narrate-col-queue = busy/queued
narrate-col-zone = on
narrate-col-query = query
narrate-col-active = active
narrate-col-lock-waits = lock waits
narrate-col-longest = longest
narrate-col-mean = mean
narrate-col-opened = opened
narrate-col-open-for = open for
narrate-col-rows-locked = locks held
narrate-col-name = name
narrate-col-changed = last change
narrate-col-ran = last run
narrate-col-expires = expires
narrate-col-request = request
narrate-col-call = call
narrate-col-offset = start
narrate-col-took = took
narrate-col-own = own
narrate-col-outcome = outcome
narrate-col-about = about
narrate-col-count = count
narrate-col-newest = newest
