/** Words of the handoff to the site's own system. */
export const handoff = {
  'set-up.handoff': '移交',
  'handoff.lead': '把每条登记按用途允许的范围交给本机上的自有系统。开启之前，两种方式都不会交出任何内容。',
  'handoff.installer-only': '由安装人员设置。请安装人员登录。',
  'handoff.api': '由程序来取（API）',
  'handoff.api-text': '仅限本机程序，通过地址 127.0.0.1 并凭令牌访问。',
  'handoff.off': '已关闭',
  'handoff.on-at': '已开启：{address}',
  'handoff.asked': '最近一次访问：{ago}',
  'handoff.never-asked': '启动以来无人访问',
  'handoff.waiting': '{n, plural, =0 {没有等待} other {# 条等待}}',
  'handoff.port': '端口',
  'handoff.port-wrong': '1024 到 65535 之间的数字。',
  'handoff.turn-on': '开启',
  'handoff.turn-off': '关闭',
  'handoff.rotate': '更换令牌',
  'handoff.token': '请立即复制此令牌：只显示这一次。',
  'handoff.token-text': '把它交给来取记录的程序。遗失的令牌用新令牌替换。',
  'handoff.token-done': '已复制',
  'handoff.folder': '存入文件夹',
  'handoff.folder-text':
    '每条记录一个 JSON 文件，要么完整，要么没有。文件夹不存在、已满或只读时会提示，并不断重试。',
  'handoff.folder-on': '写入 {path}',
  'handoff.choose-folder': '选择文件夹',
  'handoff.other-folder': '更换文件夹',
  'handoff.what':
    '记录只包含用途文件中 handsOver 列出的内容，绝不含肖像或自由填写的文字。移交会记入日志；有人要求清除时，会告知对方系统涉及哪些记录。',
} as const;
