# The room's log as people read it. Keys are the room crate's.

entry-room-opened = opened the room: { $title }
entry-joined = joined
entry-left = left
entry-work-asked = asks for work
entry-alert-noted = alert { $rule } ({ $subject })
entry-alert-cleared = alert over: { $rule } ({ $subject })
entry-looked = { $what } → { $saw }
entry-asked = asked { $who }
entry-declared =
    { $severity ->
        [none] declared an incident
       *[other] declared an incident, SEV{ $severity }
    }
entry-severity-changed =
    { $from ->
        [none] severity is SEV{ $to }
       *[other] severity SEV{ $from } → SEV{ $to }
    }{ $why ->
        [none] { "" }
       *[other] { " " }({ $why })
    }
entry-role-taken = took over as { $role }
entry-role-assigned = made { $to } { $role }
entry-role-released = stepped down as { $role }
entry-role-offered = offered { $to } to take over as { $role }: { $brief }
entry-role-accepted = took over as { $role } from { $from }
entry-role-declined = declined to take over as { $role }: { $why }
entry-said = { $text }
entry-noted = note: { $text }
entry-heard = { $from }: { $text }
entry-hint-taken = hint { $step }
entry-line-opened = opened a line: { $title } ({ $owner })
entry-line-assigned = line { $line } goes to { $owner }
entry-line-closed = closed line { $line }: { $outcome }
entry-hypothesis-proposed = hypothesis: { $text }
entry-hypothesis-settled =
    { $evidence ->
        [none] hypothesis { $hypothesis } { $verdict }
       *[other] hypothesis { $hypothesis } { $verdict } (by { $evidence })
    }
entry-finding-recorded =
    { $evidence ->
        [none] found: { $text }
       *[other] found: { $text } (by { $evidence })
    }
entry-finding-about =
    { $evidence ->
        [none] found, { $topic }: { $text }
       *[other] found, { $topic }: { $text } (by { $evidence })
    }
entry-decision-proposed = proposal: { $text }
entry-decision-objected = objection to { $decision }: { $why }
entry-decision-recorded = decided: { $text }
entry-task-added = task: { $text } ({ $owner })
entry-task-acknowledged = took on task { $task }
entry-task-declined = cannot take task { $task }: { $why }
entry-task-assigned = task { $task } goes to { $owner }
entry-task-completed = finished task { $task }: { $outcome }
entry-task-fell-due = task { $task } fell due ({ $owner })
entry-runbook-started = began runbook "{ $title }" ({ $count } steps)
entry-step-ticked = ticked step { $step } of { $runbook }
entry-step-skipped = left out step { $step } of { $runbook }: { $why }
entry-step-changed = changed step { $step } of { $runbook }: { $text } ({ $why })
entry-intervention-ordered = ordered: { $what }
entry-intervention-settled = { $intervention }: { $outcome }
entry-update-published =
    { $next_at ->
        [none] status update ({ $audience }): { $text }
       *[other] status update ({ $audience }): { $text } (next by { $next_at })
    }
entry-update-fell-due = a promised update fell due ({ $audience })
entry-said-stabilised =
    { $text ->
        [none] said it has stabilised
       *[other] said it has stabilised: { $text }
    }
entry-said-verified =
    { $evidence ->
        [none] verified
       *[other] verified, by { $evidence }
    }
entry-said-resolved = said it is resolved
entry-said-false-alarm = called it a false alarm: { $why }
entry-said-relapsed = it is back: { $why }
entry-countermeasure-proposed = countermeasure: { $text }
entry-room-closed = closed ({ $ending })
entry-debrief-filed = filed the debrief
entry-room-reopened = reopened: { $why }

look-overview = overview
look-impact = impact
look-metric = metric
look-logs = logs
look-traces = traces
look-changes = changes
look-alerts = alerts
look-topology = topology
look-replicas = replicas
look-activity = activity
look-tickets = tickets
look-flags = flags
look-jobs = jobs
look-certificates = certificates
look-runbook = runbook
look-timeline = timeline
role-incident-commander = incident commander
role-deputy = deputy
role-scribe = scribe
role-liaison = liaison
role-expert = expert
standing-guest = guest
standing-herald = herald
standing-responder = responder
audience-everyone = everyone
audience-customers = customers
audience-support = support
audience-management = management
topic-impact = impact
topic-cause = cause
topic-other = other
verdict-confirmed = confirmed
verdict-refuted = refuted
ending-over = over
ending-broken-off = broken off
phase-alerting = alerting
phase-impact-known = impact known
phase-cause-known = cause known
phase-mitigated = mitigated
phase-closed = closed
phase-reviewed = reviewed
