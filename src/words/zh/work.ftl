### work: 合作、看板、建联与定向计划

## 文件与字段

native-member-unknown = 团队中没有叫 { $name } 的成员。请先导入成员，或填写与库中一致的名字（daren members）。
native-ref-unknown = 没有编号为 { $ref } 的合作。请先导入合作。
typed-date = “{ $value }” 不是日期。可写 2026-12-01、12-01、+3d、+2w、周五、今天、明天。
typed-money = “{ $value }” 不是金额。可写 800、1,200.50、2万、800 CNY。
typed-no-currency = 需要币种：请连同币种一起写，如 800 CNY。
typed-ratio = “{ $value }” 不是 0 到 100 % 的比例。可写 15% 或 0.15。
typed-count = “{ $value }” 不是非负整数。
typed-hours = “{ $value }” 不是小时数。可写 0.5 或 3。
typed-currency = “{ $value }” 不是币种。请写三个字母的代码，如 CNY。
typed-choice = “{ $value }” 不是以下任何一个：{ $choices }。
