### 回报：合作的收入与成本。

verdict-keep = 长期合作
verdict-optimise = 优化复测
verdict-drop = 淘汰/换人
verdict-no-margin = 缺毛利率
verdict-no-cost = 无成本
verdict-no-data = 无数据

number-return = 回报率
number-net = 净ROI
number-revenue = 营收ROI
number-roas = ROAS

reason-return-above = 回报率 { $percent } %：高于 { $edge } %
reason-return-between = 回报率 { $percent } %：在 { $edge } % 到 { $upper } % 之间
reason-return-below = 回报率 { $percent } %：低于 { $edge } %
reason-net-above = 净ROI { $percent } %：高于 { $edge } %
reason-net-between = 净ROI { $percent } %：在 { $edge } % 到 { $upper } % 之间
reason-net-below = 净ROI { $percent } %：低于 { $edge } %
reason-cost-part = { $kind }占成本 { $percent } %；去掉后为 { $without } %
reason-cost-part-net = { $kind }占成本 { $percent } %；去掉后净ROI 为 { $without } %
reason-unsold = 成本的 { $percent } % 属于销售未知的合作；去掉后为 { $without } %
reason-unsold-net = 成本的 { $percent } % 属于销售未知的合作；去掉后净ROI 为 { $without } %
reason-unsold-alone = 成本的 { $percent } % 属于销售未知的合作
reason-cost-all = 成本全部是{ $kind }
reason-refunds = 退款占 GMV 的 { $percent } %：高于 { $edge } %
reason-commission-only = 成本只计佣金（设置）
reason-by-videos = { $n } 个合作的成交只来自视频和直播的数据，不含退款
reason-indirect = 已计入间接成交（跟踪链接引到其他店铺），占 GMV 的 { $percent } %
reason-no-data = 没有销售数据
reason-cost-zero = 成本为 0，无法计算
reason-no-cost = 没有成本数据，无法计算
reason-some-margin = 销售的 { $percent } % 没有毛利率：请给这些商品填写毛利率，或设一个通用毛利率
reason-no-margin = 没有毛利率：请给商品填写毛利率，或设一个通用毛利率
reason-estimated = 来自平台列表：预计佣金对应退款前的销售
reason-unpriced = { $n ->
   *[other] 有 { $n-shown } 行订单没有支付金额：实际销售高于此数
}
reason-converted = 按固定汇率换算：{ $rates }
reason-spent-apart = 有 { $sums } 的成本未计入：币种不同，且没有固定汇率
reason-owed = 约定的佣金未计入成本，计入后回报率为 { $with } %
reason-owed-net = 约定的佣金未计入成本，计入后净 ROI 为 { $with } %
reason-other-days = 计入其他日期的成本后，回报率为 { $with } %
reason-other-days-net = 计入其他日期的成本后，净 ROI 为 { $with } %
reason-few-orders = { $n ->
    [0] 没有订单：数据太少
   *[other] 只有 { $n-shown } 笔订单：数据太少
}
reason-stale = { $n ->
   *[other] 销售数据截止于 { $n-shown } 天前
}
reason-default-margin = 部分或全部销售只有通用毛利率，没有商品自己的毛利率

cost-commission = 佣金
cost-fixed-fee = 固定费用
cost-sample = 样品
cost-shipping = 运费
cost-boost = 投流
cost-labour = 人工
cost-other = 其他
channel-direct = 直接
channel-indirect = 间接
split-count = 平均
split-mixed = 平均（GMV 币种不同）
split-gmv = 按 GMV
split-share = 按比例
decision-keep = 长期合作
decision-optimise = 优化复测
decision-drop = 淘汰
decision-content-keep = 收为范例
decision-content-drop = 不收为范例
decision-member-keep = 保持
decision-member-optimise = 改进
decision-free-keep = 去做
decision-free-optimise = 再研究
decision-free-drop = 不做
decision-reinvest = 复投
decision-co-create = 共创

money-gmv = GMV
money-refunds = 退款
money-indirect = 间接 GMV
money-cost = 成本
money-planned = 计划（不计入）

rate-completion = 完播率
rate-ctr = 点击率
rate-platform-ctr = 平台点击率
rate-add-to-cart-rate = 加购率
rate-payment-rate = 支付率
rate-cvr = 转化率
rate-engagement = 互动率（S1）
rate-like-rate = 点赞率
rate-comment-rate = 评论率
rate-share-rate = 分享率

diagnosis-core = 核心贡献
diagnosis-rising = 潜力新星
diagnosis-tune = 优化
diagnosis-later = 优化（不急）
diagnosis-no-data = 数据不足
diagnosis-no-baseline = 无基准

show-returns = 回报
show-diagnosis = { $quadrant }：转化率 { $cvr }，同类 { $baseline }（{ $peers ->
   *[other] { $peers-shown }
} 位有点击）
show-match = 粉丝与买家匹配 { $percent } %
show-mismatch = 粉丝与买家匹配 { $percent } %；粉丝最多 { $fans }，买家最多 { $buyers }
show-rate-of = （{ $part-shown } / { $n-shown }，仅两者皆知的合作）
show-decided = ，已决定：{ $decision }
show-loose = { $n ->
   *[other] { $n-shown }
} 笔订单不属于任何合作：{ $sum }

roi-mode = 模式
roi-tier = 层级
roi-tag = 标签
roi-owner = 负责人
roi-campaign = 活动
roi-product = 商品
roi-style = 风格
roi-creator = 达人
roi-creators = 达人数
roi-collaborations = 合作数
roi-orders = 订单
roi-gmv = GMV
roi-refunds = 退款
roi-cost = 成本
roi-profit = 利润
roi-return = 回报率
roi-net-roi = 净ROI
roi-revenue-roi = 营收ROI
roi-roas = ROAS
roi-currency = 币种
roi-verdict = 结论
roi-confidence = 可信度
roi-rates = 汇率
roi-no-mode = （无模式）
roi-no-tier = （无层级）
roi-no-tag = （无标签）
roi-no-owner = （无负责人）
roi-no-campaign = （无活动）
roi-no-product = （无商品）
roi-no-style = （无风格）
roi-no-creator = （无达人）
roi-unattached = （未归属）
roi-total = 合计
roi-none-known = 这些达人没有任何合作，也没有订单行。平台列表的预估见 `daren show HANDLE`，以及 `daren list` 的列（如 return、roas）。
roi-none = 没有销售，也没有成本。
roi-none-period = 这段时间没有销售，也没有成本。
roi-none-match = 没有达人符合条件。
roi-note-whole = 统计符合条件的达人的全部合作：按活动或阶段的条件选的是达人，不是合作。单个活动请用 daren review。
roi-note-weak = * 依据不足，例如订单少、数据旧、只有通用毛利率，或销售只见于视频数据。原因见 --format json。
roi-note-twice = { $n-shown } 个订单属于多个合作：在每个合作里都计入，合计中只计一次。
roi-note-unattached = （未归属）：不属于任何合作的订单行。
roi-note-unsold = 销售未知的合作的成本：{ $sums }。与其他销售同在一行时从利润中扣除；单独成行时没有利润。
roi-note-several = 有些项目计入多个{ $what }：各行之和大于总数。
roi-note-typed = { $all-shown } 个合作中有 { $n-shown } 个没有订单行说明销售：按手填的数字计算。

cli-roi = 按模式、层级、标签、负责人、活动、商品、风格或达人统计回报
cli-opt-roi-by = 按什么分组
cli-opt-roi-period = 只看这些天，如 2026-10-01..2026-10-31，或一个月：2026-10
cli-opt-format-roi = table、csv 或 json
cli-roi-after =
    QUERY 只保留符合条件的达人，见 `daren list --help`。
    订单按成交日计，退款按出现之日计，视频和直播按发布日计，费用账按其日期计，合作上直接填写的数字按合作的最后一天计，进行中的按今天计。
    有多个标签或风格的在每个标签或风格下都计入。
cli-reconcile = 用订单文件核对达人库：总额、计入、未计入及原因、差额
cli-arg-reconcile = 订单文件，按下载的原样

reconcile-col-lines = 行数
reconcile-col-paid = 支付
reconcile-col-refunded = 退款
reconcile-col-commission = 佣金
reconcile-file = 文件
reconcile-counted = 计入
reconcile-ineligible = 未计入：平台不予计入
reconcile-twice = 未计入：后面重复出现
reconcile-rejected = 未计入：{ $reason }
reconcile-unexplained = 原因不明
reconcile-pool = 达人库中
reconcile-newer = 库中的更靠后
reconcile-other = 与达人库中不同
reconcile-missing = 达人库中没有
reconcile-difference = 差额
reconcile-even = 文件与达人库一致。
reconcile-even-newer = 文件与库一致，只有库中进展更靠后（已结算、已退款）的行不同。
reconcile-even-but = 计入的行一致；以上各行无法读取，请修正，或指明币种、日期顺序。
reconcile-none = 此文件没有任何计入的行，无从对账。
reconcile-odd = 文件与达人库不一致。请先导入该文件，再核对。
reconcile-not-orders = { $file } 是{ $kind }；只能核对订单文件。

cli-repeated-orders = { $n ->
   *[other] { $n-shown }
} 行订单在后面重复出现，以最后一行为准。
cli-allowed-returns = 一个表，如 [returns] 下写 margin = 30
cli-allowed-margin = 0 到 100 的百分数，如 30
cli-allowed-cost = "full" 或 "commission"
cli-allowed-on = "return" 或 "net"
cli-allowed-edges = 下限不能高于 keep_above

do-returns = 达人的回报：数字、成本、漏斗、订单
hint-returns = 回报
do-returns-enter = 进入下一层：合作、商品、视频或月份的订单，订单的明细；从成本到其合作
hint-returns-enter = 进入
do-returns-next = 下一个表：合作、商品、内容、成本、订单、月份、同类、历程、粉丝、假设
hint-returns-next = 下一个表
do-returns-suppose = 假设分析：毛利率、佣金、固定费、价格、投流、退款
hint-returns-suppose = 假设
do-returns-more = 调高光标处的参数
hint-returns-more = 调高
do-returns-less = 调低光标处的参数
hint-returns-less = 调低
do-returns-reset = 全部恢复现状
hint-returns-reset = 恢复
do-returns-save = 把假设写入达人备注
hint-returns-save = 存入备注
do-returns-open = 打开光标处的合作：字段、费用、决定
hint-returns-open = 打开合作
returns-no-deal-here = 光标不在合作上：第一个表里有。
do-returns-attach = 把光标处的订单归到某个合作；若该订单其他行已属于别的合作，则只归这一行；选“无”则取消对该订单的所有指定
hint-returns-attach = 归属
do-returns-rest = 把这些订单中所有未归属的归到某个合作，包括未显示的
hint-returns-rest = 全部归属
returns-attach-where = 在订单表里才能指定归属。
returns-none-because = — { $why }
returns-attach-none = 与该达人还没有合作：在达人库按 B 新建。
returns-attach-all-done = 屏幕上的订单都已归属。
pick-attach = { $n ->
   *[other] { $n-shown } 个订单归属于
}
do-returns-previous = 上一个表

context-returns = 达人的回报
returns-deals = 合作
returns-products = 商品
returns-content = 内容
returns-orders = 订单
returns-fans = 粉丝
returns-whatif = 假设
returns-waterfall = 从销售到利润
returns-funnel = 漏斗
returns-peers = { $n ->
   *[other] 同类中位数（{ $n-shown } 位）
}
returns-because = { $verdict }：{ $reasons }
returns-between = ；
returns-costs = 成本
returns-months = 月份
returns-compare = 同类
returns-exposure = 单品曝光 { $own }，中位数 { $median }
returns-history = 历程
returns-no-history = 还没有任何往来。
returns-no-compare = 没有带点击的同类达人，没有分风格的内容，也没有备注。
returns-col-by = 谁
returns-col-what = 事项
returns-col-content = 视频或直播
returns-col-code = 优惠码
returns-no-costs = 还没有任何支出。
returns-no-months = 还没有带日期的数据。
returns-undated = 无日期
returns-none-of-these = 没有属于此项的订单行；按 esc 返回。
returns-more-steps = ⋯ 另有 { $n } 项
returns-later = 以后
returns-before = 更早
returns-from-typed = 手工填写
returns-from-list = 平台列表估算
returns-from-orders = { $n } 行订单
returns-from-parcel = 寄样 { $n }
returns-from-ledger = 费用账 { $name }
returns-from-shared = { $whole } 由 { $n } 个合作{ $how }分摊，费用账 { $name }
returns-col-kind = 类别
returns-col-planned = 计划
returns-col-spent = 实际
returns-col-from = 来源
returns-col-note = 备注
returns-col-month = 月份
returns-col-net = 净ROI
returns-col-revenue = 营收ROI
returns-by-month = 每月 GMV
returns-loading = 读取中…
returns-own = { $n ->
    [0] 没有合作
   *[other] { $n-shown } 个合作
} · { $lines ->
    [0] 没有订单
   *[other] { $lines-shown } 行订单
}
returns-list = 来自平台列表，未减退款
returns-nothing = 没有销售，也没有花费
returns-no-funnel = 没有播放或点击数据
returns-no-deals = 还没有与该达人合作；在表格里按 B 设为候选。
returns-no-products = 没有订单：请导入平台的联盟订单。
returns-no-content = 没有视频或直播：请导入平台的视频、直播列表。
returns-no-orders = 没有订单：请导入平台的联盟订单。
returns-no-fans = 没有买家数据：请导入 buyers（daren template buyers）。
returns-no-whatif = 还没有销售，无从假设。
returns-quadrant = 曝光 → · 转化 ↑
returns-no-quadrant = 有点击的同类太少，或没有商品曝光数据，无从比较。也可以设置转化率基准（cvr_benchmark）。
returns-styles = 内容风格对比
returns-no-style = （无风格）
returns-col-contents = 数量
returns-col-engagement = 互动率（S1）
returns-line = 订单 { $order }
returns-ineligible = 不计入
returns-settled = 已付
returns-untold = 文件里没有
returns-estimated = 预计
returns-over-refunded = 退款多于付款。
returns-backwards = 付款或送达早于下单。
returns-col-ref = 合作
returns-col-campaign = 活动
returns-col-product = 商品
returns-col-mode = 模式
returns-col-orders = 订单
returns-col-gmv = GMV
returns-col-cost = 成本
returns-col-return = 回报率
returns-col-roas = ROAS
returns-col-currency = 币种
returns-col-verdict = 结论
returns-col-decided = 决定
returns-col-whatif = 假设
returns-col-now = 现在
returns-col-then = 假设后
returns-col-items = 件数
returns-col-refund-rate = 退款率
returns-col-refunds = 退款
returns-col-day = 日期
returns-col-title = 标题
returns-col-style = 风格
returns-col-plays = 播放
returns-col-like = 点赞率
returns-col-ctr = 点击率
returns-col-cvr = 转化率
returns-col-order = 订单
returns-col-paid = 支付
returns-col-commission = 佣金
returns-col-ads-commission = 店铺广告佣金
returns-col-bonus-commission = 合资奖金
returns-col-belongs = 归属
returns-col-sku = SKU
returns-col-time = 时间
returns-col-status = 状态
returns-col-margin = 毛利率
returns-margin-none = 未知
returns-margin-general = { $rate }（通用）
returns-col-channel = 渠道
returns-col-age = 年龄
returns-col-fans = 粉丝
returns-col-buyers = 买家
attached-by-hand = 人工指定
attached-by-reference = 文件注明
attached-by-content = 按视频或直播
attached-by-code = 按折扣码
attached-by-window = 按商品和日期
loose-no-collab = 没有合作
loose-other-product = 其他商品
loose-other-time = 不在合作期间
loose-no-time = 没有日期
money-goods = 货品（{ $percent } %）
money-profit = 利润
money-before-goods = 未扣货品
funnel-plays = 播放
funnel-impressions = 商品曝光
funnel-clicks = 点击
funnel-carts = 加购
funnel-some = { $part-shown } / { $n-shown }（{ $step }）
funnel-told = * 仅两者皆知的合作：{ $counts }
funnel-of = { $name }占{ $step }
funnel-orders = 订单

## 费用账、毛利率与买家的字段

cost-cost-id = 编号
cost-kind = 类型
cost-amount = 金额
cost-currency = 币种
cost-at = 日期
cost-ref = 合作
cost-campaign = 活动
cost-split = 分摊方式
cost-shares = 分摊对象
cost-hours = 工时
cost-rate = 时薪
cost-note = 备注
margin-starts = 生效日
margin-product-id = 商品
margin-margin-rate = 毛利率
buyer-ref = 合作
buyer-age-13-17-share = 13–17岁
buyer-age-18-24-share = 18–24岁
buyer-age-25-34-share = 25–34岁
buyer-age-35-44-share = 35–44岁
buyer-age-45-plus-share = 45岁以上
buyer-female-share = 女性

## 假设分析

lever-margin = 毛利率
lever-commission = 佣金率
lever-fee = 固定费用
lever-price = 价格（现价的 %）
lever-boost = 投流
lever-refunds = 退款率
whatif-even = 盈亏平衡销售额
whatif-verdict = 结论
whatif-nothing = 还没有假设：+ 和 - 调整光标所在行，enter 输入数值。
whatif-no-lever = 只有“假设”的前六行可以调整。
whatif-out = “{ $value }”不合适：应为 0 到 100 %。
whatif-price = “{ $value }”不是价格：数字为现价的百分比，如 110 或 110 %；+10 % 表示涨一成。
whatif-price-unclear = “{ $value }”是现价的百分之几，还是几倍？请写成百分比，如 110 %。
whatif-note = 假设：{ $levers }。{ $returned }；{ $net }；{ $verdict }。
name-whatif = 假设：{ $name }
