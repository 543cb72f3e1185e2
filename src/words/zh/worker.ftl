### 数据处理

worker-broke-pool = 无法计算此筛选或排序（{ $what }）。列表保持原样；请修改筛选，或按 Backspace 退回上一个筛选。
worker-broke-ahead = 为下一次按键做准备时中断（{ $what }）。一切功能照常，个别按键可能稍慢。
worker-broke-rows = 无法读取这些达人（{ $what }）。请继续移动，或按 ctrl-l 重试。
worker-broke-load = 读入达人库时中断（{ $what }），正在重试。屏幕上的内容保留。
worker-broke-write = 导入部分中断（{ $what }），已重新启动。达人库中没有导入一半的数据，可以继续使用。
worker-broke-disk = 读取文件夹或记录当前位置时中断（{ $what }），已重新启动，可以继续使用。
worker-uncounted = 无法统计此导入会改变什么；导入本身仍可一试。
worker-over = 工具的 { $lane } 部分已停止工作。达人库文件完好；请按 q 退出后重新打开。
worker-session = 无法把当前位置记入 { $path }：{ $why }。
worker-folder = 无法读取文件夹 { $path }：{ $why }。
worker-which-handle = 没有能确定达人的列，暂以第一列代替。在某列上按 Enter，填入字段“handle”即可改用该列。
worker-undone = 已撤回导入：移除 { $n-shown } 位达人，恢复 { $m-shown } 行数据。
worker-undone-rows = 已撤回导入：移除 { $rows-shown } 行，恢复 { $m-shown } 行{ $n ->
    [0] { "" }
   *[other] ，移除 { $n-shown } 位达人
}。
worker-draft = 您正在写的内容无法暂存到 { $path }：{ $why }。请按 ctrl-s 保存。
export-form = { $path }：请用扩展名说明格式：.xlsx、.csv、.md（会议用）、.txt（账号列表）。
export-there = { $path } 已存在，未作改动。请换一个名称。
export-failed = 无法写入 { $path }：{ $why }。
export-done = { $n ->
   *[other] 已将 { $n-shown } 位达人写入 { $path }。
}
