# What people say. 1 to 3 are ways of saying it.

cast-company-1 = Aoba Commerce
cast-company-2 = Minato Trading
cast-company-3 = Tsubame Stores
cast-site-1 = aoba.example
cast-site-2 = minato.example
cast-site-3 = tsubame.example
cast-present = { $name } ({ $role })

cast-manager-asks-1 = Where are we? What do I tell people upstairs?
cast-manager-asks-2 = What's going on? One sentence will do.
cast-manager-asks-3 = I see it too. How bad is it for customers, and any idea how long?
cast-manager-asks-again-1 = Still haven't heard anything. Just what you know.
cast-manager-asks-again-2 = I've got a director on the phone. When's the next update?
cast-manager-asks-again-3 = Not trying to rush you, but silence makes the phone ring more.
cast-manager-thanks-1 = That helps. I'll pass it on.
cast-manager-thanks-2 = Got it, I'll hold the line here. You keep going.
cast-manager-thanks-3 = Thanks. Keep them coming like that.
cast-support-counts-1 = { $n } tickets now. Mostly like this one: "{ $words }"
cast-support-counts-2 = We're at { $n } tickets. "{ $words }" What do I answer?
cast-support-counts-3 = Ticket number { $n }: "{ $words }" The canned reply won't hold much longer.
cast-support-counts-plain-1 = { $n } tickets so far.
cast-support-counts-plain-2 = { $n } tickets, still climbing.
cast-support-counts-plain-3 = { $n } in the queue. A line to send customers would help.
cast-support-relieved-1 = New tickets are slowing down.
cast-support-relieved-2 = It's getting quiet over here.
cast-support-relieved-3 = First "works again" just came in.
cast-busy-1 = Sorry, hands full right now. I'll write you in a bit.
cast-busy-2 = One moment, need to finish something first.
cast-busy-3 = Saw it. Give me a few minutes?
cast-knows-nothing-1 = Hm, nothing comes to mind.
cast-knows-nothing-2 = Not my part of the system, sorry.
cast-knows-nothing-3 = Haven't heard anything about that.
