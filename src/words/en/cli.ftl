### cli: what the command line says

## Help

cli-about = daren (达人, “creator”) shortlists creators for TikTok Shop and Douyin merchants, from the exports they have. Without a command it opens the tool.
cli-after =
    The files are found in this order: --db, DAREN_DB, the data folder; --config, DAREN_CONFIG, the settings folder.
    Status: 0 done, 1 failed, 2 used wrongly. “daren help COMMAND” says more about a command.
cli-head-usage = Usage:
cli-head-commands = Commands
cli-head-options = Options
cli-head-arguments = Arguments
cli-head-global = Options of every command

cli-import = Read creator exports (CSV, TSV, XLSX) into the pool
cli-imports = List the imports so far, or take one back
cli-imports-undo = Take an import back; without a number the newest
cli-list = List the creators a query leaves
cli-facets = Count creators by tier, category, region and so on, under a query
cli-show = Show everything known of one creator, with source and date
cli-demo = Open the tool on a private pool of invented creators
cli-template = Print the header and an example row of a file in daren’s own format
cli-doctor = Check the pool file, the settings and the terminal
cli-keys = Print all keys, and the fields of the query language
cli-completions = Print the completion script of a shell
cli-help = Print this help, or that of a command

cli-opt-db = Use this pool file
cli-opt-config = Use this settings file
cli-opt-lang = Language: en or zh
cli-opt-as = Name that stands beside your changes; otherwise the login name
cli-opt-ascii = Draw with ASCII characters only
cli-opt-help = Print help
cli-opt-version = Print the version

cli-arg-import-file = Exports to read, each by itself
cli-opt-dry-run = Say what would change, and change nothing
cli-opt-yes = Do it without asking; only a terminal is asked anyway
cli-opt-kind = What the file is, where its header does not say: creator_list, creator_data, fastmoss, chanmama, xingtu, kalodata, creators, mapped, or a native file such as orders or contents
cli-opt-period = The days the file covers, such as 2026-08-01..2026-08-31
cli-opt-currency = Currency of money without a sign, such as PHP
cli-opt-map = Take a field from a column, named by header, number or letter; repeat it for more
cli-opt-rejects = Write rejected rows to this file instead of FILE.rejects.csv
cli-opt-import-platform = Platform of rows that name none: tiktok, douyin, instagram, youtube, other
cli-opt-day-first = Read 05/10 as 5 October
cli-opt-newest = The file is newer than all that is known of its orders, also where it says that less was sent back
cli-opt-month-first = Read 05/10 as 10 May
cli-opt-format-text-json = text or json
cli-import-after =
    Examples:
      daren import Creator_List_20260801-20260831.xlsx
      daren import --map handle=name --platform douyin --yes creators.csv
    Rejected rows are written to a file that can be repaired and imported again; they do not make the status 1, a refused file does.

cli-arg-import-id = Number of the import, as “daren imports” shows it

cli-arg-query = Conditions, joined with AND; “daren keys” lists the fields
cli-opt-sort = Order, such as followers:desc,handle or -gmv
cli-opt-columns = Columns, such as handle,followers,gmv
cli-opt-limit = At most so many lines
cli-opt-count = Print only how many there are
cli-opt-format-list = table, csv, tsv, json or handles; table on a terminal, tsv in a pipe
cli-opt-raw = Leave cells as they are; otherwise CSV keeps spreadsheets from running them
cli-list-after =
    Examples:
      daren list tier:20k-100k 'cat:Beauty' -tag:blacklist --sort like:desc
      daren list 'goal:sales female>=60' --format handles
    CSV and JSON hold exact values: ratios as ratios (0.072), money with its currency.

cli-arg-handle = Handle, profile link or platform id
cli-opt-show-platform = Platform, where several creators have the handle
cli-opt-demo-path = Print where the demo pool is, for other commands with --db
cli-opt-reset = Make the demo pool anew
cli-opt-export = Write the demo files to this folder instead of opening the tool
cli-arg-template = Name of the file
cli-template-after = Names: { $names }
cli-opt-format-keys = text or markdown
cli-arg-shell = bash, elvish, fish, powershell or zsh
cli-arg-command = Command to explain

## Wrong usage

cli-usage-hint = See “daren --help”.
cli-usage-option = There is no option { $name }.
cli-usage-option-nearest = There is no option { $name }. Did you mean { $nearest }?
cli-usage-command = There is no command “{ $name }”.
cli-usage-command-nearest = There is no command “{ $name }”. Did you mean { $nearest }?
cli-usage-no-value = { $name } needs a value.
cli-usage-value = “{ $value }” cannot be used for { $name }.
cli-usage-period = “{ $value }” is no period. Write a month as 2026-10, or days as 2026-10-01..2026-10-31.
cli-usage-value-of = “{ $value }” cannot be used for { $name }; possible are { $allowed }.
cli-usage-conflict = { $name } cannot be used together with { $other }.
cli-usage-twice = { $name } can be given only once.
cli-usage-missing = { $name } is missing.
cli-usage-values = { $name } has too many or too few values.
cli-usage-other = The command line could not be read: { $detail }.

cli-no-column = There is no column “{ $name }”. Did you mean “{ $nearest }”?
cli-sort-way = “{ $part }” is not an order. Write { $part } with :desc or :asc behind the column, for example followers:desc.
cli-no-sort = Creators cannot be sorted by “{ $name }”. Sort by another column, for example handle.
cli-rejects-of-one = --rejects names one file, so it goes with one file to import. Leave it out to get FILE.rejects.csv for each.
cli-wrong-kind = “{ $value }” is not a kind of file. Kinds: creator_list, creator_data, fastmoss, chanmama, xingtu, kalodata, creators, mapped, or a native file such as orders or contents.
cli-wrong-period = “{ $value }” is not a period. Write 2026-08-01..2026-08-31, or one day.
cli-wrong-currency = “{ $value }” is not a currency. Write three letters, such as USD.
cli-wrong-map = “{ $value }” does not map a column. Write FIELD=COLUMN, for example --map handle=name.
cli-wrong-map-field-of = There is no field “{ $field }” to map to. Did you mean “{ $nearest }”? Fields: { $fields }.
cli-wrong-map-field-kind = “{ $field }” is no field of creators. If the file holds { $kind }, add --kind { $kind }.
cli-wrong-map-field = There is no field “{ $field }” to map to. Did you mean “{ $nearest }”?
cli-no-template = There is no file “{ $name }” in daren’s own format. Names: { $names }.

## Settings

cli-settings-unreadable = The settings { $file } cannot be read: { $detail }.
cli-settings-syntax = The settings { $file } are not TOML at line { $line }: { $detail }.
cli-settings-key = The settings { $file } hold an unknown key “{ $key }”. Did you mean “{ $nearest }”?
cli-settings-value = The settings { $file } say “{ $value }” for “{ $key }”; it takes { $allowed }.
cli-settings-binding = The settings { $file } bind a key wrongly: { $detail }
cli-allowed-lang = "en" or "zh"
cli-allowed-yes-no = true or false
cli-allowed-name = a name that is not empty
cli-allowed-percent = a percent number from 0, such as 10 or 12.5
cli-allowed-scheme = the name of a tier scheme: "s1", "s2", "s3" or one of your own under [schemes]
cli-allowed-bands = a new name and bands that rise from 0, such as mine = ["small:0", "mid:5k", "big:50k"]
cli-allowed-currency = a currency of three letters, such as "USD"
cli-allowed-rate = a rate above 0 in quotes, such as "0.0171"
cli-allowed-base = base = "USD" and how much of it one unit of each other currency is worth
cli-allowed-keys = a list of keys in quotes, such as ["space", "m"]

## Files and terminal

cli-no-home = No home folder is known. Name a pool with --db and settings with --config.
cli-cannot-write = The output could not be written: { $detail }.
cli-cannot-write-file = { $path } could not be written: { $detail }.
cli-no-terminal = The tool needs a terminal for input and output. Without one, use “daren list”, “daren facets”, “daren show” or “daren import”.
cli-dumb-terminal = This terminal cannot show screens (TERM is dumb or not set). Use “daren list”, “daren facets”, “daren show” or “daren import”, or set TERM.
cli-tool-ended = The tool had to end: { $detail }

## Listing

cli-col-currency = currency
cli-listed = { $n ->
    [one] { $n-shown } creator shown
   *[other] { $n-shown } creators shown
}; { $matched-shown } of { $total-shown } match.

## One creator

cli-no-such-creator = No creator in the pool goes by “{ $name }”. “daren list { $name }” searches names and notes too.
cli-several-creators = Several creators go by “{ $name }”, on { $platforms }. Say which with --platform.
cli-show-field = metric
cli-show-value = value
cli-show-benchmark = benchmark
cli-show-source = data from
cli-show-period = period

## Imports so far

cli-no-imports = Nothing has been imported yet.
cli-nothing-to-undo = There is no import to take back.
cli-ask-undo = Take back import { $id } ({ $file })? [y/N]
cli-undo-declined = Nothing was taken back.
cli-undone = Import { $id } ({ $file }) is taken back: { $n ->
    [one] { $n-shown } creator removed
   *[other] { $n-shown } creators removed
}, { $m ->
    [one] { $m-shown } row restored
   *[other] { $m-shown } rows restored
}.
cli-undone-rows = Import { $id } ({ $file }) is taken back: { $rows ->
    [one] { $rows-shown } row removed
   *[other] { $rows-shown } rows removed
}, { $m ->
    [one] { $m-shown } row restored
   *[other] { $m-shown } rows restored
}{ $n ->
    [0] { "" }
    [one] , { $n-shown } creator removed
   *[other] , { $n-shown } creators removed
}.
cli-imports-id = no.
cli-imports-at = when
cli-imports-by = by
cli-imports-period = period
cli-imports-created = new
cli-imports-updated = updated
cli-imports-file = file
cli-imports-undone = taken back

## Importing

cli-preview-kind = kind
cli-preview-encoding = encoding
cli-preview-header = header
cli-preview-period = period
cli-preview-currency = currency
cli-preview-platform = platform
cli-preview-mapped = read
cli-preview-unmapped = not read
cli-period-option = as you said
cli-period-filename = from the file’s name
cli-period-banner = from a line above the header
cli-period-import-date = the day of import: the file names none
cli-period-rows = rows with a date of their own keep it
cli-no-header = none
cli-header-at = line { $line }
cli-header-defined = line { $line }, definitions under it
cli-currency-unknown = not known; say it with --currency
cli-would = { $rows ->
    [one] { $rows-shown } row
   *[other] { $rows-shown } rows
}; { $what ->
    [rows] rows
   *[other] creators
}: { $created-shown } would be new, { $updated-shown } updated, { $unchanged-shown } unchanged.
cli-ask-import = Import it? [y/N]
cli-ask-day = [d] the day comes first, [m] the month:
cli-declined = Nothing was imported.
cli-report = { $file }: { $kind }, { $rows ->
    [one] { $rows-shown } row
   *[other] { $rows-shown } rows
}; { $what ->
    [rows] rows
   *[other] creators
}: { $created-shown } new, { $updated-shown } updated, { $unchanged-shown } unchanged.
cli-report-dry = { $file }: { $kind }, { $rows ->
    [one] { $rows-shown } row
   *[other] { $rows-shown } rows
}; { $what ->
    [rows] rows
   *[other] creators
}: { $created-shown } would be new, { $updated-shown } updated, { $unchanged-shown } unchanged. Nothing was written.
cli-report-declined = { $file }: not imported.
cli-repeated = { $n ->
    [one] { $n-shown } row repeats a creator of the file; the first one counts.
   *[other] { $n-shown } rows repeat creators of the file; the first of each counts.
}
cli-rejected = { $n ->
    [one] { $n-shown } row was rejected:
   *[other] { $n-shown } rows were rejected:
}
cli-reject = line { $line }, { $column }: “{ $value }”. { $reason }
cli-rejected-more = … and { $n-shown } more.
cli-rejects-in = They are in { $path }: repair them there and import that file.
cli-refused = { $file }: { $reason }
cli-refused-at = { $file }, line { $line }: { $reason }
cli-progress = { $file }: { $percent } %, { $n ->
    [one] { $n-shown } row
   *[other] { $n-shown } rows
}

import-refused-no-row = None of the { $n ->
    [one] { $n-shown } row
   *[other] { $n-shown } rows
} can be read as a creator, so this is probably another kind of file. The first, line { $line-shown }: { $column } “{ $value }”. { $reason }
import-rejects-over-input = The rejected rows would be written over the file they come from. Name another file with --rejects.
import-warn-duplicate-conflict = { $n ->
    [one] { $n-shown } repeated row disagrees
   *[other] { $n-shown } repeated rows disagree
} with the row before of the same creator; the first one counts.
import-warn-older-download = { $n ->
    [one] { $n-shown } line stays as the pool has it, which is further on (settled, refunded): the file looks older.
   *[other] { $n-shown } lines stay as the pool has them, which is further on (settled, refunded): the file looks older.
} Where it is the newer one, import it with --newest.
import-warn-fewer-creators = { $n ->
    [one] { $n-shown } creator
   *[other] { $n-shown } creators
}, over 5 % fewer than the { $before-shown } of the last file like it ({ $file }). The export may be incomplete.
import-warn-unread = { $n ->
    [one] { $n-shown } column was
   *[other] { $n-shown } columns were
} not read: { $columns }
import-warn-strangers = { $n ->
    [one] One creator was not in the pool and is a new one now: @{ $handle }.
   *[other] { $n-shown } creators were not in the pool and are new ones now: @{ $handle } …
} A slip in a handle would look like this.
import-warn-rejects-not-written = The rejected rows could not be written to a file: { $detail }.

## Demo

cli-demo-exported = { $n-shown } demo files are in { $folder }. Try: daren import { $folder }/*
cli-demo-making = Preparing the demo pool: file { $at } of { $of }

## Keys

cli-keys-fields = Fields of the query language
cli-keys-typed = typed
cli-keys-name = name
cli-keys-does = what it does
cli-word-goal = goal preset
cli-word-scheme = tier scheme
cli-word-has = is known
cli-word-no = is missing
cli-takes-value = one of its values, or several with commas: a,b
cli-takes-goal = brand or sales
cli-takes-scheme = s1, s2, s3 or your own
cli-takes-field = a field, e-mail, note, tag or list
cli-takes-percent = percent numbers: >=60, 5..10
cli-takes-money = money: >1000, >1000USD, 10..20
cli-takes-count = numbers: >=20000, 20k..100k, 2万
cli-takes-days = days: >30
cli-takes-score = 1 to 5: >=3.5

## Doctor

cli-doctor-version = version
cli-doctor-settings = settings
cli-doctor-member = member
cli-doctor-pool = pool
cli-doctor-file = file
cli-doctor-permissions = permissions
cli-doctor-file-system = file system
cli-doctor-integrity = integrity
cli-doctor-schema = schema
cli-doctor-engine = engine
cli-doctor-size = size
cli-doctor-counts = holds
cli-doctor-terminal = terminal
cli-doctor-colours = colours
cli-doctor-locale = locale
cli-doctor-well = All is well.
cli-doctor-wrong = { $n ->
    [one] { $n-shown } thing is wrong.
   *[other] { $n-shown } things are wrong.
}
cli-doctor-no-settings = none; { $path } would be read
cli-doctor-no-pool = { $path } is not there yet; the first import makes it
cli-doctor-sound = sound
cli-doctor-unsound = damaged: { $detail }. Go back to a copy.
cli-doctor-schema-of = { $found } (this program knows { $known })
cli-doctor-bytes = { $file } bytes, and { $log } in the log
cli-doctor-holds = { $creators ->
    [one] { $creators-shown } creator
   *[other] { $creators-shown } creators
 }, { $observations ->
    [one] { $observations-shown } observation
   *[other] { $observations-shown } observations
 }, { $imports ->
    [one] { $imports-shown } import
   *[other] { $imports-shown } imports
 }, { $changes ->
    [one] { $changes-shown } change
   *[other] { $changes-shown } changes
 }
cli-doctor-not-writable = { $files } may not be written by you ({ $mode }). Ask the owner for access; a team needs a shared group and umask 002.
cli-doctor-no-terminal = input or output is not a terminal (TERM={ $term })
cli-doctor-not-utf8 = “{ $locale }” is not UTF-8, so Chinese and other scripts may not be shown. Set LANG, for example to C.UTF-8.
## Tags, notes, lists, history

cli-tag = List the tags, or change them: on creators, or everywhere
cli-tag-add = Put a tag on creators
cli-tag-remove = Take a tag off creators
cli-tag-rename = Give a tag another name, everywhere
cli-tag-merge = Make one tag of two, everywhere
cli-tag-delete = Take a tag away, everywhere
cli-tag-to-group = Put a tag into a group; without a group into none
cli-tag-name = tag
cli-tag-group = group
cli-tag-creators = creators
cli-note = Add a note to a creator; without TEXT it is read from standard input
cli-note-add = Say “daren note add HANDLE TEXT”.
cli-lists = List the shortlists, or change them
cli-lists-show = Who is on a list, in its order, and why
cli-lists-add = Put creators on a list, which is made where there is none
cli-lists-remove = Take creators off a list
cli-lists-rename = Give a list another name
cli-lists-set-target = Say how many creators a list is to have; without N no number
cli-lists-freeze = Keep a list as it is today under another name
cli-lists-delete = Take a list away
cli-lists-name = list
cli-lists-creators = creators
cli-lists-target = target
cli-lists-frozen = frozen
cli-lists-place = no.
cli-lists-handle = creator
cli-lists-reason = reason
cli-history = What was done to a creator; without HANDLE, in the pool
cli-history-at = when
cli-history-by = by
cli-history-what = what
cli-undo = Take back what you did last, a whole import included
cli-redo = Do again what was taken back last
cli-opt-handles = Handles, one a line, from a file; - for standard input
cli-opt-all = All creators of the pool
cli-opt-by = Of this member only
cli-opt-day = Of this day only, such as 2026-11-22
cli-opt-format-on-list = text, json or handles
cli-arg-name = Its name
cli-arg-to = The other name
cli-arg-note = What the note says
cli-whom-after = For whom: a query as in “daren list”, handles from a file or another program, or --all.
cli-whom = Say for whom: a query, --handles FILE (- for standard input), or --all.
cli-whom-unknown = { $n ->
    [one] { $n-shown } handle is not in the pool: { $names }
   *[other] { $n-shown } handles are not in the pool: { $names }
}
cli-whom-several = { $n ->
    [one] { $n-shown } handle is on several platforms (say which with --platform): { $names }
   *[other] { $n-shown } handles are on several platforms (say which with --platform): { $names }
}
cli-whom-nobody = Nobody is left to do it for.
cli-cannot-read = { $path } cannot be read: { $detail }
cli-not-a-count = “{ $text }” is not a number of creators.
cli-not-a-day = “{ $text }” is not a day. Write it as 2026-11-22.
cli-done = Done: { $what }.
cli-done-before = Nothing to do: it was so before ({ $what }).
cli-taken-back = Taken back: { $what }.
cli-taken-back-but = Taken back: { $what }; { $n ->
    [one] { $n-shown } thing stays, because others have changed it since.
   *[other] { $n-shown } things stay, because others have changed them since.
}
cli-done-again = Done again: { $what }.
cli-done-again-but = Done again: { $what }; { $n ->
    [one] { $n-shown } thing stays, because others have changed it since.
   *[other] { $n-shown } things stay, because others have changed them since.
}
cli-ask-undo-change = Take back: { $what }?
