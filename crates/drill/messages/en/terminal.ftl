# What the program's screen and commands say. The words inside a drill are elsewhere.

player-unnamed = colleague

left =
    The drill is kept. Go on: hikeshi drill --resume
    Record: { $path }

resumed-ended = That drill had ended already. Nothing more is taken; this is its debrief.
history-empty = No plays yet. The first one: hikeshi drill
history-when = began
history-scenario = scenario
history-seed = seed
history-state = state
history-said = said
history-grades = Points of 100: { $grades }
history-debrief = Debrief: { $path } (and .html)
history-ended = ended
history-open = open
history-left = left at once
history-resume = Go on with the newest open one: hikeshi drill --resume

list-minutes = about { $n } min
list-difficulty = level
list-time = takes
list-takes = { $n } min
list-played = plays best
list-id = id
list-title = title
list-times = { $n }×
list-class = kind
list-recommended = > Take next: hikeshi drill { $id } ({ $why })
list-why-first = short and easy, to begin with
list-why-trains = trains "{ $skill }", the weakest point of your last one
list-why-level = as hard as your last score asks for
list-unmeasured = o: as its author sees it; *: as measured by having crews play it.
list-class-change = change
list-class-time = time
list-class-data = data
list-class-resource = resource
list-class-load = load
list-class-network = network
list-class-platform = platform
list-class-dependency = dependency
list-class-observability = monitoring
list-class-human = human
list-class-compound = compound
list-class-none = no fault
list-list-next = Play one: hikeshi drill ID    Be surprised: hikeshi drill
list-show-next = Play it: hikeshi drill { $name }
list-good = { $file }: nothing wrong ({ $id })
list-new =
    { $file } is written.
    Check it: hikeshi scenario check { $file }
    Try it: hikeshi drill { $file }

world-no-time = "{ $text }" is no time. Write it like 90s, 20m or 1h30m
world-after-the-end = the world ends before { $at } (--for { $lasts }). Make --for longer, or give the order earlier
world-order-begun = { $at }  { $order }  accepted, takes { $takes }
world-order-refused = { $at }  { $order }  refused: { $said }

failure-unknown-scenario =
    There is no scenario called "{ $name }".
    See them all: hikeshi scenario list
failure-unknown-scenario-near =
    There is no scenario called "{ $name }". Near: { $near }
    See them all: hikeshi scenario list
failure-unreadable =
    Cannot read { $path }: { $why }.
    Check the path and its permissions.
failure-not-text =
    { $path } is not UTF-8 text.
    Save it as UTF-8 and try again.
failure-mistaken =
    { $file } has { $n ->
        [one] one mistake
       *[other] { $n } mistakes
    }.
    { $list }
failure-unplayable =
    { $file } reads well, but { $n ->
        [one] one thing keeps
       *[other] { $n } things keep
    } it from being a drill.{ $list }
failure-no-scenarios =
    There is no scenario to play.
    From a file: hikeshi drill FILE    A template: hikeshi scenario new FILE
failure-no-data-folder =
    Nowhere to keep plays: the system names no home directory.
    Set HIKESHI_DATA to a folder.
failure-data-folder =
    Cannot keep plays in { $path }: { $why }.
    Set HIKESHI_DATA to a folder that takes files, or check permissions and free space.
failure-unkept =
    Could not write this turn to { $path }: { $why }.
    The turn was not taken; everything before it is safe. Make room and say it again.
    You can also leave now and go on later: hikeshi drill --resume
failure-broken-play =
    { $path } cannot be read from line { $line } on: the record is damaged.
    Move that file away; all other plays stay usable.
failure-nothing-ended =
    No drill has come to its end yet.
    Play one: hikeshi drill
failure-nothing-to-resume =
    No drill was left unfinished.
    Start one: hikeshi drill
failure-in-use =
    This drill is open in another terminal: { $path }
    Close it there, then try again.
failure-scenario-changed =
    The scenario { $scenario } has changed since, so the play cannot go on as it was.
    The same night from the start: hikeshi drill { $scenario } --seed { $seed }
failure-version-changed =
    That play was made by hikeshi { $version } and cannot go on in this version.
    The same night from the start: hikeshi drill { $scenario } --seed { $seed }
failure-debrief-unkept =
    Could not save the debrief to { $path }: { $why }.
    Make room, then hikeshi drill --resume shows it again.
failure-scenario-ending =
    { $path } lacks its ending .yaml: nothing is written.
    Type: hikeshi scenario new { $near }
failure-scenario-name =
    A scenario cannot be called { $path }: nothing is written.
    Lower-case letters, digits and hyphens make a name: hikeshi scenario new { $near }
failure-file-exists =
    { $path } exists already and is not written over.
    Choose another name.
failure-unwritable =
    Cannot write { $path }: { $why }.
    Choose a place that takes files.
failure-flawed =
    The system in this scenario has flaws.
    { $list }
    Check it: hikeshi scenario check FILE
failure-order =
    --at "{ $line }" cannot be done: { $why }
    Like this: --at 20m "rollback checkout"
    How to use it: hikeshi world run --help
failure-output =
    Cannot write to standard output: { $why }.
    Check free space and permissions of where it goes.
failure-terminal =
    This terminal cannot show the full screen: { $why }.
    Play line by line: hikeshi drill --plain

reason-full = no space left on the disk
reason-denied = permission denied
reason-read-only = it is read-only
reason-not-found = it does not exist
reason-folder = it is a folder
reason-no-folder = a file of that name is in the way

mistyped-flag = There is no option { $flag }.
mistyped-command = There is no command { $command }.
mistyped-no-value = { $flag } needs a value.
mistyped-value = { $flag } does not take "{ $value }".
mistyped-missing = Missing: { $what }
mistyped-no-command = A command must follow.
mistyped-conflict = { $one } and { $other } do not go together.
mistyped-count = { $flag } has the wrong number of values.
mistyped-bytes = An argument is not readable as text. Use UTF-8.
mistyped-near = Did you mean: { $near }
mistyped-known = It takes: { $known }
mistyped-extra = One word too many: { $what }
mistyped-twice = { $flag } can be given only once.
mistyped-takes-span = a length of time, like 90s, 20m or 1h30m
mistyped-takes-number = a whole number, from 0 on
mistyped-see = How to use it: { $command } --help

kept =
    Saved:
    { $paths }
kept-next = What if you had acted otherwise? hikeshi debrief

screen-name = hikeshi
screen-impact = Impact so far
screen-no-alerts = No alert is firing
screen-alerts = { $n } firing
screen-under-way = Under way
screen-left = { $span } left
screen-normal = normal { $value }
screen-speaker = { $time } { $who } ({ $role })
screen-speaker-alone = { $time } { $who }
screen-busy = …
screen-below = { $n ->
    [one] ↓ { $n } more line (PgDn, or Enter for the newest)
   *[other] ↓ { $n } more lines (PgDn, or Enter for the newest)
}
screen-news = ↓ { $news }  (Enter for the newest)
screen-debriefing = Writing the debrief…
screen-ended = Read with PgUp/PgDn    Enter to finish
screen-keys = ? help  Tab complete  ↑↓ history  PgUp/PgDn  F2 panels  Ctrl-C leave (kept)
screen-keys-short = ? help   F2 panels   Ctrl-C leave
screen-too-small = too small
screen-help =
    Type what you think, then Enter.
      Look    how many users? / checkout logs / what changed? / alerts / traces
      Act     roll back checkout / restart it / scale to 6 / turn the flag off
      Tell    declare sev2 / update: … / I think it is the … / it is fixed
      Game    wait 5 minutes / hint (costs points) / /end for the debrief
      kubectl and psql as you would type them work too.

    Keys
      Enter send   ↑↓ history   Tab complete a name   Esc clear the line
      Ctrl-A/E start, end   Ctrl-U/K cut before, behind   Ctrl-W cut a word
      PgUp/PgDn, wheel scroll (hold Shift to select text with the mouse)
      F1 or ? this page   F2 panels   Ctrl-C clear, then leave (--resume)

failure-inside =
    hikeshi stopped because of a mistake of its own. Everything up to here is kept.
    Go on: hikeshi drill --resume
proving-search = looking for the best plan ({ $n } courses lived)
proving-measure = measuring your night
proving-left = Left before it was done: the debrief and its points stay as they were. A search for the best plan that had come to its end is kept. Go on: hikeshi debrief
proved-moved =
    Proved: { $n ->
        [0] no what-if that mattered
        [one] 1 what-if
       *[other] { $n } what-ifs
    }; points changed: { $grades }
proved-same =
    Proved: { $n ->
        [0] no what-if that mattered
        [one] 1 what-if
       *[other] { $n } what-ifs
    }; no points changed
proved-brief = proved, see the end
proving-lucks = living the same night with other luck
