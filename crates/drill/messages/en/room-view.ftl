# What the room proposes to people; it orders nobody. Keys are the room crate's.

suggest-seat = Nobody is { $role }. { $person } could be.
suggest-seat-pair = Nobody is { $role }. { $person } has never been: a good time, with { $with } beside them.
suggest-task = Task { $task }, "{ $text }", has nobody. { $person } could take it.
suggest-task-pair = Task { $task }, "{ $text }", has nobody. { $person } could take it, with { $with } beside them.
