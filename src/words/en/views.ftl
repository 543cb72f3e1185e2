## Saved views: a filter, a sort and columns under a name and a key.

views-title = { $n ->
    [one] 1 view
   *[other] { $n-shown } views
}
views-none = No views yet. V on the pool saves the filter, the sort and the columns under a name; a makes those of what reviews come to.
views-head-key = key
views-head-name = view
views-head-shows = what it shows
views-mine = mine
views-begins = begins
views-changed = changed
views-whole-pool = the whole pool
views-shown = View “{ $name }”.
views-unreadable = The filter of “{ $name }” cannot be read any more: { $why } Nothing has changed.
views-no-such-key = No view has the key { $key }. v lists them.
views-no-keys = No view has a key yet. V saves what is on screen and gives it one.
views-press-key = Which view?
views-one-key = One character leads to “{ $name }”.
views-start = From now on you begin with “{ $name }”. b again: where you were the last time.
views-start-last = From now on you begin where you were the last time.
views-delete-confirm = Press D again to delete the view “{ $name }”.
context-views = Saved views
context-view-key = The key of a view
name-save-view = save what is on screen as
name-rename-view = rename “{ $name }” to
name-key-view = the key of “{ $name }” (empty for none)
do-views = Saved views: filter, sort and columns under a name
hint-views = views
do-views-jump = The view with the key that follows
hint-views-jump = jump
do-views-save = Save filter, sort and columns as a view
hint-views-save = save view
do-views-show = Show it
hint-views-show = show
do-views-replace = It shows from now on what is on screen
hint-views-replace = save over
do-views-rename = Rename it
hint-views-rename = rename
do-views-key = Give it another key
hint-views-key = key
do-views-share = For everybody, or for you alone
hint-views-share = mine/shared
do-views-start = Begin with it at every start, or where you were
hint-views-start = begin with it
do-views-assets = Views of what reviews come to: assets, due for reinvestment, at risk, to co-create with
hint-views-assets = assets
views-assets-there = These views are there already.
view-assets = Assets
view-reinvest = Due for reinvestment
view-at-risk = At risk
view-co-create = To co-create with
do-views-delete = Delete it
hint-views-delete = delete
did-view = view “{ $name }” saved{ $to ->
    [none] { "" }
   *[other] { " " }(key { $to })
}
did-view-rename = view “{ $name }” renamed to “{ $to }”
did-view-key = key of view “{ $name }” set to “{ $to }”
did-view-share = view “{ $name }” { $to ->
    [private] kept for oneself
   *[other] shown to everybody
}
did-view-delete = view “{ $name }” deleted
store-no-such-view = { $name ->
    [none] This view is gone: somebody has deleted it.
   *[other] There is no view called “{ $name }”. daren views lists them.
}
cli-views = The saved views
cli-views-key = key
cli-views-name = view
cli-views-shared = for
cli-views-query = filter
cli-views-sort = sort
cli-views-mine = me
cli-views-all = everybody
cli-opt-view = The filter, sort and columns of a saved view; QUERY narrows it further
cli-view-unreadable = The filter of view “{ $name }” cannot be read: { $why }
cli-who = Who has the pool open
cli-who-nobody = Nobody has the pool open.
cli-who-member = member
cli-who-since = since
cli-allowed-templates = names and texts under [templates], such as sample = "Sample sent {"{today}"} to @{"{handle}"}"
export-facts = { $day } · { $n ->
    [one] 1 creator
   *[other] { $n-shown } creators
}
export-facts-of = { $day } · { $n-shown } of { $target-shown } creators
col-currency = currency
