### The data side

worker-broken = The { $lane } side of the tool has failed ({ $what }). Your work is kept; please leave with q and start again.
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
