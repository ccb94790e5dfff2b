"""Words of the files for the operating system's own scheduler (系统定时任务)."""

FOLDER = "定时运行"
TASK_FILE = "Windows任务计划.xml"
TIMER_FILE = "task-ledger.timer"
SERVICE_FILE = "task-ledger.service"
CRON_FILE = "crontab.txt"
NOTE_FILE = "说明.txt"

DESCRIPTION = "政务公开任务台账排程：每半小时看一次，办完到期的作业"
TASK_NAME = "政务公开任务台账排程"
CRON_HEAD = "# {description}\n"
NOTE = """定时运行说明

装好以后，系统每半小时看一次“排程”表，到期的作业就办，没到期的不动；关机、睡眠错过的，开机后补上。
办了什么看总台账“排程”“运行记录”两张表，或 output 文件夹里的“排程日志.txt”。
这里的文件写的是这台电脑上的位置，换了电脑或移动了文件夹，请重新生成。几种办法只用一种，只装在一台电脑上。

一、Windows
1. 打开“任务计划程序”，右边点“导入任务”，选本文件夹的“{task}”，点“确定”。
   或者在本文件夹打开命令提示符，运行：
   schtasks /create /tn "{name}" /xml "{task}"
2. 不需要管理员权限，不保存密码；登录着的时候才办，锁屏也办。
3. 不要了：在“任务计划程序”里删除这个任务。

二、Linux（统信、麒麟等）
1. 把“{timer}”“{service}”复制到 ~/.config/systemd/user/ 文件夹。
2. 运行：
   systemctl --user daemon-reload
   systemctl --user enable --now {timer}
   没有登录也要办的，再运行：loginctl enable-linger
3. 不要了：systemctl --user disable --now {timer}

三、用 crontab 的
运行 crontab -e，把“{cron}”里的一行贴进去。

先试一次（不等半小时）：
{command}

也可以不装，开着一个窗口运行 python run.py timetable，按 Ctrl-C 停止。
"""
WRITTEN = "装法见 {file}；先用 python run.py timetable --list 看看下次办什么"
