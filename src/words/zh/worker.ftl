### 数据处理

worker-broken = 工具的 { $lane } 部分出错（{ $what }）。您的工作已保存；请按 q 退出后重新打开。
worker-session = 无法把当前位置记入 { $path }：{ $why }。
worker-folder = 无法读取文件夹 { $path }：{ $why }。
worker-which-handle = 没有能确定达人的列，暂以第一列代替。在某列上按 Enter，填入字段“handle”即可改用该列。
worker-undone = 已撤回导入：移除 { $n-shown } 位达人，恢复 { $m-shown } 行数据。
