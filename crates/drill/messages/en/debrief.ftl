# The debrief. Facts and numbers, no blame; questions ask what made it hard. The caller writes numbers and times.

debrief-kicker = Debrief
debrief-colophon = Every number is measured: in the world as you played it, in the same world with nobody acting, and in the same world without each order.

debrief-meta-player = Responder
debrief-meta-length = On call for
debrief-meta-scenario = Scenario
debrief-meta-seed = Seed

debrief-section-carried = To carry on
debrief-section-burn = What users went through
debrief-section-skills = Skill by skill
debrief-section-next-time = For next time
debrief-section-orders = What each order did
debrief-section-beliefs = Hypotheses and evidence
debrief-section-talk = Status updates
debrief-section-cause = What was going on
debrief-section-remembered = It happened once
debrief-section-countermeasures = Countermeasures
debrief-section-timeline = Timeline
debrief-section-next-drill = Your next drill

debrief-outcome-well = Recovered, and checked afterwards. { $bad } requests failed or were slow; had nobody acted, { $nobody } would have been.
debrief-outcome-watched = Recovered, and it was seen to hold. { $bad } requests failed or were slow; had nobody acted, { $nobody } would have been.
debrief-outcome-unverified = Recovered, but the drill ended before anyone checked. { $bad } requests failed or were slow; had nobody acted, { $nobody } would have been.
debrief-outcome-burning = Still burning at the end. { $bad } requests failed or were slow; had nobody acted, { $nobody } would have been.
debrief-outcome-lately = Back within bounds for less than two minutes when the drill ended. { $bad } requests failed or were slow; had nobody acted, { $nobody } would have been.
debrief-outcome-later = Ended before it was seen to be back; it came back within bounds at { $at } and stayed there. { $bad } requests failed or were slow; had nobody acted, { $nobody } would have been.
debrief-outcome-relapse = Within bounds when the drill ended, but it did not last: out of them again from { $at }. { $bad } requests failed or were slow; had nobody acted, { $nobody } would have been.
debrief-outcome-never-unwell = The service stayed within its bounds throughout. { $bad } requests failed or were slow; had nobody acted, { $nobody } would have been.
debrief-outcome-false-alarm = Called a false alarm at { $at } and closed with nothing touched.
debrief-outcome-false-alarm-called-for =
    Called a false alarm at { $at } and closed; { $orders ->
        [one] the one change was one
       *[other] the { $orders } changes were ones
    } that it called for.
debrief-outcome-called-for-open =
    Nothing was actually broken. { $orders ->
        [one] Your one change was one that it called for
       *[other] Your { $orders } changes were ones that it called for
    }, but you never called it a false alarm.
debrief-outcome-false-alarm-late =
    Called a false alarm at { $at }, after { $orders ->
        [one] one change
       *[other] { $orders } changes
    } to a healthy system.
debrief-outcome-nothing-open = Nothing was actually broken. You left it alone, but never called it a false alarm.
debrief-outcome-nothing-touched =
    Nothing was actually broken, and it got { $orders ->
        [one] one change
       *[other] { $orders } changes
    }.

debrief-figure-team = Failed or slow, this play
debrief-figure-nobody = Had nobody acted
debrief-figure-spared = Spared
debrief-figure-same = Difference
debrief-figure-added = Added
debrief-figure-split = { $failed } failed, { $slow } slow
debrief-figure-less = { $share } less than had nobody acted
debrief-figure-more = { $share } more than had nobody acted

debrief-chart-title = Failed or slow requests per minute
debrief-chart-team = This play
debrief-chart-nobody = Nobody acts
debrief-chart-best = Best plan known
debrief-chart-numbers = The numbers
debrief-chart-axis = Minutes since the page
debrief-chart-left = end of play

debrief-burn-unseen = Users had been hit for { $span } before the page went out.
debrief-burn-judged = Counted until { $span } after the page; once the play was over, nobody touched anything. Loss counts a failed request as 1 and a slow one as a half, each times the weight of its journey.
debrief-burn-relapse = It did not last: after the play was over it was out of bounds again from { $at }.
debrief-best-way = The best plan known is "{ $way }": { $bad } requests would have failed or been slow.
debrief-best-found = With the best plan that a search has found, { $bad } requests would have failed or been slow.
debrief-best-yours = No better way than yours is known.
debrief-best-yours-yet = No better way than yours is known so far.
debrief-best-orders = From the page on: { $orders }.
debrief-best-order = { $order } ({ $at })
debrief-best-order-twice = { $order } ({ $at } and { $last })
debrief-best-order-often = { $order } ({ $times } times from { $at } to { $last })
debrief-burn-heals = Had nobody acted, it would have been back within bounds { $span } after the page.

debrief-course-noticed = First move
debrief-course-declared = Declared
debrief-course-understood = Cause named
debrief-course-judged = Called false
debrief-course-well = Recovered
debrief-course-lately = less than two minutes before the end
debrief-course-later = after the drill had ended
debrief-course-verified = Verified
debrief-course-grounded = with evidence in hand
debrief-course-guessed = before the evidence
debrief-course-understood-late = when it was well already

debrief-skill-customers = Containing the impact
debrief-skill-detection = Detection and declaration
debrief-skill-impact = Sizing the impact
debrief-skill-diagnosis = Diagnosis
debrief-skill-mitigation = Mitigation
debrief-skill-communication = Communication
debrief-skill-command = Command and teamwork
debrief-skill-restraint = Restraint
debrief-about-customers = How much users were spared, compared with nobody acting
debrief-about-detection = From the page to a declared incident
debrief-about-impact = Who is hurt and how badly, in numbers
debrief-about-diagnosis = Getting to the cause by way of evidence
debrief-about-mitigation = What helps first, and a look at whether it did
debrief-about-communication = No long silence for the people waiting
debrief-about-command = Somebody leads, requests come back, nobody stands idle
debrief-about-restraint = No change that was not needed
debrief-skills-provisional = Provisional: the best plan has not been looked for to the end, and no other course has been lived. When that is done, points may change.
debrief-skills-note = Scores are out of 100, by fixed rules; containing the impact falls to −100 where the orders added to it. There is no total and no ranking: the one to compare with is you, last time.

debrief-nothing-done = Nothing was done or looked at, so there is nothing to judge.
debrief-customers-burned = { $team } requests failed or were slow; { $nobody } had nobody acted.
debrief-detection-noticed = First move { $span } after the page.
debrief-detection-never = Nothing was done, from the page to the end.
debrief-detection-declared = Declared at { $span }.
debrief-detection-undeclared = No incident was declared.
debrief-impact-looked = You sized the impact before touching anything.
debrief-impact-unlooked = You had not looked at how big it is before the first order.
debrief-impact-sized = You sized the impact.
debrief-impact-unsized = You never looked at how big it is.
debrief-impact-stated = At { $at } you put a number on it for others.
debrief-impact-unstated = Nobody was given a number for it.
debrief-impact-severity = Severity was set: SEV{ $level }.
debrief-impact-no-severity = No severity was set.
debrief-diagnosis-grounded = You pointed at the right place at { $span }, with the evidence already seen.
debrief-diagnosis-guessed = You pointed at the right place at { $span }, before seeing evidence for it.
debrief-diagnosis-late = You pointed at the right place at { $span }, when it was well already.
debrief-diagnosis-nothing-grounded = You called it a false alarm at { $span }, with the evidence already seen.
debrief-diagnosis-nothing-guessed = You called it a false alarm at { $span }, before seeing evidence for it.
debrief-diagnosis-unnamed = No hypothesis named the cause.
debrief-diagnosis-evidence = Of { $all } telling places to look, you visited { $seen }.
debrief-diagnosis-standing =
    { $count ->
        [one] One other hypothesis was
       *[other] { $count } other hypotheses were
    } never taken back, which costs its share.
debrief-diagnosis-hints =
    { $hints ->
        [one] One hint
       *[other] { $hints } hints
    } used.
debrief-mitigation-first = First order that helped: { $order }, at { $span }.
debrief-mitigation-none = No order helped users.
debrief-mitigation-nothing = Nothing needed repair, so this is not graded.
debrief-mitigation-well = Back within bounds at { $span }, and stayed there.
debrief-mitigation-lately = Back within bounds at { $span }, less than two minutes before the end.
debrief-mitigation-later = Back within bounds at { $span }, after the drill had ended, and stayed there. Nobody saw it.
debrief-mitigation-relapse = Within bounds when it ended, and out of them again from { $at }.
debrief-mitigation-verified = You looked again once it was back.
debrief-mitigation-watched = Once it was said to be over, the game master saw that it holds; whoever responded did not look again.
debrief-mitigation-unverified = Nobody looked again once it was back.
debrief-mitigation-burning = Still out of bounds at the end.
debrief-communication-first =
    First update at { $span }, { $updates ->
        [one] the only one
       *[other] { $updates } in all
    }.
debrief-communication-none = No updates went out.
debrief-communication-none-true = None of the updates that went out held true.
debrief-communication-early = The update at { $at } said that it was over while users were still being hit.
debrief-communication-no-rollback = The update at { $at } told of a rollback that had not been ordered by then.
debrief-communication-no-restart = The update at { $at } told of a restart that had not been ordered by then.
debrief-communication-no-scale = The update at { $at } told of added capacity that had not been ordered by then.
debrief-communication-no-failover = The update at { $at } told of a failover that had not been ordered by then.
debrief-communication-no-switch = The update at { $at } told of something switched off, which had not been ordered by then.
debrief-communication-silence = Longest silence: { $span }.
debrief-communication-promise =
    { $count ->
        [one] One promised update
       *[other] { $count } promised updates
    } did not come.
debrief-communication-end = You also told people it was over.
debrief-communication-end-inside = It was declared over, but no last word went to those who were waiting.
debrief-communication-no-end = Nobody was told that it was over.
debrief-communication-not-due = It ended before ten minutes were over, when the first update would have been due, so this is not graded.
debrief-communication-not-owed = Nothing was wrong, so nobody was owed an update, and this is not graded.
debrief-command-alone = A drill played alone is not graded on this.
debrief-command-led = Somebody was in command at { $span }.
debrief-command-unled = Nobody took command.
debrief-command-asked = Of { $asked } requests to somebody by name, { $answered } were answered.
debrief-command-hands-free = Whoever was in command left the orders to others.
debrief-command-hands =
    { $count ->
        [one] One order was
       *[other] { $count } orders were
    } given by whoever was in command.
debrief-command-idle =
    { $count ->
        [one] One of those present
       *[other] { $count } of those present
    } did nothing that the log holds.
debrief-restraint-clean = No change did harm, and none was idle.
debrief-restraint-no-orders = No orders were given, so this is not graded.
debrief-restraint-needless =
    { $count ->
        [one] One change
       *[other] { $count } changes
    } that nothing called for.
debrief-restraint-hurt =
    { $count ->
        [one] One change
       *[other] { $count } changes
    } made things worse.
debrief-restraint-idle =
    { $count ->
        [one] One change
       *[other] { $count } changes
    } had no effect users could see.
debrief-restraint-vain =
    { $count ->
        [one] One order
       *[other] { $count } orders
    } failed or could not be carried out.
debrief-restraint-early =
    "Resolved" was called { $count ->
        [one] once
       *[other] { $count } times
    } while it still burned.

debrief-subtitle-well = What went well
debrief-subtitle-try = Questions to try next time

debrief-well-left-alone = You left it alone and closed it on evidence. Deciding not to act is harder than acting.
debrief-well-called-for = You closed it on evidence, and changed nothing but what it called for: { $order }.
debrief-well-grounded = You looked first, then named the cause, { $span } after the page.
debrief-well-helped = { $order } worked: failed or slow requests of { $journey } went from { $before } to { $after }.
debrief-well-helped-with = { $order } worked: with it { $with } of { $journey } failed or were slow; without it, in the same time, { $without }.
debrief-well-helped-plain = { $order } worked: without it users of { $journey } would have been hit more.
debrief-well-declared = You declared at { $span }, before touching anything.
debrief-well-cadence = { $updates } updates, and nobody waited longer than { $span } for word.
debrief-well-verified = You went back and looked after recovery, at { $at }.
debrief-well-refuted = You dropped a hypothesis yourself when it did not hold.
debrief-well-number = At { $at } you put a number on the impact, one that others could act on.
debrief-well-countermeasures =
    You came up with { $count ->
        [one] a countermeasure
       *[other] { $count } countermeasures
    } that would have mattered here.
debrief-well-noticed = You were on it { $span } after the page.

debrief-try-hurt = After { $order }, failed or slow requests of { $journey } rose from { $before } to { $after }. What made it look right at the time, and what made it hard to see coming?
debrief-try-hurt-with = With { $order }, { $with } of { $journey } failed or were slow; without it, in the same time, it would have been { $without }. What made it look right at the time, and what made it hard to see coming?
debrief-try-hurt-plain = { $order } made the night worse for users of { $journey }. What made it look right at the time, and what made it hard to see coming?
debrief-try-needless = You ran { $order } on a healthy system. What made it hard to leave alone?
debrief-try-close = It was never called a false alarm. What made it hard to say "nothing is wrong"?
debrief-try-close-evidence = The call was right, but it came before the evidence. Which one more look would have made you sure?
debrief-try-burning = You acted, but it never came back within bounds. What made it hard to tell whether an order was working?
debrief-try-lately = The numbers had only just come back when you ended it. What made it hard to stay and see that it lasts?
debrief-try-later = What you ordered worked, but you had ended it before that could be seen. What made it hard to wait for it?
debrief-try-relapse = It was quiet when you ended it, and burned again from { $at }. What made it hard to tell a lull from a cure?
debrief-try-no-order = { $span } went by without an order. What made the first order hard?
debrief-try-refused =
    { $count ->
        [one] The one order you gave could not be carried out, and there was no other.
       *[other] None of your { $count } orders could be carried out, and there were no others.
    } What made it hard to find the form they take?
debrief-try-unnamed-look = No hypothesis named the cause. There was a lead in { $look }; what made that a hard place to look?
debrief-try-unnamed = You had the leads in front of you, but not the cause in words. What made them hard to connect?
debrief-try-guessed = You had the cause right, but before the evidence. What made it hard to check first?
debrief-try-early =
    "Resolved" went out { $count ->
        [one] once
       *[other] { $count } times
    } while it still burned. What made it hard to tell?
debrief-try-verify = Nobody looked again after recovery. What made that last look hard?
debrief-try-look-again = You said that it was over, and did not look again yourselves. What made that last look hard?
debrief-try-idle = { $count } changes had no visible effect. What made it hard to narrow down the next move?
debrief-try-declare = No incident was declared. What held you back?
debrief-try-declare-late = Declaring took { $span }. What made it hard to declare sooner?
debrief-try-update = { $span } passed without an update. What made it hard to stop and tell people?
debrief-try-silence = From { $at }, people waited { $span } for word. What made it hard to write during that time?
debrief-try-number = No update put a number on the impact. What made it hard to say how many?
debrief-try-sooner = { $order } worked, but came { $span } in. What would you have needed to contain it before knowing the cause?
debrief-try-hints = You took { $count } hints. Where you first got stuck, what would have got you moving?
debrief-try-countermeasures = No countermeasures were named. What made it hard to think about them right after?

debrief-verdict-helped = helped
debrief-verdict-either = either would have done
debrief-verdict-put-back = put back as it was
debrief-verdict-hurt = hurt
debrief-verdict-no-effect = no visible effect
debrief-verdict-failed = failed
debrief-verdict-refused = not possible
debrief-order-without-more = Without it, { $count } more requests would have failed or been slow by the end of the night.
debrief-order-without-heavier = Without it, { $count } fewer requests would have failed or been slow, but those that did would have weighed { $weight } more (a failed one counts as 1, a slow one as a half, each times the weight of its journey).
debrief-order-overlap = Another order did much of the same work. Given alone, this one would have spared { $alone } requests.
debrief-order-without-either = Without it alone, the night would have been the same, because another order did the same work. Given alone, it would have spared { $alone } requests.
debrief-order-without-less = Without it, { $count } fewer requests would have failed or been slow by the end of the night.
debrief-order-without-lighter = Without it, { $count } more requests would have failed or been slow, but they would have weighed { $weight } less (a failed one counts as 1, a slow one as a half, each times the weight of its journey).
debrief-order-shown-minutes = Figures: without it → with it, in the same minutes after it was in effect.
debrief-order-shown-night = Figures: without it → with it, from when it was given to the end of the night.
debrief-order-without-same = Without it, the night would have been the same for users.
debrief-order-when = given { $given }, done { $done }
debrief-order-failure = Why: { $why }
debrief-order-chart = Failed or slow before and after
debrief-orders-note = Each order is judged by living the same night again with only that order left out: same users, same luck. The figures are of the journey in which it made most difference: two minutes before it was given and three after it was in effect. Where those show something else, because the trouble or another order moved them, the night with it stands beside the night without it.
debrief-reading-bad = { $journey }: failed or slow
debrief-reading-errors = Errors
debrief-reading-goodput = Goodput
debrief-reading-p95 = p95

debrief-column-time = Time
debrief-column-hypothesis = Hypothesis
debrief-column-seen = Seen by then
debrief-column-was = Turned out
debrief-column-look = Telling look
debrief-column-first-seen = First taken
debrief-column-update = What you said
debrief-column-promise = Next one promised
debrief-subtitle-evidence = Where the cause shows
debrief-evidence-unseen = not taken
debrief-belief-looks =
    { $count ->
        [0] no look at it
        [one] one look at it
       *[other] { $count } looks at it
    }
debrief-belief-right = points at the right place
debrief-belief-refuted = dropped by yourself
debrief-belief-other = was not the cause
debrief-promise-kept = within { $span }: kept
debrief-promise-broken = within { $span }: did not come
debrief-promise-open = within { $span }
debrief-talk-silence = The longest silence lasted { $span }, from { $at }. Rule of thumb: first update within ten minutes, then every twenty.

debrief-subtitle-ways = Ways out
debrief-subtitle-traps = Traps
debrief-road-taken = { $road } (you went this way)
debrief-subtitle-named = Yours
debrief-subtitle-others = Others worth considering
debrief-countermeasure-named = { $known } ← “{ $words }”
debrief-countermeasure-own = “{ $words }”

debrief-line-look = Looked at { $looks }
debrief-line-order = Ordered: { $order }
debrief-line-refused = Not possible: { $order }
debrief-line-done = Done: { $order }
debrief-line-failed = Failed: { $order } ({ $why })
debrief-line-declared = Declared an incident
debrief-line-declared-severity = Declared an incident, SEV{ $level }
debrief-line-severity = Severity set to SEV{ $level }
debrief-line-update = Update: “{ $text }”
debrief-line-hypothesis = Hypothesis: “{ $text }”
debrief-line-refuted = Dropped: “{ $text }”
debrief-line-note = Note: “{ $text }”
debrief-line-countermeasure = Countermeasure: “{ $text }”
debrief-line-resolved = Called it resolved; it was
debrief-line-resolved-early = Called it resolved; it was not yet
debrief-line-watched = The game master saw that it holds
debrief-line-heard = { $who }: “{ $text }”
debrief-line-verified = Watched until it had held for long enough
debrief-line-false-alarm-burning = Called it a false alarm while users were being hit
debrief-line-false-alarm = Closed as a false alarm
debrief-line-hint = Took hint { $step }
debrief-line-asked = Asked { $who }
debrief-line-page = Page: { $rule } ({ $subject })
debrief-line-alert = Alert: { $rule } ({ $subject })
debrief-line-change = Change: { $what } ({ $who })
debrief-line-well = Service back within bounds

debrief-next-skill = The next drill will train this: { $skill }. Difficulty around { $difficulty }.
debrief-next-drill = Next: hikeshi drill { $id } (level { $difficulty })
debrief-next-drill-skill = Next, to practise "{ $skill }": hikeshi drill { $id } (level { $difficulty })
debrief-next-harder = No weak spot stands out; the next drill will be a little harder. Difficulty around { $difficulty }.
debrief-next-same = The next drill will be about as hard. Difficulty around { $difficulty }.
debrief-next-easier = The next drill will be a little easier, to find your feet. Difficulty around { $difficulty }.

# What if. Shares are changes of the failed or slow requests of this play, all of them.
debrief-section-what-if = What if
debrief-column-what-if = What is different
debrief-column-lost = Failed or slow
debrief-column-lucks = With other luck
debrief-column-seen-then = What you had looked at by then
what-if-left-out = Without { $order } at { $at }
what-if-moved = { $order } at { $to } instead of { $at }
what-if-instead = { $other } instead of { $order } at { $at }
what-if-moved-without = { $order } at { $to } instead of { $at }, and without { $dropped }
what-if-instead-without = { $other } instead of { $order } at { $at }, and then without { $dropped }
what-if-nobody = Nobody acts
what-if-also = { $order } at { $at }
what-if-also-without = { $order } at { $at }, and then without { $dropped }
what-if-lost = { $bad } ({ $share })
what-if-times = about { $n }×
what-if-lucks = { $mean } on average ({ $low } to { $high }, { $lucks } lucks)
what-if-nothing-seen = nothing yet
what-if-none = No other course was found that would clearly have changed what users lost.
what-if-none-then = Better was possible, as the best plan above shows. Of what could be known at the time, nothing else would clearly have changed what users lost.
what-if-unseen = You had not looked at anything that shows the cause, so no other course is held against you. What would have been possible is the best plan above.
what-if-note = Shares are of the requests that failed or were slow in this play, all of them as counted at the top. The range holds the average with 95 % certainty. The same night is lived again and again with other luck of its users. Nothing counts as possible before what shows the cause had been looked at.

# The outage that it was made of.
debrief-remembered = This drill was made of an outage that the world remembers: { $who }, { $date }.
debrief-remembered-note = The times are those of the public account ({ $zone }). Numbers, names and people of the drill are our own.
debrief-remembered-mark = Mark
debrief-remembered-clock = Clock
debrief-remembered-after = From the start
debrief-remembered-start = Users began to be hit
debrief-remembered-detected = Noticed
debrief-remembered-mitigated = The worst was over
debrief-remembered-resolved = All well
