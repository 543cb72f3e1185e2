## Copies of the pool, carrying it, and saving what can be read of a damaged one.

did-restore = pool brought back to the copy { $name }
store-exists = There is a file { $path } already. Choose another name.
store-not-empty = { $path } is not empty, and a whole pool can only go where there is nothing yet. Name a new file: daren --db NEW.db import FILE.
store-not-carried = { $path }, line { $line } is not what daren export writes ({ $detail }). Nothing has been taken in; export it again.
store-cut-off = { $path } ends in the middle: it was cut off on its way. Nothing has been taken in; copy it again.
cli-backup = Make a copy of the whole pool while people go on working, and check it
cli-arg-backup-file = Where to; without it into the folder NAME.backups beside the pool
cli-backup-empty = The pool is empty: there is nothing to copy yet.
cli-backed-up = Copied and checked: { $path } ({ $n ->
    [one] 1 creator
   *[other] { $n-shown } creators
}, { $size }). daren restore brings it back.
cli-backup-by-hand = by hand
cli-backup-before-import = before an import
cli-backup-before-upgrade = before an upgrade
cli-backup-before-restore = before a restore
cli-restore = The copies of the pool there are; with a number or a file, bring that one back
cli-arg-restore = Number of a copy in the list, or a file
cli-opt-restore-yes = Bring it back without asking
cli-restore-number = no.
cli-restore-at = made
cli-restore-why = why
cli-restore-size = size
cli-restore-file = file
cli-no-backups = There are no copies of { $path } yet. daren backup makes one; imports make them by themselves.
cli-no-backup = There is no copy { $which }. daren restore lists them; a path to a file works as well.
cli-ask-restore = Replace everything in the pool by { $path } ({ $n ->
    [one] 1 creator
   *[other] { $n-shown } creators
})? What is there now is kept as a copy. y/N
cli-restore-declined = Nothing has changed.
cli-restored = Brought back: { $path } ({ $n ->
    [one] 1 creator
   *[other] { $n-shown } creators
}). Whoever has the pool open sees it within a second.
cli-restore-kept = What was there before is kept: { $path }
cli-cannot-move = { $path } cannot be moved out of the way: { $why }
cli-export = Write native files (daren export collaborations samples), or with --all the whole pool, for daren import elsewhere
cli-arg-export-file = Names of native files: products, product_links, members, campaigns, collaborations, samples, contents, stage_moves, outreach, agreements, plans, plan_creators, buyers, costs, margins, orders; with --all where to (.jsonl, or .jsonl.gz to pack it; - for standard output), NAME-DATE.jsonl.gz here without it
cli-opt-export-all = Everything: creators, what every file said of them, tags, lists, notes, views, history
cli-export-all = Say what: --all for the whole pool, or names of native files (daren export collaborations). For a selection of creators there is daren list QUERY --format csv.
cli-exported = Written: { $path } ({ $size }): { $creators-shown } creators, { $observations-shown } observations, { $notes-shown } notes, { $changes-shown } changes. daren import takes it into a new pool.
cli-carried = Taken in whole into { $pool }: { $creators-shown } creators, { $observations-shown } observations, { $notes-shown } notes, { $changes-shown } changes.
cli-carried-alone = { $file } is a whole pool and is taken in alone, without other files or options.
cli-opt-rescue = Save what can be read of a damaged pool into a new file
cli-rescued = Saved into { $path }: { $creators-shown } creators, { $observations-shown } observations, { $notes-shown } notes, { $changes-shown } changes. The damaged file is as it was.
cli-rescued-whole = Everything could be read.
cli-rescue-lost = { $table }: { $gaps ->
    [0] no gap
    [one] unreadable in one place (by number: { $where })
   *[other] unreadable in { $gaps-shown } places (by number: { $where })
}{ $broken ->
    [0] { "" }
   *[other] , { $broken-shown } rows make no sense
}
cli-rescue-from-index = { $n ->
    [one] 1 handle was
   *[other] { $n-shown } handles were
} read from an index, in small letters.
cli-rescue-nameless = { $n ->
    [one] 1 creator has lost its handle and is
   *[other] { $n-shown } creators have lost their handles and are
} called lost:NUMBER; numbers, tags and notes are there. The next import of their files knows them again as new ones: merge them then.
cli-rescue-orphans = { $n ->
    [one] 1 row
   *[other] { $n-shown } rows
} belonged to something that is lost.
cli-doctor-backups = backups
cli-doctor-backups-of = { $n ->
    [one] 1 copy
   *[other] { $n-shown } copies
}, the newest of { $at } ({ $why })
cli-doctor-no-backups = none yet; daren backup makes one
cli-doctor-what-to-do = daren doctor --rescue NEW.db saves what can be read. { $backup ->
    [none] There is no copy to bring back.
   *[other] daren restore 1 brings back the copy of { $backup }.
}
import-no-backup = No copy was made before this import: { $why }
cli-allowed-count = a number from 0 to 1000
