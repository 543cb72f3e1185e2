### Returns: what cooperation brings in and costs.

verdict-keep = keep long-term
verdict-optimise = optimise and retest
verdict-drop = drop or replace
verdict-no-margin = no margin
verdict-no-cost = no cost
verdict-no-data = no data

number-return = return
number-net = net ROI
number-revenue = revenue ROI
number-roas = ROAS

reason-return-above = return { $percent } %: above { $edge } %
reason-return-between = return { $percent } %: from { $edge } % to { $upper } %
reason-return-below = return { $percent } %: below { $edge } %
reason-net-above = net ROI { $percent } %: above { $edge } %
reason-net-between = net ROI { $percent } %: from { $edge } % to { $upper } %
reason-net-below = net ROI { $percent } %: below { $edge } %
reason-cost-part = { $kind } is { $percent } % of cost; without it { $without } %
reason-cost-part-net = { $kind } is { $percent } % of cost; without it net ROI { $without } %
reason-unsold = { $percent } % of cost is of collaborations whose sales are not known; without them { $without } %
reason-unsold-net = { $percent } % of cost is of collaborations whose sales are not known; without them net ROI { $without } %
reason-unsold-alone = { $percent } % of cost is of collaborations whose sales are not known
reason-cost-all = { $kind } is all of the cost
reason-refunds = refunds are { $percent } % of GMV: above { $edge } %
reason-commission-only = commission is the only cost counted (setting)
reason-by-videos = { $n ->
    [one] the sales of one collaboration are what its videos and lives say, without refunds
   *[other] the sales of { $n } collaborations are what their videos and lives say, without refunds
}
reason-indirect = indirect sales (tracked links to other shops) are in: { $percent } % of GMV
reason-no-data = nothing is known of sales
reason-cost-zero = the cost is 0, and nothing can be divided by it
reason-no-cost = no cost is known, so nothing can be divided by it
reason-some-margin = { $percent } % of sales have no margin: give these products one, or a general one
reason-no-margin = no margin is known: give the product one, or a general one
reason-estimated = from the platform's list: estimated commission on sales before refunds
reason-unpriced = { $n ->
    [one] { $n-shown } order line does
   *[other] { $n-shown } order lines do
} not say what was paid: sales are higher than this
reason-converted = in one currency at the fixed rates: { $rates }
reason-spent-apart = costs of { $sums } are not counted: another currency, and no fixed rate
reason-owed = the agreed commission is in no cost; with it { $with } %
reason-owed-net = the agreed commission is in no cost; with it net ROI { $with } %
reason-other-days = with its costs of other days it returns { $with } %
reason-other-days-net = with its costs of other days its net ROI is { $with } %
reason-few-orders = { $n ->
    [0] no orders: too few to trust
    [one] { $n-shown } order: too few to trust
   *[other] { $n-shown } orders: too few to trust
}
reason-stale = { $n ->
    [one] sales are known until { $n-shown } day ago
   *[other] sales are known until { $n-shown } days ago
}
reason-default-margin = some or all of it has only the general margin, not the product's own

cost-commission = commission
cost-fixed-fee = fixed fee
cost-sample = sample goods
cost-shipping = shipping
cost-boost = boost
cost-labour = labour
cost-other = other
channel-direct = direct
channel-indirect = indirect
split-count = evenly
split-mixed = evenly: GMV in several currencies
split-gmv = by GMV
split-share = by share
decision-keep = keep
decision-optimise = optimise
decision-drop = drop
decision-content-keep = keep as an example
decision-content-drop = no example
decision-member-keep = carry on
decision-member-optimise = change something
decision-free-keep = do it
decision-free-optimise = look into it further
decision-free-drop = leave it
decision-reinvest = reinvest
decision-co-create = co-create

money-gmv = GMV
money-refunds = refunds
money-indirect = indirect GMV
money-cost = cost
money-planned = planned, not counted:

rate-completion = completion
rate-ctr = CTR
rate-platform-ctr = platform CTR
rate-add-to-cart-rate = add-to-cart rate
rate-payment-rate = payment rate
rate-cvr = CVR
rate-engagement = engagement (S1)
rate-like-rate = like rate
rate-comment-rate = comment rate
rate-share-rate = share rate

diagnosis-core = core contributor
diagnosis-rising = rising star
diagnosis-tune = tune
diagnosis-later = tune, later
diagnosis-no-data = not enough data
diagnosis-no-baseline = no baseline

show-returns = returns
show-diagnosis = { $quadrant }: CVR { $cvr }, peers { $baseline } ({ $peers ->
    [one] { $peers-shown } peer
   *[other] { $peers-shown } peers
} with clicks)
show-match = fans and buyers match by { $percent } %
show-mismatch = fans and buyers match by { $percent } %; most fans are { $fans }, most buyers { $buyers }
show-rate-of = { " " }({ $part-shown } of { $n-shown }, where both are told)
show-decided = , decided: { $decision }
show-loose = { $n ->
    [one] { $n-shown } order belongs
   *[other] { $n-shown } orders belong
} to no collaboration: { $sum }

roi-mode = mode
roi-tier = tier
roi-tag = tag
roi-owner = owner
roi-campaign = campaign
roi-product = product
roi-style = style
roi-creator = creator
roi-creators = creators
roi-collaborations = collabs
roi-orders = orders
roi-gmv = GMV
roi-refunds = refunds
roi-cost = cost
roi-profit = profit
roi-return = return
roi-net-roi = net ROI
roi-revenue-roi = revenue ROI
roi-roas = ROAS
roi-currency = currency
roi-verdict = verdict
roi-confidence = confidence
roi-rates = rates
roi-no-mode = (no mode)
roi-no-tier = (no tier)
roi-no-tag = (no tag)
roi-no-owner = (no owner)
roi-no-campaign = (no campaign)
roi-no-product = (no product)
roi-no-style = (no style)
roi-no-creator = (no creator)
roi-unattached = (unattached)
roi-total = total
roi-none-known = No collaboration and no order line of these creators is known. What the platform's list estimates stands in `daren show HANDLE` and in columns of `daren list`, such as return and roas.
roi-none = Nothing was sold or spent.
roi-none-period = Nothing was sold or spent in these days.
roi-none-match = No creator matches.
roi-note-whole = Of creators that match, with all of their work: a query on campaigns or stages chooses creators, not collaborations. daren review is of one campaign.
roi-note-weak = * Not much to go by, for instance few orders, old data, only a general margin, or sales that only videos tell. --format json names the reasons.
roi-note-twice = { $n ->
    [one] One order is of several collaborations: it counts in each of them, and once in the total.
   *[other] { $n-shown } orders are of several collaborations: they count in each of them, and once in the total.
}
roi-note-unattached = (unattached): order lines that belong to no collaboration.
roi-note-unsold = Cost of collaborations whose sales are not known: { $sums }. It is taken off the profit of a row with other sales, and a row of its own has no profit.
roi-note-several = Some count under more than one { $what }: the rows add up to more than the whole.
roi-note-typed = { $n ->
    [one] { $n-shown } of { $all-shown } collaborations has no order lines with sums: its sales are those typed on it.
   *[other] { $n-shown } of { $all-shown } collaborations have no order lines with sums: their sales are those typed on them.
}

cli-roi = Returns by mode, tier, tag, owner, campaign, product, style or creator
cli-opt-roi-by = What to group by
cli-opt-roi-period = Only these days, such as 2026-10-01..2026-10-31 or a month, 2026-10
cli-opt-format-roi = table, csv or json
cli-roi-after =
    A QUERY keeps the creators that match it; see `daren list --help`.
    Order lines count on the day they were sold, refunds on the day they appear, videos and LIVEs on the day they came
    out, lines of the ledger on theirs, and what was typed on a collaboration on its last day, or today while it runs.
    What has several tags or styles counts under each.
cli-reconcile = Hold files of orders against the pool: total, counted, left out and why, difference
cli-arg-reconcile = Files of orders, as they were downloaded

reconcile-col-lines = lines
reconcile-col-paid = paid
reconcile-col-refunded = refunded
reconcile-col-commission = commission
reconcile-file = the file
reconcile-counted = counted
reconcile-ineligible = left out: ineligible
reconcile-twice = left out: repeated further down
reconcile-rejected = left out: { $reason }
reconcile-unexplained = unexplained
reconcile-pool = in the pool
reconcile-newer = further on in the pool
reconcile-other = say something else in the pool
reconcile-missing = not in the pool
reconcile-difference = difference
reconcile-even = The file and the pool agree.
reconcile-even-newer = The file and the pool agree, but for lines that are further on in the pool (settled, refunded).
reconcile-even-but = What counts agrees; the rows above could not be read. Mend them, or say the currency or the order of the dates.
reconcile-none = Nothing of this file counts, so there is nothing to agree.
reconcile-odd = The file and the pool do not agree. Import the file, then reconcile again.
reconcile-not-orders = { $file } is { $kind }; only files of orders can be reconciled.

cli-repeated-orders = { $n ->
    [one] { $n-shown } order line comes again further down; the last one counts.
   *[other] { $n-shown } order lines come again further down; the last one counts.
}
cli-allowed-returns = a table such as [returns] with margin = 30
cli-allowed-margin = a percent number from 0 to 100, such as 30
cli-allowed-cost = "full" or "commission"
cli-allowed-on = "return" or "net"
cli-allowed-edges = a lower edge that is not above keep_above

do-returns = Returns of the creator: numbers, costs, funnel, orders
hint-returns = returns
do-returns-enter = A step down: the orders of a collaboration, product, video or month, the line of an order; from a cost to its collaboration
hint-returns-enter = step in
do-returns-next = Next table: collaborations, products, content, costs, orders, months, peers, history, fans, what if
hint-returns-next = next table
do-returns-suppose = What if: margin, commission, fee, price, boost, refunds
hint-returns-suppose = what if
do-returns-more = Move the lever under the cursor up
hint-returns-more = more
do-returns-less = Move the lever under the cursor down
hint-returns-less = less
do-returns-reset = Everything as it is
hint-returns-reset = as it is
do-returns-save = Write what is supposed into a note of the creator
hint-returns-save = save as note
do-returns-open = The collaboration under the cursor: fields, costs, decision
hint-returns-open = collaboration
returns-no-deal-here = The cursor is on no collaboration: the first table has them.
do-returns-attach = Give the order under the cursor to a collaboration; only its line, where other lines of it belong to another one; choosing none lets go of all that was said of the order
hint-returns-attach = attach
do-returns-rest = The same for all of these orders that belong to none, also those further down
hint-returns-rest = attach all
returns-attach-where = Orders are given to a collaboration in the table of orders.
returns-none-because = — { $why }
returns-attach-none = There is no collaboration with this creator yet: B makes one in the pool.
returns-attach-all-done = Every order on screen belongs to a collaboration.
pick-attach = { $n ->
    [one] the order belongs to
   *[other] { $n-shown } orders belong to
}
do-returns-previous = Previous table

context-returns = Returns of a creator
returns-deals = collabs
returns-products = products
returns-content = content
returns-orders = orders
returns-fans = fans
returns-whatif = what if
returns-waterfall = from sales to profit
returns-funnel = funnel
returns-peers = { $n ->
    [one] median of { $n-shown } peer
   *[other] median of { $n-shown } peers
}
returns-because = { $verdict }: { $reasons }
returns-between = { "; " }
returns-costs = costs
returns-months = months
returns-compare = peers
returns-exposure = impressions a product { $own }, median { $median }
returns-history = history
returns-no-history = Nothing has happened yet.
returns-no-compare = No peers with clicks, no content with a style, no notes yet.
returns-col-by = by
returns-col-what = what
returns-col-content = video or LIVE
returns-col-code = discount code
returns-no-costs = Nothing was spent yet.
returns-no-months = Nothing has a day yet.
returns-undated = no day
returns-none-of-these = None of the order lines is of these; esc leads back.
returns-more-steps = ⋯ { $n } more
returns-later = later
returns-before = earlier
returns-from-typed = typed
returns-from-list = estimate of the list
returns-from-orders = { $n ->
    [one] { $n-shown } order line
   *[other] { $n-shown } order lines
}
returns-from-parcel = parcel { $n }
returns-from-ledger = ledger { $name }
returns-from-shared = part of { $whole } { $how } among { $n }, ledger { $name }
returns-col-kind = kind
returns-col-planned = planned
returns-col-spent = spent
returns-col-from = from
returns-col-note = note
returns-col-month = month
returns-col-net = net ROI
returns-col-revenue = rev. ROI
returns-by-month = GMV by month
returns-loading = reading …
returns-own = { $n ->
    [0] no collaboration
    [one] { $n-shown } collaboration
   *[other] { $n-shown } collaborations
} · { $lines ->
    [0] no order lines
    [one] { $lines-shown } order line
   *[other] { $lines-shown } order lines
}
returns-list = from the platform's list, before refunds
returns-nothing = nothing sold, nothing spent
returns-no-funnel = no plays or clicks are known
returns-no-deals = Nobody works with this creator yet; B on the table makes a candidate.
returns-no-products = No order lines: import the platform's affiliate orders.
returns-no-content = No videos or lives: import the platform's lists of them.
returns-no-orders = No order lines: import the platform's affiliate orders.
returns-no-fans = Who bought is not known: import buyers (daren template buyers).
returns-no-whatif = Nothing was sold yet: there is nothing to suppose.
returns-quadrant = exposure → · CVR ↑
returns-no-quadrant = Too few peers with clicks, or no product impressions: there is nothing to hold this creator against. A typed benchmark (cvr_benchmark) does it as well.
returns-styles = content by style
returns-no-style = (no style)
returns-col-contents = n
returns-col-engagement = eng. (S1)
returns-line = Order { $order }
returns-ineligible = not counted
returns-settled = paid
returns-untold = not in the file
returns-estimated = estimated
returns-over-refunded = More was refunded than was paid.
returns-backwards = Paid for or delivered before it was ordered.
returns-col-ref = collab
returns-col-campaign = campaign
returns-col-product = product
returns-col-mode = mode
returns-col-orders = orders
returns-col-gmv = GMV
returns-col-cost = cost
returns-col-return = return
returns-col-roas = ROAS
returns-col-currency = currency
returns-col-verdict = verdict
returns-col-decided = decided
returns-col-whatif = what if
returns-col-now = now
returns-col-then = then
returns-col-items = items
returns-col-refund-rate = refunds
returns-col-refunds = refunded
returns-col-day = day
returns-col-title = title
returns-col-style = style
returns-col-plays = plays
returns-col-like = like %
returns-col-ctr = CTR
returns-col-cvr = CVR
returns-col-order = order
returns-col-paid = paid
returns-col-commission = commission
returns-col-ads-commission = shop ads commission
returns-col-bonus-commission = co-funded bonus
returns-col-belongs = belongs to
returns-col-sku = SKU
returns-col-time = time
returns-col-status = status
returns-col-margin = margin
returns-margin-none = none is known
returns-margin-general = { $rate } (the general one)
returns-col-channel = channel
returns-col-age = age
returns-col-fans = fans
returns-col-buyers = buyers
attached-by-hand = by hand
attached-by-reference = named in the file
attached-by-content = by its video or LIVE
attached-by-code = by its code
attached-by-window = by product and day
loose-no-collab = no collaboration
loose-other-product = other product
loose-other-time = outside its days
loose-no-time = no date
money-goods = goods ({ $percent } %)
money-profit = profit
money-before-goods = before goods
funnel-plays = plays
funnel-impressions = product impressions
funnel-clicks = clicks
funnel-carts = carts
funnel-some = { $part-shown } of { $n-shown } { $step }
funnel-told = * of the collaborations that tell both: { $counts }
funnel-of = { $name } of { $step }
funnel-orders = orders

## Fields of the ledger, of margins and of buyers

cost-cost-id = number
cost-kind = kind
cost-amount = amount
cost-currency = currency
cost-at = day
cost-ref = collaboration
cost-campaign = campaign
cost-split = divided by
cost-shares = among
cost-hours = hours
cost-rate = hourly rate
cost-note = note
margin-starts = from
margin-product-id = product
margin-margin-rate = margin
buyer-ref = collaboration
buyer-age-13-17-share = 13–17
buyer-age-18-24-share = 18–24
buyer-age-25-34-share = 25–34
buyer-age-35-44-share = 35–44
buyer-age-45-plus-share = 45 and over
buyer-female-share = female

## What if

lever-margin = margin
lever-commission = commission rate
lever-fee = fixed fee
lever-price = price, in % of today's
lever-boost = boost
lever-refunds = refund rate
whatif-even = break-even sales
whatif-verdict = verdict
whatif-nothing = Nothing is supposed yet: + and - move the line under the cursor, enter types a value.
whatif-no-lever = Only the first six lines of “what if” can be moved.
whatif-out = “{ $value }” does not fit here: 0 to 100 %.
whatif-price = “{ $value }” cannot be read as a price: a number is percent of today's, as in 110 or 110 %; +10 % is a tenth more.
whatif-price-unclear = “{ $value }”: percent of today's price, or so many times that? Write it in percent, as in 110 %.
whatif-note = What if: { $levers }. { $returned }; { $net }; { $verdict }.
name-whatif = what if: { $name }
