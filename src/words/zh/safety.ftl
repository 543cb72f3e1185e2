## 达人库的备份、搬运，以及从损坏的文件中抢救。

did-restore = 达人库恢复为备份 { $name }
store-exists = 已经有文件 { $path }。请换一个名字。
store-not-empty = { $path } 不是空库，整库只能导入到空库。请指定新文件：daren --db NEW.db import FILE。
store-not-carried = { $path } 第 { $line } 行不是 daren export 写出的内容（{ $detail }）。没有导入任何内容，请重新导出。
store-cut-off = { $path } 不完整，传输时被截断。没有导入任何内容，请重新复制。
cli-backup = 备份整个达人库（不影响他人使用）并检查
cli-arg-backup-file = 备份到哪个文件；省略则放到库旁边的 NAME.backups 文件夹
cli-backup-empty = 达人库是空的，没有可备份的内容。
cli-backed-up = 已备份并检查：{ $path }（{ $n-shown } 位达人，{ $size }）。用 daren restore 恢复。
cli-backup-by-hand = 手动
cli-backup-before-import = 导入前
cli-backup-before-upgrade = 升级前
cli-backup-before-restore = 恢复前
cli-restore = 列出备份；给出编号或文件则恢复到该备份
cli-arg-restore = 列表中的编号，或文件路径
cli-opt-restore-yes = 不询问，直接恢复
cli-restore-number = 编号
cli-restore-at = 时间
cli-restore-why = 原因
cli-restore-size = 大小
cli-restore-file = 文件
cli-no-backups = { $path } 还没有备份。daren backup 可以备份，导入前也会自动备份。
cli-no-backup = 没有备份 { $which }。daren restore 列出全部备份，也可以给出文件路径。
cli-ask-restore = 用 { $path }（{ $n-shown } 位达人）替换库中全部内容？当前内容会先备份。y/N
cli-restore-declined = 未作任何改动。
cli-restored = 已恢复：{ $path }（{ $n-shown } 位达人）。正在使用的人一秒内即可看到。
cli-restore-kept = 恢复前的内容保存在：{ $path }
cli-cannot-move = 无法移走 { $path }：{ $why }
cli-export = 写出自有文件（daren export collaborations samples），或用 --all 写出整个达人库，供 daren import 导入
cli-arg-export-file = 自有文件名：products、product_links、members、campaigns、collaborations、samples、contents、stage_moves、outreach、agreements、plans、plan_creators、buyers、costs、margins、orders；用 --all 时为写到哪里（.jsonl，或压缩的 .jsonl.gz；- 为标准输出）；省略则为当前文件夹的 NAME-DATE.jsonl.gz
cli-opt-export-all = 全部：达人、每个文件的数据、标签、清单、备注、视图、历史
cli-export-all = 请说明导出什么：--all 导出整个库，或自有文件名（daren export collaborations）。导出部分达人请用 daren list 查询 --format csv。
cli-exported = 已写入 { $path }（{ $size }）：{ $creators-shown } 位达人、{ $observations-shown } 条数据、{ $notes-shown } 条备注、{ $changes-shown } 次改动。可用 daren import 导入到新库。
cli-carried = 已整库导入 { $pool }：{ $creators-shown } 位达人、{ $observations-shown } 条数据、{ $notes-shown } 条备注、{ $changes-shown } 次改动。
cli-carried-alone = { $file } 是整库文件，只能单独导入，不带其他文件或选项。
cli-opt-rescue = 把损坏的库中还能读出的内容存入新文件
cli-rescued = 已存入 { $path }：{ $creators-shown } 位达人、{ $observations-shown } 条数据、{ $notes-shown } 条备注、{ $changes-shown } 次改动。损坏的文件保持原样。
cli-rescued-whole = 全部内容都能读出。
cli-rescue-lost = { $table }：{ $gaps ->
    [0] 没有缺口
   *[other] 有 { $gaps-shown } 处无法读出（编号 { $where }）
}{ $broken ->
    [0] { "" }
   *[other] ，{ $broken-shown } 行内容无法识别
}
cli-rescue-from-index = 从索引中找回 { $n-shown } 个账号名（小写）。
cli-rescue-nameless = { $n-shown } 位达人丢失了账号名，现在叫 lost:编号；数据、标签和备注都在。下次导入他们的文件时会作为新达人出现，届时请合并。
cli-rescue-orphans = { $n-shown } 行所属的内容已丢失。
cli-doctor-backups = 备份
cli-doctor-backups-of = { $n-shown } 个，最新为 { $at }（{ $why }）
cli-doctor-no-backups = 还没有；用 daren backup 备份
cli-doctor-what-to-do = daren doctor --rescue NEW.db 把还能读出的内容存入新文件。{ $backup ->
    [none] 没有可恢复的备份。
   *[other] daren restore 1 恢复到 { $backup } 的备份。
}
import-no-backup = 导入前没有备份：{ $why }
cli-allowed-count = 0 到 1000 的数字
