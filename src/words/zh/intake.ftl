### intake：关于文件的话

intake-kind = { $kind ->
    [creator_list] 达人列表
    [creator_data] 达人数据
    [fastmoss] FastMoss 达人
    [chanmama] 蝉妈妈达人
    [xingtu] 星图达人
    [kalodata] Kalodata 达人
    [creators] 达人（daren 自有格式）
    [mapped] 其他表格（按列对应）
    [affiliate_orders] 联盟订单
    [videos] 视频列表
    [lives] 直播列表
    [douyin_orders] 抖音精选联盟订单
    [products] 商品（daren 自有格式）
    [product_links] 商品链接（daren 自有格式）
    [members] 成员（daren 自有格式）
    [campaigns] 活动（daren 自有格式）
    [collaborations] 合作（daren 自有格式）
    [contents] 内容（daren 自有格式）
    [orders] 订单（daren 自有格式）
    [buyers] 买家（daren 自有格式）
    [costs] 成本（daren 自有格式）
    [margins] 毛利（daren 自有格式）
    [stage_moves] 阶段变更（daren 自有格式）
    [outreach] 建联记录（daren 自有格式）
    [samples] 样品（daren 自有格式）
    [agreements] 框架协议（daren 自有格式）
    [plans] 定向计划（daren 自有格式）
    [plan_creators] 定向计划达人（daren 自有格式）
   *[other] { $kind }
}

intake-refused-not-found = 找不到这个文件，请检查路径。
intake-refused-unreadable = 文件无法读取（{ $error }）。请确认它存在、不是文件夹，并且您有权打开。
intake-refused-not-a-file = 这不是文件，而是文件夹或设备。请选择导出的文件本身。
intake-refused-empty = 文件是空的，请重新下载。
intake-refused-binary = 这不是表格，文件内容是二进制数据。请使用 CSV 或 XLSX 导出文件。
intake-refused-old-excel = 这是旧版 Excel 工作簿（.xls）。请另存为 XLSX 或 CSV 后再导入。
intake-refused-password-xlsx = 工作簿有密码保护。请另存一份不带密码的再导入。
intake-refused-damaged-xlsx = 工作簿已损坏（{ $error }）。请重新下载，或打开后重新保存。
intake-refused-no-workbook = 这是一个 ZIP 压缩包，里面没有工作簿。请直接使用 XLSX 或 CSV 文件。
intake-refused-cut = 第 { $line-shown } 行不完整，文件没有下载完。请重新下载。
intake-refused-xlsx-cut = 工作簿不完整，下载没有完成，请重新下载。
intake-refused-zip-bomb = 工作簿解压后超过单个文件的上限，请拆分后再导出。
intake-refused-too-long-line = 第 { $line-shown } 行过长，或者从这里开始的引号没有闭合，请检查该行。
intake-refused-open-quote = 第 { $line-shown } 行开始的引号一直没有闭合，文件可能不完整。请重新下载，或修复该行。
intake-refused-too-many-columns = 第 { $line-shown } 行有 { $n ->
   *[other] { $n-shown }
} 列，上限是 { $limit-shown } 列。这不是达人导出文件。
intake-refused-no-header = 第 { $line-shown } 行已经是数据，没有表头。请添加表头，或用列号指定：--map handle=1。
intake-refused-no-handle-column = 没有能识别达人的列。现有的列：{ $columns }。请指定：--map handle=列名。
intake-refused-no-column = 没有读作 { $fields } 的列。现有的列：{ $columns }。请指定：--kind { $kind } --map { $first }=列名。
intake-refused-bad-mapping = 文件里没有“{ $column }”这一列。请用表头、列号或列字母指定。
intake-refused-bad-mapping-near = 文件里没有“{ $column }”这一列。是不是“{ $near }”？
intake-refused-wrong-kind = 表头不是 { $kind }，看起来是 { $looks }。请去掉 --kind，或换成正确的文件。
intake-refused-not-this-kind = 表头不是 { $kind }。请去掉 --kind，或换成正确的文件。
intake-refused-changed = 预览之后文件发生了变化，请重新导入。

intake-refused-day-first = { $example } 里哪个数字是日？文件本身无法判断。请用 --day-first 或 --month-first 说明。
intake-ask-day-first = { $example } 里哪个数字是日？文件本身无法判断。

intake-note-duplicate = “{ $column }”与另一列重复，不读取。

intake-reject-handle = 这一行没有达人账号。
intake-reject-handle-long = 内容太长，不像是达人账号。
intake-reject-number = 不是可以识别的数字。
intake-reject-yes-no = 既不是“是”也不是“否”。
intake-reject-later-than-refunded = 后来退款之和大于退款总额：refunded 应包含全部退款。
intake-reject-refunded-later = 不是“日期 金额”的写法，例如 2026-11-03 12.50; 2026-11-20 3，最多三项。
intake-reject-share = 占比必须在 0 到 100% 之间。若该列是百分数，请写上 % 号，或按百分数映射：--map female%=列名。
intake-reject-shares = 占比无法识别，应为 US:62% 这样的格式。
intake-reject-negative = 不能是负数。
intake-reject-too-large = 数字太大。
intake-reject-currency = 同一行出现了两种货币。
intake-reject-currency-name = 不是货币，应为 USD 这样的代码。
intake-reject-platform = 不认识的平台，可用：tiktok、douyin、instagram、youtube、other。
intake-reject-needed = 该行缺少必填的 { $field }。
intake-reject-no-currency = 金额没有币种。请填写 currency 列、在金额上带货币符号，或用 --currency 说明。
intake-reject-id-damaged = 该编号在表格软件中丢失了位数。请从原始文件中取，按文本保存即可完整。
intake-reject-choice = 不是以下任何一个：{ $choices }。
intake-reject-text-long = 文字过长，无法保存。
intake-reject-date = 不是可以识别的日期，应为 2026-08-31 这样的格式。
intake-reject-date-ambiguous = 这里分不清日和月。
intake-reject-too-many-cells = 表格有 { $expected-shown } 列，这一行却有 { $n ->
   *[other] { $n-shown }
} 个单元格：带逗号的内容需要加引号。
intake-reject-cut = 最后一行不完整，下载没有完成。

intake-warn-gmv-not-mapped = 没有读取 GMV：“{ $column }”列没有对应。如果它就是达人的 GMV，请用 --map gmv=列名 指定。
intake-warn-no-gmv = 文件里没有 GMV 列，达人沿用以前文件里的 GMV。
intake-warn-gmv-zero-with-orders = 有 { $n ->
   *[other] { $n-shown }
} 个订单，GMV 合计却是 0，导出文件可能有问题。
intake-warn-gmv-parts-mismatch = 有 { $n ->
   *[other] { $n-shown }
} 行的 GMV 不等于直播 + 视频 + 商品卡之和，文件可能被手工改过。
intake-warn-encoding-damage = 文件里有 { $n ->
   *[other] { $n-shown }
} 个字符在此之前已经丢失（显示为 �）。如果影响名称，请重新下载。
intake-warn-handle-from-name = 有 { $n ->
   *[other] { $n-shown }
} 位达人只有昵称，已用昵称当作账号。昵称会变也会重复，如有账号或 ID 请指定对应的列。
intake-warn-rounded = 有 { $n ->
   *[other] { $n-shown }
} 个数字超出保存精度，已四舍五入。
intake-warn-formula-cells = 有 { $n ->
   *[other] { $n-shown }
} 个单元格是公式，只读取文件里已算好的结果，不会执行。
intake-warn-id-damaged = 有 { $n ->
   *[other] { $n-shown }
} 个 ID 在表格软件里丢失了位数（如 6.7E+18），没有读取。请导入原始下载文件。
intake-warn-ineligible = 有 { $n ->
   *[other] { $n-shown }
} 行平台不予计入（ineligible）：已保留，不计入销售和佣金。
intake-warn-over-refunded = 有 { $n ->
   *[other] { $n-shown }
} 行退款多于付款（第 { $lines } 行）：按原样保留并标记。
intake-warn-backwards = 有 { $n ->
   *[other] { $n-shown }
} 行付款或送达早于下单（第 { $lines } 行）：按原样保留并标记。
intake-warn-out-of-order = 有 { $n ->
   *[other] { $n-shown }
} 行的 { $later } 早于 { $earlier }（第 { $lines } 行）：按原样保留。请检查哪个日期有误。
intake-warn-to-come = 有 { $n ->
   *[other] { $n-shown }
} 行的日期在今天之后：按原样保留。请检查日与月的顺序或年份。
intake-warn-undated = 有 { $n ->
   *[other] { $n-shown }
} 行没有日期（第 { $lines } 行）：计入总数，但不属于任何月份。
intake-warn-unpriced = 有 { $n ->
   *[other] { $n-shown }
} 行没有支付金额（第 { $lines } 行）：计为订单，但不按 0 计入销售。
intake-warn-no-dates = 没有读作 ordered_at 的列：这些订单没有日期，不属于任何月份，也无法按日期归到合作。如果有这一列：--map ordered_at=列名。
intake-warn-round-row-count = 正好 { $n-shown } 行，导出可能到上限被截断了。
intake-warn-mixed-currencies = 金额有多种货币：{ $currencies }。每行保留各自的货币，不会相加。
intake-warn-no-currency = 文件没有说明金额的货币，请用 --currency 指定，例如 --currency PHP。
intake-warn-duplicate-header = 有多列同名：{ $columns }。读取数值精确的那一列。
