### work：合作、看板、建联与定向计划

## 文件与字段

native-member-unknown = 团队中没有叫 { $name } 的成员。请先导入成员，或写成库中的名字。
native-ref-unknown = 没有编号为 { $ref } 的合作。如果没有写错，请先导入合作；也可以留空。
native-ref-other = 合作 { $ref } 属于 @{ $handle }，不是本行的达人。请改正其中一项。
native-cost-nothing = 费用需要写明金额，或工时和每小时费率。
native-campaign-unknown = 没有名为 { $name } 的活动，无人承担这笔成本。如果没有写错，请先导入该活动或其合作。
native-cost-nobody = 没有写明这笔费用由谁承担。请填写合作编号、共同承担的活动，或份额，例如 2026-0001:60|2026-0002:40。
native-cost-both = 单个合作的费用不再分摊：只写合作编号，或者只写活动或份额。
native-cost-shares = 这不是份额。请写合作编号和各自的份额：2026-0001:60|2026-0002:40。
typed-date = “{ $value }” 不是日期。可写 2026-12-01、12-01、+3d、+2w、周五、今天、明天。
typed-money = “{ $value }” 不是金额。可写 800、1,200.50、2万、800 CNY。
typed-no-currency = 需要币种：请连同币种一起写，如 800 CNY。
whatif-other-currency = 此处全部以 { $currency } 计：请用该币种输入。
typed-other-currency = 此处只以 { $currency } 计：请先在详情中改币种。
typed-mixed-currency = 这些合作的币种不同：请按币种分别填写。
typed-required = 此项不能为空：它用来区分各行。
store-backwards = 结束早于开始（{ $from } 至 { $to }）。请先改另一个日期。
typed-ratio = “{ $value }” 不是 0 到 100 % 的比例。可写 15% 或 0.15。
typed-count = “{ $value }” 不是非负整数。
typed-hours = “{ $value }” 不是小时数。可写 0.5 或 3。
typed-currency = “{ $value }” 不是币种。请写三个字母的代码，如 CNY。
typed-choice = “{ $value }” 不是以下任何一个：{ $choices }。
field-for-many = { $what }（{ $n-shown } 个）
field-help-date = 如 +3d、周五、12-01；留空为无
field-help-money = 如 800 CNY；留空为无
field-help-money-known = 如 800、2万；留空为无
field-help-ratio = 如 15%；留空为无

## 阶段与选项

stage-candidate = 候选
stage-contacted = 已建联
stage-negotiating = 洽谈中
stage-contracted = 已签约
stage-sample-sent = 寄样中
stage-in-production = 内容制作
stage-published = 已发布
stage-ordering = 已出单
stage-reviewed = 复盘
stage-reinvest = 复投
stage-dropped = 淘汰
stage-released = 释放
mode-pure-commission = 纯佣
mode-base-commission = 保底+佣金
mode-fixed-fee = 固定费用
mode-stepped-commission = 阶梯佣金
fact-field = 阵地自营
fact-alliance = 达人矩阵
fact-campaign = 营销活动
fact-top-kol = 头部大V
session-mixed = 混场
session-dedicated = 专场
content-video = 视频
content-live = 直播
due-late = 已逾期
due-today = 今天
due-week = 7 天内
due-later = 以后
pane-stage = 阶段
pane-owner = 负责人
pane-campaign = 活动
pane-product = 商品
pane-mode = 合作模式
pane-due = 截止
col-stage = 阶段
col-owner = 负责人
col-campaign = 活动

card-collabs = 合作
card-more-collabs = 还有 { $n-shown } 个：{ $key }
card-collab-due = 截止 { $day }
card-own-samples = 自有记录：{ $of-shown } 份样品履约 { $n-shown } 份
card-own-contacts = 自有记录：{ $of-shown } 次联系回复 { $n-shown } 次

## 看板

screen-board = 看板
context-board = 看板按键
context-collab = 合作详情按键
context-gate = 离开阶段之前
context-pick = 选择
board-counts = { $total-shown } 个合作，{ $open-shown } 个进行中
board-late = { $n-shown } 逾期
board-empty = 还没有合作。在达人库中标记达人（空格），按 B 即可设为某活动的候选；也可导入 members、campaigns、collaborations 文件（在达人库按 i）。按 q 返回。
board-none-match = 没有符合条件的合作。按 x 清除筛选。
board-query-none = 全部合作   : 筛选，/ 搜索
board-no-card = 这里没有卡片。
board-no-lanes = 看板只有一行。按 w 可按负责人、活动或层级分行。
board-no-owner = 无负责人
board-no-campaign = 无活动
board-no-tier = 粉丝数未知
board-no-none = 全部
board-order-due = 按截止日期
board-order-age = 按停留天数
board-order-value = 按金额
board-order-return = 按回报率
board-order-roas = 按 ROAS
board-order-profit = 按利润
board-order-cost = 按成本
board-lanes-owner = 按负责人分行
board-lanes-campaign = 按活动分行
board-lanes-tier = 按层级分行
board-folded = { $stage } 已折叠：光标移入时展开。再按 z 取消折叠。
board-at-the-end = 已是最后一个阶段。按 m 可移到任意阶段。
board-at-the-beginning = 已是第一个阶段。
board-there-already = 它已在该阶段。
board-why = 请写明原因，日后会有人问起。
board-reasons = 无回复 | 报价过高 | 粉丝不匹配 | 回报低 | 内容质量不佳 | 达人婉拒 | 缺货
board-lacks = 继续前需要：{ $what }
board-returned = 回报率 { $percent } · { $verdict }
board-longer = 已停留 { $n-shown } 天，通常 { $usual-shown } 天
days-short = { $n-shown }天
days-from-now = { $n ->
    [0] 今天
    [1] { $way ->
        [past] 昨天
       *[future] 明天
    }
   *[other] { $way ->
        [past] { $n-shown } 天前
       *[future] { $n-shown } 天后
    }
}
due-mark-today = 今天
weekday-0 = 周一
weekday-1 = 周二
weekday-2 = 周三
weekday-3 = 周四
weekday-4 = 周五
weekday-5 = 周六
weekday-6 = 周日

## 离开阶段之前

gate-title = { $who } 进入 { $stage } 之前还缺
gate-title-many = { $n-shown } 张卡片继续之前还缺
gate-of = { $n-shown }/{ $m-shown } 张
gate-help = enter 补填，o 说明原因后全部跳过
gate-only-one = 只有一张卡片。
gate-none-complete = 没有一张是完整的。
gate-number-empty = 请写快递公司与单号，如 DHL 4411；若无需寄样，请在详情中将寄样数填 0。
gate-no-link = “{ $value }” 不是链接。请粘贴带 https:// 的内容地址。
need-sample-number = 样品快递单号
need-content-link = 内容链接
name-why-back = @{ $name } 为什么退回？
name-why-back-many = 它们为什么退回？
name-why-passed = 为什么可以跳过？
name-sample-number = @{ $name } 的快递与单号{ $more ->
    [0] { "" }
   *[other] （之后还有 { $more-shown } 个）
}（顺丰 4411）：
name-content-link = @{ $name } 的内容链接{ $more ->
    [0] { "" }
   *[other] （之后还有 { $more-shown } 个）
}：

## 选择

pick-stage = 移到
pick-decision = 复盘决定
pick-reason = { $n ->
    [1] 为何{ $stage }（可选可写）
   *[other] 为何 { $n-shown } 个{ $stage }（可选可写）
}
pick-campaign = { $n-shown } 位候选加入活动{ $hidden ->
    [0] { "" }
   *[other] （另有 { $hidden-shown } 位已标记者被筛选隐藏）
}
pick-none = （无）
pick-add = 添加
collab-delete-where = D 删除光标处的样品、内容、建联或协议；在合作本身的字段上则删除整个合作。
collab-delete-whole = 再按一次 D 删除与 { $who } 的整个合作；u 可恢复。
pick-new = 新建
pick-nothing = 没有匹配的选项。

## 合作详情

collab-head-what = 合作
collab-head-terms = 合作条款
collab-head-licence = 内容授权
collab-head-results = 结果
collab-head-costs = 费用
collab-head-samples = 样品
collab-head-more = 其他
collab-head-contents = 内容
collab-head-buyers = 买家
collab-head-outreach = 建联
collab-head-agreements = 框架协议
collab-add-here = a 添加
collab-needed = 继续前必填
collab-passed = 未满足 { $what }
collab-delete-confirm = 再按一次 D 删除此{ $what }（{ $who }）；u 可恢复。
event-sample-sent = 样品寄出
event-sample-received = 样品签收
event-sample-posted = 样品已出内容
event-content = 内容发布
event-contact = 已联系
event-replied = 已回复
collab-ref = 编号
collab-handle = 达人
collab-campaign = 活动
collab-product-id = 商品
collab-owner = 负责人
collab-stage = 阶段
collab-mode = 合作模式
collab-fact = FACT 渠道
collab-session = 场次
collab-commission-rate = 佣金率
collab-commission = 佣金
collab-fixed-fee = 固定费用
collab-sample-cost = 样品成本
collab-shipping = 运费
collab-boost = 投流
collab-labour-hours = 人工工时
collab-labour-rate = 工时单价
collab-other-cost = 其他费用
collab-currency = 币种
collab-margin-rate = 毛利率
collab-gmv = 成交额
collab-decision = 决定
collab-refunds = 退款
collab-indirect-gmv = 间接成交额
collab-orders = 订单数
collab-items = 件数
collab-buyers = 买家数
collab-repeat-buyers = 复购买家
collab-plays = 播放量
collab-product-impressions = 商品曝光
collab-clicks = 点击
collab-add-to-carts = 加购
collab-samples-sent = 寄样数
collab-samples-received = 签收数
collab-samples-posted = 出内容数
collab-started = 开始
collab-due = 截止
collab-ended = 结束
collab-licence-scope = 授权范围
collab-licence-until = 授权到期
collab-discount-code = 折扣码
collab-utm = 追踪链接
collab-follower-gain = 涨粉
collab-site-visits = 访问量
collab-brand-searches = 品牌搜索
collab-note = 备注
collab-step-threshold = 阶梯门槛
collab-step-rate = 阶梯佣金率
collab-expected-gmv = 预计成交额
sample-ref = 编号
sample-item = 序号
sample-product-id = 商品
sample-quantity = 数量
sample-sent = 寄出
sample-received = 签收
sample-posted = 出内容
sample-carrier = 快递公司
sample-number = 单号
sample-cost = 成本
sample-shipping = 运费
sample-currency = 币种
sample-note = 备注
content-content-id = 内容编号
content-handle = 达人
content-ref = 编号
content-product-id = 商品
content-kind = 类型
content-style = 风格
content-title = 标题
content-url = 链接
content-posted-at = 发布
content-plays = 播放量
content-likes = 点赞
content-comments = 评论
content-shares = 分享
content-completion-rate = 完播率
content-product-impressions = 商品曝光
content-clicks = 点击
content-add-to-carts = 加购
content-orders = 订单数
content-gmv = 成交额
content-currency = 币种
content-note = 备注
outreach-handle = 达人
outreach-at = 时间
outreach-by = 联系人
outreach-channel = 渠道
outreach-template = 模板
outreach-replied-at = 回复时间
outreach-ref = 编号
outreach-follow-up = 跟进日期
outreach-note = 备注
agreement-handle = 达人
agreement-starts = 开始
agreement-ends = 到期
agreement-discount-rate = 折扣起
agreement-discount-to-rate = 折扣至
agreement-list-price = 刊例价
agreement-currency = 币种
agreement-note = 备注

## 按键

do-board = 打开看板
hint-board = 看板
do-board-of = 在看板上查看该达人的合作
hint-board-of = 看板
do-candidates = 把标记的（或当前）达人设为活动候选
hint-candidates = 设为候选
do-board-down = 下一张卡片
hint-board-down = 下
do-board-up = 上一张卡片
hint-board-up = 上
do-board-right = 下一阶段
hint-board-right = 右
do-board-left = 上一阶段
hint-board-left = 左
do-board-page-down = 向下一屏
hint-board-page-down = 翻页
do-board-page-up = 向上一屏
hint-board-page-up = 翻页
do-board-first = 阶段首张
hint-board-first = 首
do-board-last = 阶段末张
hint-board-last = 末
do-board-on = 移到下一阶段（可含多张标记）
hint-board-on = 推进
do-board-back = 退回上一阶段
hint-board-back = 退回
do-board-move = 移到任意阶段
hint-board-move = 移到
do-board-open = 查看合作详情
hint-board-open = 详情
do-board-mark = 标记卡片
hint-board-mark = 标记
do-board-mark-all = 标记该阶段全部卡片，或取消
hint-board-mark-all = 全标记
do-board-unmark = 取消全部标记
hint-board-unmark = 取消标记
do-board-owner = 更换负责人
hint-board-owner = 负责人
do-board-due = 设置截止日期
hint-board-due = 截止
do-board-campaign = 归入活动
hint-board-campaign = 活动
do-board-expected = 填写预计成交额
hint-board-expected = 预计
do-board-drop = 淘汰（说明原因）
hint-board-drop = 淘汰
do-board-release = 释放回达人库（说明原因）
hint-board-release = 释放
do-board-order = 卡片排序：截止、停留、金额、回报
hint-board-order = 排序
do-board-lanes = 按负责人、活动、层级分行
hint-board-lanes = 分行
do-board-lane-down = 下一行
hint-board-lane-down = 下一行
do-board-lane-up = 上一行
hint-board-lane-up = 上一行
do-board-fold = 折叠或展开阶段
hint-board-fold = 折叠
do-board-mine = 只看我的 / 看全部
hint-board-mine = 我的
do-board-clear = 清除筛选
hint-board-clear = 清除
do-board-search = 搜索卡片与达人
hint-board-search = 搜索
do-board-query = 用查询筛选
hint-board-query = 查询
do-board-creator = 查看达人名片
hint-board-creator = 达人
do-board-copy = 复制用户名
hint-board-copy = 复制
do-collab-edit = 修改字段；在标题上则添加
hint-collab-edit = 修改
do-collab-add = 添加样品、内容、建联或协议
hint-collab-add = 添加
do-collab-delete = 删除光标所在行
hint-collab-delete = 删除
do-collab-all = 显示全部字段 / 只显示有值的
hint-collab-all = 全部字段
do-collab-creator = 查看达人名片
hint-collab-creator = 达人
do-gate-fill = 补填缺项
hint-gate-fill = 补填
do-gate-pass = 说明原因后跳过（会留存）
hint-gate-pass = 跳过
do-gate-complete = 只移动完整的
hint-gate-complete = 仅完整的
do-pick-take = 选定
hint-pick-take = 选定
do-pick-down = 下一个
hint-pick-down = 下一个
do-pick-up = 上一个
hint-pick-up = 上一个

## 操作与错误

did-collab-add = 将 { $n ->
    [1] { $who }{ " " }
   *[other] { $n-shown } 位达人
}设为{ $name ->
    [none] { "" }
   *[other] { " " }{ $name } 的
}候选
did-collab-move = { $n ->
    [1] { $who }{ " " }
   *[other] { $n-shown } 个合作
}移到 { $to ->
    [none] 其他阶段
   *[other] { $to }
}{ $name ->
    [none] { "" }
   *[other] ：{ $name }
}
did-collab-edit = { $n ->
    [1] { $who }{ " " }
   *[other] { $n-shown } 个合作
}的{ $name }{ $to ->
    [none] 已清空
   *[other] 设为 { $to }
}
did-collab-currency = { $n ->
    [1] { $who }{ " " }
   *[other] { $n-shown } 个合作
}的币种设为 { $to }，金额数字不变
row-members = 成员
row-products = 商品
row-product-links = 商品链接
row-campaigns = 活动
row-collaborations = 合作
row-samples = 样品
row-attached = 订单归属
row-costs = 费用
row-margins = 毛利率
row-buyers = 买家画像
row-contents = 内容
row-stage-moves = 阶段变更
row-outreach = 建联
row-agreements = 框架协议
row-plans = 定向计划
did-work-add = 新增{ $file }{ $n ->
    [0] { "" }
    [1] { $who ->
        [none] { "" }
       *[other] （{ $who }）
    }
   *[other] （{ $n-shown } 位达人）
}
did-attach = { $who } 的 { $orders-shown } 笔订单{ $to ->
    [none] 恢复自动归属
   *[other] 归到 { $to }
}
did-work-edit = { $file }{ $n ->
    [0] { "" }
   *[other] （{ $who }）
}：{ $name }{ $to ->
    [none] 已清空
   *[other] 设为 { $to }
}
did-answer = { $who } 已回复
did-work-delete = 删除{ $file }{ $n ->
    [0] { "" }
   *[other] （{ $who }）
}
did-plan-make = { $plans-shown } 个定向计划 { $name }（{ $n-shown } 位达人）
did-snooze = { $who }：{ $name }{ $to ->
    [none] 已处理
   *[other] 搁置到 { $to }
}
agenda-kind-due = 到期提醒
agenda-kind-follow-up = 再次跟进
agenda-kind-reply = 等待回复
agenda-kind-sample = 样品未出内容
agenda-kind-licence = 授权到期
agenda-kind-agreement = 框架协议到期
agenda-kind-long = 停留过久
store-no-such-collab = { $ref ->
    [none] 该合作已不存在：有人删除或撤销了它。
   *[other] 没有编号为 { $ref } 的合作。daren board 可列出全部。
}
store-no-such-product = 没有名为 { $name } 的商品。商品随订单和合作文件而来，也可在商品表中按 a 新建。
store-no-such-campaign = 没有名为 { $name } 的活动，无人承担这笔成本。活动随合作而来，也可在活动表中按 a 新建。
store-no-such-member = 团队中没有叫 { $name } 的成员。请导入成员，或写成库中的名字。
store-no-such-file = { $file } 不是 daren 的自有文件。
store-moved = { $by ->
    [none] 有人
   *[other] { $by }
} 已先把它移到 { $stage }。它留在那里；如不对请再移动。
store-field-changed = { $by ->
    [none] 有人
   *[other] { $by }
} 已先修改了此项（{ $field }）：现为{ $theirs ->
    [none] 空
   *[other] “{ $theirs }”
}。没有写入；请查看后再改。
store-in-use = 还有合作、样品、内容、建联或链接属于它。请先移走或删除这些。
app-done-but = 已完成：{ $what }。{ $n-shown } 个保持原样。{ $by ->
    [none] { "" }
   *[other] （{ $by }）
}
cli-allowed-gates = 每个阶段一个所需项列表："terms"、"costs"、"sample_number"、"content_link" 或合作字段名
cli-allowed-stage = 阶段名，如 contracted

## 今日

agenda-due = 到期 · { $stage }
agenda-follow-up = 跟进：{ $n ->
    [0] 今天
   *[other] { $n-shown } 天前
}联系过
agenda-reply = { $n-shown } 天未回复
agenda-sample = 寄样 { $n-shown } 天仍无内容
agenda-licence = 内容授权即将到期
agenda-agreement = 框架协议即将到期
agenda-licence-over = 内容授权已到期 { $n-shown } 天
agenda-agreement-over = 框架协议已到期 { $n-shown } 天
agenda-long = { $stage } 已 { $n-shown } 天，通常 { $usual-shown } 天
today-no-message = 这不是等待回复的消息。
today-snooze-past = 请搁置到将来的某一天。
name-snooze = 搁置到（+3d、周五、12-01）：
do-board-today = 今日待办
hint-board-today = 今日
do-today-snooze = 搁置到某天
hint-today-snooze = 搁置
do-today-answered = 达人已回复
hint-today-answered = 已回复

## 命令

cli-board = 按阶段查看合作
cli-move = 把合作移到某阶段
cli-today = 查看到期与逾期事项
cli-plan = 定向计划：列出、创建、导出用户名
cli-plan-list = 列出定向计划（--format json 含达人）
cli-plan-make = 把达人放入定向计划（每个最多 30 位）
cli-plan-export = 逐行输出计划中的用户名，便于粘贴
cli-opt-board-sort = 排序：due、age、value、return、roas、profit 或 cost
cli-opt-format-board = table、csv 或 json
cli-arg-ref = 合作编号，如 2026-0001
cli-arg-stage = 阶段，如 contracted 或 已签约
cli-opt-reason = 原因；也用于跳过阶段缺项
cli-opt-today-all = 所有人的，不仅是我的
cli-opt-product = 商品编号或名称，可重复
cli-opt-rate = 佣金率，15% 或 0.15
cli-opt-export-out = 文件；多个时为文件夹
cli-no-stage = “{ $stage }” 不是阶段。阶段有：{ $stages }。
cli-move-why = 移到 { $stage } 需要原因：--reason "..."
cli-move-lacks = { $ref } 进入 { $stage } 之前还缺：{ $what }。请补填，或用 --reason "..." 跳过。
cli-plan-already = @{ $handle } 已在该商品的计划（{ $plan }）中，不再加入。
cli-plan-already-more = ……另有 { $n-shown } 位同样略过。
cli-no-product = 没有编号或名称为“{ $name }”的商品。商品：{ $products }。
cli-export-unknown = “{ $name }” 不是 daren 的自有文件。可用：{ $names }。
cli-export-written = { $path }：{ $n-shown } 行
store-no-such-plan = { $name ->
    [none] 该定向计划已不存在。
   *[other] 没有叫 { $name } 的定向计划。daren plan 可列出全部。
}
cli-board-ref = 编号
cli-board-handle = 达人账号
cli-board-stage = 阶段
cli-board-since = 起始
cli-board-days = 天数
cli-board-due = 截止
cli-board-owner = 负责人
cli-board-campaign = 活动
cli-board-product = 商品
cli-board-mode = 模式
cli-board-commission-rate = 佣金率
cli-board-fixed-fee = 固定费用
cli-board-value = 金额
cli-board-currency = 币种
cli-board-return = 回报率
cli-board-verdict = 结论
cli-board-lacks = 缺项
cli-board-count = 数量
cli-board-median = 天数（中位）
cli-board-late = 逾期
cli-today-day = 日期
cli-today-handle = 达人
cli-today-owner = 负责人
cli-today-what = 事项
cli-plan-name = 计划
cli-plan-products = 商品
cli-plan-rate = 佣金率
cli-plan-creators = 达人数
import-refused-no-row-work = { $n-shown } 行都无法导入。第 { $line } 行：{ $column } “{ $value }”。{ $reason }

## 建联与定向计划

context-outreach = 给达人写消息
context-plans = 定向计划
channel-dm = 私信
channel-email = 邮件
channel-whatsapp = WhatsApp
channel-wechat = 微信
channel-line = LINE
channel-phone = 电话
outreach-title = { $template } · 待联系 { $n-shown } 位
outreach-again = { $n-shown } 天后跟进
outreach-never = 不提醒
outreach-today = 今日 { $n-shown } / { $limit-shown }
outreach-lang-own = 按达人语言
outreach-lang-en = 英文
outreach-lang-zh = 中文
outreach-missing = 该达人缺少：{ $what }。请在看板补填，或换一个模板。
outreach-copied-again = 已再次复制；仍算一次建联。
outreach-all-done = 这些都已复制或写出。enter 可再复制一条。
outreach-exists = { $path } 已存在，不会覆盖。请换一个名称。
outreach-copied = 已复制，请粘贴发给 { $who }；建联已记录。
outreach-written = { $n-shown } 条消息已写入 { $path }；建联已记录。{ $left ->
    [0] { "" }
   *[other] 未写入 { $left-shown } 条：{ $why }
}
outreach-unknown = 模板中有无法识别的占位符：{ $what }。
outreach-first = 首次联系
outreach-terms = 合作条款
outreach-sample = 样品已寄出
outreach-first-text = 
    ⟨name⟩ 您好，
    
    我是 ⟨me⟩。很喜欢您的内容，觉得我们的商品很适合您的粉丝。
    是否有兴趣合作？可以先给您寄一份样品。
    
    ⟨me⟩
outreach-terms-text = 
    ⟨name⟩ 您好，
    
    感谢回复。⟨product⟩ 我们的佣金是 ⟨rate⟩。
    要我按 ⟨campaign⟩ 为您安排吗？
    
    ⟨me⟩
outreach-sample-text = 
    ⟨name⟩ 您好，
    
    ⟨product⟩ 的样品已经寄出。方便在 ⟨due⟩ 前发布吗？
    如有需要随时告诉我。
    
    ⟨me⟩
plans-title = 定向计划（{ $n-shown }）
plans-already = 完成：{ $what }。{ $n-shown } 人已在该商品的定向计划中，未重复加入：{ $by }
plans-all-already = 未建立计划：{ $n-shown } 人都已在该商品的定向计划中：{ $by }
plans-none = 还没有定向计划。标记达人后按 P：每个计划最多 30 位，多出的自动拆分。
plans-delete-confirm = 再按一次 D 删除“{ $name }”。u 可恢复。
pick-plan-product = { $n-shown } 位达人的计划商品{ $hidden ->
    [0] { "" }
   *[other] （另有 { $hidden-shown } 位已标记者被筛选隐藏）
}
name-plan = 计划名与佣金率（Boxes 15%）；{ $n-shown } 位，每个 { $cap-shown } 位：
name-ask-again = 何时跟进（+3d、周五；留空为不提醒）：
name-outreach-file = 把消息写入：
worker-text-written = 已写入 { $path }。
cli-allowed-outreach = 文本，或按语言的文本：en = "..."、zh = "..."
cli-allowed-placeholder = handle、name、campaign、product、rate、fee、code、due、me、today
do-outreach = 给标记的（或当前）达人写消息
hint-outreach = 写消息
do-plan = 把标记的达人放入定向计划
hint-plan = 计划
do-plans = 查看定向计划
hint-plans = 计划列表
do-outreach-take = 复制消息并记录建联
hint-outreach-take = 复制
do-outreach-write = 把全部消息写入文件
hint-outreach-write = 写入文件
do-outreach-next = 下一个模板
hint-outreach-next = 模板
do-outreach-previous = 上一个模板
hint-outreach-previous = 模板
do-outreach-lang = 按达人语言，或统一语言
hint-outreach-lang = 语言
do-outreach-channel = 发送渠道
hint-outreach-channel = 渠道
do-outreach-again = 何时跟进
hint-outreach-again = 跟进
do-outreach-down = 下一位
hint-outreach-down = 下一位
do-outreach-up = 上一位
hint-outreach-up = 上一位
do-plans-copy = 复制该计划的用户名
hint-plans-copy = 复制
do-plans-delete = 删除计划
hint-plans-delete = 删除

## 活动、商品、团队

context-basics = 活动、商品、团队
basics-campaigns = 活动
basics-products = 商品
basics-product-links = 商品链接
basics-margins = 毛利率
basics-costs = 费用账
basics-shared = { $n } 个合作
board-converted = 金额按您的汇率表折算为 { $base }
basics-everything = 其他全部
basics-members = 团队
basics-none = 暂无内容。a 新增；同名文件可批量导入（在达人库按 i）。
name-basic = 新建{ $what }：{ $field }
campaign-name = 名称
campaign-goal = 目标
campaign-goal-brand = 品牌种草
campaign-goal-sales = 销售带货
campaign-fact = FACT 渠道
campaign-starts = 开始
campaign-ends = 结束
campaign-budget = 预算
campaign-currency = 币种
campaign-target = 适合人群
product-product-id = 编号
product-name = 名称
product-category = 类目
product-margin-rate = 毛利率
product-unit-cost = 单件成本
product-currency = 币种
product-target = 适合人群
product-link-link-id = 链接编号
product-link-product-id = 商品
product-link-variant = 规格
member-name = 姓名
member-login = 登录名
member-role = 角色
do-basics = 活动、商品、团队、毛利率与费用账
hint-basics = 活动
do-basics-enter = 进入字段；在字段上则修改
hint-basics-enter = 修改
do-basics-leave = 回到列表
hint-basics-leave = 列表
do-basics-next = 下一个列表：活动、商品、链接、团队、毛利率、费用账
hint-basics-next = 下一列表
do-basics-previous = 上一个列表
hint-basics-previous = 上一列表
do-basics-add = 新增
hint-basics-add = 新增
do-basics-delete = 删除（没有关联内容时）
hint-basics-delete = 删除
