### 查询语句与领域名词

query-unknown-field-nearest = 没有字段“{ $field }”（第 { $at } 个字符）。是否想用“{ $nearest }”？
query-unknown-field = 没有字段“{ $field }”（第 { $at } 个字符）。按 F1 或运行 daren keys 查看字段。
query-no-value = “{ $field }”后面缺少值（第 { $at } 个字符）。
query-not-a-number = “{ $text }”不是“{ $field }”可用的数字（第 { $at } 个字符）。可写 20000、20k、1.5M、2万 或区间 20k..100k。
query-not-a-percent = “{ $text }”不是“{ $field }”可用的百分数（第 { $at } 个字符）。可写 60、2.5 或区间 20..40。
query-not-numeric = “{ $field }”不是数字，只能用“:”，不能用“>”或“<”（第 { $at } 个字符）。
query-unknown-value-nearest = “{ $field }”没有“{ $text }”这个值（第 { $at } 个字符）。是否想用“{ $nearest }”？
query-unknown-value = “{ $field }”没有“{ $text }”这个值（第 { $at } 个字符）。
query-not-among = “{ $field }”没有“{ $text }”这个值（第 { $at } 个字符）。可用：{ $known }。
query-connector = 不需要“{ $word }”（第 { $at } 个字符）：条件之间用空格表示“且”；“或”写成同一条件内的逗号，如 region:US,GB。
query-ambiguous-tier = 多个分级体系都有“{ $name }”：{ $schemes }（第 { $at } 个字符）。请加上 scheme:… 指明。
query-two-schemes = “{ $name }”属于另一个分级体系（第 { $at } 个字符）。一条查询只能用一个体系。
query-open-quote = 第 { $at } 个字符处的引号没有闭合。
query-not-money = “{ $field }”不是金额，不能带币种（第 { $at } 个字符）。
query-backwards = 区间“{ $text }”的终点小于起点（第 { $at } 个字符）。
# What a change did: parts of sentences, without a full stop.
did-import = 导入 { $name }{ $n ->
    [0] { "" }
   *[other] （{ $n-shown } { $to ->
        [rows] 条记录
       *[other] 位达人
    }）
}
did-undo-import = 撤销导入 { $name }
did-tag = 给 { $n ->
    [1] { $who }{ " " }
   *[other] { $n-shown } 位达人
}加标签“{ $name }”
did-untag = 给 { $n ->
    [1] { $who }{ " " }
   *[other] { $n-shown } 位达人
}去掉标签“{ $name }”
did-tag-rename = 标签“{ $name }”改名为“{ $to }”
did-tag-merge = 标签“{ $name }”并入“{ $to }”
did-tag-delete = 删除标签“{ $name }”
did-tag-group = 标签“{ $name }”{ $to ->
    [none] 移出分组
   *[other] 归入分组“{ $to }”
}
did-group-colour = 更改分组“{ $name }”的颜色
did-note = 给 { $n ->
    [1] { $who }{ " " }
   *[other] { $n-shown } 位达人
}写备注{ $to ->
    [none] { "" }
   *[other] ：“{ $to }”
}
did-note-edit = 修改 { $n ->
    [1] { $who }{ " " }
   *[other] { $n-shown } 位达人
}的备注{ $to ->
    [none] { "" }
   *[other] ：“{ $to }”
}
did-note-delete = 删除 { $n ->
    [1] { $who }{ " " }
   *[other] { $n-shown } 位达人
}的备注{ $to ->
    [none] { "" }
   *[other] ：“{ $to }”
}
did-list = 把 { $n ->
    [1] { $who }{ " " }
   *[other] { $n-shown } 位达人
}加入清单“{ $name }”
did-unlist = 把 { $n ->
    [1] { $who }{ " " }
   *[other] { $n-shown } 位达人
}移出清单“{ $name }”
did-list-make = 新建清单“{ $name }”
did-list-rename = 清单“{ $name }”改名为“{ $to }”
did-list-delete = 删除清单“{ $name }”
did-list-target = 清单“{ $name }”的目标人数{ $to ->
    [none] 已取消
   *[other] 设为 { $to }
}
did-list-reason = 清单“{ $name }”中 { $n ->
    [1] { $who }{ " " }
   *[other] { $n-shown } 位达人
}的理由{ $to ->
    [none] 已取消
   *[other] ：{ $to }
}
did-list-order = 清单“{ $name }”中 { $n ->
    [1] { $who }{ " " }
   *[other] { $n-shown } 位达人
}移到第 { $to } 位
did-list-freeze = 清单“{ $name }”冻结为“{ $to }”
did-dismiss = 不采纳给 { $n ->
    [1] { $who }{ " " }
   *[other] { $n-shown } 位达人
}的建议“{ $name }”
did-undo = 撤销
did-redo = 重做
did-other = 由更新版本的 daren 所作的改动
