import type { typed as original } from '../en/typed';

/** 读卡器无法读取的证件：手工录入表单的用语。 */
export const typed: Readonly<Record<keyof typeof original, string>> = {
  'typed.title': '录入证件',
  'typed.what': '用于读卡器无法读取的证件。请照证件录入，随后人工核对。',
  'typed.no-supervisor': '记录时需要主管批准',
  'typed.no-supervisor-text':
    '本终端尚未登记主管。您可以先输入并提交证件；在记录之前，需要一位主管用自己的 PIN 登记。',
  'typed.choose': '请选择',
  'typed.kind': '证件种类',
  'typed.country': '签发国家',
  'typed.country-help': '护照上的三个字母，例如 ITA、CHN、IND',
  'typed.number': '证件号码',
  'typed.valid-until': '有效期至（如有）',
  'typed.family-name': '姓',
  'typed.given-name': '名（如有）',
  'typed.birth-date': '出生日期',
  'typed.sex': '性别（如有）',
  'typed.present': '提交核对',
  'typed.cancel': '取消',
  'typed.open': '录入证件',
  'typed.error-kind': '请选择证件种类。',
  'typed.error-country': '请填写国家代码。',
  'typed.error-number': '请填写证件号码。',
  'typed.error-name': '请填写姓，或唯一的名字。',
  'typed.error-birth-date': '请填写完整日期。',
  'typed.error-future': '该日期尚未到来。',

  'typed-kind.passport': '护照',
  'typed-kind.identity-card': '身份证',
  'typed-kind.residence-permit': '居留证件',
  'typed-kind.driver-licence': '驾驶证',
  'typed-kind.refugee-document': '难民旅行证件',
  'typed-kind.other': '其他证件',
};
