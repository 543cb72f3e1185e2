### store
store-not-found = There is no pool at { $path }. Import a file to make one, or name another pool with --db.
store-newer = The pool { $path } was made by a newer daren (schema { $found }; this one reads up to { $known }). Update daren; nothing was changed.
store-not-a-pool = { $path } is not a daren pool. Name the right file with --db; this one was left as it is.
store-network-drive = The pool { $path } lies on a network drive ({ $kind }), where several writers can damage it. Keep it on a local disk and let people log in to that machine.
store-locked = Someone else has been writing to { $path } for more than a minute. Try again when they are done.
store-damaged = The pool { $path } is damaged: { $detail }. daren doctor says what can be saved; daren restore lists the copies there are.
store-disk-full = The disk that holds { $path } is full. Nothing was written; make room and try again.
store-permission = { $path } or its folder may not be read or written by you. Ask its owner for access, or name another pool with --db.
store-no-such-import = There is no import number { $import }. The list of imports shows the numbers.
store-already-undone = Import { $import } has been undone already.
store-later-import = Import { $import } cannot be undone yet: import { $later } ({ $path }) has since written to the same creators. Undo that one first.
store-worked-on = Import { $import } cannot be undone: { $n ->
    [one] { $n-shown } creator that only it brought carries
   *[other] { $n-shown } creators that only it brought carry
} tags, notes or list places that people have added. Remove those first.
store-no-such-creator = Creator number { $id } is not in the pool any more. Reload and choose again.
store-empty-name = A tag, list or note needs at least one visible character.
store-other = The pool { $path } could not be used: { $detail }. Run “daren doctor” to see more.
store-no-such-tag = There is no tag “{ $name }”.
store-no-such-list = There is no list “{ $name }”.
store-name-taken = There is one called “{ $name }” already. Choose another.
store-frozen = The list “{ $name }” is frozen: it stays as it was that day. Change the list it was taken from.
store-not-on-list = This creator is not on the list “{ $name }” any more.
store-note-changed = { $by } has changed this note since you opened it. Nothing was overwritten.
store-note-gone = { $by } has deleted this note since you opened it. What you wrote is kept here.
store-reason-changed = Somebody has given another reason since: “{ $theirs }”. Nothing was overwritten.
store-nothing-to-undo = There is nothing of yours left to take back.
store-nothing-to-redo = There is nothing to do again.
store-conflict = Not taken back: { $by ->
    [none] somebody
   *[other] { $by }
} has changed this since (the history shows what). The next u goes to the step before.
store-import-again = An import is done again by reading its file: { $path }.
