### intake: what is said of files

intake-kind = { $kind ->
    [creator_list] creator list
    [creator_data] creator data
    [fastmoss] FastMoss creators
    [chanmama] ChanMama creators
    [xingtu] XingTu creators
    [kalodata] Kalodata creators
    [creators] creators (daren's own format)
    [mapped] another table, mapped by column
    [affiliate_orders] affiliate orders
    [videos] video list
    [lives] LIVE list
    [douyin_orders] Douyin commission orders
    [products] products (daren's own format)
    [product_links] product links (daren's own format)
    [members] members (daren's own format)
    [campaigns] campaigns (daren's own format)
    [collaborations] collaborations (daren's own format)
    [contents] contents (daren's own format)
    [orders] orders (daren's own format)
    [buyers] buyers (daren's own format)
    [costs] costs (daren's own format)
    [margins] margins (daren's own format)
    [stage_moves] stage moves (daren's own format)
    [outreach] outreach (daren's own format)
    [samples] samples (daren's own format)
    [agreements] framework agreements (daren's own format)
    [plans] target plans (daren's own format)
    [plan_creators] creators of target plans (daren's own format)
   *[other] { $kind }
}

intake-refused-not-found = There is no such file. Check the path.
intake-refused-unreadable = The file cannot be read ({ $error }). Check that it exists, is not a folder and that you may open it.
intake-refused-not-a-file = This is not a file but a folder or a device. Give the export itself.
intake-refused-empty = The file is empty. Download the export again.
intake-refused-binary = This is not a table: the file holds binary data. Give a CSV or XLSX export.
intake-refused-old-excel = This is an old Excel workbook (.xls). Save it as XLSX or CSV and import that.
intake-refused-password-xlsx = The workbook is protected with a password. Save a copy without the password and import that.
intake-refused-damaged-xlsx = The workbook is damaged ({ $error }). Download it again, or open it and save it anew.
intake-refused-no-workbook = The file is a ZIP archive without a workbook in it. Give the XLSX or CSV file itself.
intake-refused-cut = Line { $line-shown } breaks off: the download did not finish. Download the file again.
intake-refused-xlsx-cut = The workbook is cut short; its download did not finish. Download it again.
intake-refused-zip-bomb = The workbook unpacks to more than daren takes from one file. Split the export into smaller ones.
intake-refused-too-long-line = Line { $line-shown } is longer than any row of an export, or a quote that opens there is never closed. Look at that line.
intake-refused-open-quote = The quote that opens in the row at line { $line-shown } is never closed. The file is probably cut short: download it again, or repair that line.
intake-refused-too-many-columns = Line { $line-shown } has { $n ->
    [one] { $n-shown } column
   *[other] { $n-shown } columns
}; the limit is { $limit-shown }. This is not a creator export.
intake-refused-no-header = Line { $line-shown } already holds data, so the columns have no names. Add a header line, or name columns by number: --map handle=1.
intake-refused-no-handle-column = No column can name the creators. Columns: { $columns }. Say which one does: --map handle=COLUMN.
intake-refused-no-column = No column is read as { $fields }. Columns: { $columns }. Say which one it is: --kind { $kind } --map { $first }=COLUMN.
intake-refused-bad-mapping = There is no column { $column } in this file. Name a column by its header, its number or its letter.
intake-refused-bad-mapping-near = There is no column { $column } in this file. Did you mean { $near }?
intake-refused-wrong-kind = The header is not that of { $kind }; it looks like { $looks }. Leave out --kind, or give the right file.
intake-refused-not-this-kind = The header is not that of { $kind }. Leave out --kind, or give the right file.
intake-refused-changed = The file has changed since it was looked at. Import it again.

intake-refused-day-first = Which number is the day in { $example }? Nothing in the file proves it. Say --day-first or --month-first.
intake-ask-day-first = Which number is the day in { $example }? Nothing in the file proves it.

intake-note-duplicate = { $column } says the same as another column and is not taken.

intake-reject-handle = The row names no creator.
intake-reject-handle-long = This is too long for a creator's handle.
intake-reject-number = This is not a number that can be read.
intake-reject-yes-no = Neither yes nor no.
intake-reject-later-than-refunded = More came back later than came back in all: refunded has the whole of it.
intake-reject-refunded-later = Not days with sums, such as 2026-11-03 12.50; 2026-11-20 3, three at most.
intake-reject-share = A share must lie between 0 and 100 %. If the column holds percent, write the % sign, or map it as percent: --map female%=COLUMN.
intake-reject-shares = These shares cannot be read; expected lines such as US:62%.
intake-reject-negative = This cannot be negative.
intake-reject-too-large = This number is too large.
intake-reject-currency = The row holds money in two currencies.
intake-reject-currency-name = This is not a currency; expected a code such as USD.
intake-reject-platform = This is not a platform daren knows: tiktok, douyin, instagram, youtube or other.
intake-reject-needed = The row has nothing in { $field }, which it needs.
intake-reject-no-currency = A sum of money without a currency. Fill in the column currency, write the sum with its sign, or say --currency.
intake-reject-id-damaged = This id has lost digits in a spreadsheet. Take it from the original file; as text it stays whole.
intake-reject-choice = This is none of: { $choices }.
intake-reject-text-long = This text is too long to be kept.
intake-reject-date = This is not a date that can be read; expected 2026-08-31.
intake-reject-date-ambiguous = Day and month cannot be told apart here.
intake-reject-too-many-cells = { $n ->
    [one] { $n-shown } cell
   *[other] { $n-shown } cells
} in a table of { $expected-shown } columns: a value with a comma in it needs quotes.
intake-reject-cut = The last row is cut short; the download did not finish.

intake-warn-gmv-not-mapped = No GMV is read: column { $column } is not mapped. Map it with --map gmv=COLUMN if it is the creators' GMV.
intake-warn-no-gmv = The file has no GMV column; creators keep the GMV of earlier files.
intake-warn-gmv-zero-with-orders = GMV adds up to 0 although there { $n ->
    [one] is { $n-shown } order
   *[other] are { $n-shown } orders
}. The export is probably damaged.
intake-warn-gmv-parts-mismatch = GMV differs from LIVE + video + product card in { $n ->
    [one] { $n-shown } row
   *[other] { $n-shown } rows
}. The file may have been changed by hand.
intake-warn-encoding-damage = { $n ->
    [one] { $n-shown } character was
   *[other] { $n-shown } characters were
} lost before the file came here (shown as �). Download the export again if names matter.
intake-warn-handle-from-name = { $n ->
    [one] { $n-shown } creator has
   *[other] { $n-shown } creators have
} only a display name, which serves as the handle. Names can change and repeat; map a handle or an id if there is one.
intake-warn-rounded = { $n ->
    [one] { $n-shown } number was
   *[other] { $n-shown } numbers were
} finer than what is kept and rounded.
intake-warn-formula-cells = { $n ->
    [one] { $n-shown } cell holds a formula
   *[other] { $n-shown } cells hold formulas
}; what the file last computed is read, nothing is run.
intake-warn-id-damaged = { $n ->
    [one] { $n-shown } id has
   *[other] { $n-shown } ids have
} lost digits in a spreadsheet (6.7E+18) and { $n ->
    [one] is
   *[other] are
} not taken. Import the original download.
intake-warn-ineligible = { $n ->
    [one] { $n-shown } line is
   *[other] { $n-shown } lines are
} not counted by the platform (ineligible): kept, and left out of sales and commission.
intake-warn-over-refunded = { $n ->
    [one] { $n-shown } line has
   *[other] { $n-shown } lines have
} more refunded than paid (line { $lines }): taken as they stand, and marked.
intake-warn-backwards = { $n ->
    [one] { $n-shown } line is
   *[other] { $n-shown } lines are
} paid for or delivered before being ordered (line { $lines }): taken as they stand, and marked.
intake-warn-out-of-order = { $later } is before { $earlier } in { $n ->
    [one] { $n-shown } row
   *[other] { $n-shown } rows
} (line { $lines }): taken as { $n ->
    [one] it stands
   *[other] they stand
}. Look which day is wrong.
intake-warn-to-come = { $n ->
    [one] { $n-shown } line is
   *[other] { $n-shown } lines are
} of days to come: taken as they stand. Look whether day and month are the right way round, or the year is.
intake-warn-undated = { $n ->
    [one] { $n-shown } line has
   *[other] { $n-shown } lines have
} no day (line { $lines }): they count, but in no month.
intake-warn-unpriced = { $n ->
    [one] { $n-shown } line does
   *[other] { $n-shown } lines do
} not say what was paid (line { $lines }): counted as orders, but not as sales of 0.
intake-warn-no-dates = No column is read as ordered_at: these orders have no day, belong to no month, and find no collaboration by its days. If there is one: --map ordered_at=COLUMN.
intake-warn-round-row-count = Exactly { $n-shown } rows: the export may have been cut off at its limit.
intake-warn-mixed-currencies = Money in several currencies: { $currencies }. Each row keeps its own; nothing is added across them.
intake-warn-no-currency = The file does not say which currency its money is in. Say it with --currency, for example --currency PHP.
intake-warn-duplicate-header = Several columns carry the same name: { $columns }. The one with exact values is read.
