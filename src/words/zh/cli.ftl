### cli：命令行的用语

## 帮助

cli-about = daren（达人）帮助 TikTok Shop 与抖音商家从手头的导出文件中筛选达人。不带命令时打开工具界面。
cli-after =
    文件查找顺序：--db、DAREN_DB、数据文件夹；--config、DAREN_CONFIG、设置文件夹。
    退出状态：0 完成，1 失败，2 用法有误。“daren help COMMAND”查看某个命令的说明。
cli-head-usage = 用法：
cli-head-commands = 命令
cli-head-options = 选项
cli-head-arguments = 参数
cli-head-global = 通用选项

cli-import = 把达人导出文件（CSV、TSV、XLSX）导入达人库
cli-imports = 列出历次导入，或撤销其中一次
cli-imports-undo = 撤销一次导入；不写编号则撤销最近一次
cli-list = 列出符合条件的达人
cli-facets = 按层级、类目、地区等统计符合条件的达人数
cli-show = 查看一位达人的全部数据及其来源和日期
cli-demo = 用虚构达人组成的私有演示库打开工具
cli-template = 打印 daren 自有格式文件的表头和一行示例
cli-doctor = 检查达人库文件、设置和终端
cli-keys = 打印全部按键和查询语言的字段
cli-completions = 打印某个 shell 的补全脚本
cli-help = 打印本帮助，或某个命令的帮助

cli-opt-db = 使用指定的达人库文件
cli-opt-config = 使用指定的设置文件
cli-opt-lang = 语言：en 或 zh
cli-opt-as = 记在改动旁的成员名；默认为登录名
cli-opt-ascii = 只用 ASCII 字符绘制
cli-opt-help = 打印帮助
cli-opt-version = 打印版本

cli-arg-import-file = 要导入的文件，逐个处理
cli-opt-dry-run = 只说明会改动什么，不写入
cli-opt-yes = 不询问直接执行；只有在终端上才会询问
cli-opt-kind = 表头无法判断时指明文件类型：creator_list、creator_data、fastmoss、chanmama、xingtu、kalodata、creators、mapped，或原生文件如 orders、contents
cli-opt-period = 数据覆盖的日期，如 2026-08-01..2026-08-31
cli-opt-currency = 没有货币符号的金额的币种，如 PHP
cli-opt-map = 指定字段取自哪一列（表头、序号或字母）；可重复使用
cli-opt-rejects = 把未导入的行写到此文件，而不是 FILE.rejects.csv
cli-opt-import-platform = 没有注明平台的行所属平台：tiktok、douyin、instagram、youtube、other
cli-opt-day-first = 05/10 读作 10 月 5 日
cli-opt-newest = 此文件比已知的订单都新，即使其中退款更少
cli-opt-month-first = 05/10 读作 5 月 10 日
cli-opt-format-text-json = text 或 json
cli-import-after =
    示例：
      daren import Creator_List_20260801-20260831.xlsx
      daren import --map handle=name --platform douyin --yes creators.csv
    未导入的行会写入一个文件，修正后可再次导入；这些行不会使状态变为 1，被拒绝的文件才会。

cli-arg-import-id = 导入编号，见“daren imports”

cli-arg-query = 条件，同时满足；字段见“daren keys”
cli-opt-sort = 排序，如 followers:desc,handle 或 -gmv
cli-opt-columns = 列，如 handle,followers,gmv
cli-opt-limit = 最多列出的行数
cli-opt-count = 只打印数量
cli-opt-format-list = table、csv、tsv、json 或 handles；终端上默认 table，管道中默认 tsv
cli-opt-raw = 单元格原样输出；否则 CSV 会防止表格软件执行其内容
cli-list-after =
    示例：
      daren list tier:20k-100k 'cat:Beauty' -tag:blacklist --sort like:desc
      daren list 'goal:sales female>=60' --format handles
    CSV 和 JSON 为精确值：比率写作比率（0.072），金额带币种。

cli-arg-handle = 达人用户名、主页链接或平台 ID
cli-opt-show-platform = 多个平台有同名达人时指明平台
cli-opt-demo-path = 输出演示库的位置，供其他命令的 --db 使用
cli-opt-reset = 重新生成演示库
cli-opt-export = 把演示文件写到此文件夹，不打开工具
cli-arg-template = 文件名称
cli-template-after = 名称：{ $names }
cli-opt-format-keys = text 或 markdown
cli-arg-shell = bash、elvish、fish、powershell 或 zsh
cli-arg-command = 要说明的命令

## 用法有误

cli-usage-hint = 请查看“daren --help”。
cli-usage-option = 没有选项 { $name }。
cli-usage-option-nearest = 没有选项 { $name }。是否想用 { $nearest }？
cli-usage-command = 没有命令“{ $name }”。
cli-usage-command-nearest = 没有命令“{ $name }”。是否想用 { $nearest }？
cli-usage-no-value = { $name } 缺少值。
cli-usage-value = “{ $value }”不能用于 { $name }。
cli-usage-period = “{ $value }”不是周期。请写月份，如 2026-10；或日期范围，如 2026-10-01..2026-10-31。
cli-usage-value-of = “{ $value }”不能用于 { $name }；可用的值：{ $allowed }。
cli-usage-conflict = { $name } 不能与 { $other } 同时使用。
cli-usage-twice = { $name } 只能写一次。
cli-usage-missing = 缺少 { $name }。
cli-usage-values = { $name } 的值过多或过少。
cli-usage-other = 无法解读命令行：{ $detail }。

cli-no-column = 没有列“{ $name }”。是否想用“{ $nearest }”？
cli-sort-way = “{ $part }”不是排序方式。请在列名后写 :desc 或 :asc，例如 followers:desc。
cli-no-sort = 不能按“{ $name }”排序。请换用其他列，例如 handle。
cli-rejects-of-one = --rejects 只对应一个文件，因此一次只能导入一个文件。不写它，则每个文件各有 FILE.rejects.csv。
cli-wrong-kind = “{ $value }”不是文件类型。可用：creator_list、creator_data、fastmoss、chanmama、xingtu、kalodata、creators、mapped，或原生文件如 orders、contents。
cli-wrong-period = “{ $value }”不是有效的日期范围。请写 2026-08-01..2026-08-31，或某一天。
cli-wrong-currency = “{ $value }”不是币种。请写三个字母，如 USD。
cli-wrong-map = “{ $value }”没有指定列。请写 FIELD=COLUMN，例如 --map handle=name。
cli-wrong-map-field-of = 没有可对应的字段“{ $field }”。是否想用“{ $nearest }”？可用字段：{ $fields }。
cli-wrong-map-field-kind = 达人没有字段“{ $field }”。如果文件是 { $kind }，请加上 --kind { $kind }。
cli-wrong-map-field = 没有可对应的字段“{ $field }”。是否想用“{ $nearest }”？
cli-no-template = daren 自有格式中没有文件“{ $name }”。名称：{ $names }。

## 设置

cli-settings-unreadable = 无法读取设置文件 { $file }：{ $detail }。
cli-settings-syntax = 设置文件 { $file } 第 { $line } 行不是有效的 TOML：{ $detail }。
cli-settings-key = 设置文件 { $file } 中有未知的键“{ $key }”。是否想用“{ $nearest }”？
cli-settings-value = 设置文件 { $file } 中“{ $key }”的值为“{ $value }”；应为{ $allowed }。
cli-settings-binding = 设置文件 { $file } 的按键设置有误：{ $detail }
cli-allowed-lang = "en" 或 "zh"
cli-allowed-yes-no = true 或 false
cli-allowed-name = 非空的名称
cli-allowed-percent = 不小于 0 的百分数，如 10 或 12.5
cli-allowed-scheme = 分级体系的名称："s1"、"s2"、"s3" 或 [schemes] 下自定义的体系
cli-allowed-bands = 新的名称和从 0 起递增的档位，如 mine = ["small:0", "mid:5k", "big:50k"]
cli-allowed-currency = 三个字母的币种，如 "USD"
cli-allowed-rate = 引号内大于 0 的汇率，如 "0.0171"
cli-allowed-base = base = "USD"，以及其他币种一个单位折合多少
cli-allowed-keys = 引号内的按键列表，如 ["space", "m"]

## 文件与终端

cli-no-home = 找不到主目录。请用 --db 指定达人库，用 --config 指定设置文件。
cli-cannot-write = 无法写出结果：{ $detail }。
cli-cannot-write-file = 无法写入 { $path }：{ $detail }。
cli-no-terminal = 工具的输入和输出都需要终端。没有终端时请使用“daren list”“daren facets”“daren show”或“daren import”。
cli-dumb-terminal = 当前终端不能显示界面（TERM 为 dumb 或未设置）。请使用“daren list”“daren facets”“daren show”或“daren import”，或设置 TERM。
cli-tool-ended = 工具已中止：{ $detail }

## 列表

cli-col-currency = 币种
cli-listed = 显示 { $n-shown } 位达人；{ $total-shown } 位中有 { $matched-shown } 位符合。

## 单个达人

cli-no-such-creator = 达人库中没有“{ $name }”。“daren list { $name }”还会搜索名称和备注。
cli-several-creators = 多位达人使用“{ $name }”，平台：{ $platforms }。请用 --platform 指明。
cli-show-field = 指标
cli-show-value = 数值
cli-show-benchmark = 基准
cli-show-source = 数据来源
cli-show-period = 周期

## 历次导入

cli-no-imports = 还没有导入过文件。
cli-nothing-to-undo = 没有可以撤销的导入。
cli-ask-undo = 撤销第 { $id } 次导入（{ $file }）？[y/N]
cli-undo-declined = 未撤销。
cli-undone = 已撤销第 { $id } 次导入（{ $file }）：移除 { $n-shown } 位达人，恢复 { $m-shown } 行数据。
cli-undone-rows = 已撤销第 { $id } 次导入（{ $file }）：移除 { $rows-shown } 行，恢复 { $m-shown } 行{ $n ->
    [0] { "" }
   *[other] ，移除 { $n-shown } 位达人
}。
cli-imports-id = 编号
cli-imports-at = 时间
cli-imports-by = 成员
cli-imports-period = 周期
cli-imports-created = 新增
cli-imports-updated = 更新
cli-imports-file = 文件
cli-imports-undone = 已撤销

## 导入

cli-preview-kind = 类型
cli-preview-encoding = 编码
cli-preview-header = 表头
cli-preview-period = 周期
cli-preview-currency = 币种
cli-preview-platform = 平台
cli-preview-mapped = 读取
cli-preview-unmapped = 不读取
cli-period-option = 由您指定
cli-period-filename = 取自文件名
cli-period-banner = 取自表头上方的说明行
cli-period-import-date = 导入当天：文件没有注明
cli-period-rows = 自带日期的行以其日期为准
cli-no-header = 无
cli-header-at = 第 { $line } 行
cli-header-defined = 第 { $line } 行，其下一行为指标说明
cli-currency-unknown = 未知；可用 --currency 指明
cli-would = { $rows-shown } 行数据将带来：新增 { $created-shown }、更新 { $updated-shown }、未变 { $unchanged-shown }（{ $what ->
    [rows] 条记录
   *[other] 位达人
}）。
cli-ask-import = 确认导入？[y/N]
cli-ask-day = [d] 日在前，[m] 月在前：
cli-declined = 没有导入任何内容。
cli-report = { $file }：{ $kind }，{ $rows-shown } 行：新增 { $created-shown }、更新 { $updated-shown }、未变 { $unchanged-shown }（{ $what ->
    [rows] 条记录
   *[other] 位达人
}）。
cli-report-dry = { $file }：{ $kind }，{ $rows-shown } 行：将新增 { $created-shown }、更新 { $updated-shown }、未变 { $unchanged-shown }（{ $what ->
    [rows] 条记录
   *[other] 位达人
}）。没有写入任何内容。
cli-report-declined = { $file }：未导入。
cli-repeated = { $n-shown } 行是文件中已有达人的重复行；以第一行为准。
cli-rejected = { $n-shown } 行未能导入：
cli-reject = 第 { $line } 行，{ $column }：“{ $value }”。{ $reason }
cli-rejected-more = ……另有 { $n-shown } 行。
cli-rejects-in = 这些行在 { $path } 中：修正后可导入该文件。
cli-refused = { $file }：{ $reason }
cli-refused-at = { $file } 第 { $line } 行：{ $reason }
cli-progress = { $file }：{ $percent } %，{ $n-shown } 行

import-refused-no-row = 全部 { $n-shown } 行都无法作为达人读取，可能不是达人文件。第一处在第 { $line-shown } 行：{ $column }“{ $value }”。{ $reason }
import-rejects-over-input = 未导入的行会覆盖原文件。请用 --rejects 指定其他文件。
import-warn-duplicate-conflict = { $n-shown } 行重复数据与同一达人的前一行不一致；以第一行为准。
import-warn-older-download = { $n-shown } 行保持库中的内容，库中的进展更靠后（已结算、已退款）：此文件看起来下载得更早。若它其实更晚，请用 --newest 导入。
import-warn-fewer-creators = { $n-shown } 位达人，比上一个同类文件（{ $file }）的 { $before-shown } 位少 5 % 以上。导出可能不完整。
import-warn-unread = 有 { $n ->
   *[other] { $n-shown }
} 列未读取：{ $columns }
import-warn-strangers = { $n-shown } 位达人不在库中，已新建：@{ $handle }{ $n ->
    [1] { "" }
   *[other] { " …" }
}。账号写错也会这样。
import-warn-rejects-not-written = 未导入的行无法写入文件：{ $detail }。

## 演示

cli-demo-exported = { $n-shown } 个演示文件已写到 { $folder }。可试：daren import { $folder }/*
cli-demo-making = 正在准备演示库：第 { $at } 个文件，共 { $of } 个

## 按键

cli-keys-fields = 查询语言的字段
cli-keys-typed = 输入
cli-keys-name = 名称
cli-keys-does = 作用
cli-word-goal = 目标预设
cli-word-scheme = 分级体系
cli-word-has = 有数据
cli-word-no = 缺数据
cli-takes-value = 其中一个值，或用逗号分隔多个：a,b
cli-takes-goal = brand 或 sales
cli-takes-scheme = s1、s2、s3 或自定义体系
cli-takes-field = 字段、邮箱、备注、标签或清单
cli-takes-percent = 百分数：>=60、5..10
cli-takes-money = 金额：>1000、>1000USD、10..20
cli-takes-count = 数字：>=20000、20k..100k、2万
cli-takes-days = 天数：>30
cli-takes-score = 1 到 5：>=3.5

## 检查

cli-doctor-version = 版本
cli-doctor-settings = 设置
cli-doctor-member = 成员
cli-doctor-pool = 达人库
cli-doctor-file = 文件
cli-doctor-permissions = 权限
cli-doctor-file-system = 文件系统
cli-doctor-integrity = 完整性
cli-doctor-schema = 结构版本
cli-doctor-engine = 引擎
cli-doctor-size = 大小
cli-doctor-counts = 内容
cli-doctor-terminal = 终端
cli-doctor-colours = 颜色
cli-doctor-locale = 区域设置
cli-doctor-well = 一切正常。
cli-doctor-wrong = 发现 { $n-shown } 处问题。
cli-doctor-no-settings = 无；会读取 { $path }
cli-doctor-no-pool = { $path } 尚不存在；首次导入时创建
cli-doctor-sound = 完好
cli-doctor-unsound = 已损坏：{ $detail }。请恢复备份。
cli-doctor-schema-of = { $found }（当前程序支持到 { $known }）
cli-doctor-bytes = { $file } 字节，日志 { $log } 字节
cli-doctor-holds = { $creators-shown } 位达人，{ $observations-shown } 条数据，{ $imports-shown } 次导入，{ $changes-shown } 次改动
cli-doctor-not-writable = 您没有写入 { $files } 的权限（{ $mode }）。请联系所有者；团队共用需要同一用户组和 umask 002。
cli-doctor-no-terminal = 输入或输出不是终端（TERM={ $term }）
cli-doctor-not-utf8 = “{ $locale }”不是 UTF-8，中文等文字可能无法显示。请设置 LANG，例如 C.UTF-8。
## 标签、备注、清单、历史

cli-tag = 列出标签，或修改：针对达人，或全库
cli-tag-add = 给达人加标签
cli-tag-remove = 去掉达人的标签
cli-tag-rename = 全库改标签名
cli-tag-merge = 全库把一个标签并入另一个
cli-tag-delete = 全库删除一个标签
cli-tag-to-group = 把标签归入分组；不写分组则移出
cli-tag-name = 标签
cli-tag-group = 分组
cli-tag-creators = 达人数
cli-note = 给达人写备注；不写 TEXT 则从标准输入读取
cli-note-add = 请使用“daren note add HANDLE TEXT”。
cli-lists = 列出清单，或修改清单
cli-lists-show = 清单中的达人：顺序与理由
cli-lists-add = 把达人加入清单；没有则新建
cli-lists-remove = 把达人移出清单
cli-lists-rename = 清单改名
cli-lists-set-target = 设定清单的目标人数；不写 N 则不设
cli-lists-freeze = 以另一名称保存清单今天的样子
cli-lists-delete = 删除清单
cli-lists-name = 清单
cli-lists-creators = 达人数
cli-lists-target = 目标
cli-lists-frozen = 冻结日期
cli-lists-place = 序号
cli-lists-handle = 达人
cli-lists-reason = 理由
cli-history = 某位达人的操作历史；不写 HANDLE 则为全库
cli-history-at = 时间
cli-history-by = 成员
cli-history-what = 内容
cli-undo = 撤销您最近一次操作，包括整次导入
cli-redo = 重做刚撤销的操作
cli-opt-handles = 从文件读取达人账号，每行一个；- 为标准输入
cli-opt-all = 全库所有达人
cli-opt-by = 只看该成员
cli-opt-day = 只看该日，如 2026-11-22
cli-opt-format-on-list = text、json 或 handles
cli-arg-name = 名称
cli-arg-to = 另一个名称
cli-arg-note = 备注内容
cli-whom-after = 对象：与“daren list”相同的条件，来自文件或其他程序的账号，或 --all。
cli-whom = 请说明对象：查询条件、--handles FILE（- 为标准输入）或 --all。
cli-whom-unknown = { $n ->
   *[other] { $n-shown } 个账号不在库中：{ $names }
}
cli-whom-several = { $n ->
   *[other] { $n-shown } 个账号存在于多个平台（请用 --platform 指定）：{ $names }
}
cli-whom-nobody = 没有可操作的达人。
cli-cannot-read = 无法读取 { $path }：{ $detail }
cli-not-a-count = “{ $text }”不是人数。
cli-not-a-day = “{ $text }”不是日期。请写成 2026-11-22。
cli-done = 完成：{ $what }。
cli-done-before = 无需改动，原本如此（{ $what }）。
cli-taken-back = 已撤销：{ $what }。
cli-taken-back-but = 已撤销：{ $what }；有 { $n ->
   *[other] { $n-shown }
} 处因他人之后修改过而保留。
cli-done-again = 已重做：{ $what }。
cli-done-again-but = 已重做：{ $what }；有 { $n ->
   *[other] { $n-shown }
} 处因他人之后修改过而保留。
cli-ask-undo-change = 撤销：{ $what }？
