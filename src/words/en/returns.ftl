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
reason-cost-all = { $kind } is all of the cost
reason-refunds = refunds are { $percent } % of GMV: above { $edge } %
reason-commission-only = commission is the only cost counted (setting)
reason-no-data = nothing is known of sales
reason-no-cost = no cost is known, so nothing can be divided by it
reason-no-margin = no margin is known: give the product one, or a general one
reason-estimated = from the platform's list: estimated commission on sales before refunds
reason-few-orders = { $n ->
    [0] no orders: too few to trust
    [one] { $n-shown } order: too few to trust
   *[other] { $n-shown } orders: too few to trust
}
reason-stale = { $n ->
    [one] the data end { $n-shown } day ago
   *[other] the data end { $n-shown } days ago
}
reason-default-margin = with the general margin, not the product's own

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
split-gmv = by GMV
split-share = by share
decision-keep = keep
decision-optimise = optimise
decision-drop = drop
decision-reinvest = reinvest
decision-co-create = co-create

money-gmv = GMV
money-refunds = refunds
money-indirect = indirect GMV
money-cost = cost

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

cli-roi = Returns by mode, tier, tag, owner, campaign, product, style or creator
cli-opt-roi-by = What to group by
cli-opt-roi-period = Only these days, such as 2026-10-01..2026-10-31
cli-opt-format-roi = table, csv or json
cli-roi-after =
    A QUERY keeps the creators that match it; see `daren list --help`.
    Order lines count on the day they were sold, lines of the ledger on theirs, and what was typed
    on a collaboration on its last day. A creator with several tags counts under each.
cli-reconcile = Hold files of orders against the pool: total, counted, left out and why, difference
cli-arg-reconcile = Files of orders, as they were downloaded

reconcile-file = the file
reconcile-counted = counted
reconcile-ineligible = left out: ineligible
reconcile-twice = left out: repeated further down
reconcile-rejected = left out: { $reason }
reconcile-unexplained = unexplained
reconcile-pool = in the pool
reconcile-other = say something else in the pool
reconcile-missing = not in the pool
reconcile-difference = difference
reconcile-even = The file and the pool agree.
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
