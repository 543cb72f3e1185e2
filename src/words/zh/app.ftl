### 界面文字

## 顶行与查询行

screen-pool = 达人库
top-count = { $matched } / { $total } 位
top-loading = 载入中…
top-marked = 已标记 { $n-shown }
top-newest = 数据截至 { $date }
query-none = 未筛选：全部达人
sorted-by = 排序
field-search = /

## 提示

app-too-small = daren 至少需要 { $width }×{ $height } 的窗口，请放大窗口。
app-paste-ignored = 粘贴的文字只能放进输入栏。请先按 / 或 :
app-no-creator = 光标处没有达人。
app-no-marks = 还没有标记。按空格标记光标处的达人。
app-no-sort = 目前按导入顺序排列。按 o 排序。
app-no-past = 没有更早的筛选。
app-no-filter = 没有可清除的筛选。
app-import-running = 正在导入。
app-marked = 已标记 { $n-shown } 位达人。
app-unmarked = 已取消 { $n-shown } 位达人的标记。
app-copied = 已复制 { $n-shown } 个达人账号，每行一个。
app-copied-link = 已复制 { $url }
app-no-link = 没有这位达人的主页链接。
app-cleared = 筛选已清除，按退格键恢复。
app-scheme = 层级按 { $scheme } 划分。
app-scheme-dropped = 层级改按 { $scheme } 划分。原层级条件属于另一套划分，已去掉；按退格键恢复。
app-narrow-none = 没有包含“{ $text }”的选项，已重新显示全部。
app-narrow-nothing = 这里没有可查找的选项。请移到类目、地区、语言或标签。
currency-unknown = 未注明
app-currencies-mixed = 金额含 { $n-shown } 种币种（{ $list }），按原值比较
app-currencies-converted = 金额按您的汇率表折算为 { $base } 比较
app-import-reading = 正在读取 { $file } …
app-import-cancelled = 已取消导入，达人库未改动。
app-import-bad-period = “{ $text }”不是有效的周期。请写成 2026-08-01..2026-08-31，或单独一天。
app-import-bad-currency = “{ $text }”不是币种代码。请写三个字母，如 USD。
app-import-bad-field = 没有字段“{ $text }”。是否想用“{ $nearest }”？留空则不使用该列。
app-undo-confirm = 再按一次 u 撤回 { $file } 的导入。
app-clipboard-large = 内容太多，无法经终端复制（{ $n-shown } 个账号）。请用 daren list … --format handles。
pool-empty = 达人库是空的。按 i 导入达人数据，或运行 daren demo 先看看示例。
pool-no-match = 没有达人满足全部条件。筛选栏（f）会显示是哪一条筛空了列表；退格键撤销上一步，x 清除筛选。

## 按键设置

keys-unknown-action = 没有操作“{ $action }”。是否想用“{ $nearest }”？daren keys 可列出全部操作。
keys-unknown-key = “{ $action }”的按键“{ $key }”无法识别。可写 j、G、space、ctrl-d、f1，或连按如“g g”。
keys-clash = “{ $action }”的按键“{ $key }”在同一界面已被“{ $other }”占用。

## 筛选栏

pane-filter = 筛选
pane-goal = 目标
pane-tier = 层级
pane-category = 类目
pane-fans = 粉丝画像
pane-performance = 表现
pane-returns = 回报
pane-verdict = 结论
pane-diagnosis = 诊断
pane-status = 状态
pane-age = 最大年龄段
pane-region = 地区
pane-language = 语言
pane-platform = 平台
pane-tag = 标签
pane-list = 名单
pane-source = 数据来源
pane-alone = 单独
pane-left = 剩余
pane-more = 还有 { $n-shown } 项…
pane-fewer = 收起
pane-has-email = 有邮箱
pane-has-note = 有备注
pane-has-collab = 有合作
goal-brand = 品牌（50万粉以上）
goal-sales = 带货（2万粉以上）
bound-help = 80、<40、20..40；留空清除
tier-unranked = 未定级
tier-nano = 微型
tier-mid = 腰部
tier-top = 头部
tier-tail = 尾部
tier-waist = 腰部
tier-shoulder = 肩部
tier-head = 头部

## 达人卡片

card-audience = 受众与互动
card-sales = 销售
card-funnel = 转化漏斗
card-work = 活跃与合作
card-fans = 粉丝画像
card-largest-band = 最大年龄段
card-history = 各周期走势
card-notes = 备注
card-sources = 数据来源
card-followers = 粉丝
card-from-pool = 按本达人库排名
card-formerly = 曾用
card-above = { $convention ->
    [own] 高于 { $percent }%（您的设置）
   *[other] 高于 { $percent }%（{ $convention }）
}
card-at-least = { $convention ->
    [own] 不低于 { $percent }%（您的设置）
   *[other] 不低于 { $percent }%（{ $convention }）
}
card-below = { $convention ->
    [own] 低于 { $percent }%（您的设置）
   *[other] 低于 { $percent }%（{ $convention }）
}
card-not-above = { $convention ->
    [own] 未高于 { $percent }%（您的设置）
   *[other] 未高于 { $percent }%（{ $convention }）
}
card-not-at-least = { $convention ->
    [own] 未达到 { $percent }%（您的设置）
   *[other] 未达到 { $percent }%（{ $convention }）
}
card-not-below = { $convention ->
    [own] 未低于 { $percent }%（您的设置）
   *[other] 未低于 { $percent }%（{ $convention }）
}

## 菜单

menu-sort = 排序
menu-columns = 列
menu-nothing = 没有这样的操作
menu-palette = 操作：
help-header = 列名下方是币种和数据截止日（月-日）；屏幕上各行不同时标 ≤。
help-query = 查询语句
help-query-text =
    条件以空格分隔，须全部满足；逗号表示“或”；前面加减号表示“非”。
    类目:美妆,玩具   region:US,GB   lang:th   platform:douyin   tag:核心达人   -tag:blacklist   list:november
    tier:20k-100k,100k-500k   scheme:s1 tier:腰部   age:25-34（最大年龄段）   source:fastmoss   has:email   no:note   goal:sales
    粉丝>=2万   followers:20k..100k   adult>=80   female<40   like>5   er>5   completion>18   posts>=10   products>=3
    gmv>1000   gmv>1000USD   orders>0   items>0   aov>20   ctr>1   cvr>2   refund<10   fulfilment>=70   reply>=30   score>=3.5
    return>100   net_roi>0   roas>=4   profit>0   cost<500   collab_orders>=10   repurchase>=15   unattached>0   verdict:drop   diagnosis:rising
    age18-24>=30   stale>30（数据天数）
    类目可只写其中一个词（cat:beauty）；若有完全同名的类目，则只取该类目。
    直接输入词语可查找账号、昵称、简介、备注和标签；中文名也可用拼音全拼或首字母。百分比字段直接写百分数；可用 K、M、B、万、亿。缺失的数值不会通过任何数值条件。

## 导入

files-title = 导入自
files-none = 这里没有可导入的文件。退格键返回上级文件夹。
preview-title = 导入
preview-facts = { $kind } · { $encoding } · 表头在第 { $row } 行
preview-period = 周期
preview-currency = 币种
preview-dates = 日期
preview-no-currency = 未知（按 Enter 设定）
preview-day-first = 日在月前
preview-month-first = 月在日前
preview-ask-order = 文件无法判断日、月的先后：按 Enter 选择
preview-order-clear = 明确
preview-counting = 统计中…
preview-would = 将会改动
preview-columns = 列（共 { $n-shown } 列，{ $unmapped ->
    [0] 全部使用
   *[other] { $unmapped-shown } 列未使用
}）
preview-unmapped = 未使用
preview-targets = 可选字段
preview-type-period = 周期（2026-08-01..2026-08-31，留空取自文件）：
preview-type-currency = 币种（如 USD，留空取自文件）：
preview-type-column = 该列对应的字段（留空则不使用）：
period-from-option = 您指定的
period-from-filename = 取自文件名
period-from-banner = 取自表头上方
period-from-import-date = 今天，按 Enter 修改
period-from-rows = 每行自带
import-done = 导入完成
import-rows = 读取行数
import-created = 新增达人
import-updated = 更新达人
import-unchanged = 未变达人
import-duplicates = 同一达人的重复行
import-rejected = 拒绝行数
import-warnings = 请留意
import-rejects = 被拒绝的行
import-rejects-file = 被拒绝的行已存入 { $path }。修正后可重新导入该文件。
running-title = 正在导入
running-finishing = 已读 { $rows } 行 · 正在排序并保存
running-facts = { $rows } 行 · 每秒 { $rate } 行 · { $percent }% · 剩余 { $left }
imports-title = 导入记录
imports-none = 还没有导入过文件。
imports-counts = 新增 { $created }，更新 { $updated }
imports-undone = 已撤回（新增 { $created }，更新 { $updated }）

## 数据文件名称

from-creator-list = 达人列表
from-creator-data = 达人数据
from-fastmoss = FastMoss
from-chanmama = 蝉妈妈
from-xingtu = 星图
from-kalodata = Kalodata
from-native = 通用表
from-mapped = 其他文件
kind-creator-list = 联盟达人列表
kind-creator-data = 达人数据
kind-fastmoss = FastMoss
kind-chanmama = 蝉妈妈
kind-xingtu = 星图
kind-kalodata = Kalodata
kind-creators = 通用达人表
kind-mapped = 其他文件（按列对应）

## 各界面按键

context-table = 列表按键
context-panes = 筛选栏按键
context-card = 达人卡片按键
context-text = 阅读按键
context-sort = 排序菜单按键
context-columns = 列设置按键
context-field = 输入栏按键
context-palette = 操作面板按键
context-files = 选择文件按键
context-preview = 导入预览按键
context-running = 导入过程按键
context-imports = 导入记录按键

## 列名（短）

col-handle = 达人账号
col-name = 昵称
col-tier = 层级
col-age = 年龄段
col-platform = 平台
col-platform-id = 平台ID
col-tags = 标签
col-lists = 名单
col-note = 备注
col-source = 来源
col-url = 链接
col-region = 地区
col-language = 语言
col-categories = 类目
col-email = 邮箱
col-contact = 联系方式
col-bio = 简介
col-gender = 性别
col-brands = 品牌
col-top-regions = 主要地区
col-age-bands = 年龄分布
col-ranges = 区间值
col-followers = 粉丝数
col-following = 关注数
col-videos = 视频数
col-lives = 直播数
col-views = 播放量
col-likes = 点赞数
col-comments = 评论数
col-shares = 分享数
col-avg-views = 均播放
col-avg-likes = 均点赞
col-avg-comments = 均评论
col-avg-shares = 均分享
col-total-likes = 总获赞
col-total-posts = 总作品
col-completion = 完播率
col-products = 商品数
col-showcase = 橱窗商品
col-products-sold = 动销商品
col-orders = 订单数
col-items = 件数
col-items-refunded = 退货件数
col-gmv = GMV
col-live-gmv = 直播GMV
col-video-gmv = 视频GMV
col-card-gmv = 商品卡GMV
col-target-gmv = 定向GMV
col-open-gmv = 公开GMV
col-refunds = 退款额
col-commission = 佣金
col-target-commission = 定向佣金
col-open-commission = 公开佣金
col-flat-fee = 固定费用
col-given-aov = 客单价(原)
col-price-low = 最低价
col-price-high = 最高价
col-live-gpm = 直播GPM
col-video-gpm = 视频GPM
col-expected-cpm = 预期CPM
col-expected-views = 预期播放
col-impressions = 曝光数
col-clicks = 点击数
col-ctr = 点击率
col-given-cvr = CTOR(原)
col-given-er = 互动率(原)
col-customers = 客户数
col-avg-customers = 均客户
col-samples-shipped = 寄样数
col-sample-content = 样品内容
col-female = 女粉%
col-male = 男粉%
col-age13-17 = 13–17
col-age18-24 = 18–24
col-age25-34 = 25–34
col-age35-44 = 35–44
col-age45-up = 45+%
col-given-adult = 成年(原)
col-fulfilment = 履约率
col-reply = 回复率
col-own = 自有
col-posts = 作品数
col-adult = 成年%
col-like = 点赞率
col-er = 互动率
col-comment = 评论率
col-share = 分享率
col-click = 点击率S1
col-cvr = 转化率
col-aov = 客单价
col-units = 件/单
col-refund = 退款率
col-gpm = GPM
col-score = 交付分
col-stale = 天数
col-licence = 授权
col-agreement = 协议
col-return = 回报率%
col-net-roi = 净ROI%
col-revenue-roi = 营收ROI%
col-roas = ROAS
col-profit = 利润
col-cost = 成本
col-collab-gmv = 合作GMV
col-collab-orders = 合作订单
col-collab-refund = 合作退款%
col-repurchase = 复购率%
col-unattached = 未归属
col-worked = 合作次数
col-best-return = 最高回报%
col-last-return = 最近回报%
col-return-trend = 趋势
col-risk = 风险
risk-1 = 回报下降
risk-2 = 退款上升
risk-3 = 两者
risk-none = 无
col-given-list-gmv = 名单GMV
col-given-list-commission = 名单佣金
col-given-list-fee = 名单固定费
col-verdict = 结论
col-diagnosis = 诊断

## 字段名（全）

field-followers = 粉丝数
field-following = 关注数
field-videos = 视频数
field-lives = 直播数
field-views = 播放量
field-likes = 点赞数
field-comments = 评论数
field-shares = 分享数
field-avg-views = 单视频播放
field-avg-likes = 单视频点赞
field-avg-comments = 单视频评论
field-avg-shares = 单视频分享
field-total-likes = 累计获赞
field-total-posts = 累计作品
field-completion = 完播率
field-products = 推广商品数
field-showcase = 橱窗商品数
field-products-sold = 动销商品数
field-orders = 订单数
field-items = 成交件数
field-items-refunded = 退款件数
field-gmv = GMV
field-live-gmv = 直播 GMV
field-video-gmv = 视频 GMV
field-card-gmv = 商品卡 GMV
field-target-gmv = 定向合作 GMV
field-open-gmv = 公开合作 GMV
field-refunds = 退款金额
field-commission = 预计佣金
field-target-commission = 定向合作佣金
field-open-commission = 公开合作佣金
field-flat-fee = 预计固定费用
field-given-aov = 原始客单价
field-price-low = 最低价格
field-price-high = 最高价格
field-live-gpm = 直播 GPM
field-video-gpm = 视频 GPM
field-expected-cpm = 预期 CPM
field-expected-views = 预期播放量
field-impressions = 商品曝光次数
field-clicks = 点击次数
field-ctr = 平台点击率
field-given-cvr = 原始 CTOR
field-given-er = 原始互动率
field-customers = 客户数
field-avg-customers = 平均客户数
field-samples-shipped = 寄样数
field-sample-content = 样品内容数
field-female = 女粉占比
field-male = 男粉占比
field-age13-17 = 13–17 岁粉丝
field-age18-24 = 18–24 岁粉丝
field-age25-34 = 25–34 岁粉丝
field-age35-44 = 35–44 岁粉丝
field-age45-up = 45 岁以上粉丝
field-given-adult = 原始成年占比
field-fulfilment = 履约率
field-reply = 回复率
field-own = 自有账号
field-posts = 作品数（视频+直播）
field-adult = 成年粉占比
field-like = 点赞率
field-er = 互动率（S1）
field-comment = 评论率
field-share = 分享率
field-click = 点击率（S1）
field-cvr = 转化率
field-aov = 客单价
field-units = 每单件数
field-refund = 退款率
field-gpm = GPM
field-score = 交付分
field-stale = 数据天数
field-licence = 内容授权剩余天数
field-agreement = 框架协议剩余天数
field-return = 回报率
field-net-roi = 净ROI
field-revenue-roi = 营收ROI
field-roas = ROAS
field-profit = 扣除成本后利润
field-cost = 成本
field-collab-gmv = 合作GMV
field-collab-orders = 合作订单数
field-collab-refund = 合作退款率
field-repurchase = 复购率
field-unattached = 未归属订单行
field-worked = 合作次数
field-best-return = 单次合作最高回报率
field-last-return = 最近一次合作的回报率
field-return-trend = 最近回报率与前一次之差（百分点）
field-risk = 风险：回报下降、退款上升
field-given-list-gmv = 名单中的GMV
field-given-list-commission = 名单中的佣金
field-given-list-fee = 名单中的固定费用

## 操作说明

do-table-down = 下一位达人；前面可输入次数
do-table-up = 上一位达人
do-table-page-down = 下一屏
do-table-page-up = 上一屏
do-table-half-down = 下半屏
do-table-half-up = 上半屏
do-table-first = 第一位；前面输入数字则到该行
do-table-last = 最后一位；前面输入数字则到该行
do-table-right = 向右看更多列
do-table-left = 向左看更多列
do-search = 查找账号、昵称、简介、备注、标签；在筛选栏中：查找光标处的选项
do-query = 输入查询语句，Tab 补全
do-panes = 进入筛选栏
do-panes-hide = 隐藏或显示筛选栏
do-table-mark = 标记或取消，并移到下一位
do-table-mark-all = 标记全部结果，或全部取消
do-table-unmark = 取消所有标记
do-table-next-mark = 下一位已标记的达人
do-table-previous-mark = 上一位已标记的达人
do-table-open = 打开达人卡片
do-sort = 选择排序
do-sort-reverse = 反转排序
do-columns = 选择、排列、调宽各列
do-scheme = 切换层级划分
do-clear = 清除筛选；在筛选栏中：清除该行条件
do-past = 回到上一个筛选
do-copy = 复制账号，或全部已标记的账号
do-copy-link = 复制主页链接
do-import = 导入文件
do-imports = 查看或撤回导入记录
do-palette = 全部操作
do-help = 本界面帮助
do-field-help = 本界面帮助
do-lang = English / 中文
do-redraw = 重绘屏幕，并读入同事的改动
do-quit = 退出，下次从这里继续
do-back = 返回一步
do-close = 关闭
do-panes-down = 下一行
do-panes-up = 上一行
do-panes-page-down = 向下翻
do-panes-page-up = 向上翻
do-panes-first = 第一行
do-panes-last = 最后一行
do-panes-next-section = 下一组
do-panes-previous-section = 上一组
do-panes-choose = 选中或取消；输入界限；折叠分组
do-panes-not = 排除该值，或反转条件
do-panes-more = 提高一档；展开分组
do-panes-less = 降低一档；折叠分组
do-panes-leave = 回到列表
do-card-down = 向下
do-card-up = 向上
do-card-page-down = 下一屏
do-card-page-up = 上一屏
do-card-next = 下一位达人
do-card-previous = 上一位达人
do-list-down = 下一行
do-list-up = 上一行
do-list-page-down = 下一屏
do-list-page-up = 上一屏
do-list-first = 第一行
do-list-last = 最后一行
hint-list-down = 向下
hint-list-up = 向上
do-text-page = 向下一屏
do-sort-choose = 按此列排序，再按一次反转
do-sort-add = 加为次级排序，再按反转，第三次去掉
do-sort-none = 不排序：按导入顺序
do-columns-toggle = 显示或隐藏
do-columns-left = 向左移
do-columns-right = 向右移
do-columns-wider = 加宽
do-columns-narrower = 缩窄
do-columns-reset = 恢复默认列
do-field-accept = 确定
do-field-complete = 下一个补全
do-field-complete-back = 上一个补全
do-field-back = 放弃输入
do-palette-run = 执行
do-palette-down = 下一项
do-palette-up = 上一项
do-files-open = 打开文件夹或读取文件
do-files-up = 上级文件夹
do-preview-import = 导入所示内容
do-preview-edit = 修改该行：周期、币种、日期顺序、列的字段
do-running-cancel = 取消，达人库不变
do-imports-undo = 撤回该导入，会先确认

## 底行用词

hint-search = 查找
hint-query = 查询
hint-panes = 筛选
hint-table-mark = 标记
hint-table-open = 卡片
hint-sort = 排序
hint-columns = 列
hint-import = 导入
hint-help = 帮助
hint-palette = 全部操作
hint-quit = 退出
hint-panes-choose = 选择
hint-panes-not = 排除
hint-panes-more = 提高
hint-panes-less = 降低
hint-past = 撤销
hint-clear = 清除
hint-back = 返回
hint-card-down = 向下
hint-card-next = 下一位
hint-card-previous = 上一位
hint-copy-link = 复制链接
hint-copy = 复制账号
hint-field-accept = 确定
hint-field-complete = 补全
hint-field-back = 放弃
hint-palette-run = 执行
hint-palette-down = 下一项
hint-sort-choose = 排序
hint-sort-add = 追加
hint-sort-none = 不排序
hint-columns-toggle = 显示/隐藏
hint-columns-left = 左移
hint-columns-right = 右移
hint-columns-wider = 加宽
hint-columns-narrower = 缩窄
hint-columns-reset = 默认
hint-files-open = 打开
hint-files-up = 上级
hint-preview-import = 导入
hint-preview-edit = 修改
hint-running-cancel = 取消
hint-imports-undo = 撤回
## 标签、清单、撤销

choose-tag = 标签
choose-list = 清单
choose-for-marked = { $n ->
   *[other] 已标记的 { $n-shown } 位达人
}
choose-for-all = { $n ->
   *[other] 全部符合条件的 { $n-shown } 位达人
}
field-nothing-complete = 此处没有可补全的内容。
choose-nothing = 输入名称即可新建。
choose-starting = 常用
choose-new = 新建
app-no-suggestion = 只有建议（带 ?）可以不采纳。
app-candidates-already = 无需改动：{ $n-shown } 位都已在该活动中（同一商品）。
app-candidates-but = 完成：{ $what }；另有 { $n-shown } 位已在该活动中。b 打开看板，u 撤销。
app-done-candidates = 完成：{ $what }。b 打开看板，u 撤销。
app-done = 完成：{ $what }。按 u 撤销。
app-done-before = 无需改动，原本如此（{ $what }）。
app-taken-back = 已撤销：{ $what }。按 ctrl-r 重做。
app-taken-back-but = 已撤销：{ $what }；有 { $n ->
   *[other] { $n-shown }
} 处因 { $by ->
    [none] 他人
   *[other] { $by } 
}之后修改过而保留。
app-done-again = 已重做：{ $what }。
app-done-again-but = 已重做：{ $what }；有 { $n ->
   *[other] { $n-shown }
} 处因 { $by ->
    [none] 他人
   *[other] { $by } 
}之后修改过而保留。
suggest-core = 既能出单又受欢迎
suggest-seller = 交付评分 { $score }，{ $n ->
   *[other] { $n-shown }
} 单
suggest-seeder-completion = 点赞率 { $likes } %（> 5），完播率 { $other } %（> 18）
suggest-seeder-share = 点赞率 { $likes } %（> 5），分享率 { $other } %（> 2）
suggest-beauty = 女粉 { $women } %，{ $category }
suggest-drama = 简介写有“{ $word }”
context-choose = 选择标签或清单
do-tag = 给当前达人（或已标记的）加标签
hint-tag = 标签
do-list = 加入最近用过的清单，或移出
hint-list = 入清单
do-list-choose = 选择要加入或移出的清单
do-undo = 撤销您最近一次操作
hint-undo = 撤销
do-redo = 重做刚撤销的操作
do-choose-take = 加给所有选中的；若都已有则去掉
hint-choose-take = 选定
do-choose-more = 选定并继续选
hint-choose-more = 选定并继续
do-choose-down = 下一个
do-choose-up = 上一个
do-choose-scope = 在当前、已标记、全部符合之间切换
hint-choose-scope = 对象
do-choose-dismiss = 不采纳该建议
hint-choose-dismiss = 不采纳
## 备注

notes-title = { $n ->
   *[other] @{ $handle } 的 { $n-shown } 条备注
}
notes-none = 还没有备注。按 n 写一条。
notes-versions = 备注的历史版本 · [-删去-] {"{"}+新增+{"}"}
notes-deleted = 已删除
notes-delete-confirm = 再按一次 D 删除这条备注。内容会保留在历史中，u 可恢复。
card-more-notes = { $n ->
   *[other] 还有 { $n-shown } 条备注：{ $key }
}
write-title-new = 给 @{ $handle } 写备注
write-title-change = @{ $handle } 的备注
write-hint = 在此书写。# 标题，- 列表，**加粗**；@姓名 提醒同事；“截止 2026-12-01”设定日期。
write-blank = 还没有内容可保存。Esc 离开。
write-too-long = 一条备注最多约 { $n-shown },000 字节，超出部分未保留。
write-draft-opened = 这是尚未保存的草稿。ctrl-s 保存，ctrl-x 丢弃。
write-draft-kept = 未保存：@{ $handle } 的草稿已保留，按 n 继续。
write-drafts-left = { $n ->
    [1] 您有一条关于 @{ $handle } 的备注未保存：按 e 继续写。
   *[other] 您有 { $n-shown } 条备注未保存，最近一条关于 @{ $handle }：按 e 继续写。
}
write-discarded = 草稿已丢弃。
write-theirs = 保留了对方的内容，您的已丢弃。
write-both = 两份内容都在这里，同一行都改过时对方的在前。ctrl-s 保存。
write-clash = { $by } 同时修改了这条备注。保留哪一份？
write-of = { $who }的版本
write-mine = 您
write-both-of = 合并两份
menu-templates = 模板
template-first-contact = 首次建联
template-first-contact-text =
    {"**"}首次建联** { $today }
    - 渠道：
    - 诉求：
    - 回复：
    - 截止 { $soon } 跟进
template-sample-feedback = 样品反馈
template-sample-feedback-text =
    {"**"}样品反馈** { $today }
    - 商品：
    - 签收：
    - 满意：
    - 不满意：
    - 截止 { $later } 等内容发布
template-review = 复盘
template-review-text =
    {"**"}复盘** { $today }
    - 有效的做法：
    - 无效的做法：
    - 下次：
context-notes = 达人的备注
context-write = 写备注
context-clash = 备注的两个版本
context-templates = 模板
do-note = 给达人写备注
hint-note = 备注
do-notes = 该达人的全部备注
hint-notes = 全部备注
do-notes-edit = 修改备注
hint-notes-edit = 修改
do-notes-versions = 历史版本，以及谁改的
hint-notes-versions = 版本
context-versions = 备注的历史版本
do-versions-bring-back = 恢复为这个版本
hint-versions-bring-back = 恢复
versions-now = 当前版本
versions-is-so = 这就是备注现在的内容。请选择较早的版本来恢复。
versions-deleted = 备注已删除。若是您删除的，按 u 恢复。
notes-changed = { $by } 于 { $at } 修改
do-notes-delete = 删除备注（会先询问）
hint-notes-delete = 删除
do-write-save = 保存备注
hint-write-save = 保存
do-write-leave = 离开，内容存为草稿
hint-write-leave = 稍后
do-write-template = 插入模板
hint-write-template = 模板
do-write-full = 全屏或半屏
hint-write-full = 放大
do-write-discard = 丢弃所写内容
hint-write-discard = 丢弃
do-templates-take = 插入
hint-templates-take = 插入
do-clash-theirs = 保留对方的内容
hint-clash-theirs = 对方的
do-clash-mine = 换成我的内容
hint-clash-mine = 我的
do-clash-both = 合并两份
hint-clash-both = 合并
## 历史

history-title = @{ $handle } 的操作历史
journal-title = 本库的操作日志
journal-title-by = { $by } 在本库的操作
history-none = 暂无记录。
history-undone = 已撤销
context-history = 操作历史
do-history = 该达人的操作历史：谁、何时
hint-history = 历史
do-journal = 本库的操作日志：谁、何时
hint-journal = 日志
do-history-member = 只看下一位成员，最后回到全部
hint-history-member = 成员
do-history-day = 只看当天，或看全部日期
hint-history-day = 当天
do-note-draft = 继续写未保存的备注
hint-note-draft = 草稿
app-history-of-one = 这是单个达人的记录。在库中按 J 查看全库日志。
write-discard-confirm = 再按一次 ctrl-x 丢弃此处所写的内容。
app-merged-already = 这两个已合并：按 x 拆开。
app-no-draft = 没有未保存的备注。
do-history-open = 显示所涉及的达人；多位时全部标记
hint-history-open = 涉及达人
journal-nobody = 此操作不针对具体达人。
journal-marked = 已标记所涉及的 { $n-shown } 位达人：按 ] 到下一位。
app-import-again = 撤回的是一次导入，重新读取其文件：{ $file }
hint-redo = 重做
## 标签与清单管理

tags-title = { $n ->
   *[other] { $n-shown } 个标签
}
tags-none = 还没有标签。在达人上按 t 新建。
lists-title = { $n ->
   *[other] { $n-shown } 个清单
}
lists-none = 还没有清单。按 n 新建；在达人上按 s 或 S 加入。
lists-nobody = 清单中还没有达人。在达人上按 S 加入。
lists-on = { $name } · { $n-shown }
lists-on-of = { $name } · { $n-shown } / { $target-shown }
lists-reason = 理由
lists-frozen = 冻结于 { $day }
lists-only = 仅在 { $name }：{ $n-shown }
lists-both = 两者都有：{ $n-shown }
lists-compared = { $first } 与 { $second }
lists-compare-with = “{ $name }”与哪个比较？移到那里再按 =。
labels-delete-confirm = { $n ->
   *[other] 再按一次 D 删除“{ $name }”（{ $n-shown } 位达人）。u 可恢复。
}
labels-no-group = 只有分组才有颜色。按 g 归入分组。
name-rename-tag = “{ $name }”改名为
name-merge-tag = “{ $name }”并入（tab 补全）
name-group-tag = “{ $name }”的分组（tab 补全，留空为无）
name-new-list = 新清单
name-rename-list = “{ $name }”改名为
name-target = “{ $name }”的目标人数（留空为不限）
name-freeze = “{ $name }”冻结为
name-reason = 在“{ $name }”的理由
name-export = 把“{ $name }”写入（.xlsx .csv .md .txt）
context-tags = 标签
context-lists = 清单
context-on-list = 清单内容
do-tags = 全部标签：改名、合并、分组、删除
hint-tags = 标签库
do-lists = 全部清单
hint-lists = 清单
do-labels-filter = 在库中显示这些达人
hint-labels-filter = 在库中看
do-labels-delete = 全库删除（会先询问）
hint-labels-delete = 删除
do-tags-filter = 在库中显示其达人
hint-tags-filter = 查看
do-tags-rename = 全库改名
hint-tags-rename = 改名
do-tags-merge = 并入另一个标签
hint-tags-merge = 合并
do-tags-group = 归入分组
hint-tags-group = 分组
do-tags-colour = 换分组的颜色
hint-tags-colour = 颜色
do-lists-open = 打开清单
hint-lists-open = 打开
do-lists-new = 新建清单
hint-lists-new = 新建
do-lists-rename = 改名
hint-lists-rename = 改名
do-lists-target = 设定目标人数
hint-lists-target = 目标
do-lists-freeze = 以另一名称保存今天的样子
hint-lists-freeze = 冻结
do-lists-compare = 与另一个清单比较
hint-lists-compare = 比较
do-lists-export = 写入文件
hint-lists-export = 导出
do-on-list-reason = 填写该达人入选的理由
hint-on-list-reason = 理由
do-on-list-remove = 移出清单
hint-on-list-remove = 移出
do-on-list-later = 在清单中下移
hint-on-list-later = 下移
do-on-list-earlier = 在清单中上移
hint-on-list-earlier = 上移
do-on-list-copy = 复制清单的全部账号，每行一个
hint-on-list-copy = 复制账号
do-on-list-card = 显示达人卡片
hint-on-list-card = 卡片
app-undo-import-confirm = 再按一次 u 撤销整次{ $what }。
## 今天

today-title = { $day } · { $member } 的待办
today-title-all = { $day } · 所有人的待办
today-none = 没有待办。备注中写“截止 2026-12-01 …”，或同事写 @姓名，就会出现在这里。
today-late = 已逾期
today-today = 今天
today-long = 停留过久
today-soon = 一周内
today-later = 以后
today-called = 有人找您
context-today = 今天
do-today = 我的到期、逾期事项，以及备注中的提醒
hint-today = 今天
do-today-done = 已处理：备注行打勾；合作事项去掉日期
hint-today-done = 完成
do-today-card = 打开合作，或达人卡片
hint-today-card = 卡片
do-today-edit = 打开合作，或修改备注
hint-today-edit = 修改
do-today-everybody = 所有人，或只看自己
hint-today-everybody = 所有人
## 对比

compare-title = 并排对比
app-compare-marks = 请先用空格标记两到五位达人再对比。
context-compare = 达人对比
do-compare = 并排对比已标记的达人（两到五位）
hint-compare = 对比
app-marks-hidden = 当前筛选隐藏了所有已标记的达人。x 清除筛选，U 取消标记。
app-filter-aside = 当前筛选隐藏了该达人，已暂时放开。按 backspace 恢复筛选。
app-creator-gone = 该达人已不在库中。
do-write-editor = 用自己的编辑器继续写（$VISUAL、$EDITOR）
hint-write-editor = 编辑器
write-editor-failed = 无法使用编辑器 { $editor }：{ $why }。文字保持原样。
write-editor-ended = { $editor } 出错退出。文字保持原样。
