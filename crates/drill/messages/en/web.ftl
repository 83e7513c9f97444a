# The words of the web's pages.

web-skip = To the content
web-leave = Sign out
web-back = Back
web-clock = clock
web-no-page = There is no such page.
web-no-page-next = Choose from the list of rooms.
web-no-room = There is no such room.
web-no-room-next = See the list of rooms, or ask whoever sent you the link.
web-ours = Our side failed. Your order is safe to repeat. ({ $why })
web-repeat = Send it again; it counts once.
web-door = Who are you?
web-door-name = What people call you
web-door-enter = Come in
web-door-invite = Come in by an invitation link; an administrator makes one with "hikeshi invite".
web-door-invite-gone = This invitation does not stand any more. Ask for a new one.
web-door-taken = Somebody is called that already. Choose another name.
web-door-name-wrong = A name has 1 to 40 letters or digits.
web-rooms = Rooms
web-rooms-open = Under way
web-rooms-closed = Over
web-rooms-none = No room is open now.
web-open-title = Is something wrong?
web-open-what = What is happening, in a few words
web-open-example = Payments fail
web-open = Open a room
web-severity = Severity
web-severity-later = Decide later
web-drill = drill
web-now = How it stands
web-onward = How it goes on
web-arc = How far it has come
web-declare = Declare an incident
web-nobody-commands = Nobody commands yet
web-take-command = Take command
web-could-take = What could be taken now
web-nothing-to-take = No seat and no task is waiting for somebody.
web-ask-for-work = My hands are free
web-offer = { $role }: offered by { $from } to { $to }
web-lines = Lines of investigation
web-lines-none = None yet.
web-no-finding = nothing found yet
web-beliefs = Hypotheses
web-belief-open = open
web-decisions = Proposals
web-objections = objections
web-decide = Record as decided
web-tasks = Tasks
web-tasks-none = None yet.
web-task-declined = nobody ({ $who } cannot)
web-line-last = last entry
web-due = by { $at }
web-back-to-commander = back with the commander
web-acknowledged = acknowledged
web-not-acknowledged = not acknowledged
web-under-way = Under way
web-outside = People outside
web-last-update = Last told { $at }
web-no-update = nobody has been told
web-promised = promised for { $at }
web-waiting = somebody has been waiting since { $at }
web-people = People here
web-asks = asks for work
web-free = free
web-silent = silent since { $at }
web-mine = For you
web-offered = You are asked to take: { $role }.
web-accept = Accept
web-task-ok = I do it
web-task-done = It is done
web-done = done
web-whisper = For you as the commander alone
web-flow = Flow
web-flow-all = back to all of it
web-flow-older = See what was before
web-unfold = The board: lines, tasks, people, charts
web-say = Talk, or / for an order
web-say-hint = Plain words are talk; what begins with / is an order. The / key brings you here.
web-send = Send
web-help = How orders are written
web-lost = The connection is lost; trying again. What you wrote stays.
heard-said = Kept as talk. Shall it be an order too?
web-unsent = Connected again. What you wrote has not been sent yet; send it again, it counts once.

failure-no-address =
    "{ $url }" is no database.
    Next: the path of a file, or postgres://user@host/database.
failure-database =
    The database { $address } does not answer: { $why }
    Next: see whether it runs and lets this machine in; nothing that was acknowledged is lost.
failure-listen =
    Nobody can listen at { $address }: { $why }
    Next: choose another with --listen 127.0.0.1:PORT.
failure-no-part =
    Nobody can be invited as "{ $name }".
    Next: admin, member or guest.

web-game-master = game master
web-pager = pager
web-yes = Yes
web-no = No
web-panels = panels
web-place = Your seat
web-seats = Seats
web-seat-take = Sit here
web-briefing = What only you know:
web-chair-yours = The game master's chair
web-truth = The truth (only you see it)
web-ways-out = Ways out
web-traps = Traps
web-injects = What people can be made to say
web-inject-said = said
web-speak-as = Speak as
web-speak-what = What they say
web-lose-time = Let 5 minutes be lost
web-hints-hold = Hold hints back
web-hints-give = Give hints
web-chair-leave = Leave the chair
web-chair-held = { $who } sits in the game master's chair.
web-chair-take = Lead the game
web-chair-warning = You see the truth, have people speak, let time be lost, and hold hints back. Whoever has seen it cannot take part in this drill any more.
web-chair-sit = Sit down
web-come-in = Come into this room
web-drill-begin = Begin a drill
web-drill-which = Scenario
web-drill-minutes = about { $n } min
web-drill-pace = Speed of the clock
web-drill-real = real time
web-drill-open = Begin
web-drill-share = Send the room's link to whoever shall join; one person is enough, and nothing needs preparing.
web-drill-pause = Pause
web-drill-paused = paused
web-drill-review = what should change?
web-drill-over = over
web-drill-end = End the drill
web-drill-end-sure = It ends for everybody in the room, and the clock does not go back.
web-drill-end-yes = End it for everybody
web-drill-debrief = Read the debrief
web-after-room = Back to the room
web-after-list = All rooms
web-after-next = Your next drill
web-after-next-one = { $title } (difficulty { $difficulty }, about { $minutes } minutes)
web-after-begin = Begin this drill
web-after-proving = What would have happened otherwise is being computed ({ $step } of 2, { $percent } %). When it is done it joins this page by itself; there is no need to reload.
web-no-scenario = There is no such scenario.
web-no-scenario-next = Choose one from the list on the first page.
web-no-table = The drill of this room cannot be played on here.
web-no-table-next = It was begun by another version of hikeshi, or only its log was read in. It can be read; begin a new drill to play.
web-not-over = The drill is not over yet.
web-not-over-next = When it is, its debrief stands here.
web-guest-no = Guests cannot do that.
web-guest-no-next = To take part, ask an admin for an invitation.

table-paused = { $who } has stopped the clock.
table-paced = { $who } has set the clock to ×{ $times }.

serve-listens =
    Rooms are open at { $url }
    Kept in { $database }. Ctrl-C closes; nothing is lost.
serve-first-invite =
    Nobody has come in yet. The first administrator comes in here (once, within a week):
    { $link }
serve-few-seats =
    At most { $seats } connections at once: the system lets this program open { $files } files. For more,
    raise the hard limit before it starts (`ulimit -Hn`; under systemd `LimitNOFILE=`).
serve-full = Every connection that this server may hold is taken. Nothing was done; come again in a few seconds.
serve-invite =
    Behind the server's address, within a week: { $path }

verify-found =
    { $rooms } rooms, { $entries } entries: { $missing } missing, { $doubled } doubled, { $disordered } out of order
    { $stale } rows of the list { $mended ->
        [yes] mended
       *[no] stale (--mend writes them anew)
    }
backup-done = { $rooms } rooms, { $entries } entries copied
restore-done = { $rooms } rooms, { $entries } entries restored
restore-let-in = Whoever was let in when the copy was made is in again, programs too: let go once more whom you have let go since.
restore-cut-short = The copy has no last line: what came after is missing, perhaps also who may come in. `hikeshi verify` checks what there is.

failure-unsound =
    Logs with trouble: { $rooms }
    Next: export them, restore the last backup beside, and compare; a log is never mended by itself.
failure-no-room =
    There is no room "{ $room }".
    Next: its name is the last part of its link.
failure-no-copy =
    { $path }: line { $line } is none of a copy: { $why }
    Next: give a file that `hikeshi export` or `hikeshi backup` has written. Nothing was read in.
failure-cut-short =
    { $path } ends after line { $lines } without its last line: it was cut short, or an older version wrote it.
    Next: take another copy. Or read in what there is: `hikeshi restore --cut-short { $path }`. Nothing was read in.
failure-not-empty =
    { $address } is not empty.
    Next: give an empty database; nothing was written.
web-voice-off = Without the AI voice
web-voice-on = With the AI voice
