/** 日志被回退或分叉的终端重新开始时的用语。 */
export const enrolAnew = {
  'enrol-anew.open': '重新注册本机',
  'enrol-anew.sign-in': '如需继续，请安装人员在此登录，并用新的注册码重新注册本机。',
  'enrol-anew.title': '重新注册本机',
  'enrol-anew.new-terminal':
    '本机将成为另一台终端，使用自己的新密钥。核验机构不再接受原终端及其任何副本发来的内容。',
  'enrol-anew.journal-stays': '日志保留在本机，仍可照常查看和校验，并以新的链继续记录。',
  'enrol-anew.undelivered': '未送达的记录会标为被退回。请从日志中将其导出为密封包，由核验机构决定如何处理。',
  'enrol-anew.confirm': '重新注册',
  'enrol-anew.cancel': '暂不',
} as const;
