## 视图：一组筛选、排序和列，带名称和快捷键。

views-title = { $n-shown } 个视图
views-none = 还没有视图。在达人库按 V，把当前的筛选、排序和列存为视图；按 a 建立复盘所得的视图。
views-head-key = 键
views-head-name = 视图
views-head-shows = 显示什么
views-mine = 仅自己
views-begins = 启动
views-changed = 已改动
views-whole-pool = 全部达人
views-shown = 视图“{ $name }”。
views-unreadable = “{ $name }”的筛选条件已无法识别：{ $why } 未作任何改动。
views-no-such-key = 没有视图使用 { $key } 键。按 v 查看全部视图。
views-no-keys = 还没有带快捷键的视图。按 V 保存当前画面即可得到一个。
views-press-key = 哪个视图？
views-one-key = “{ $name }”的快捷键只能是一个字符。
views-start = 今后启动时显示“{ $name }”。再按 b：回到上次的位置。
views-start-last = 今后启动时回到上次的位置。
views-delete-confirm = 再按 D 删除视图“{ $name }”。
context-views = 视图
context-view-key = 视图的快捷键
name-save-view = 把当前画面存为
name-rename-view = 把“{ $name }”改名为
name-key-view = “{ $name }”的快捷键（留空则没有）
do-views = 视图：带名称的筛选、排序和列
hint-views = 视图
do-views-jump = 显示随后所按快捷键的视图
hint-views-jump = 跳转
do-views-save = 把筛选、排序和列存为视图
hint-views-save = 存视图
do-views-show = 显示
hint-views-show = 显示
do-views-replace = 今后显示当前画面的内容
hint-views-replace = 覆盖保存
do-views-rename = 改名
hint-views-rename = 改名
do-views-key = 换一个快捷键
hint-views-key = 快捷键
do-views-share = 所有人可见，或仅自己可见
hint-views-share = 自己/共享
do-views-start = 每次启动时显示它，或回到上次的位置
hint-views-start = 启动时显示
do-views-assets = 复盘所得的视图：资产、待复投、有风险、可共创
hint-views-assets = 资产
views-assets-there = 这些视图已经有了。
view-assets = 资产
view-reinvest = 待复投
view-at-risk = 有风险
view-co-create = 可共创
do-views-delete = 删除
hint-views-delete = 删除
did-view = 保存视图“{ $name }”{ $to ->
    [none] { "" }
   *[other] （快捷键 { $to }）
}
did-view-rename = 视图“{ $name }”改名为“{ $to }”
did-view-key = 视图“{ $name }”的快捷键设为“{ $to }”
did-view-share = 视图“{ $name }”{ $to ->
    [private] 改为仅自己可见
   *[other] 改为所有人可见
}
did-view-delete = 删除视图“{ $name }”
store-no-such-view = { $name ->
    [none] 这个视图已被删除。
   *[other] 没有名为“{ $name }”的视图。daren views 列出全部视图。
}
cli-views = 已保存的视图
cli-views-key = 键
cli-views-name = 视图
cli-views-shared = 可见
cli-views-query = 筛选
cli-views-sort = 排序
cli-views-mine = 自己
cli-views-all = 所有人
cli-opt-view = 使用已保存视图的筛选、排序和列；QUERY 再进一步缩小
cli-view-unreadable = 视图“{ $name }”的筛选条件无法识别：{ $why }
cli-who = 谁正在使用达人库
cli-who-nobody = 没有人正在使用达人库。
cli-who-member = 成员
cli-who-since = 开始时间
cli-allowed-templates = [templates] 下的名称和文字，例如 sample = "{"{today}"} 寄样给 @{"{handle}"}"
export-facts = { $day } · { $n-shown } 位达人
export-facts-of = { $day } · { $n-shown } / { $target-shown } 位达人
col-currency = 币种
