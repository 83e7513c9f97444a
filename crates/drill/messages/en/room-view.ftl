# What the room proposes to people; it orders nobody. Keys are the room crate's.

suggest-seat = Nobody is { $role }. { $person } could be.
suggest-seat-pair = Nobody is { $role }. { $person } has never been: a good time, with { $with } beside them.
suggest-task = Task { $task }, "{ $text }", has nobody. { $person } could take it.
suggest-task-pair = Task { $task }, "{ $text }", has nobody. { $person } could take it, with { $with } beside them.

# What only the commander sees. Each kind can be switched off.

nudge-hands-on = You have been looking and ordering yourself. Hand some of it over?
nudge-no-deputy = { $count } people report to you. Name a deputy?
nudge-update-soon = The next word to { $audience } is promised for { $at }.
nudge-update-late = Word to { $audience } was promised for { $at }. A short one will do.
nudge-line-silent = Line { $line }, "{ $title }" ({ $owner }), has been silent for { $minutes } minutes. Ask how it goes?
nudge-size-unsaid = { $minutes } minutes since declaring, and nobody has said how big it is. Who is hurt, and how many?
nudge-nobody-told = { $minutes } minutes since declaring, and nobody outside has been told.
nudge-task-back = Task { $task }, "{ $text }" ({ $owner }), has come back to you.
nudge-proposal-stands = Nobody has objected to { $decision }, "{ $text }". Record it as decided?
nudge-unverified = It was called stable { $minutes } minutes ago. Has anybody looked whether it holds?
nudge-one-belief = Everybody follows { $hypothesis }, "{ $text }". Have one person look for what speaks against it?

# What a person is offered. They may say no, and nobody else sees it.

care-breath = One breath. Thirty seconds are enough.
care-breath-coffee = something to drink within reach
care-breath-tabs = close the tabs that do not matter
care-breath-alert = read the alert aloud
care-relief = You have been here for { $hours } hours. Let somebody take over?
care-relief-at-night = It is night and you have been here for { $hours } hours. Let somebody who is awake take over?
care-pair =
    { $with ->
        [none] You are alone on line { $line }, "{ $title }". Call somebody in?
       *[other] You are alone on line { $line }, "{ $title }". Ask { $with } to join you?
    }

# A post-mortem names people by the role they held at that moment; who has none is called this.

subject-outside = outside the room
