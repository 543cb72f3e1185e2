### 复盘：看板、报告、会议

review-word = { $word }
review-points = { $points } 百分点
review-title = 复盘：{ $name }
verdict-idle = 本期无成交
review-none = 暂无内容。
review-more = 还有 { $n-shown } 行：XLSX、CSV 和 JSON 中有全部。
review-more-below = 另有 { $n-shown } 行
review-all = 图后的 { $n-shown } 行数据。
review-several = 多种
review-team = 全队
review-peak = 峰值
review-bottleneck = { $stage }：{ $n } 天，全队 { $usual } 天
review-slowest = { $who }，{ $n } 天
review-saved = 已写入 { $path }

review-head-subject = 复盘对象
review-head-before = 对比
review-head-versus = 对比
review-head-no-before = 之前没有可比的
review-head-population = 范围
review-head-counted = { $deals-shown } 个合作，{ $creators-shown } 位合作达人，{ $contents-shown } 条视频和直播
review-head-briefly = { $deals-shown } 个合作，{ $creators-shown } 位合作达人，{ $contents-shown } 条内容
review-head-currency = 币种
review-head-converted = （由 { $from } 按您的汇率表换算）
review-head-window = 计划
review-head-until = 计划至 { $day }
review-opened = 上方是该达人的全部活动和日期；下方是您打开的部分。
review-head-runs = 进行中，至 { $day }
review-head-begins = { $day } 开始
review-head-not-over = 尚未结束
review-head-sold = 订单行日期
review-head-of-campaign = ；该活动的全部合作，不限日期
review-head-of-days = ；期间推进、售出、花费或发布的一切；阶段按期末计
review-head-today = 复盘日

review-short = 摘要
review-short-runs = 进行至 { $day }，以下尚非全部。
review-short-begins = { $day } 才开始：这里的数字是计划，或属于其他时间。
review-short-ordering = { $of } 位合作达人中 { $n } 位出单：{ $share }{ $before ->
    [none] { "" }
   *[other] ，上期 { $before }
}。
review-short-return = { $currency }：回报率 { $return }{ $before ->
    [none] { "" }
   *[other] ，上期 { $before }
}；成本 { $cost ->
    [none] —
   *[other] { $cost }
}，利润 { $profit ->
    [none] —
   *[other] { $profit }
}。
review-short-no-return = { $currency }：成本 { $cost }，回报率未知。
review-short-sold = { $currency }：GMV { $gmv }{ $before ->
    [none] { "" }
   *[other] ，上期 { $before }
}{ $orders ->
    [none] 。
   *[other] ；订单 { $orders } 单。
}
review-short-mix = { $currency }，各层级花费与计划的偏差：{ $names }。
review-short-single = { $currency }，单个达人占比过高：{ $names }。
review-short-budget = 预算 { $planned } { $currency } 已花 { $share }{ $apart ->
    [none] 。
   *[other] ；另有 { $apart }，没有汇率可合并。
}
review-short-ends = { $currency }，按{ $what }（达人和订单足够者）：{ $most } 回报最高（{ $return }），{ $least } 最低（{ $other }）。
review-short-product = { $product }（{ $currency }）：{ $action }；{ $reason }。
review-short-slow = { $who }：{ $why }。
review-short-creators = { $list }：{ $n-shown } 位{ $over ->
    [0] { $names ->
        [none] 。
       *[other] （{ $names }）。
    }
   *[other] ，其中 { $over-shown } 位目前已淘汰{ $names ->
        [none] 。
       *[other] ；其余：{ $names }
    }
}
review-short-more = 另有 { $n-shown } 个商品有建议，见商品看板。
review-short-decision = 决定{ $decision }：{ $names }。
review-short-decided = 已决定 { $n-shown } 项{ $open ->
    [0] { "" }
   *[other] ，未决定 { $open-shown } 项
}。

review-board-creators = 达人合作
review-board-products = 商品销售
review-board-content = 内容种草
review-board-team = 团队绩效
review-board-budget = 预算

review-section-figures = 一览
review-section-modes = 按合作模式看回报
review-section-tiers = 按层级看回报
review-section-tags = 按标签看回报
review-section-fans = 出单达人的粉丝
review-section-eliminate = 淘汰名单
review-section-retest = 需要再测
review-section-reinvest = 复投名单
review-section-everybody = 全部达人
review-section-products = 商品
review-section-peaks = 销售峰值
review-section-days = 每日走势
review-section-links = 链接与规格
review-section-below = 低于均值
review-section-best = 最佳内容
review-section-best-sellers = 销售最多
review-section-styles = 按风格
review-section-style-sales = 各风格销售
review-section-of-style = 该风格的内容
review-section-library = 范例库
review-section-ranking = 全部内容
review-section-members = 成员
review-section-member-sales = 成员销售
review-section-funnel = 走到了哪一步
review-section-conversion = 阶段转化
review-section-cycle = 各阶段天数
review-section-waiting = 卡在哪里
review-section-budget = 预算
review-section-mix = 按层级
review-section-dearest = 单个达人花费
review-section-cpm = 千次播放成本
review-section-their-deals = 与其合作
review-section-their-content = 其内容
review-section-deals = 全部合作
review-section-behind = 背后的合作
review-section-sellers = 谁卖出的

review-about-figures = 全部合作。合作达人：谈妥条件或已出单；出单达人：至少一单；新达人：首次谈妥条件。
review-about-modes = 各付费方式的投入与回报；每行结论是对该行整体的建议；带 ? 的结论依据不足（订单少、数据旧、不足三位达人）。
review-about-tiers = 按粉丝数，采用设置中的层级方案。
review-about-tags = 一位达人有多个标签时，在每个标签下各计一次。
review-about-fans = 粉丝画像已知的达人取平均，每位达人计一次。差值：出单达人减全部合作达人。
review-about-eliminate = 回报率低于下限，或退款率高于您的上限（按日期复盘时只看期间有售出的达人）；各币种分别按亏损排列，最多的在前。
review-about-retest = 回报率在两条线之间：改进后再测。各币种分别按 GMV 排列，最多的在前。
review-about-reinvest = 回报率高于上限且订单足够可信；各币种分别按利润排列，最多的在前。
review-about-everybody = 所有有销售或成本的达人，按 GMV 排列。
review-about-products = 一个商品的全部链接和规格合并计算；成本与毛利口径同回报页，动作为建议。
review-about-peaks = 从首单到末单的日均值的 { $n } 倍及以上的日子；相邻的日子算一个峰值，合计不少于 { $orders } 单。均值倍数：其中最高的一天。
review-about-days = 订单行的 GMV，按成交日。
review-about-links = 通过哪个链接、哪个规格售出；退款率按 GMV。
review-about-below = 该商品的合作中，销售低于均值的；最低的在前。未写商品的合作，按其卖得最多的商品算。
review-about-content = 按日期时统计期间发布的全部内容，含不属于任何合作的。每个比率只统计分子分母都有的内容；点赞率只算视频；完播率按播放量加权。
review-about-best = 按各比率排名，只看播放量不少于 { $plays-shown } 的内容。
review-about-styles = 转化率为订单除以点击，只统计两者都有的，不分币种。
review-about-best-sellers = 按内容自身统计的销售额，各币种分开；GPM 为千次播放成交。
review-about-style-sales = 只统计有销售数据的内容，各币种分开；GPM 为千次播放成交。
review-about-of-style = { $style ->
    [none] 无风格
   *[other] 风格：{ $style }
}{ $currency ->
    [none] 。
   *[other] ；只列有 { $currency } 销售数据的内容。
}
review-about-library = 历次复盘收下的范例，不限活动和日期，新的在前；在会议的视频页按 k 收下。
review-about-ranking = 按互动率；播放量不足 { $plays-shown } 的排在最后。
review-about-members = 按合作的负责人；消息按发送人。
review-about-member-sales = 按合作负责人，各币种分开。
review-about-funnel = 到达该阶段或更后阶段的合作数。放弃：淘汰或释放。这里是看板阶段，出单达人见“达人合作”。
review-about-conversion = 上一阶段中到达本阶段的比例；低于全队五分之四的会标出。
review-about-cycle = 离开该阶段前的天数中位数，回车看每个合作；比全队多一半且至少多两天、并有三个以上合作的会标出。按日期时只算期间离开的。
review-about-waiting = 离开该阶段前的天数中位数，以及当前停留者已等待多久；标记者为出单前三个以上合作耗时或等待最长的阶段，回车看是哪些。按日期时只算期间离开的。
review-about-budget = 全部花费与活动预算对比。
review-about-mix = 腰部（5 万至 { $shoulder ->
    [head] 50 万
   *[other] 100 万
}粉丝）、尾部（更少）、头部（更多）按设置的 { $mix } 分配；占比以粉丝数已知的达人花费为基数。偏差超过 { $points } 点会标出。
review-about-dearest = 占预算的比例；未设预算时占全部花费。超过 { $percent } % 会标出。
review-about-cpm = 只统计成本和播放量都已知的合作。参考：腰部比头部低 40 %，高于参考者加标记。
review-about-behind = { $table }：{ $row }。每个币种一行。
review-about-behind-stays = { $table }：{ $row }。各阶段停留天数，每行一个合作，最久的在前。
review-about-stays = 每个合作在各阶段停留的天数，每行一个合作。
review-about-deals = 每个币种一行；各板块的数字都由这些合作汇成。
review-about-sellers = 这些日子的订单行，按达人。
review-about-sellers-as = 该链接和规格的订单行，按达人列出。

review-col-figure = 指标
review-col-currency = 币种
review-col-now = 本期
review-col-before = 上期
review-col-change = 变化
review-col-mode = 模式
review-col-tier = 层级
review-col-tag = 标签
review-col-creators = 达人
review-col-ordering = 出单
review-col-ordering-share = 出单率
review-col-ordering-share-before = 上期出单率
review-col-orders = 订单
review-col-order-lines = 订单行
review-col-items = 件数
review-col-gmv = GMV
review-col-gmv-before = 上期 GMV
review-col-cost = 成本
review-col-profit = 利润
review-col-return = 回报率
review-col-return-before = 上期回报率
review-col-verdict = 结论
review-col-trait = 粉丝
review-col-ordering-fans = 出单达人
review-col-cooperating-fans = 合作达人
review-col-points = 差值
review-col-told-by = 已知人数
review-col-creator = 达人
review-col-refund-rate = 退款率
review-col-reasons = 理由
review-col-product = 商品
review-col-links = 链接数
review-col-aov = 客单价
review-col-largest = 最大达人
review-col-largest-share = 其占比
review-col-first-share = 首位占比
review-col-action = 动作
review-col-from = 从
review-col-to = 到
review-col-times = 均值倍数
review-col-behind = 背后达人
review-col-day = 日期
review-col-peak = 峰值
review-col-link = 链接
review-col-link-id = 链接编号
review-col-variant = 规格
review-col-sku = SKU
review-col-ref = 编号
review-col-mean = 均值
review-col-of-mean = 占均值
review-col-owner = 负责人
review-col-by = 排名依据
review-col-target = 目标
review-col-female-fans = 女粉
review-col-fans-age = 主要年龄
review-col-fits = 目标人群
review-fits = 符合
review-fits-not = 不符合
review-main-age = 主要年龄
review-col-place = 名次
review-col-content = 内容
review-col-style = 风格
review-col-hook = 开头
review-col-note = 评论要点
review-col-since = 收下日期
review-col-plays = 播放量
review-col-rate = 比率
review-col-contents = 内容数
review-col-engagement = 互动率
review-col-like-rate = 点赞率
review-col-comment-rate = 评论率
review-col-share-rate = 分享率
review-col-completion = 完播率
review-col-ctr = 点击率
review-col-cvr = 转化率
review-col-cvr-before = 上期转化率
review-col-gpm = 千次播放成交
review-col-gpm-before = 上期
review-col-member = 成员
review-col-collaborations = 合作数
review-col-contacted = 消息
review-col-reply-rate = 回复率
review-col-given-up = 放弃
review-col-all-the-way = 全程
review-col-all-the-way-before = 上期
review-col-to-published = 建联到发布
review-col-to-published-before = 上期
review-col-bottleneck = 瓶颈
review-col-stage-now = 当前阶段
review-col-stage = 阶段
review-col-left = 已离开
review-col-days = 中位天数
review-col-days-before = 上期
review-col-waiting = 当前停留
review-col-waiting-days = 已等天数
review-col-longest-with = 最慢的人
review-col-longest-stay = 停留最久
review-stay = { $stage } { $n } 天
review-col-planned = 计划
review-col-spent = 花费
review-col-spent-before = 上期花费
review-col-spent-share-before = 上期占比
review-col-off-reference = 偏离
review-col-cpm-before = 上期
review-col-variants = 规格数
review-col-ordering-fans-before = 上期出单
review-col-spent-share = 花费占比
review-col-planned-share = 占计划
review-col-rest = 剩余
review-col-plan-share = 计划占比
review-col-of-budget = 占比
review-col-cpm = CPM
review-col-reference = 参考

review-figure-collaborations = 合作数
review-figure-cooperating = 合作达人
review-figure-ordering = 出单达人
review-figure-ordering-share = 出单率
review-figure-new-creators = 新达人
review-figure-gmv = GMV
review-figure-refund-rate = 退款率
review-figure-net-revenue = 净营收
review-figure-orders = 订单
review-figure-aov = 客单价
review-figure-cost = 成本
review-figure-profit = 利润
review-figure-return = 回报率
review-figure-net-roi = 净ROI
review-figure-revenue-roi = 营收ROI
review-figure-roas = ROAS
review-figure-plays = 播放量
review-figure-collab-plays = 合作播放量
review-figure-repurchase = 复购率
review-figure-fits = 符合目标人群
review-figure-contents = 视频和直播
review-figure-likes = 点赞
review-figure-comments = 评论
review-figure-shares = 分享
review-figure-engagement = 互动率（S1）
review-figure-like-rate = 点赞率
review-figure-comment-rate = 评论率
review-figure-share-rate = 分享率
review-figure-completion = 完播率
review-figure-ctr = 点击率
review-figure-cvr = 转化率

layer-waist = 腰部
layer-tail = 尾部
layer-head = 头部

action-stock-up = 备货
action-change = 调整
action-reassess = 重新评估
action-why-gone = 此前有售，本期没有
action-why-idle = 期间没有售出
action-why-no-data = 没有销售数据
action-why-drop = 回报太低
action-why-halved = 销售不到上期一半
action-why-optimise = 回报未达标
action-why-refunds = 退款过多
action-why-alone = { $who } 卖了 { $percent } %：需要更多达人
action-why-and-alone = { $why }；{ $who } 卖出其中 { $percent } %
action-why-no-margin = 毛利未知
action-why-no-cost = 成本未知
action-why-falls = 有回报，但销售下降
action-why-few = 盈利，但依据不足
action-why-pays = 有回报
action-why-keep = 有回报，销售不低于上期

review-note-unattached = { $n-shown } 位达人的订单行不属于任何合作：计入商品，不计入此处。
review-note-unattached-in = 包含 { $n-shown } 位达人不属于任何合作的订单行。
review-note-target = 目标人群：{ $query }
review-note-no-refund-threshold = 未设置退款率上限（refund_threshold），因此没有人因退款列入。
review-note-no-day = { $sum } 为手工填写的总额或没有日期，不在任何一天内。
review-note-benchmarks = ✓ 达标、✗ 未达标：互动率高于 5 %（S1），点赞率高于 5 %（S2），分享率高于 2 %、完播率高于 18 %（S3）。
review-note-first = 共 { $all-shown } 条，显示前 { $n-shown } 条。
review-note-no-budget = 没有预算：只有活动才有预算。
review-note-no-budget-set = 该活动未设预算：在列表中按 C 查看活动。
review-note-budget-scope = 设置为仅以佣金计成本（cost = "commission"），此处回报率只按佣金计算；花费、占比和 CPM 计入全部成本。
review-note-content-days = 这些日子发布的内容；播放和订单截至最近一次统计，也含这些日子之后的。
review-note-several-targets = 这些日子涉及的活动目标人群不同，此处不与目标对比；请看各活动自己的复盘。
review-note-no-head = { $currency }：没有头部达人的播放量，腰部无参考值。
review-note-cpm-days = 成本为这些日子的成本；播放量为这些日子发布的内容截至最近一次统计的播放量，合作上填写了播放量的以其为准，计入合作的最后一天。
review-note-budget-apart = 另有 { $sums } 花费，没有汇率可与预算合并。
review-note-not-agreed = 花费中有 { $sums } 属于条款尚未谈妥（或一直未谈妥）的合作。
review-note-no-followers = { $sum } 花在粉丝数未知的达人身上。

cli-review = 复盘一个活动或一段时间：达人、商品、内容、团队、预算
cli-opt-review-campaign = 活动名；与在它之前最后结束的活动对比
cli-opt-review-period = 这些日子，如 2026-10 或 2026-10-01..2026-10-31；与之前的日子对比
cli-opt-review-against = 与这个活动或这些日子对比
cli-opt-review-section = 只要一张表，如 creators.modes 或 products.peaks
cli-opt-format-review = md、html、xlsx、csv 或 json；不写则看文件扩展名，再不然为 md
cli-opt-review-out = 写入此文件
cli-opt-review-force = 覆盖已有文件
cli-review-after =
    示例：
      daren review --campaign "Summer Glow" --out summer.html
      daren review --period 2026-10 --section products.peaks --format csv
    活动统计其全部合作、全部日期；时间段统计其中售出、花费、发布或推进中的一切。
cli-review-exists = { $path } 已存在。请换个文件名，或加 --force 覆盖。
cli-review-form = 文件扩展名看不出格式。请加 --format md、html、xlsx、csv 或 json。
cli-review-xlsx = 工作簿不能显示在终端。请加 --out FILE.xlsx。
cli-review-section-xlsx = 单张表只能输出为 md、csv 或 json。
cli-review-section = 没有“{ $name }”这张表。可选：{ $known }。
cli-review-what = 请说明复盘对象：--campaign 加上 { $names } 之一，或 --period，如 2026-10。
cli-review-what-period = 请说明复盘对象：--period，如 2026-10。目前没有活动有合作。
cli-review-campaign = 没有活动“{ $name }”。现有：{ $names }。
cli-review-against = “{ $text }”既不是活动也不是时间段。
cli-allowed-mix = 腰部、尾部、头部的三个整数，如 [6, 3, 1]
cli-allowed-layer = "head"、"waist" 或 "tail"
cli-allowed-budget = mix、shoulder、single 和 points

review-loading = 正在整理复盘……
review-curve = { $from } 至 { $to }，每格 { $n-shown } 天
review-rest = 还有 { $n-shown } 行：enter
review-no-more = 这一行没有更细的内容。
review-no-deal-here = 光标不在单个合作上。
review-loading-yet = 复盘还在整理中。
review-no-such = “{ $text }”既不是活动，也不是 2026-10 或 2026-10-01..2026-10-31 这样的时段。
review-last-month = 上个月
review-this-month = 本月
review-last-30 = 最近 30 天
review-last-quarter = 上季度
review-this-quarter = 本季度
review-against-usual = （照常：与之前的相比）
review-file-form = 格式由文件名结尾决定：.html、.md、.xlsx、.csv 或 .json。
name-review-file = 报告写入（.html .md .xlsx .csv .json）：
pick-review = 复盘哪个活动，或哪些日子（如 2026-10）
pick-review-against = 与什么相比

do-review = 复盘一个活动或一段日子：达人、商品、内容、团队、预算
hint-review = 复盘
do-review-enter = 数字由什么组成；表格的其余部分
hint-review-enter = 打开
do-review-next = 下一个看板
hint-review-next = 下一板
do-review-previous = 上一个看板
hint-review-previous = 上一板
do-review-section-next = 本板下一张表
hint-review-section-next = 下一表
do-review-section-previous = 上一张表
hint-review-section-previous = 上一表
do-review-right = 向右看更多列
hint-review-right = 更多列
do-review-left = 向左看更多列
hint-review-left = 更多列
do-review-write = 把报告写入文件：HTML、Markdown、XLSX、CSV、JSON
hint-review-write = 报告
do-review-open = 打开合作：字段、费用、决定
hint-review-open = 合作
do-review-choose = 复盘别的活动或别的日子
hint-review-choose = 换一个
do-review-against = 与别的活动或别的日子相比
hint-review-against = 对比
context-review = 复盘看板

review-on-commission = 若按此处通常的 { $rate } % 纯佣，同样的成交回报率会是 { $percent } %

topic-let-go = 待淘汰
topic-retest = 待复测
topic-reinvest = 待复投
topic-late = 已逾期
topic-product = 商品
topic-peak = 峰值
topic-content = 内容
topic-team = 团队
topic-own = 手动加入
topic-free = 自定议题

point-open = 待议
point-parked = 搁置
point-decided = 已决定

decision-stock-up = 备货
decision-change = 调整
decision-reassess = 重新评估

decision-decision-id = 编号
decision-campaign = 活动
decision-period = 日期
decision-place = 顺序
decision-topic = 议题
decision-handle = 达人
decision-about = 关于
decision-state = 状态
decision-decision = 决定
decision-reason = 理由
decision-owner = 负责人
decision-due = 期限
decision-done = 完成
decision-finding = 依据
decision-decided-at = 决定时间
decision-decided-by = 决定人
row-decisions = 议题
content-hook = 开头
content-kept = 收藏于

store-no-such-point = 此议题已不在议程上。
store-point-changed = { $by } 刚刚对此议题作了决定，现在页面上就是该决定。
did-meeting = { $name } 的议程：{ $points } 个议题
decision-reasoned = 理由
did-decide = 决定 { $about }：{ $to }

meeting-title = 复盘 { $name } · 第 { $at } / { $all } 个议题 · 已决定 { $decided }{ $parked ->
    [0] { "" }
   *[other] ，搁置 { $parked }
}
meeting-nothing = 看板没有提出议题。tab 打开议程，在那里用 + 加入达人、商品、成员或其他议题。
meeting-empty = 议程为空。tab 打开议程，用 + 加入达人、商品、成员或其他议题，A 采用看板提出的议题。
meeting-all-done = 所有议题都已决定或搁置。w 写出含决定的报告。
meeting-gone = 该议题刚被移出议程：enter 打开其他议题。
meeting-reason-changed = 有人刚改了理由，已显示在页面上；n 继续填写您的。
meeting-typed = 打到一半的理由还在：按 n 接着写。
meeting-decided-already = 已有决定，阶段、标签和备注已随之改动。u 撤回决定；按别的键可改作他议。
meeting-no-point = 页面上没有议题。
meeting-of-creators = 未作决定：该键用于商品，本页可用的键在页面下方。
meeting-of-products = 未作决定：该键用于达人，本页可用的键在页面下方。
meeting-of-others = 未作决定：该键不用于此，本页可用的键在页面下方。
meeting-on-boards = 相关内容都在本页和看板上。
meeting-no-such = 本次复盘里没有达人“{ $text }”，或有多个名称以此开头：按 tab 补全。
meeting-advice = 建议：
meeting-was = 之前
meeting-none = —
meeting-decided = { $day } 由 { $by } 决定
meeting-moves = { $key } 将 { $n } 个转到 { $stage }
meeting-clock = 用时 { $h ->
    [0] { "" }
   *[other] { $h } 小时{ " " }
}{ $m } 分
meeting-nothing-to-undo = 最近一步不是在会议中做的：请到会议之外用 u 撤回。
meeting-owner = 谁来做
meeting-due = 期限
meeting-more = 还有 { $n-shown } 张表：J
meeting-dropped = 改作其他决定即撤销淘汰
meeting-stays = { $n } 个此前已放弃
meeting-note = 复盘 { $review }：{ $decision }{ $reason ->
    [none] { "" }
   *[other] { " " }— { $reason }
}
name-point = 加入议题：
name-offered = 第 { $at } 个，共 { $all } 个符合：tab 换下一个。

context-meeting = 复盘会议
context-agenda = 会议议程
do-review-meeting = 开会：每页一个议题，一键决定
hint-review-meeting = 开会
do-meeting-keep = 长期合作：照旧；已发布的进入复盘；视频收为范例
hint-meeting-keep = 保留
do-meeting-optimise = 优化复测：改动后再测
hint-meeting-optimise = 优化
do-meeting-drop = 淘汰：结束其合作
hint-meeting-drop = 淘汰
do-meeting-reinvest = 复投：继续其合作，给达人打标签
hint-meeting-reinvest = 复投
do-meeting-co-create = 共创：一起做内容，给达人打标签
hint-meeting-co-create = 共创
do-meeting-stock-up = 商品：备足货
hint-meeting-stock-up = 备货
do-meeting-change = 商品：换达人、价格或脚本
hint-meeting-change = 调整
do-meeting-reassess = 商品：重新考虑是否继续
hint-meeting-reassess = 重新评估
do-meeting-next = 下一个议题
hint-meeting-next = 下一个
do-meeting-previous = 上一个议题
hint-meeting-previous = 上一个
do-meeting-tables-down = 页面下方的表
hint-meeting-tables-down = 往下
do-meeting-tables-up = 回到页面上方
hint-meeting-tables-up = 往上
do-meeting-right = 表格向右
hint-meeting-right = 右移列
do-meeting-left = 表格向左
hint-meeting-left = 左移列
do-meeting-open = 下一个待议的议题
hint-meeting-open = 下一待议
do-meeting-reason = 写下理由
hint-meeting-reason = 理由
do-meeting-owner = 由谁负责
hint-meeting-owner = 负责人
do-meeting-due = 何时完成；之后出现在“今日”
hint-meeting-due = 期限
do-meeting-park = 搁置议题，或重新拿出来
hint-meeting-park = 搁置
do-meeting-agenda = 所有议题
hint-meeting-agenda = 议程
do-meeting-enter = 达人的回报，直到订单行
hint-meeting-enter = 回报
do-agenda-enter = 到这个议题
hint-agenda-enter = 前往
do-agenda-down = 下一个议题
hint-agenda-down = 下一个
do-agenda-up = 上一个议题
hint-agenda-up = 上一个
do-agenda-later = 往后排
hint-agenda-later = 往后
do-agenda-earlier = 往前排
hint-agenda-earlier = 往前
do-agenda-add = 加入议题
hint-agenda-add = 加入
do-agenda-remove = 移出议程
hint-agenda-remove = 移出
do-agenda-propose = 加入看板现在提出的议题
hint-agenda-propose = 提议
review-col-due = 截止

agenda-kind-decision = 复盘的决定
agenda-decision = { $decision }{ $about ->
    [none] { "" }
   *[other] ：{ $about }
}{ $reason ->
    [none] { "" }
   *[other] { " " }· { $reason }
}{ $review ->
    [none] { "" }
   *[other] { " " }({ $review })
}

review-board-meeting = 决定
review-finding = { $a } { $x }
review-findings = { $a } { $x } · { $b } { $y }
review-section-decisions = 已决定
review-section-undecided = 未决定
review-section-next = 下次复盘
review-about-decisions = 会议的决定，按议程顺序。
review-about-undecided = 议程上待议或搁置的议题。
review-about-next = 本次复盘的数字，下次与之相比；目标和下次届时填写。
review-col-topic = 议题
review-col-about = 关于
review-col-decision = 决定
review-col-reason = 理由
review-col-aim = 目标
review-col-next = 下次
