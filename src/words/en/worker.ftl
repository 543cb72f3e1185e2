### The data side

worker-broke-pool = This filter or sort could not be worked out ({ $what }). The list is as it was before; change the filter, or take it back with backspace.
worker-broke-ahead = Getting ready for the next key broke off ({ $what }). Everything works; some keys may take longer.
worker-broke-rows = These creators could not be fetched ({ $what }). Move on, or press ctrl-l to try again.
worker-broke-load = Reading the pool into memory broke off ({ $what }) and is tried again. What is on screen stays.
worker-broke-write = The import side broke off ({ $what }) and was started again. No half import is in the pool; you can go on.
worker-broke-disk = Reading folders and remembering where you are broke off ({ $what }) and was started again. You can go on.
worker-uncounted = What the import would change could not be counted. The import itself may still work.
worker-over = A part of the tool ({ $lane }) no longer works. The pool file is kept; please leave with q and start again.
worker-session = Where you are could not be remembered in { $path }: { $why }.
worker-folder = The folder { $path } cannot be read: { $why }.
worker-which-handle = No column is known to name the creator; the first one stands in. Enter on a column gives it the field “handle”.
worker-undone = Import taken back: { $n ->
    [one] { $n-shown } creator removed
   *[other] { $n-shown } creators removed
}, { $m ->
    [one] { $m-shown } row restored
   *[other] { $m-shown } rows restored
}.
worker-undone-rows = Import taken back: { $rows ->
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
worker-draft = What you are writing could not be kept in { $path }: { $why }. Save it with ctrl-s.
export-form = { $path }: the end of the name says how to write it: .xlsx, .csv, .md for a meeting, .txt for handles.
export-there = { $path } is there already and was left alone. Choose another name.
export-failed = { $path } could not be written: { $why }.
export-done = { $n ->
    [one] { $n-shown } creator written to { $path }.
   *[other] { $n-shown } creators written to { $path }.
}
