### work: collaborations, the board, outreach and plans

## what files and fields say

native-member-unknown = Nobody in the team is called { $name }. Import the members first, or write the name as the pool has it.
native-ref-unknown = No collaboration is called { $ref }. If it is not a slip, import the collaborations first; or leave the cell empty.
native-ref-other = Collaboration { $ref } is one with @{ $handle }, not with the creator of this row. Correct one of the two.
native-cost-nothing = A cost needs an amount, or hours and the rate of an hour.
native-campaign-unknown = No campaign is called { $name }, so nobody bears this cost. If it is not a slip, import the campaign or its collaborations first.
native-cost-nobody = Nobody bears this cost. Write the ref of a collaboration, a campaign that shares it, or shares such as 2026-0001:60|2026-0002:40.
native-cost-both = A cost of one collaboration is not shared: write either its ref, or a campaign or shares.
native-cost-shares = These are no shares. Write numbers of collaborations with their parts: 2026-0001:60|2026-0002:40.
typed-date = “{ $value }” is no day. Write 2026-12-01, 12-01, +3d, +2w, fri, today or tomorrow.
typed-money = “{ $value }” is no sum of money. Write 800, 1,200.50, 2k or 800 GBP.
typed-no-currency = This needs a currency: write the sum with it, as 800 GBP.
whatif-other-currency = All of this is in { $currency }: type the sum in it.
typed-other-currency = This counts in { $currency } alone: first change its currency in the details.
typed-mixed-currency = These count in several currencies: say it for those of one currency at a time.
typed-required = This cannot be empty: it is what the row is told by.
store-backwards = It would end before it begins ({ $from } to { $to }). Correct the other day first.
typed-ratio = “{ $value }” is no share from 0 to 100 %. Write 15% or 0.15.
typed-count = “{ $value }” is no whole number from 0 on.
typed-hours = “{ $value }” is no number of hours. Write 0.5 or 3.
typed-currency = “{ $value }” is no currency. Write a code of three letters, such as USD.
typed-choice = “{ $value }” is none of: { $choices }.
field-for-many = { $what } for { $n-shown }
field-help-date = e.g. +3d, fri, 12-01; empty for none
field-help-money = e.g. 800 GBP; empty for none
field-help-money-known = e.g. 800, 2k; empty for none
field-help-ratio = e.g. 15%; empty for none

## stages and other choices

stage-candidate = candidate
stage-contacted = contacted
stage-negotiating = negotiating
stage-contracted = contracted
stage-sample-sent = sample sent
stage-in-production = in production
stage-published = published
stage-ordering = ordering
stage-reviewed = reviewed
stage-reinvest = reinvest
stage-dropped = dropped
stage-released = released
mode-pure-commission = pure commission
mode-base-commission = base + commission
mode-fixed-fee = fixed fee
mode-stepped-commission = stepped commission
fact-field = own accounts (Field)
fact-alliance = Alliance
fact-campaign = Campaign
fact-top-kol = Top KOL
session-mixed = mixed
session-dedicated = dedicated
content-video = video
content-live = live
due-late = late
due-today = today
due-week = within 7 days
due-later = later
pane-stage = stage
pane-owner = owner
pane-campaign = campaign
pane-product = product
pane-mode = mode
pane-due = due
col-stage = stage
col-owner = owner
col-campaign = campaign

card-collabs = collaborations
card-more-collabs = { $n ->
    [one] one more: { $key }
   *[other] { $n-shown } more: { $key }
}
card-collab-due = due { $day }
card-own-samples = own history: { $n-shown } of { $of ->
    [one] 1 sample
   *[other] { $of-shown } samples
}
card-own-contacts = own history: { $n-shown } of { $of ->
    [one] 1 contact
   *[other] { $of-shown } contacts
}

## the board

screen-board = Board
context-board = Keys on the board
context-collab = Keys on a collaboration
context-gate = Before a stage is left
context-pick = Choosing a word
board-counts = { $open-shown } open of { $total-shown }
board-late = { $n-shown } late
board-empty = No collaboration yet. Mark creators in the pool (space), then B makes them candidates of a campaign; or import the files members, campaigns and collaborations (i in the pool). q goes back.
board-none-match = No collaboration matches. x clears the filter.
board-query-none = all collaborations   : filters, / searches
board-no-card = There is no card here.
board-no-lanes = The board has one row. w makes rows by owner, campaign or tier.
board-no-owner = nobody
board-no-campaign = no campaign
board-no-tier = no followers known
board-no-none = all
board-order-due = by due date
board-order-age = by days in the stage
board-order-value = by value
board-order-return = by return
board-order-roas = by ROAS
board-order-profit = by profit
board-order-cost = by cost
board-lanes-owner = rows by owner
board-lanes-campaign = rows by campaign
board-lanes-tier = rows by tier
board-folded = { $stage } is folded: it opens while the cursor is on it. z unfolds it.
board-at-the-end = This is the last stage on this way. m goes anywhere.
board-at-the-beginning = This is the first stage.
board-there-already = It is in that stage already.
board-why = Somebody will ask why: write a few words.
board-reasons = no reply | price too high | fans do not match | low return | content quality | creator declined | out of stock
board-lacks = before it goes on: { $what }
board-returned = return { $percent } · { $verdict }
board-longer = here for { $n-shown } { $n ->
    [one] day
   *[other] days
}, usually { $usual-shown }
days-short = { $n-shown }d
days-from-now = { $n ->
    [0] today
    [1] { $way ->
        [past] yesterday
       *[future] tomorrow
    }
   *[other] { $way ->
        [past] { $n-shown } days ago
       *[future] in { $n-shown } days
    }
}
due-mark-today = today
weekday-0 = mon
weekday-1 = tue
weekday-2 = wed
weekday-3 = thu
weekday-4 = fri
weekday-5 = sat
weekday-6 = sun

## before a stage is left

gate-title = { $who } lacks before { $stage }
gate-title-many = Before these { $n-shown } cards go on
gate-of = { $n-shown } of { $m-shown }
gate-help = enter fills it in, o passes all of them over with a reason
gate-only-one = It is one card.
gate-none-complete = None of them is complete.
gate-number-empty = Write the carrier and the number, as DHL 4411; or samples sent 0 in the details where none is needed.
gate-no-link = “{ $value }” is no link. Paste the address of the content, with https://.
need-sample-number = sample number
need-content-link = link of the content
name-why-back = Why does @{ $name } go back?
name-why-back-many = Why do they go back?
name-why-passed = Why may this be passed over?
name-sample-number = Carrier and number for @{ $name }{ $more ->
    [0] { "" }
   *[other] , then { $more-shown } more
} (DHL 4411):
name-content-link = Link of the content of @{ $name }{ $more ->
    [0] { "" }
   *[other] , then { $more-shown } more
}:

## choosing

pick-stage = move to
pick-decision = decided
pick-reason = { $n ->
    [one] why { $stage } (choose, or write)
   *[other] why { $n-shown } are { $stage } (choose, or write)
}
pick-campaign = { $n ->
    [one] candidate of the campaign
   *[other] { $n-shown } candidates of the campaign
}{ $hidden ->
    [0] { "" }
   *[other] { " " }({ $hidden-shown } marked are hidden by the filter)
}
pick-none = (none)
pick-add = add
collab-delete-where = D deletes the sample, content, contact or agreement under the cursor, or the collaboration on one of its own fields.
collab-delete-whole = Press D again to delete the whole collaboration with { $who }. u brings it back.
pick-new = new
pick-nothing = Nothing fits what is typed.

## one collaboration

collab-head-what = collaboration
collab-head-terms = terms
collab-head-licence = licence
collab-head-results = results
collab-head-costs = costs
collab-head-samples = samples
collab-head-more = more
collab-head-contents = content
collab-head-buyers = buyers
collab-head-outreach = contacts
collab-head-agreements = framework agreement
collab-add-here = a adds
collab-needed = needed before it goes on
collab-passed = without { $what }
collab-delete-confirm = Press D again to delete this { $what } of { $who }. u brings it back.
event-sample-sent = sample sent
event-sample-received = sample received
event-sample-posted = content from the sample
event-content = content
event-contact = written to
event-replied = answered
collab-ref = number
collab-handle = creator
collab-campaign = campaign
collab-product-id = product
collab-owner = owner
collab-stage = stage
collab-mode = mode
collab-fact = FACT channel
collab-session = session
collab-commission-rate = commission rate
collab-commission = commission
collab-fixed-fee = fixed fee
collab-sample-cost = sample goods
collab-shipping = shipping
collab-boost = boost
collab-labour-hours = labour hours
collab-labour-rate = hourly rate
collab-other-cost = other costs
collab-currency = currency
collab-margin-rate = margin
collab-gmv = GMV
collab-decision = decision
collab-refunds = refunds
collab-indirect-gmv = indirect GMV
collab-orders = orders
collab-items = items
collab-buyers = buyers
collab-repeat-buyers = repeat buyers
collab-plays = plays
collab-product-impressions = impressions
collab-clicks = clicks
collab-add-to-carts = add-to-carts
collab-samples-sent = samples sent
collab-samples-received = samples received
collab-samples-posted = with content
collab-started = started
collab-due = due
collab-ended = ended
collab-licence-scope = licence scope
collab-licence-until = licence until
collab-discount-code = discount code
collab-utm = tracked link
collab-follower-gain = follower gain
collab-site-visits = site visits
collab-brand-searches = brand searches
collab-note = note
collab-step-threshold = step threshold
collab-step-rate = raised rate
collab-expected-gmv = expected GMV
sample-ref = number
sample-item = item
sample-product-id = product
sample-quantity = quantity
sample-sent = sent
sample-received = received
sample-posted = led to content
sample-carrier = carrier
sample-number = number
sample-cost = cost
sample-shipping = shipping
sample-currency = currency
sample-note = note
content-content-id = content number
content-handle = creator
content-ref = number
content-product-id = product
content-kind = kind
content-style = style
content-title = title
content-url = link
content-posted-at = posted
content-plays = plays
content-likes = likes
content-comments = comments
content-shares = shares
content-completion-rate = completion
content-product-impressions = impressions
content-clicks = clicks
content-add-to-carts = add-to-carts
content-orders = orders
content-gmv = GMV
content-currency = currency
content-note = note
outreach-handle = creator
outreach-at = when
outreach-by = by
outreach-channel = channel
outreach-template = template
outreach-replied-at = answered
outreach-ref = number
outreach-follow-up = ask again
outreach-note = note
agreement-handle = creator
agreement-starts = starts
agreement-ends = ends
agreement-discount-rate = discount from
agreement-discount-to-rate = discount to
agreement-list-price = list price
agreement-currency = currency
agreement-note = note

## keys

do-board = Open the board
hint-board = board
do-board-of = Show the creator's collaborations on the board
hint-board-of = board
do-candidates = Make the marked creators, or this one, candidates of a campaign
hint-candidates = candidate
do-board-down = Next card
hint-board-down = down
do-board-up = Previous card
hint-board-up = up
do-board-right = Next stage
hint-board-right = right
do-board-left = Previous stage
hint-board-left = left
do-board-page-down = A screen of cards down
hint-board-page-down = page
do-board-page-up = A screen of cards up
hint-board-page-up = page
do-board-first = First card of the stage
hint-board-first = first
do-board-last = Last card of the stage
hint-board-last = last
do-board-on = Move the card, or the marked ones, to the next stage
hint-board-on = forward
do-board-back = Move back to the stage before
hint-board-back = back
do-board-move = Move to any stage
hint-board-move = move to
do-board-open = Everything about the collaboration
hint-board-open = open
do-board-mark = Mark the card
hint-board-mark = mark
do-board-mark-all = Mark all cards of the stage, or none
hint-board-mark-all = mark all
do-board-unmark = Take all marks off
hint-board-unmark = unmark
do-board-owner = Give it, or the marked ones, another owner
hint-board-owner = owner
do-board-due = Set the day it is due
hint-board-due = due
do-board-campaign = Put it into a campaign
hint-board-campaign = campaign
do-board-expected = Say what it is expected to sell
hint-board-expected = expected
do-board-drop = Drop it, with a reason
hint-board-drop = drop
do-board-release = Release the creator back to the pool, with a reason
hint-board-release = release
do-board-order = Order of the cards: due, days in the stage, value, returns
hint-board-order = order
do-board-lanes = Rows by owner, campaign or tier
hint-board-lanes = rows
do-board-lane-down = Next row of the board
hint-board-lane-down = row
do-board-lane-up = Previous row of the board
hint-board-lane-up = row
do-board-fold = Fold the stage, or unfold it
hint-board-fold = fold
do-board-mine = Only my cards, or everybody's
hint-board-mine = mine
do-board-clear = Clear the filter
hint-board-clear = clear
do-board-search = Search in cards and creators
hint-board-search = search
do-board-query = Filter by a query
hint-board-query = query
do-board-creator = Show the creator's card
hint-board-creator = creator
do-board-copy = Copy handles of the marked cards, or of this one
hint-board-copy = copy
do-collab-edit = Change the field; on a heading, add a row
hint-collab-edit = change
do-collab-add = Add a sample, content, contact or agreement
hint-collab-add = add
do-collab-delete = Delete the row under the cursor
hint-collab-delete = delete
do-collab-all = Show all fields, or only those that say something
hint-collab-all = all fields
do-collab-creator = Show the creator's card
hint-collab-creator = creator
do-gate-fill = Fill in what is lacking
hint-gate-fill = fill in
do-gate-pass = Pass it over with a reason that is kept
hint-gate-pass = pass over
do-gate-complete = Move only those that lack nothing
hint-gate-complete = complete ones
do-pick-take = Take this one
hint-pick-take = take
do-pick-down = Next one
hint-pick-down = next
do-pick-up = Previous one
hint-pick-up = previous

## what was done, what went wrong

did-collab-add = { $n ->
    [1] { $who } a candidate
   *[other] { $n-shown } creators candidates
}{ $name ->
    [none] { "" }
   *[other] { " " }of { $name }
}
did-collab-move = { $n ->
    [1] { $who }
   *[other] { $n-shown } collaborations
} to { $to ->
    [none] other stages
   *[other] { $to }
}{ $name ->
    [none] { "" }
   *[other] : { $name }
}
did-collab-edit = { $name } of { $n ->
    [1] { $who }
   *[other] { $n-shown } collaborations
} { $to ->
    [none] emptied
   *[other] set to { $to }
}
did-collab-currency = currency of { $n ->
    [1] { $who }
   *[other] { $n-shown } collaborations
} set to { $to }; sums keep their figures
row-members = member
row-products = product
row-product-links = product link
row-campaigns = campaign
row-collaborations = collaboration
row-samples = sample
row-attached = attachment
row-costs = cost
row-margins = margin
row-buyers = buyers
row-contents = content
row-stage-moves = move
row-outreach = contact
row-agreements = framework agreement
row-plans = target plan
did-work-add = { $file } added{ $n ->
    [0] { "" }
    [1] { $who ->
        [none] { "" }
       *[other] { " " }for { $who }
    }
   *[other] { " " }for { $n-shown } creators
}
did-attach = { $orders ->
    [one] one order
   *[other] { $orders-shown } orders
} of { $who } { $to ->
    [none] left to find a place again
   *[other] given to { $to }
}
did-work-edit = { $file }{ $n ->
    [0] { "" }
   *[other] { " " }of { $who }
}: { $name } { $to ->
    [none] emptied
   *[other] set to { $to }
}
did-answer = { $who } has answered
did-work-delete = { $file }{ $n ->
    [0] { "" }
   *[other] { " " }of { $who }
} deleted
did-plan-make = { $plans ->
    [one] target plan
   *[other] { $plans-shown } target plans
} { $name } for { $n ->
    [one] one creator
   *[other] { $n-shown } creators
}
did-snooze = { $who }: { $name } { $to ->
    [none] done
   *[other] put aside until { $to }
}
agenda-kind-due = the day it is due
agenda-kind-follow-up = asking again
agenda-kind-reply = waiting for an answer
agenda-kind-sample = sample without content
agenda-kind-licence = end of the licence
agenda-kind-agreement = end of the agreement
agenda-kind-long = long in its stage
store-no-such-collab = { $ref ->
    [none] This collaboration is no longer there: somebody has deleted it or taken it back.
   *[other] No collaboration has the number { $ref }. daren board lists them.
}
store-no-such-product = No product is called { $name }. Products come with files of orders and collaborations, or with a in this list of products.
store-no-such-campaign = No campaign is called { $name }, so nobody would bear the cost. A campaign comes with its collaborations, or with a in the list of campaigns.
store-no-such-member = Nobody in the team is called { $name }. Import the members, or write the name as the pool has it.
store-no-such-file = { $file } is none of daren's own files.
store-moved = { $by ->
    [none] Somebody
   *[other] { $by }
} has moved it to { $stage } meanwhile. It stays there; move it again if that is not right.
store-field-changed = { $by ->
    [none] Somebody
   *[other] { $by }
} has changed this meanwhile ({ $field }): it is { $theirs ->
    [none] empty
   *[other] “{ $theirs }”
} now. Nothing was written; look at it and change it again.
store-in-use = Others belong to it: collaborations, samples, content, contacts or links. Move or delete these first.
app-done-but = Done: { $what }. { $n ->
    [one] { $n-shown } was left as it is.
   *[other] { $n-shown } were left as they are.
}{ $by ->
    [none] { "" }
   *[other] { " " }({ $by })
}
cli-allowed-gates = for each stage a list of what it needs: "terms", "costs", "sample_number", "content_link", or names of fields of collaborations
cli-allowed-stage = a stage, such as contracted

## today

agenda-due = due · { $stage }
agenda-follow-up = ask again: written to { $n ->
    [0] today
    [one] yesterday
   *[other] { $n-shown } days ago
}
agenda-reply = no answer for { $n-shown } { $n ->
    [one] day
   *[other] days
}
agenda-sample = sample out for { $n-shown } { $n ->
    [one] day
   *[other] days
}, no content
agenda-licence = content licence ends
agenda-agreement = framework agreement ends
agenda-licence-over = content licence ended { $n-shown } { $n ->
    [one] day
   *[other] days
} ago
agenda-agreement-over = framework agreement ended { $n-shown } { $n ->
    [one] day
   *[other] days
} ago
agenda-long = { $stage } for { $n-shown } { $n ->
    [one] day
   *[other] days
}, usually { $usual-shown }
today-no-message = This is no message that waits for an answer.
today-snooze-past = Put it aside until a day to come.
name-snooze = Put aside until (+3d, fri, 12-01):
do-board-today = What is due or late for me
hint-board-today = today
do-today-snooze = Put it aside until a day
hint-today-snooze = put aside
do-today-answered = The creator has answered
hint-today-answered = answered

## commands

cli-board = Show collaborations by stage
cli-move = Move a collaboration to a stage
cli-today = Show what is due or late
cli-plan = Target plans: list, make, export handles
cli-plan-list = Target plans there are, with who is in them (--format json)
cli-plan-make = Put creators into target plans, at most 30 each
cli-plan-export = Print the handles of a plan, a line each, for pasting
cli-opt-board-sort = Order: due, age, value, return, roas, profit or cost
cli-opt-format-board = Table, csv or json
cli-arg-ref = Number of the collaboration, such as 2026-0001
cli-arg-stage = Stage, such as contracted or 已签约
cli-opt-reason = Why; also passes over what the stage lacks
cli-opt-today-all = Of everybody, not only mine
cli-opt-product = Number or name of a product; may be repeated
cli-opt-rate = Commission, 15% or 0.15
cli-opt-export-out = File, or folder for several
cli-no-stage = “{ $stage }” is no stage. Stages: { $stages }.
cli-move-why = Moving to { $stage } needs a reason: --reason "..."
cli-move-lacks = { $ref } lacks before { $stage }: { $what }. Fill it in, or pass it over with --reason "..."
cli-plan-already = @{ $handle } is in a plan for this product already ({ $plan }) and is left out.
cli-plan-already-more = … and { $n-shown } more, who are left out as well.
cli-no-product = No product has the number or name “{ $name }”. Products: { $products }.
cli-export-unknown = “{ $name }” is no file of daren's own. There are: { $names }.
cli-export-written = { $path }: { $n-shown } rows
store-no-such-plan = { $name ->
    [none] This target plan is no longer there.
   *[other] No target plan is called { $name }. daren plan lists them.
}
cli-board-ref = number
cli-board-handle = handle
cli-board-stage = stage
cli-board-since = since
cli-board-days = days
cli-board-due = due
cli-board-owner = owner
cli-board-campaign = campaign
cli-board-product = product
cli-board-mode = mode
cli-board-commission-rate = rate
cli-board-fixed-fee = fee
cli-board-value = value
cli-board-currency = currency
cli-board-return = return
cli-board-verdict = verdict
cli-board-lacks = lacks
cli-board-count = cards
cli-board-median = days (median)
cli-board-late = late
cli-today-day = day
cli-today-handle = creator
cli-today-owner = owner
cli-today-what = what
cli-plan-name = plan
cli-plan-products = products
cli-plan-rate = rate
cli-plan-creators = creators
import-refused-no-row-work = { $n ->
    [one] Its row cannot be taken.
   *[other] None of its { $n-shown } rows can be taken.
} The first, line { $line }: { $column } “{ $value }”. { $reason }

## outreach and plans

context-outreach = Messages to creators
context-plans = Target plans
channel-dm = dm
channel-email = e-mail
channel-whatsapp = WhatsApp
channel-wechat = WeChat
channel-line = LINE
channel-phone = phone
outreach-title = { $template } · { $n-shown } to write to
outreach-again = asks again in { $n-shown } days
outreach-never = no reminder
outreach-today = { $n-shown } of { $limit-shown } today
outreach-lang-own = each in its language
outreach-lang-en = English
outreach-lang-zh = Chinese
outreach-missing = Not known for this creator: { $what }. Fill it in on the board, or take another template.
outreach-copied-again = Copied once more; it stays one contact.
outreach-all-done = All of these have been copied or written already. enter copies one again.
outreach-exists = { $path } is there already, and no file is written over. Take another name.
outreach-copied = Copied: paste it to { $who }. The contact is noted.
outreach-written = { $n ->
    [one] One message is
   *[other] { $n-shown } messages are
} in { $path }, and the { $n ->
    [one] contact is
   *[other] contacts are
} noted.{ $left ->
    [0] { "" }
    [one] { " " }One was left out: { $why }
   *[other] { " " }{ $left-shown } were left out: { $why }
}
outreach-unknown = The template has a placeholder that nobody knows: { $what }.
outreach-first = first contact
outreach-terms = terms
outreach-sample = sample on its way
outreach-first-text = 
    Hi ⟨name⟩,
    
    I am ⟨me⟩. We like your videos and think that our product would suit your viewers.
    Would you be open to a collaboration? I would gladly send you a sample first.
    
    ⟨me⟩
outreach-terms-text = 
    Hi ⟨name⟩,
    
    thank you for your answer. For ⟨product⟩ we offer ⟨rate⟩ commission.
    Shall I set it up for ⟨campaign⟩?
    
    ⟨me⟩
outreach-sample-text = 
    Hi ⟨name⟩,
    
    your sample of ⟨product⟩ is on its way. Could you post by ⟨due⟩?
    If anything is missing, tell me any time.
    
    ⟨me⟩
plans-title = Target plans ({ $n-shown })
plans-already = Done: { $what }. { $n ->
    [one] One is in a plan for this product already and was left out
   *[other] { $n-shown } are in a plan for this product already and were left out
}: { $by }
plans-all-already = No plan was made: { $n ->
    [one] the creator is in one for this product already
   *[other] all { $n-shown } are in one for this product already
}: { $by }
plans-none = No target plan yet. Mark creators and press P: at most 30 go into each, more are split.
plans-delete-confirm = Press D again to delete “{ $name }”. u brings it back.
pick-plan-product = product of the plan for { $n-shown }{ $hidden ->
    [0] { "" }
   *[other] { " " }({ $hidden-shown } marked are hidden by the filter)
}
name-plan = Name of the plan, and rate (Boxes 15%); { $n-shown } creators, { $cap-shown } each:
name-ask-again = Ask again when (+3d, fri; empty for never):
name-outreach-file = Write the messages to:
worker-text-written = Written to { $path }.
cli-allowed-outreach = a text, or texts by language: en = "...", zh = "..."
cli-allowed-placeholder = handle, name, campaign, product, rate, fee, code, due, me, today
do-outreach = Write to the marked creators, or to this one
hint-outreach = write to
do-plan = Put the marked creators into target plans
hint-plan = plan
do-plans = Show the target plans
hint-plans = plans
do-outreach-take = Copy the message and note the contact
hint-outreach-take = copy
do-outreach-write = Write all messages to a file
hint-outreach-write = to a file
do-outreach-next = Next template
hint-outreach-next = template
do-outreach-previous = Previous template
hint-outreach-previous = template
do-outreach-lang = Each in its language, or all in one
hint-outreach-lang = language
do-outreach-channel = By which way it goes out
hint-outreach-channel = way
do-outreach-again = When to ask again
hint-outreach-again = ask again
do-outreach-down = Next creator
hint-outreach-down = next
do-outreach-up = Previous creator
hint-outreach-up = previous
do-plans-copy = Copy the handles of the plan
hint-plans-copy = copy
do-plans-delete = Delete the plan
hint-plans-delete = delete

## campaigns, products, the team

context-basics = Campaigns, products, team
basics-campaigns = campaigns
basics-products = products
basics-product-links = links
basics-margins = margins
basics-costs = ledger
basics-shared = { $n ->
    [one] { $n-shown } collaboration
   *[other] { $n-shown } collaborations
}
board-converted = worth in { $base } by your rate table
basics-everything = everything else
basics-members = team
basics-none = Nothing here yet. a adds one; the files of the same name bring in many (i in the pool).
name-basic = new { $what }: { $field }
campaign-name = name
campaign-goal = goal
campaign-goal-brand = brand
campaign-goal-sales = sales
campaign-fact = FACT channel
campaign-starts = starts
campaign-ends = ends
campaign-budget = budget
campaign-currency = currency
campaign-target = for whom
product-product-id = number
product-name = name
product-category = category
product-margin-rate = margin
product-unit-cost = unit cost
product-currency = currency
product-target = for whom
product-link-link-id = link number
product-link-product-id = product
product-link-variant = variant
member-name = name
member-login = login
member-role = role
do-basics = Campaigns, products, the team, margins and the ledger
hint-basics = campaigns
do-basics-enter = To its fields; there, change the one under the cursor
hint-basics-enter = change
do-basics-leave = Back to the list
hint-basics-leave = list
do-basics-next = Campaigns, products, links, team, margins, ledger: the next of them
hint-basics-next = next list
do-basics-previous = The list before
hint-basics-previous = list before
do-basics-add = Add one
hint-basics-add = add
do-basics-delete = Delete it, where nothing belongs to it
hint-basics-delete = delete
