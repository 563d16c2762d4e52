/** 锁定模式页面的用语。 */
export const kiosk = {
  'set-up.kiosk': '锁定模式',
  'kiosk.state-off': '未锁定',
  'kiosk.state-locked': '已锁定',
  'kiosk.state-released': '暂时离开',
  'kiosk.text-off':
    '锁定后，Vestibule 占满屏幕且无法关闭，崩溃或断电后也会恢复锁定。只有安装人员凭 PIN 才能离开。',
  'kiosk.text-locked': 'Vestibule 占满屏幕且无法关闭，崩溃或断电后依然如此。安装人员凭 PIN 离开。',
  'kiosk.text-released': '下次启动时会再次锁定，除非将其关闭。',
  'kiosk.system':
    '由操作系统处理的操作（Ctrl+Alt+Del、其他控制台、电源键）须由系统自身锁定，所需文件见安装指南。',
  'kiosk.no-installer': '请先添加带 PIN 的安装人员，否则无人能再离开锁定。',
  'kiosk.lock': '锁定本机',
  'kiosk.leave': '离开锁定模式',
  'kiosk.switch-off': '不再锁定',
  'kiosk.installer': '安装人员',
  'kiosk.pin': '安装人员 PIN',
} as const;
