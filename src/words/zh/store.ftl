### store
store-not-found = { $path } 处没有达人库。导入一个文件即可新建，或用 --db 指定其他达人库。
store-newer = 达人库 { $path } 由更新版本的 daren 创建（结构版本 { $found }，当前程序最高支持 { $known }）。请升级 daren；文件未作任何改动。
store-not-a-pool = { $path } 不是 daren 达人库。请用 --db 指定正确的文件；该文件未作改动。
store-network-drive = 达人库 { $path } 位于网络磁盘（{ $kind }），多人写入可能损坏数据。请放在本地磁盘，让同事登录那台机器使用。
store-locked = 其他人正在写入 { $path }，已超过一分钟。请等对方完成后再试。
store-damaged = 达人库 { $path } 已损坏：{ $detail }。daren doctor 说明哪些内容可以抢救；daren restore 列出备份。
store-disk-full = { $path } 所在磁盘已满，没有写入任何内容。请清理空间后重试。
store-permission = 您没有读写 { $path } 或其所在文件夹的权限。请联系所有者开通，或用 --db 指定其他达人库。
store-no-such-import = 没有编号为 { $import } 的导入记录。编号可在导入列表中查看。
store-already-undone = 第 { $import } 次导入已经撤销过了。
store-later-import = 第 { $import } 次导入暂时不能撤销：之后的第 { $later } 次导入（{ $path }）改动过相同的达人。请先撤销那一次。
store-worked-on = 第 { $import } 次导入不能撤销：其中 { $n ->
   *[other] { $n-shown }
} 位仅由它带入的达人已有同事添加的标签、备注或清单。请先移除这些内容。
store-no-such-creator = 编号为 { $id } 的达人已不在库中。请刷新后重新选择。
store-empty-name = 标签、清单或备注至少需要一个可见字符。
store-other = 无法使用达人库 { $path }：{ $detail }。请运行“daren doctor”查看详情。
store-no-such-tag = 没有名为“{ $name }”的标签。
store-no-such-list = 没有名为“{ $name }”的清单。
store-name-taken = 已有名为“{ $name }”的。请换一个。
store-frozen = 清单“{ $name }”已冻结：保持当天的样子。请修改它的来源清单。
store-not-on-list = 这位达人已不在清单“{ $name }”中。
store-note-changed = { $by } 在您打开后修改了这条备注。没有覆盖任何内容。
store-note-gone = { $by } 在您打开后删除了这条备注。您写的内容已保留在此。
store-reason-changed = 已有人填写了其他理由：“{ $theirs }”。没有覆盖任何内容。
store-nothing-to-undo = 没有可以撤销的本人操作了。
store-nothing-to-redo = 没有可以重做的操作。
store-conflict = 没有撤销：{ $by ->
    [none] 有人
   *[other] { $by }
}之后又作了修改（详见历史记录）。再按 u 撤销更早的一步。
store-import-again = 要重做导入，请重新读取文件：{ $path }。
