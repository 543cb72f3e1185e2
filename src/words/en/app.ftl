### The tool's screens

## Top line, query line

screen-pool = Pool
top-count = { $matched } of { $total }
top-loading = loading…
top-marked = { $n ->
    [one] { $n-shown } marked
   *[other] { $n-shown } marked
}
top-newest = data to { $date }
query-none = no filter: the whole pool
sorted-by = sorted by
field-search = /

## Sentences

app-too-small = daren needs { $width }×{ $height } cells; please make the window larger.
app-paste-ignored = Pasted text goes into a field only. Press / or : first.
app-no-creator = There is no creator under the cursor.
app-no-marks = Nothing is marked. Space marks the creator under the cursor.
app-no-sort = The list is in the order of import. Press o to sort it.
app-no-past = There is no earlier filter.
app-no-filter = There is no filter to clear.
app-import-running = An import is running.
app-marked = { $n ->
    [one] { $n-shown } creator marked.
   *[other] { $n-shown } creators marked.
}
app-unmarked = { $n ->
    [one] { $n-shown } creator no longer marked.
   *[other] { $n-shown } creators no longer marked.
}
app-copied = { $n ->
    [one] { $n-shown } handle copied.
   *[other] { $n-shown } handles copied, one a line.
}
app-copied-link = Copied { $url }
app-no-link = No profile address is known for this creator.
app-cleared = Filter cleared. Backspace brings it back.
app-scheme = Tiers by scheme { $scheme }.
app-scheme-dropped = Tiers by scheme { $scheme }. The tier condition belonged to the other scheme and is gone; Backspace brings it back.
app-narrow-none = No value contains “{ $text }”; all of them are shown again.
app-narrow-nothing = There is nothing to narrow here. Go to a category, region, language or tag.
currency-unknown = unstated
app-currencies-mixed = { $n ->
    [one] money as it stands, in { $list }
   *[other] money as it stands, in { $n-shown } currencies: { $list }
}
app-currencies-converted = money compared in { $base } by your rate table
app-import-reading = Reading { $file } …
app-import-cancelled = Import cancelled. The pool is as before.
app-import-bad-period = “{ $text }” is not a period. Write 2026-08-01..2026-08-31, or one day.
app-import-bad-currency = “{ $text }” is not a currency code. Write three letters, such as USD.
app-import-bad-field = There is no field “{ $text }”. Did you mean “{ $nearest }”? Leave it empty to ignore the column.
app-undo-confirm = Press u again to take back the import of { $file }.
app-clipboard-large = Too much to copy through the terminal ({ $n-shown } handles). Use “daren list … --format handles”.
pool-empty = The pool is empty. Press i to import a creator export, or run “daren demo” to look around first.
pool-no-match = No creator passes all conditions. The panes (f) show which one empties the list; Backspace takes the last one back, x clears the filter.

## Settings of keys

keys-unknown-action = There is no action “{ $action }”. Did you mean “{ $nearest }”? “daren keys” lists them.
keys-unknown-key = “{ $key }” for “{ $action }” is not a key. Write j, G, space, ctrl-d, f1, or two of them as in “g g”.
keys-clash = “{ $key }” for “{ $action }” is taken by “{ $other }” in the same place.

## Filter panes

pane-filter = filter
pane-goal = goal
pane-tier = tier
pane-category = category
pane-fans = fan profile
pane-performance = performance
pane-returns = returns
pane-verdict = verdict
pane-diagnosis = diagnosis
pane-status = status
pane-age = largest age band
pane-region = region
pane-language = language
pane-platform = platform
pane-tag = tags
pane-list = lists
pane-source = data from
pane-alone = alone
pane-left = left
pane-more = { $n ->
    [one] { $n-shown } more …
   *[other] { $n-shown } more …
}
pane-fewer = show fewer
pane-has-email = has e-mail
pane-has-note = has a note
pane-has-collab = has a collaboration
goal-brand = brand (500K up)
goal-sales = sales (20K up)
bound-help = 80, <40, 20..40; empty clears
tier-unranked = unranked
tier-nano = nano
tier-mid = mid
tier-top = top
tier-tail = tail
tier-waist = waist
tier-shoulder = shoulder
tier-head = head

## Card

card-audience = audience
card-sales = sales
card-funnel = funnel
card-work = activity and cooperation
card-fans = fans
card-largest-band = largest band
card-history = history by period
card-notes = notes
card-sources = data from
card-followers = followers
card-from-pool = ranked in this pool
card-formerly = formerly
card-above = { $convention ->
    [own] above { $percent } % (your setting)
   *[other] above { $percent } % ({ $convention })
}
card-at-least = { $convention ->
    [own] at least { $percent } % (your setting)
   *[other] at least { $percent } % ({ $convention })
}
card-below = { $convention ->
    [own] below { $percent } % (your setting)
   *[other] below { $percent } % ({ $convention })
}
card-not-above = { $convention ->
    [own] not above { $percent } % (your setting)
   *[other] not above { $percent } % ({ $convention })
}
card-not-at-least = { $convention ->
    [own] not at least { $percent } % (your setting)
   *[other] not at least { $percent } % ({ $convention })
}
card-not-below = { $convention ->
    [own] not below { $percent } % (your setting)
   *[other] not below { $percent } % ({ $convention })
}

## Menus

menu-sort = sort by
menu-columns = columns
menu-nothing = nothing like that
menu-palette = do:
help-header = Under the name of a column stand its currency and the day (month-day) its values reach to; ≤ where the rows on screen differ.
help-query = the query line
help-query-text =
    Conditions are separated by blanks and all must hold; a comma means “or”; a minus turns a condition round.
    cat:"Beauty & Personal Care",Toys   region:US,GB   lang:th   platform:tiktok   tag:核心达人   -tag:blacklist   list:november
    tier:20k-100k,100k-500k   scheme:s1 tier:nano   age:25-34 (largest band)   source:fastmoss   has:email   no:note   goal:sales
    followers>=20k   followers:20k..100k   adult>=80   female<40   like>5   er>5   completion>18   posts>=10   products>=3
    gmv>1000   gmv>1000USD   orders>0   items>0   aov>20   ctr>1   cvr>2   refund<10   fulfilment>=70   reply>=30   score>=3.5
    return>100   net_roi>0   roas>=4   profit>0   cost<500   collab_orders>=10   repurchase>=15   unattached>0   verdict:drop   diagnosis:rising
    age18-24>=30   stale>30 (days since data)
    A category is found by a word of its name (cat:beauty); a name spelled exactly so wins.
    Bare words search handle, name, bio, notes and tags; Chinese names also by pinyin. Percent fields take percent numbers; K, M, B, 万 and 亿 are read. A missing value never passes a numeric condition.

## Import

files-title = import from
files-none = No file that can be imported lies here. Backspace goes up a folder.
preview-title = import
preview-facts = { $kind } · { $encoding } · header in line { $row }
preview-period = period
preview-currency = currency
preview-dates = dates
preview-no-currency = unknown (Enter: set it)
preview-day-first = day before month
preview-month-first = month before day
preview-ask-order = the file does not show whether day or month comes first: Enter chooses
preview-order-clear = clear
preview-counting = counting …
preview-would = would change
preview-columns = columns ({ $n-shown }, { $unmapped ->
    [0] all used
   *[other] { $unmapped-shown } not used
})
preview-unmapped = not used
preview-targets = fields
preview-type-period = period (2026-08-01..2026-08-31, empty: from the file):
preview-type-currency = currency (USD, empty: from the file):
preview-type-column = field for this column (empty: not used):
period-from-option = as you said
period-from-filename = from the file name
period-from-banner = from the line above the header
period-from-import-date = today; Enter changes it
period-from-rows = each row says
import-done = import finished
import-rows = rows read
import-created = creators new
import-updated = creators updated
import-unchanged = creators unchanged
import-duplicates = further rows of the same creator
import-rejected = rows rejected
import-warnings = look at this
import-rejects = rejected rows
import-rejects-file = The rejected rows are in { $path }. Mend them there and import that file.
running-title = importing
running-finishing = { $rows } rows read · sorting and saving
running-facts = { $rows } rows · { $rate } rows a second · { $percent } % · { $left } left
imports-title = imports
imports-none = Nothing has been imported yet.
imports-counts = { $created } new, { $updated } updated
imports-undone = taken back ({ $created } new, { $updated } updated)

## Names of exports

from-creator-list = creator list
from-creator-data = creator data
from-fastmoss = FastMoss
from-chanmama = Chan Mama
from-xingtu = Xingtu
from-kalodata = Kalodata
from-native = native
from-mapped = other file
kind-creator-list = creator list
kind-creator-data = creator data
kind-fastmoss = FastMoss
kind-chanmama = Chan Mama (蝉妈妈)
kind-xingtu = Xingtu (星图)
kind-kalodata = Kalodata
kind-creators = native creators
kind-mapped = other file, by its columns

## Places of keys

context-table = Keys in the table
context-panes = Keys in the filter panes
context-card = Keys on the card
context-text = Keys in a text
context-sort = Keys in the sort menu
context-columns = Keys in the column chooser
context-field = Keys in a field
context-palette = Keys in the palette
context-files = Keys in the file picker
context-preview = Keys in the import preview
context-running = Keys while importing
context-imports = Keys in the list of imports

## Columns: short

col-handle = handle
col-name = name
col-tier = tier
col-age = age
col-platform = platform
col-platform-id = platform id
col-tags = tags
col-lists = lists
col-note = note
col-source = data from
col-url = link
col-region = region
col-language = lang
col-categories = categories
col-email = e-mail
col-contact = contact
col-bio = bio
col-gender = gender
col-brands = brands
col-top-regions = top regions
col-age-bands = age bands
col-ranges = ranges
col-followers = followers
col-following = following
col-videos = videos
col-lives = lives
col-views = views
col-likes = likes
col-comments = comments
col-shares = shares
col-avg-views = views ⌀
col-avg-likes = likes ⌀
col-avg-comments = comments ⌀
col-avg-shares = shares ⌀
col-total-likes = all likes
col-total-posts = all posts
col-completion = compl.%
col-products = products
col-showcase = showcase
col-products-sold = prod. sold
col-orders = orders
col-items = items
col-items-refunded = returned
col-gmv = GMV
col-live-gmv = LIVE GMV
col-video-gmv = video GMV
col-card-gmv = card GMV
col-target-gmv = target GMV
col-open-gmv = open GMV
col-refunds = refunds
col-commission = commission
col-target-commission = target com.
col-open-commission = open com.
col-flat-fee = flat fee
col-given-aov = AOV given
col-price-low = price from
col-price-high = price to
col-live-gpm = LIVE GPM
col-video-gpm = video GPM
col-expected-cpm = exp. CPM
col-expected-views = exp. views
col-impressions = impress.
col-clicks = clicks
col-ctr = CTR%
col-given-cvr = CTOR%
col-given-er = eng.% given
col-customers = customers
col-avg-customers = cust. ⌀
col-samples-shipped = samples
col-sample-content = sample posts
col-female = ♀%
col-male = ♂%
col-age13-17 = 13–17
col-age18-24 = 18–24
col-age25-34 = 25–34
col-age35-44 = 35–44
col-age45-up = 45+%
col-given-adult = 18+% given
col-fulfilment = fulf.%
col-reply = repl.%
col-own = own
col-posts = posts
col-adult = 18+%
col-like = like%
col-er = eng.%
col-comment = comm.%
col-share = share%
col-click = CTR%S1
col-cvr = CVR%
col-aov = AOV
col-units = units
col-refund = ref.%
col-gpm = GPM
col-score = score
col-stale = days
col-licence = licence
col-agreement = agreement
col-return = return%
col-net-roi = netROI%
col-revenue-roi = rev.ROI%
col-roas = ROAS
col-profit = profit
col-cost = cost
col-collab-gmv = collab GMV
col-collab-orders = coll. orders
col-collab-refund = coll. ref.%
col-repurchase = repurch.%
col-unattached = unattached
col-worked = worked
col-best-return = best ret.%
col-last-return = last ret.%
col-return-trend = trend pt
col-risk = risk
risk-1 = return falls
risk-2 = refunds rise
risk-3 = both
risk-none = none
col-given-list-gmv = list GMV
col-given-list-commission = list com.
col-given-list-fee = list fee
col-verdict = verdict
col-diagnosis = diagnosis

## Fields: in full

field-followers = followers
field-following = following
field-videos = videos
field-lives = LIVEs
field-views = views
field-likes = likes
field-comments = comments
field-shares = shares
field-avg-views = views a video
field-avg-likes = likes a video
field-avg-comments = comments a video
field-avg-shares = shares a video
field-total-likes = likes, all time
field-total-posts = posts, all time
field-completion = completion rate
field-products = products promoted
field-showcase = showcase products
field-products-sold = products sold
field-orders = orders
field-items = items sold
field-items-refunded = items refunded
field-gmv = GMV
field-live-gmv = GMV from LIVE
field-video-gmv = GMV from video
field-card-gmv = GMV from cards
field-target-gmv = GMV, target plans
field-open-gmv = GMV, open plans
field-refunds = refunds
field-commission = commission (est.)
field-target-commission = commission, target
field-open-commission = commission, open
field-flat-fee = flat fee (est.)
field-given-aov = AOV as given
field-price-low = price from
field-price-high = price to
field-live-gpm = GPM in LIVE
field-video-gpm = GPM in video
field-expected-cpm = expected CPM
field-expected-views = expected views
field-impressions = product impressions
field-clicks = clicks
field-ctr = platform CTR
field-given-cvr = CTOR as given
field-given-er = engagement as given
field-customers = customers
field-avg-customers = average customers
field-samples-shipped = samples shipped
field-sample-content = sample content
field-female = female fans
field-male = male fans
field-age13-17 = fans 13–17
field-age18-24 = fans 18–24
field-age25-34 = fans 25–34
field-age35-44 = fans 35–44
field-age45-up = fans 45+
field-given-adult = adult fans as given
field-fulfilment = fulfilment rate
field-reply = reply rate
field-own = own account
field-posts = posts (videos + LIVEs)
field-adult = adult fans
field-like = like rate
field-er = engagement (S1)
field-comment = comment rate
field-share = share rate
field-click = CTR (S1)
field-cvr = CVR
field-aov = AOV
field-units = units per order
field-refund = refund rate
field-gpm = GPM
field-score = delivery score
field-stale = data age in days
field-licence = days until the content licence ends
field-agreement = days until the framework agreement ends
field-return = return on cost
field-net-roi = net ROI
field-revenue-roi = revenue ROI
field-roas = ROAS
field-profit = profit after cost
field-cost = cost
field-collab-gmv = GMV of collaborations
field-collab-orders = orders of collaborations
field-collab-refund = refund rate of collaborations
field-repurchase = repurchase rate
field-unattached = order lines without collaboration
field-worked = times worked with
field-best-return = best return of a collaboration
field-last-return = return of the last collaboration
field-return-trend = last return less the one before, in points
field-risk = risk: falling return, rising refunds
field-given-list-gmv = GMV in the list
field-given-list-commission = commission in the list
field-given-list-fee = flat fee in the list

## Actions: what they do

do-table-down = Next creator; a number before it repeats it
do-table-up = Previous creator
do-table-page-down = A screen down
do-table-page-up = A screen up
do-table-half-down = Half a screen down
do-table-half-up = Half a screen up
do-table-first = First creator; with a number before it, that row
do-table-last = Last creator; with a number before it, that row
do-table-right = Columns further right
do-table-left = Columns further left
do-search = Search handle, name, bio, notes and tags; in the panes: narrow the values under the cursor
do-query = Type a query; Tab completes
do-panes = Go to the filter panes
do-panes-hide = Hide or show the filter panes
do-table-mark = Mark or unmark, and go to the next
do-table-mark-all = Mark all matches, or unmark them
do-table-unmark = Unmark everything
do-table-next-mark = Next marked creator
do-table-previous-mark = Previous marked creator
do-table-open = Open the card
do-sort = Sort by …
do-sort-reverse = Turn the sort round
do-columns = Choose, order and widen columns
do-scheme = Next tier scheme
do-clear = Clear the filter; in the panes: what the row asks
do-past = Back to the filter before
do-copy = Copy the handle, or the handles of all marked
do-copy-link = Copy the profile link
do-import = Import a file
do-imports = Imports so far, to look at or take back
do-palette = All actions
do-help = Help for this screen
do-field-help = Help for this screen
do-lang = 中文 / English
do-redraw = Draw the screen anew, with what colleagues have changed
do-quit = Leave; the next start goes on here
do-back = One step back
do-close = Close
do-panes-down = Next row
do-panes-up = Previous row
do-panes-page-down = Further down
do-panes-page-up = Further up
do-panes-first = First row
do-panes-last = Last row
do-panes-next-section = Next section
do-panes-previous-section = Previous section
do-panes-choose = Choose or drop the value; type a bound; fold a section
do-panes-not = Turn the value away, or the condition round
do-panes-more = Raise the bound a step; unfold a section
do-panes-less = Lower the bound a step; fold a section
do-panes-leave = Back to the table
do-card-down = Further down
do-card-up = Further up
do-card-page-down = A screen down
do-card-page-up = A screen up
do-card-next = Next creator
do-card-previous = Previous creator
do-list-down = Next row
do-list-up = Previous row
do-list-page-down = A screen down
do-list-page-up = A screen up
do-list-first = First row
do-list-last = Last row
hint-list-down = down
hint-list-up = up
do-text-page = A screen down
do-sort-choose = Sort by this column; once more turns it round
do-sort-add = Add as a further key, turn it round, take it out
do-sort-none = No sort: the order of import
do-columns-toggle = Show or hide
do-columns-left = Move towards the left
do-columns-right = Move towards the right
do-columns-wider = Wider
do-columns-narrower = Narrower
do-columns-reset = The usual columns
do-field-accept = Take it
do-field-complete = Next completion
do-field-complete-back = Previous completion
do-field-back = Give up what was typed
do-palette-run = Do it
do-palette-down = Next action
do-palette-up = Previous action
do-files-open = Open the folder or read the file
do-files-up = Up a folder
do-preview-import = Import what is shown
do-preview-edit = Change the row: period, currency, date order, field of a column
do-running-cancel = Cancel; the pool stays as it was
do-imports-undo = Take the import back; asks first

## Actions: the word in the hint line

hint-search = search
hint-query = query
hint-panes = filters
hint-table-mark = mark
hint-table-open = card
hint-sort = sort
hint-columns = columns
hint-import = import
hint-help = help
hint-palette = all keys
hint-quit = leave
hint-panes-choose = choose
hint-panes-not = not
hint-panes-more = more
hint-panes-less = less
hint-past = undo
hint-clear = clear
hint-back = back
hint-card-down = down
hint-card-next = next
hint-card-previous = previous
hint-copy-link = copy link
hint-copy = copy handle
hint-field-accept = take
hint-field-complete = complete
hint-field-back = give up
hint-palette-run = do
hint-palette-down = next
hint-sort-choose = sort
hint-sort-add = add
hint-sort-none = none
hint-columns-toggle = show/hide
hint-columns-left = left
hint-columns-right = right
hint-columns-wider = wider
hint-columns-narrower = narrower
hint-columns-reset = usual
hint-files-open = open
hint-files-up = up
hint-preview-import = import
hint-preview-edit = change
hint-running-cancel = cancel
hint-imports-undo = take back
## Tags, lists, taking back

choose-tag = tag
choose-list = list
choose-for-marked = { $n ->
    [one] { $n-shown } marked creator
   *[other] { $n-shown } marked creators
}
choose-for-all = { $n ->
    [one] the { $n-shown } creator that matches
   *[other] all { $n-shown } creators that match
}
field-nothing-complete = There is nothing to complete here.
choose-nothing = Type a name to make the first one.
choose-starting = to begin with
choose-new = new
app-no-suggestion = Only a suggestion (marked ?) can be turned down.
app-candidates-already = Nothing to do: { $n ->
    [one] the creator is
   *[other] all { $n-shown } are
} in this campaign already (with the same product).
app-candidates-but = Done: { $what }; { $n ->
    [one] one was in this campaign already.
   *[other] { $n-shown } were in this campaign already.
} b opens the board, u takes it back.
app-done-candidates = Done: { $what }. b opens the board, u takes it back.
app-done = Done: { $what }. u takes it back.
app-done-before = Nothing to do: it was so before ({ $what }).
app-taken-back = Taken back: { $what }. ctrl-r does it again.
app-taken-back-but = Taken back: { $what }; { $n ->
    [one] { $n-shown } thing stays
   *[other] { $n-shown } things stay
} as { $by ->
    [none] others have
   *[other] { $by } has
} changed it since.
app-done-again = Done again: { $what }.
app-done-again-but = Done again: { $what }; { $n ->
    [one] { $n-shown } thing stays
   *[other] { $n-shown } things stay
} as { $by ->
    [none] others have
   *[other] { $by } has
} changed it since.
suggest-core = sells and is liked
suggest-seller = delivery score { $score }, { $n ->
    [one] { $n-shown } order
   *[other] { $n-shown } orders
}
suggest-seeder-completion = like rate { $likes } % (> 5), completion { $other } % (> 18)
suggest-seeder-share = like rate { $likes } % (> 5), share rate { $other } % (> 2)
suggest-beauty = { $women } % women, { $category }
suggest-drama = the bio says “{ $word }”
context-choose = Choosing a tag or a list
do-tag = Tag the creator, or the marked ones
hint-tag = tag
do-list = Put on the list used last, or take off it
hint-list = shortlist
do-list-choose = Choose a list to put them on, or take them off
do-undo = Take back what you did last
hint-undo = undo
do-redo = Do again what was taken back
do-choose-take = Put it on all of them; where all have it, take it off
hint-choose-take = take
do-choose-more = The same, and choose on
hint-choose-more = take and go on
do-choose-down = Next one
do-choose-up = Previous one
do-choose-scope = For this one, the marked ones, all that match
hint-choose-scope = for whom
do-choose-dismiss = Turn a suggestion down
hint-choose-dismiss = turn down
## Notes

notes-title = { $n ->
    [one] { $n-shown } note on @{ $handle }
   *[other] { $n-shown } notes on @{ $handle }
}
notes-none = No notes yet. n writes one.
notes-versions = what the note said · [-went-] {"{"}+came+{"}"}
notes-deleted = deleted
notes-delete-confirm = Press D again to delete this note. Its words stay in the history, and u brings it back.
card-more-notes = { $n ->
    [one] { $n-shown } more note: { $key }
   *[other] { $n-shown } more notes: { $key }
}
write-title-new = new note on @{ $handle }
write-title-change = note on @{ $handle }
write-hint = Write here. # heading, - list, **bold**; @name calls a colleague; “due 2026-12-01” sets a date.
write-blank = There is nothing to save yet. Esc leaves.
write-too-long = A note holds about { $n-shown },000 bytes; the rest was left out.
write-draft-opened = This is your draft, not saved yet. ctrl-s saves it, ctrl-x throws it away.
write-draft-kept = Not saved: your draft on @{ $handle } is kept. n goes on with it.
write-drafts-left = { $n ->
    [one] You left a note on @{ $handle } unsaved: e goes on with it.
   *[other] You left { $n-shown } notes unsaved, the last one on @{ $handle }: e goes on with it.
}
write-discarded = Draft thrown away.
write-theirs = Their words stay; yours were thrown away.
write-both = Both are here, theirs first where you both changed a line. ctrl-s saves it.
write-clash = { $by } has changed this note meanwhile. What shall stay?
write-of = by { $who }
write-mine = you
write-both-of = both, to be put together
menu-templates = templates
template-first-contact = first contact
template-first-contact-text =
    {"**"}First contact** { $today }
    - channel:
    - asked for:
    - replied:
    - due { $soon } follow up
template-sample-feedback = sample feedback
template-sample-feedback-text =
    {"**"}Sample feedback** { $today }
    - product:
    - arrived:
    - liked:
    - disliked:
    - due { $later } content expected
template-review = review
template-review-text =
    {"**"}Review** { $today }
    - what worked:
    - what did not:
    - next time:
context-notes = Notes on a creator
context-write = Writing a note
context-clash = Two versions of a note
context-templates = Templates
do-note = Write a note on the creator
hint-note = note
do-notes = All notes on the creator
hint-notes = notes
do-notes-edit = Change the note
hint-notes-edit = change
do-notes-versions = What the note said before, and who changed it
hint-notes-versions = versions
context-versions = What a note said before
do-versions-bring-back = Let the note say this again
hint-versions-bring-back = bring back
versions-now = as it is now
versions-is-so = This is what the note says now. Choose an older version to bring it back.
versions-deleted = The note is deleted. u takes your own deletion back.
notes-changed = changed by { $by } { $at }
do-notes-delete = Delete the note (asks once)
hint-notes-delete = delete
do-write-save = Save the note
hint-write-save = save
do-write-leave = Leave; what was written is kept as a draft
hint-write-leave = later
do-write-template = Put in a template
hint-write-template = template
do-write-full = Over the whole screen, or beside the list
hint-write-full = larger
do-write-discard = Throw away what was written
hint-write-discard = throw away
do-templates-take = Put it in
hint-templates-take = put in
do-clash-theirs = Keep what the other one wrote
hint-clash-theirs = theirs
do-clash-mine = Put mine in its place
hint-clash-mine = mine
do-clash-both = Put both together
hint-clash-both = both
## History

history-title = what was done to @{ $handle }
journal-title = what was done in this pool
journal-title-by = what { $by } did in this pool
history-none = Nothing yet.
history-undone = taken back
context-history = What was done
do-history = What was done to the creator, by whom and when
hint-history = history
do-journal = What was done in the pool, by whom and when
hint-journal = journal
do-history-member = Of the next member, then of everybody again
hint-history-member = member
do-history-day = Of that day only, or of every day again
hint-history-day = this day
do-note-draft = Go on with the note you left unsaved
hint-note-draft = draft
app-history-of-one = This is the history of one creator. J in the pool shows the whole journal.
write-discard-confirm = Press ctrl-x again to throw away what you have written here.
app-merged-already = These two are one already: x separates them.
app-no-draft = No note was left unsaved.
do-history-open = Show the creator it was about; of several, mark each
hint-history-open = whom
journal-nobody = This was about no creator in particular.
journal-marked = { $n ->
    [one] The creator it was about is marked.
   *[other] The { $n-shown } creators it was about are marked: ] goes to the next of them.
}
app-import-again = What was taken back was an import. Its file is read again: { $file }
hint-redo = redo
## Tags and lists themselves

tags-title = { $n ->
    [one] { $n-shown } tag
   *[other] { $n-shown } tags
}
tags-none = No tags yet. t on a creator makes the first one.
lists-title = { $n ->
    [one] { $n-shown } list
   *[other] { $n-shown } lists
}
lists-none = No lists yet. n makes one; s or S on a creator puts it on one.
lists-nobody = Nobody is on this list yet. S on a creator puts it on a list.
lists-on = { $name } · { $n-shown }
lists-on-of = { $name } · { $n-shown } of { $target-shown }
lists-reason = reason
lists-frozen = frozen { $day }
lists-only = only on { $name }: { $n-shown }
lists-both = on both: { $n-shown }
lists-compared = { $first } and { $second }
lists-compare-with = “{ $name }” with which one? Go there and press = again.
labels-delete-confirm = { $n ->
    [one] Press D again to delete “{ $name }” ({ $n-shown } creator). u brings it back.
   *[other] Press D again to delete “{ $name }” ({ $n-shown } creators). u brings it back.
}
labels-no-group = Only a group has a colour. g puts the tag into one.
name-rename-tag = rename “{ $name }” to
name-merge-tag = merge “{ $name }” into (tab completes)
name-group-tag = group of “{ $name }” (tab completes, empty for none)
name-new-list = new list
name-rename-list = rename “{ $name }” to
name-target = how many on “{ $name }” (empty for no number)
name-freeze = freeze “{ $name }” as
name-reason = why on “{ $name }”
name-export = write “{ $name }” to (.xlsx .csv .md .txt)
context-tags = Tags
context-lists = Lists
context-on-list = A list
do-tags = All tags: rename, merge, group, delete
hint-tags = tags
do-lists = All lists
hint-lists = lists
do-labels-filter = Show these creators in the pool
hint-labels-filter = in the pool
do-labels-delete = Delete it everywhere (asks once)
hint-labels-delete = delete
do-tags-filter = Show its creators in the pool
hint-tags-filter = show
do-tags-rename = Rename it everywhere
hint-tags-rename = rename
do-tags-merge = Merge it into another tag
hint-tags-merge = merge
do-tags-group = Put it into a group
hint-tags-group = group
do-tags-colour = Next colour for its group
hint-tags-colour = colour
do-lists-open = Open the list
hint-lists-open = open
do-lists-new = Make a list
hint-lists-new = new
do-lists-rename = Rename it
hint-lists-rename = rename
do-lists-target = Say how many creators it is to have
hint-lists-target = target
do-lists-freeze = Keep it as it is today under another name
hint-lists-freeze = freeze
do-lists-compare = Compare it with another list
hint-lists-compare = compare
do-lists-export = Write it to a file
hint-lists-export = write
do-on-list-reason = Say why the creator is on the list
hint-on-list-reason = reason
do-on-list-remove = Take the creator off the list
hint-on-list-remove = take off
do-on-list-later = Move the creator down the list
hint-on-list-later = down
do-on-list-earlier = Move the creator up the list
hint-on-list-earlier = up
do-on-list-copy = Copy all handles of the list, one a line
hint-on-list-copy = copy handles
do-on-list-card = Show the creator's card
hint-on-list-card = card
app-undo-import-confirm = Press u again to take back the whole { $what }.
## Today

today-title = { $day } · for { $member }
today-title-all = { $day } · for everybody
today-none = Nothing to do. A line “due 2026-12-01 …” or a colleague's @name in a note brings it here.
today-late = late
today-today = today
today-long = longer in a stage than usual
today-soon = within a week
today-later = later
today-called = somebody asks
context-today = Today
do-today = What is due or late for you, and who calls you in a note
hint-today = today
do-today-done = Done: ticks off the line of a note; for work takes the day away
hint-today-done = done
do-today-card = Open the collaboration, or the creator's card
hint-today-card = card
do-today-edit = Open the collaboration, or change the note
hint-today-edit = change
do-today-everybody = Of everybody, or of yourself alone
hint-today-everybody = everybody
## Comparing

compare-title = side by side
app-compare-marks = Mark two to five creators (space) to compare them.
context-compare = Creators side by side
do-compare = Compare the marked creators (two to five) side by side
hint-compare = compare
app-marks-hidden = The filter hides all marked creators. x clears it, U unmarks them.
app-filter-aside = The filter hid this creator and is put aside. backspace brings it back.
app-creator-gone = This creator is not in the pool any more.
do-write-editor = Go on in your own editor ($VISUAL, $EDITOR)
hint-write-editor = editor
write-editor-failed = { $editor } cannot be used as an editor: { $why }. The text is as it was.
write-editor-ended = { $editor } ended with an error. The text is as it was.
