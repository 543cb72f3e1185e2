## 同一个人的多个账号。

did-merge = { $name } 并入 { $to }
did-apart = { $name } 和 { $to } 标记为不同的人
store-same-creator = 这两个已经是同一位达人。
store-not-merged = 这位达人没有并入别人。
