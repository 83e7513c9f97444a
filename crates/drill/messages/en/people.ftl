# The words of people, their tokens, and of letting them in and out.

people-title = People
people-me = You
people-part = As what
people-part-admin = administrator
people-part-member = member
people-part-guest = guest
people-gone = let go
people-may-read = read only
people-may-talk = read and talk
people-may-act = read, talk and act
people-may-admin = all of that, and let others in
people-tokens = Tokens for programs
people-tokens-what = A token lets a program in as you, and never to more than you may. Give it as little as it needs.
people-token-label = What it is for
people-token-may = What it may
people-token-make = Make a token
people-token-once = Copy it now: it is shown this once.
people-until = until { $day }
people-end = End
people-sessions = Where you are in
people-since = since { $at }
people-session-own = this browser
people-invite = Let somebody in
people-how-many = How many people
people-invite-make = Make an invitation
people-invite-wrong = An invitation is for 1 to 500 people, as administrators, members or guests.
people-link-once = Send this link; it is shown this once and stands for a week.
people-make = Make { $part }
people-let-go = Let go
people-last-admin = Nobody else could let people in. Make somebody else administrator first.
people-not-yours = Only administrators let people in and out.
people-not-yours-next = Ask one of them.

token-made =
    A token for { $person }, shown this once:
    { $token }
token-row = { $id }  { $person }  { $may }  until { $until }  { $label }
token-none = There are no tokens.
token-ended = { $id } is ended; a server that is running forgets it within five seconds.

failure-no-scope =
    A token cannot be for "{ $name }".
    Next: read, talk, act or admin.
failure-no-person =
    Nobody here is called "{ $name }".
    Next: a token is for somebody who has come in before; write their name or the id behind their @.
failure-no-token =
    There is no token { $id }.
    Next: hikeshi token list
failure-token-too-much =
    { $person } may "{ $most }" at most, and so may their tokens.
    Next: ask for less, or have an administrator change their part.
failure-token-too-many =
    { $person } has 50 tokens already.
    Next: end one that nobody uses: hikeshi token list
