# The text of hikeshi --help. A key is help-COMMAND-ARGUMENT.

help-heading-usage = Usage:
help-heading-commands = Commands
help-heading-options = Options
help-heading-given = Arguments
help-value-command = COMMAND
help-help = Show this help
help-version = Show the version
help-lang = Language (ja or en); the locale decides if nothing is said

help-hikeshi =
    hikeshi: practise outages before they happen. A service on fire, you alone, ten minutes.

    You are on call. A web service has just gone down.
    Find the cause, weigh the impact, put it right, and say what should change.
help-hikeshi-after =
    More about a command: hikeshi help COMMAND

    To begin:
      hikeshi drill first-fire      a first fire; when the pager rings, type what you think
        how many users are hit?     in English or Japanese, in your own words
        show me the checkout logs   look: logs, metrics, traces, changes, alerts, topology…
        declare sev2                declare, tell people, state what you believe
        roll back checkout          act: roll back, restart, scale, flags, settings…
        kubectl rollout undo deploy/checkout    what your fingers know works too
        hint                        when you are stuck (it costs points)
        /end                        finish and read the debrief
      The clock moves only when you act. Think as long as you like.
      Leave with Ctrl-C whenever you must: the drill is kept. Go on: hikeshi drill --resume

    Plays are kept in HIKESHI_DATA, or else in your data directory.
    People call you by HIKESHI_NAME, or else by your login name.
    Exit codes: 0 fine, 1 failed, 2 wrong arguments, 130 interrupted, 141 output closed
help-drill = Start a drill; without a scenario, a surprise
help-drill-scenario = A scenario's id, or the path of a file
help-drill-seed = The same number is the same night: names, hour, load and every draw
help-drill-plain = Line by line instead of the full screen (Ctrl-D leaves, the drill is kept)
help-drill-script = Read what you say from a file (one sentence a line, # is a comment)
help-drill-json = Print only the debrief, as JSON, on standard output
help-drill-clock = How time passes: turn (when you act), real, or x10 (ten times as fast)
help-drill-resume = Go on with the drill that was left
help-drill-no-model = Use no language model, even if one is configured
help-drill-improvise = Make a drill up from a line ("a shop, payments are external, Friday sale"); without one, from nothing
help-ai = Language models (optional): the game master's mouth and ear
help-ai-after =
    Configured by the environment, or by the same names in ai.env in the configuration folder (HIKESHI_CONFIG).
    HIKESHI_AI_MODEL is enough to begin with.
      HIKESHI_AI_PROVIDER   openai (and all that speak like it), anthropic, gemini; else told from the model's name
      HIKESHI_AI_URL        such as http://127.0.0.1:11434/v1/ (Ollama, vLLM, llama.cpp, Azure…)
      HIKESHI_AI_KEY        else OPENAI_API_KEY, ANTHROPIC_API_KEY or GEMINI_API_KEY
      HIKESHI_AI_VOICE      dry, vivid (with the night around the facts) or terse (like a pager)
      HIKESHI_AI_DEADLINE   how long the first word is waited for [ms]; then the template speaks (2000)
      HIKESHI_AI_TOKENS_PER_DRILL, HIKESHI_AI_TOKENS_PER_DAY   tokens that may be used
      HIKESHI_AI_PRICE_IN, HIKESHI_AI_PRICE_OUT   price of a million tokens, so that check can show the cost
      HIKESHI_AI_HIDE       regular expressions of what must not leave
    A model only words what happens; it is told neither cause nor answer, and whatever it says otherwise is not shown.
help-ai-check = Show what is configured, make one small call: latency, tokens, cost
help-ai-models = The models that the provider has
help-ai-redteam = Thousands of attacking sentences against a hostile model: counts leaks, ungrounded numbers, orders nobody gave
help-ai-redteam-turns = How many sentences
help-ai-redteam-seed = The same number is the same run
help-ai-redteam-json = As JSON
help-ai-redteam-turns-from = Sentences from a file of your own, one a line
help-ai-redteam-configured = Against the configured model instead of the stub that comes along
help-ai-understand = Compare a model's hearing with the rules on a file of utterances
help-ai-understand-file = One a line: what is said, a tab, what it means
help-ai-understand-json = As JSON
help-ai-log = What was sent for a drill or a room (redacted), and what came back
help-ai-log-room = The name of a play's file without its ending, or a room's
help-ai-log-json = As JSON, one a line
help-debrief = Prove the last drill's debrief: the best plan, and what if
help-debrief-json = The debrief as JSON
help-history = Your plays so far, their points, and where their debriefs lie
help-history-json = As JSON
help-scenario = Find, write and check scenarios
help-scenario-list = All of them
help-scenario-list-json = As JSON
help-scenario-show = What it is about (never the cause)
help-scenario-show-scenario = A scenario's id or title, or the path of a file
help-scenario-check = Every mistake in a file, with line and column
help-scenario-check-files = Files to check
help-scenario-new = Write a commented template
help-scenario-new-file = The file to write
help-serve = Serve rooms to a team: real incidents, in any browser
help-serve-listen = Where to listen; on this machine alone, people come in by their name
help-serve-database-url = A file, or postgres://…; else DATABASE_URL, else rooms.db in the data directory
help-join = Join a room in this terminal, on this machine's server or elsewhere; reads a pipe too
help-join-url = The address of a room or of a server, as the browser shows it; else HIKESHI_URL, else this machine's
help-join-token = What lets you in elsewhere; else HIKESHI_TOKEN. On this machine your name does
help-join-plain = Without editing: one line after the other, for screen readers and slow connections
help-invite = Make an invitation link for a server that is not on this machine alone
help-invite-part = What those invited are: admin, member or guest
help-invite-people = How many people may use it
help-invite-database-url = The server's database
help-token = Make a token that lets a program in as somebody, within limits
help-token-person = As whom: their name, or the id behind their @
help-token-may = What it may: read, talk, act or admin, each more than the one before; never more than its person
help-token-label = What it is for, in a few words
help-token-days = It ends by itself after so many days (at most 400)
help-token-database-url = The server's database
help-token-list = All tokens that have not ended
help-token-list-database-url = The server's database
help-token-end = End a token
help-token-end-id = Its id, as `hikeshi token list` shows it
help-token-end-database-url = The server's database
help-openapi = Print the OpenAPI document of a server's API
help-verify = Fold every room from zero and compare: is anything missing, doubled, out of order?
help-verify-mend = Write rows anew that do not say what their log says
help-verify-database-url = The server's database
help-export = One room's log as JSON Lines, on standard output
help-export-room = The room's name, as in its link
help-export-database-url = The server's database
help-import = Read one room's log in; prints the new room's name
help-import-file = What export has written
help-import-database-url = The server's database
help-backup = Copy all of a server into a file: rooms, people, and what lets them in (secrets only as their hashes)
help-backup-file = The file to write; it must not be there
help-backup-database-url = The server's database
help-restore = Read such a copy into an empty database, of either kind
help-restore-file = What backup has written
help-restore-cut-short = Also read in what there is of a copy without its last line
help-restore-database-url = The database to fill
help-world = Run a world without people
help-world-run = Run a scenario's world and print its counts, speed and hash
help-world-run-scenario = A scenario's id, or the path of a file
help-world-run-seed = The same number is the same world
help-world-run-lasts = How long (like 90s, 20m, 1h30m)
help-world-run-at = Give an order at a time, as in a drill (like --at 20m "rollback checkout"); repeatable
help-world-run-csv = Write metrics, logs and spans into this folder as CSV, as root-cause tools read them
help-world-run-json = As JSON
