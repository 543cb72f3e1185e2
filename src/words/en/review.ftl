### Reviews: boards, reports, meetings

review-word = { $word }
review-points = { $points } pt
review-title = Review: { $name }
verdict-idle = nothing sold here
review-none = Nothing here.
review-more = { $n ->
    [one] One more row
   *[other] { $n-shown } more rows
}: XLSX, CSV and JSON have all of them.
review-more-below = { $n ->
    [one] One more row
   *[other] { $n-shown } more rows
}
review-all = { $n ->
    [one] The row behind the picture.
   *[other] The { $n-shown } rows behind the picture.
}
review-several = several
review-team = the team
review-peak = peak
review-bottleneck = { $stage }: { $n } days, the team { $usual }
review-slowest = { $who }, { $n } days
review-saved = Written to { $path }

review-head-subject = reviewed
review-head-before = held against
review-head-versus = vs
review-head-no-before = nothing before it
review-head-population = population
review-head-counted = { $deals ->
    [one] { $deals-shown } collaboration
   *[other] { $deals-shown } collaborations
}, { $creators ->
    [one] { $creators-shown } cooperating creator
   *[other] { $creators-shown } cooperating creators
}, { $contents ->
    [one] { $contents-shown } video or live
   *[other] { $contents-shown } videos and lives
}
review-head-briefly = { $deals ->
    [one] { $deals-shown } collaboration
   *[other] { $deals-shown } collaborations
}, { $creators-shown } cooperating, { $contents ->
    [one] { $contents-shown } content
   *[other] { $contents-shown } contents
}
review-head-currency = currency
review-head-converted = (converted from { $from } by your rate table)
review-head-window = planned
review-head-until = planned until { $day }
review-opened = On top stands everything with this creator, of all campaigns and days; below what you opened.
review-head-runs = runs until { $day }
review-head-begins = begins on { $day }
review-head-not-over = not over
review-head-sold = order lines of
review-head-of-campaign = ; all of its collaborations, on all days
review-head-of-days = ; what was worked on, sold, spent or posted on these days; stages as they were at their end
review-head-today = as of

review-short = In short
review-short-runs = It runs until { $day }: what stands here is not all of it yet.
review-short-begins = It begins on { $day }: what stands here is planned, or of another time.
review-short-ordering = { $n } of { $of } cooperating creators sold: { $share }{ $before ->
    [none] { "" }
   *[other] , before { $before }
}.
review-short-return = { $currency }: return { $return }{ $before ->
    [none] { "" }
   *[other] , before { $before }
}; profit { $profit ->
    [none] —
   *[other] { $profit }
} on a cost of { $cost ->
    [none] —
   *[other] { $cost }
}.
review-short-no-return = { $currency }: cost { $cost }; what it returned is not known.
review-short-sold = { $currency }: GMV { $gmv }{ $before ->
    [none] { "" }
   *[other] , before { $before }
}{ $orders ->
    [none] .
   *[other] ; { $orders } orders.
}
review-short-mix = { $currency }, spent by tier against the plan: { $names }.
review-short-single = { $currency }, single creators that take more than they should: { $names }.
review-short-budget = Of the budget of { $planned } { $currency }, { $share } is spent{ $apart ->
    [none] .
   *[other] ; beside it { $apart }, which no fixed rate makes one with it.
}
review-short-ends = { $currency }, by { $what }, of those with enough creators and orders: { $most } returns most ({ $return }), { $least } least ({ $other }).
review-short-product = { $product } ({ $currency }): { $action }; { $reason }.
review-short-slow = { $who }: { $why }.
review-short-creators = { $list }: { $n-shown }{ $over ->
    [0] { $names ->
        [none] .
       *[other] { " " }({ $names }).
    }
   *[other] ; { $over-shown } of them are given up by now{ $names ->
        [none] .
       *[other] . The others: { $names }
    }
}
review-short-more = { $n ->
    [one] One more product has an advice: see Products.
   *[other] { $n-shown } more products have an advice: see Products.
}
review-short-decision = Decided, { $decision }: { $names }.
review-short-decided = { $n ->
    [one] One point is decided
   *[other] { $n-shown } points are decided
}{ $open ->
    [0] { "" }
    [one] , one is not
   *[other] , { $open-shown } are not
}.

review-board-creators = Creators
review-board-products = Products
review-board-content = Content
review-board-team = Team
review-board-budget = Budget

review-section-figures = In one look
review-section-modes = Return by mode
review-section-tiers = Return by tier
review-section-tags = Return by tag
review-section-fans = Fans of those who sell
review-section-eliminate = To let go
review-section-retest = To test again
review-section-reinvest = To reinvest in
review-section-everybody = All creators
review-section-products = Products
review-section-peaks = Peaks
review-section-days = Day by day
review-section-links = Links and variants
review-section-below = Below the mean
review-section-best = The best
review-section-best-sellers = Sold most
review-section-styles = By style
review-section-style-sales = Sales by style
review-section-of-style = Content of this style
review-section-library = Library
review-section-ranking = All content
review-section-members = Members
review-section-member-sales = What members sold
review-section-funnel = How far it came
review-section-conversion = From stage to stage
review-section-cycle = Days in each stage
review-section-waiting = Where work waits
review-section-budget = Budget
review-section-mix = By tier
review-section-dearest = What single creators cost
review-section-cpm = Cost of a thousand plays
review-section-their-deals = Collaborations with them
review-section-their-content = Their content
review-section-deals = All collaborations
review-section-behind = The collaborations behind it
review-section-sellers = Who sold it

review-about-figures = Of all collaborations. Cooperating: terms were agreed, or something was sold. Ordering: at least one order. New: terms were agreed for the first time.
review-about-modes = How creators are paid, and what came back. A row’s verdict is advice on all of it together; with ? it rests on little (few orders, old data, fewer than three creators).
review-about-tiers = By followers, in the tiers of your settings.
review-about-tags = Who has several tags counts under each.
review-about-fans = Means over creators whose fan profile is known; each creator counts once. Points: ordering creators less all cooperating ones.
review-about-eliminate = Return below the lower threshold, or refunds above yours; of days only who sold something on them. Greatest loss first, each currency by itself.
review-about-retest = Return between the thresholds: something is to be changed, and tested again. Greatest GMV first, each currency by itself.
review-about-reinvest = Return above the upper threshold, with enough orders to trust. Greatest profit first, each currency by itself.
review-about-everybody = Everybody with sales or costs, by GMV.
review-about-products = All links and variants of a product together. Cost and margin as in returns; the action is advice.
review-about-peaks = Days with at least { $n } times the mean of the days from the first sale to the last; neighbouring days are one peak, of { $orders } orders or more together. × mean: its highest day.
review-about-days = GMV of order lines by the day they were sold.
review-about-links = Under which link and variant it was sold. Refunds are of GMV.
review-about-below = Collaborations that sold less of their product than the mean of all that were to sell it, least first. Of one that names no product: what it sold most of.
review-about-content = Of days: all that was posted on them, with or without a collaboration. Each rate is of those videos and lives that tell both of its counts; a like rate is of videos alone; completion is weighed by plays.
review-about-best = By each rate, of videos and lives with at least { $plays-shown } plays.
review-about-styles = CVR is orders over clicks of those that tell both; whatever their currency.
review-about-best-sellers = By what the videos and lives themselves say they sold, each currency by itself. GPM: GMV of a thousand plays.
review-about-style-sales = Of those that tell their sales, each currency by itself. GPM: GMV of a thousand plays.
review-about-of-style = { $style ->
    [none] Without a style
   *[other] Of the style { $style }
}{ $currency ->
    [none] .
   *[other] , those that tell what they sold in { $currency }.
}
review-about-library = Examples that reviews have kept, of whatever campaign and days, the newest first; k on a video's page of the meeting keeps one.
review-about-ranking = By engagement; those with fewer than { $plays-shown } plays last.
review-about-members = By the owner of the collaboration; messages by whoever wrote them.
review-about-member-sales = By the owner of the collaboration, each currency by itself.
review-about-funnel = Collaborations that reached a stage or a later one. Given up: dropped or released. These are stages of the board: who sold stands on Creators.
review-about-conversion = Share of those in the stage before that reached it. Marked where it is under four fifths of the team’s.
review-about-cycle = Median days until the stage was left; enter shows each collaboration’s. Marked where a member takes half as long again as the team, and at least two days more, in three collaborations or more. Of days: what was left on them.
review-about-waiting = Median days until the stage was left, and how long what is in it now has waited. Marked: where that is longest, of three or more that left it or are in it, before it sells; enter shows which. Of days: what was left on them.
review-about-budget = Everything spent, against the budget of the campaign.
review-about-mix = Waist (50K to { $shoulder ->
    [head] 500K
   *[other] 1M
} followers), tail (fewer) and head (more) in the proportion { $mix } of your settings; shares are of what was spent on creators whose followers are known. Marked where it is off by more than { $points } points.
review-about-dearest = Share of the budget, or of all that was spent where none is set. Marked above { $percent } %.
review-about-cpm = Of collaborations whose cost and plays are both known. Reference: waist 40 % below head; marked where it costs more.
review-about-behind = { $table }: { $row }. One row for each currency.
review-about-behind-stays = { $table }: { $row }. Days in each stage, one row for each collaboration, the longest first.
review-about-stays = Days in each stage, one row for each collaboration.
review-about-deals = One row for each currency. Everything that stands in the boards is made of these.
review-about-sellers = Order lines of those days, by who sold them.
review-about-sellers-as = Order lines of this link and variant, by who sold them.

review-col-figure = figure
review-col-currency = currency
review-col-now = this
review-col-before = before
review-col-change = change
review-col-mode = mode
review-col-tier = tier
review-col-tag = tag
review-col-creators = creators
review-col-ordering = ordering
review-col-ordering-share = ordering share
review-col-ordering-share-before = ordering share before
review-col-orders = orders
review-col-order-lines = order lines
review-col-items = items
review-col-gmv = GMV
review-col-gmv-before = GMV before
review-col-cost = cost
review-col-profit = profit
review-col-return = return
review-col-return-before = return before
review-col-verdict = verdict
review-col-trait = fans
review-col-ordering-fans = ordering
review-col-cooperating-fans = cooperating
review-col-points = points
review-col-told-by = known of
review-col-creator = creator
review-col-refund-rate = refund rate
review-col-reasons = reasons
review-col-product = product
review-col-links = links
review-col-aov = AOV
review-col-largest = largest creator
review-col-largest-share = its share
review-col-first-share = share of the first
review-col-action = action
review-col-from = from
review-col-to = to
review-col-times = × mean
review-col-behind = behind it
review-col-day = day
review-col-peak = peak
review-col-link = link
review-col-link-id = link number
review-col-variant = variant
review-col-sku = SKU
review-col-ref = ref
review-col-mean = mean
review-col-of-mean = of mean
review-col-owner = owner
review-col-by = by
review-col-target = target
review-col-female-fans = female
review-col-fans-age = main age
review-col-fits = target
review-fits = fits
review-fits-not = does not fit
review-main-age = main age
review-col-place = place
review-col-content = content
review-col-style = style
review-col-hook = hook
review-col-note = comments
review-col-since = kept since
review-col-plays = plays
review-col-rate = rate
review-col-contents = contents
review-col-engagement = engagement
review-col-like-rate = like rate
review-col-comment-rate = comment rate
review-col-share-rate = share rate
review-col-completion = completion
review-col-ctr = CTR
review-col-cvr = CVR
review-col-cvr-before = CVR before
review-col-gpm = GPM
review-col-gpm-before = GPM before
review-col-member = member
review-col-collaborations = collabs
review-col-contacted = messages
review-col-reply-rate = replied
review-col-given-up = given up
review-col-all-the-way = all the way
review-col-all-the-way-before = before
review-col-to-published = contacted to published
review-col-to-published-before = before
review-col-bottleneck = bottleneck
review-col-stage-now = stage now
review-col-stage = stage
review-col-left = left it
review-col-days = median days
review-col-days-before = before
review-col-waiting = in it now
review-col-waiting-days = waiting days
review-col-longest-with = longest with
review-col-longest-stay = longest stay
review-stay = { $stage }, { $n ->
    [one] 1 day
   *[other] { $n } days
}
review-col-planned = planned
review-col-spent = spent
review-col-spent-before = spent before
review-col-spent-share-before = of spent before
review-col-off-reference = off it
review-col-cpm-before = CPM before
review-col-variants = variants
review-col-ordering-fans-before = ordering before
review-col-spent-share = of spent
review-col-planned-share = of planned
review-col-rest = left
review-col-plan-share = plan
review-col-of-budget = share
review-col-cpm = CPM
review-col-reference = reference

review-figure-collaborations = collaborations
review-figure-cooperating = cooperating creators
review-figure-ordering = ordering creators
review-figure-ordering-share = ordering share
review-figure-new-creators = new creators
review-figure-gmv = GMV
review-figure-refund-rate = refund rate
review-figure-net-revenue = net revenue
review-figure-orders = orders
review-figure-aov = AOV
review-figure-cost = cost
review-figure-profit = profit
review-figure-return = return
review-figure-net-roi = net ROI
review-figure-revenue-roi = revenue ROI
review-figure-roas = ROAS
review-figure-plays = plays
review-figure-collab-plays = plays of collaborations
review-figure-repurchase = repurchase rate
review-figure-fits = fits the target
review-figure-contents = videos and lives
review-figure-likes = likes
review-figure-comments = comments
review-figure-shares = shares
review-figure-engagement = engagement (S1)
review-figure-like-rate = like rate
review-figure-comment-rate = comment rate
review-figure-share-rate = share rate
review-figure-completion = completion
review-figure-ctr = CTR
review-figure-cvr = CVR

layer-waist = waist
layer-tail = tail
layer-head = head

action-stock-up = stock up
action-change = change
action-reassess = reassess
action-why-gone = sold before, not now
action-why-idle = nothing was sold on these days
action-why-no-data = nothing is known of its sales
action-why-drop = returns too little
action-why-halved = sells less than half of what it did
action-why-optimise = returns less than it should
action-why-refunds = too much is sent back
action-why-alone = { $who } sells { $percent } % of it: find others
action-why-and-alone = { $why }; { $who } sells { $percent } % of it
action-why-no-margin = no margin is known
action-why-no-cost = no cost is known
action-why-falls = pays, but sells less than before
action-why-few = pays, but that rests on little
action-why-pays = pays
action-why-keep = pays, and sells no less than before

review-note-unattached = { $n ->
    [one] Order lines of one creator belong to no collaboration: they count under products, not here.
   *[other] Order lines of { $n-shown } creators belong to no collaboration: they count under products, not here.
}
review-note-unattached-in = { $n ->
    [one] Order lines of one creator that belong to no collaboration are in it.
   *[other] Order lines of { $n-shown } creators that belong to no collaboration are in it.
}
review-note-target = Meant are fans as in: { $query }
review-note-no-refund-threshold = No limit for refunds is set (refund_threshold), so nobody is here for them.
review-note-no-day = { $sum } was typed as one sum or has no day, and is on none.
review-note-benchmarks = ✓ passes and ✗ fails the benchmark: engagement above 5 % (S1), like rate above 5 % (S2), share rate above 2 % and completion above 18 % (S3).
review-note-first = The first { $n-shown } of { $all-shown }.
review-note-no-budget = No budget: only a campaign has one.
review-note-no-budget-set = No budget is set for this campaign: C in the table lists campaigns.
review-note-budget-scope = Returns take commission alone for cost here (cost = "commission" in your settings). Spent, shares and CPM count everything.
review-note-content-days = Contents published on these days, with the plays and orders that they have had until their last count, also after these days.
review-note-several-targets = Campaigns that were worked on in these days mean different fans: nothing is held against a target. A campaign’s own review is.
review-note-no-head = { $currency }: no plays of head creators are known, so there is no reference for the waist.
review-note-cpm-days = Cost is of these days. Plays are those of contents published on these days, until their last count; where plays were typed on a collaboration these count in their stead, on its last day.
review-note-budget-apart = Beside it { $sums } are spent, which no fixed rate makes one with the budget.
review-note-not-agreed = Of what is spent, { $sums } stand on collaborations whose terms were not agreed yet, or never were.
review-note-no-followers = { $sum } was spent on creators whose followers nobody knows.

cli-review = Review a campaign or some days: creators, products, content, team, budget
cli-opt-review-campaign = The campaign; it is held against the one that ended last before it
cli-opt-review-period = These days, such as 2026-10 or 2026-10-01..2026-10-31, held against those before them
cli-opt-review-against = Hold it against this campaign, or these days
cli-opt-review-section = One table alone, such as creators.modes or products.peaks
cli-opt-format-review = md, html, xlsx, csv or json; else by the end of the file’s name, else md
cli-opt-review-out = Write to this file
cli-opt-review-force = Write over a file that is there
cli-review-after =
    Examples:
      daren review --campaign "Summer Glow" --out summer.html
      daren review --period 2026-10 --section products.peaks --format csv
    A campaign counts all of its collaborations on all days; a period counts what was sold, spent, posted or worked on in it.
cli-review-exists = { $path } is there already. Take another name, or --force to write over it.
cli-review-form = The end of the file’s name says nothing of its form. Add --format md, html, xlsx, csv or json.
cli-review-xlsx = A workbook is not for the terminal. Add --out FILE.xlsx.
cli-review-section-xlsx = One table goes out as md, csv or json.
cli-review-section = There is no table “{ $name }”. There are: { $known }.
cli-review-what = Say what to review: --campaign with one of { $names }, or --period such as 2026-10.
cli-review-what-period = Say what to review: --period such as 2026-10. No campaign has collaborations yet.
cli-review-campaign = There is no campaign “{ $name }”. There are: { $names }.
cli-review-against = “{ $text }” is neither a campaign nor a period.
cli-allowed-mix = three whole numbers for waist, tail and head, such as [6, 3, 1]
cli-allowed-layer = "head", "waist" or "tail"
cli-allowed-budget = mix, shoulder, single and points

review-loading = Putting the review together …
review-curve = { $from } to { $to }, { $n ->
    [one] a day a cell
   *[other] { $n-shown } days a cell
}
review-rest = { $n ->
    [one] One more row: enter
   *[other] { $n-shown } more rows: enter
}
review-no-more = Nothing lies behind this row.
review-no-deal-here = The cursor is on no single collaboration.
review-loading-yet = The review is still being put together.
review-no-such = “{ $text }” is neither a campaign nor a period such as 2026-10 or 2026-10-01..2026-10-31.
review-last-month = last month
review-this-month = this month
review-last-30 = the last 30 days
review-last-quarter = last quarter
review-this-quarter = this quarter
review-against-usual = (what went before, as usual)
review-file-form = The end of the file’s name says in which form: .html, .md, .xlsx, .csv or .json.
name-review-file = Write the report to (.html .md .xlsx .csv .json):
pick-review = Review a campaign, or days such as 2026-10
pick-review-against = Hold it against

do-review = Review a campaign or some days: creators, products, content, team, budget
hint-review = review
do-review-enter = What a figure is made of; the rest of a table
hint-review-enter = open
do-review-next = Next board
hint-review-next = next board
do-review-previous = Board before
hint-review-previous = board before
do-review-section-next = Next table of the board
hint-review-section-next = next table
do-review-section-previous = Table before
hint-review-section-previous = table before
do-review-right = Columns further right
hint-review-right = columns
do-review-left = Columns further left
hint-review-left = columns
do-review-write = Write the report to a file: HTML, Markdown, XLSX, CSV, JSON
hint-review-write = report
do-review-open = Open the collaboration: fields, costs, decision
hint-review-open = collaboration
do-review-choose = Review another campaign, or other days
hint-review-choose = other
do-review-against = Hold it against another campaign, or other days
hint-review-against = against
context-review = Review: the boards

review-on-commission = on pure commission at { $rate } %, the usual rate here, the same sales would have returned { $percent } %

topic-let-go = to let go
topic-retest = to retest
topic-reinvest = to reinvest in
topic-late = over its day
topic-product = product
topic-peak = peak
topic-content = content
topic-team = team
topic-own = put here by hand
topic-free = matter of our own

point-open = open
point-parked = put aside
point-decided = decided

decision-stock-up = stock up
decision-change = change
decision-reassess = reassess

decision-decision-id = number
decision-campaign = campaign
decision-period = days
decision-place = place
decision-topic = topic
decision-handle = creator
decision-about = about
decision-state = state
decision-decision = decision
decision-reason = reason
decision-owner = who
decision-due = by
decision-done = done
decision-finding = finding
decision-decided-at = decided
decision-decided-by = decided by
row-decisions = agenda point
content-hook = hook
content-kept = kept since

store-no-such-point = This point is on the agenda no more.
store-point-changed = { $by } has decided about this point meanwhile. What they decided is on the page now.
did-meeting = agenda of { $name }: { $points ->
    [one] one point
   *[other] { $points } points
}
decision-reasoned = the reason
did-decide = decided about { $about }: { $to }

meeting-title = Review { $name } · point { $at } of { $all } · { $decided } decided{ $parked ->
    [0] { "" }
   *[other] , { $parked } put aside
}
meeting-nothing = The boards propose nothing to talk about. tab shows the agenda, + there adds a creator, a product, a member, or a matter of your own.
meeting-empty = Nothing is on the agenda. tab shows it, + there adds a creator, a product, a member or a matter of your own, A takes what the boards propose.
meeting-all-done = Every point is decided or put aside. w writes the report with the decisions.
meeting-gone = This point was taken off the agenda meanwhile: enter opens another.
meeting-reason-changed = Somebody has given another reason meanwhile: it is on the page now. n goes on with yours.
meeting-typed = A reason that was half typed is kept: n goes on with it.
meeting-decided-already = It is decided, and stages, tag and note followed. u takes a decision back; another key decides otherwise.
meeting-no-point = There is no point on the page.
meeting-of-creators = Nothing is decided: that key is for products. The keys for this page stand below it.
meeting-of-products = Nothing is decided: that key is for creators. The keys for this page stand below it.
meeting-of-others = Nothing is decided: that key is for others. The keys for this page stand below it.
meeting-on-boards = Everything about it stands on this page and on the boards.
meeting-no-such = No creator of this review is called “{ $text }”, or several names begin so: tab goes on with them.
meeting-advice = advice:
meeting-was = was
meeting-none = —
meeting-decided = decided { $day } by { $by }
meeting-moves = { $key } moves { $n } to { $stage }
meeting-clock = time { $h ->
    [0] { "" }
   *[other] { $h } h{ " " }
}{ $m } min
meeting-nothing-to-undo = What was done last was not done in a meeting: outside of it u takes that back.
meeting-owner = who does it
meeting-due = by when
meeting-more = { $n ->
    [one] One more table
   *[other] { $n-shown } more tables
}: J
meeting-dropped = another decision undoes the drop
meeting-stays = { $n } given up before
meeting-note = Review { $review }: { $decision }{ $reason ->
    [none] { "" }
   *[other] { " " }— { $reason }
}
name-point = Talk about:
name-offered = { $at } of { $all } that fit: tab goes on.

context-meeting = The meeting
context-agenda = The agenda of a meeting
do-review-meeting = Hold the meeting: one point a page, decided with one key
hint-review-meeting = meeting
do-meeting-keep = Keep: go on as it is; what is out is reviewed; a video is kept as an example
hint-meeting-keep = keep
do-meeting-optimise = Optimise: change something and test again
hint-meeting-optimise = optimise
do-meeting-drop = Drop: its collaborations end
hint-meeting-drop = drop
do-meeting-reinvest = Reinvest: its collaborations go on, the creator gets a tag
hint-meeting-reinvest = reinvest
do-meeting-co-create = Make something together: the creator gets a tag
hint-meeting-co-create = co-create
do-meeting-stock-up = Of a product: have enough of it
hint-meeting-stock-up = stock up
do-meeting-change = Of a product: other creators, price, script
hint-meeting-change = change
do-meeting-reassess = Of a product: think again whether to go on
hint-meeting-reassess = reassess
do-meeting-next = Next point
hint-meeting-next = next
do-meeting-previous = Point before
hint-meeting-previous = before
do-meeting-tables-down = Tables further down on the page
hint-meeting-tables-down = further down
do-meeting-tables-up = Back up on the page
hint-meeting-tables-up = back up
do-meeting-right = Columns of the tables further right
hint-meeting-right = columns
do-meeting-left = Columns back to the left
hint-meeting-left = columns back
do-meeting-open = Next point that is still open
hint-meeting-open = next open
do-meeting-reason = Say why
hint-meeting-reason = reason
do-meeting-owner = Say who does it
hint-meeting-owner = who
do-meeting-due = Say by when; it stands in Today then
hint-meeting-due = by when
do-meeting-park = Put the point aside, or take it up again
hint-meeting-park = put aside
do-meeting-agenda = All points
hint-meeting-agenda = agenda
do-meeting-enter = Returns of the creator, down to the order line
hint-meeting-enter = returns
do-agenda-enter = To this point
hint-agenda-enter = to it
do-agenda-down = Next point
hint-agenda-down = next
do-agenda-up = Point before
hint-agenda-up = before
do-agenda-later = Talk about it later
hint-agenda-later = later
do-agenda-earlier = Talk about it earlier
hint-agenda-earlier = earlier
do-agenda-add = Talk about something more
hint-agenda-add = add
do-agenda-remove = Take it off the agenda
hint-agenda-remove = take off
do-agenda-propose = Add what the boards propose by now
hint-agenda-propose = propose
review-col-due = due

agenda-kind-decision = what a review has decided
agenda-decision = { $decision }{ $about ->
    [none] { "" }
   *[other] : { $about }
}{ $reason ->
    [none] { "" }
   *[other] { " " }· { $reason }
}{ $review ->
    [none] { "" }
   *[other] { " " }({ $review })
}

review-board-meeting = Decisions
review-finding = { $a } { $x }
review-findings = { $a } { $x } · { $b } { $y }
review-section-decisions = Decided
review-section-undecided = Not decided
review-section-next = For the next review
review-about-decisions = What the meeting decided, in the order of its agenda.
review-about-undecided = On the agenda, and open or put aside.
review-about-next = The figures of this review, which the next one is held against; aim and next are filled in then.
review-col-topic = topic
review-col-about = about
review-col-decision = decision
review-col-reason = reason
review-col-aim = aim
review-col-next = next
