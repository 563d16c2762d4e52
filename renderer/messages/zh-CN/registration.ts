import type { registration as original } from '../en/registration';

/** 入住登记卡的用语。 */
export const registration: Readonly<Record<keyof typeof original, string>> = {
  'card.title': '住宿登记卡',
  'card.latin-name': '拉丁字母姓名',
  'card.sex': '性别',
  'card.nationality': '国籍',
  'card.address': '住址',
  'card.issued-by': '签发机关',
  'card.place-date': '地点和日期',
  'card.signature': '客人签名',
  'card.no-signature': '未满 14 周岁的儿童无需签名。',
  'card.entry': '记录号 {n}',
  'card.print': '打印登记卡',
  'card.save': '存为 PDF',
  'card.printed': '已送往打印机。',
  'card.saved': '已存为 {file}。',
  'card.problem-none': '本机没有打印机。记录已安全保存，可将登记卡存为 PDF。',
  'card.problem-failed': '登记卡未能打印或保存。记录已安全保存，可重试，或稍后在客人列表中打印。',
};
