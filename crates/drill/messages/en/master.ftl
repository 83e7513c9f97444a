# The game master's words. Short, facts only. Never a word about the cause.

master-opening = You are on call. Where do you look first? ("help" for examples, "hint" for a pointer)
master-which = Which one? Answer with a number.
master-which-first = One at a time. Which first? (a number)
master-next = Next: { $what }. Go ahead? (yes/no)
master-let-go = Left undone: { $what }
master-which-target = On what? A number or a name.
master-which-value = To which value? A number or the value itself.
master-confirm = { $what } — this hits requests in flight or data. Go ahead?
master-left-undone = Fine, not done.
master-confirm-said = { $what } — is that what you mean?
master-confirm-end = End the drill here and go to the debrief? (Ctrl-C keeps it for later.)
master-confirm-hint = A hint takes a minute of the night and ten points of diagnosis. Take one?
master-not-confirmed = That was neither yes nor no, so it was not done: { $what }
master-review-waits = No hurry. What should change? ("that's all" when you are done)
master-false-alarm-refused = { $count } requests of users failed or were slow since the page. That was no false alarm; if it is over, say "resolved".
master-yes-to-what = Yes to what? Say what you want done.
master-no-to-what = Fine. Nothing was done.
master-choice-of-what = Nothing is on offer right now. Say what you want done.
master-no-such-choice = A number from 1 to { $n }, please.
master-your-call = Your call. If you want it done, say so; what you need to decide is there to be looked at.
master-nothing-done = Understood. Nothing was done.
master-plan-heard = Understood, a plan. Tell me when it comes to that; nothing was done now.
master-report-heard = Heard. Nothing was done here and now.
master-chatter = I'm here. What's your next move?
master-not-understood = I didn't get that. Try: "checkout logs", "what changed recently?", "roll back checkout", "how many users are hit?", "I think it's …"
master-too-long = Too long to read (up to { $n } characters). Give me one sentence.
master-review-only = The response is over. What should change so it doesn't come back? ("/end" to finish)
master-time-is-up = Time's up. The next shift is here to take over what you have.
master-calmer = The graphs are settling.
master-still-under-way = Still running. You have your hands free meanwhile.
master-severity = Now SEV{ $n }.
master-refused = { $what } { $next }
master-severity-range = A severity goes from SEV1 (worst) to SEV4.
master-hypothesis = Noted as a hypothesis. What supports it?
master-refuted = Noted as ruled out.
master-noted = Noted.
master-declared = Incident declared, SEV{ $n }. You have command.
master-declared-plain = Incident declared. You have command. Severity can come later ("SEV2").
master-updated = Sent to those who wait.
master-not-yet = Not yet. { $subject }: { $metric } at { $value }.
master-watch-a-little = The numbers are back. Watching for two minutes.
master-burns-again = It's back.
master-well = Confirmed. Users are no longer hit.
master-false-alarm = Confirmed: no impact. The alert is closed.
master-users-still-hit = Can't close it. Users are still being hit.
master-countermeasure = Noted as a countermeasure.
master-countermeasure-more = Noted. Anything else? ("that's all" if not)
master-review = Well done. What should change so this doesn't happen again? One at a time. ("that's all" if nothing)
master-review-unwell = What should change so this doesn't happen again? One at a time. ("that's all" if nothing)
master-waiting = Waiting { $span }.
master-nothing-new = { $clock }. Nothing new.
master-no-more-hints = No hints left.
master-hint = Hint { $n }/{ $of }: { $text }
master-nudge-declare = Five minutes in. Is this an incident, or isn't it?
master-nudge-impact = Who is hurting, and how many of them?
master-nudge-cause = From what you have seen so far: what do you think is going on?
master-nobody-of-that-name = Nobody by that name is around. You can reach: { $names }
master-help =
    Look: "overview", "impact", "checkout logs", "orders-db cpu", "what changed?", "alerts", "traces", "topology", "tickets", "runbook", "ask Sato"
    Act: "roll back checkout", "restart", "scale checkout to 6", "turn flag X off", "kill the query", "shed half the traffic", "set the timeout to 500ms". kubectl and psql work too
    Tell: "declare SEV2", "update: …", "I think it's …", "note: …", "resolved", "false alarm"
    Game: "wait 5m", "hint" (costs a minute), "/end" (to the debrief)

act-declare = declare an incident
act-severity = change the severity
act-update = send a status update
act-hypothesis = state a hypothesis
act-refute = rule something out
act-note = take a note
act-resolved = say it is resolved
act-false-alarm = close it as a false alarm
act-countermeasure = name a countermeasure
act-table = about the game

phase-noticed = noticed
phase-declared = declared
phase-impact = impact
phase-cause = cause
phase-mitigation = mitigation
phase-verified = verified
phase-review = follow-up

panel-failed = failed
panel-slow = slow
panel-tickets = tickets
panel-last-word = since last update

# From the last debrief: what to mind tonight.
master-focus-detection = From your last debrief: tonight, try to declare early.
master-focus-impact = From your last debrief: tonight, put a number on who is hurting.
master-focus-diagnosis = From your last debrief: tonight, state a hypothesis, then look for what supports it.
master-focus-mitigation = From your last debrief: tonight, stop the bleeding before you explain it.
master-focus-communication = From your last debrief: tonight, speak before you are asked. People are less patient tonight.
master-focus-restraint = From your last debrief: tonight, check before you touch.
