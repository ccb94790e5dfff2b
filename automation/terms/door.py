"""What run.py says before the program itself can speak (准备运行环境).

Read by any Python 3.8 or later, since one of these lines refuses the older ones. Fields in braces are filled by run.py.
"""

OLD_PYTHON = "需要 Python 3.11 或更高版本，现在用的是 {version}；请换用新版 Python 再运行一次。"

PREPARING = "正在准备运行环境…（只在第一次运行或更新后需要，约半分钟）"
WAITING = "另一个窗口正在准备运行环境，等它做完再继续…"
INTERRUPTED = "运行环境还没有准备好就被中断了；再运行一次会从头准备。"

INCOMPLETE = "程序文件不全：找不到 {path}；请重新取得完整的程序文件夹。"
NOTHING_WRITABLE = "没有地方放运行环境：{places} 都写不进去（没有权限，或磁盘已满）。"
NO_INSTALLER = (
    "本机的 Python 不带 venv、ensurepip 或 pip，没法准备运行环境；在 Debian、Ubuntu、统信、麒麟上请先执行 "
    "apt install {package}，再运行一次。详情见 {log}"
)
NO_SPACE = "磁盘空间不够，运行环境没有装完；请腾出约 300 MB 再运行一次。详情见 {log}"
WRONG_HASH = "取得的软件包与 requirements.lock 里锁定的校验值不符，没有安装；请换一个软件源再试。详情见 {log}"
WHEELHOUSE_UNFIT = (
    "{wheelhouse} 里的软件包不全，或不适合本机的 Python {version}，联网安装也没有成功；"
    "请换一份合适的离线包，或连上网络再运行一次。详情见 {log}"
)
NO_NETWORK = "连不上软件源，又没有离线软件包；请连上网络再运行一次，或把离线软件包放进 {wheelhouse}。详情见 {log}"
INSTALL_FAILED = "运行环境没有装成，原因见 {log}"
