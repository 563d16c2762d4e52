/** Writes the text record of a resident card field by field, to the byte offsets of the public layouts. */
export function cardRecord(
  fields: Readonly<Record<string, readonly [offset: number, text: string]>>,
): Buffer {
  const record = Buffer.alloc(256);
  for (let offset = 0; offset < record.length; offset += 2) record.writeUInt16LE(0x20, offset);
  for (const [offset, text] of Object.values(fields)) record.write(text, offset, 'utf16le');
  return record;
}

export const SAM = '05.01-20260101-0001234567-1234567890';

/** An invented resident; the number is synthetic, its check digit right. */
export const RESIDENT = {
  name: [0, '李测试'],
  sex: [30, '2'],
  ethnicity: [32, '01'],
  birth: [36, '19491231'],
  address: [52, '示例省示例市测试路1号'],
  number: [122, '11010519491231002X'],
  issuer: [158, '示例市公安局'],
  from: [188, '20200101'],
  to: [204, '20400101'],
} as const;

export const HONG_KONG = {
  ...RESIDENT,
  ethnicity: [32, '  '],
  birth: [36, '19900307'],
  number: [122, '810000199003070015'],
  passNumber: [220, 'H00000001'],
  issueCount: [238, '01'],
  flag: [248, 'J'],
} as const;

export const FOREIGNER_2017 = {
  latinName: [0, 'SAMPLE, ALEX'],
  sex: [120, '1'],
  number: [122, 'USA110000000001'],
  nationality: [152, 'USA'],
  name: [158, '样本'],
  from: [188, '20180601'],
  to: [204, '20280531'],
  birth: [220, '19880808'],
  version: [236, '01'],
  authority: [240, '1500'],
  flag: [248, 'I'],
} as const;

export const FOREIGNER_2023 = {
  name: [0, '样本'],
  sex: [30, '1'],
  renewals: [32, '02'],
  birth: [36, '19880808'],
  latinStart: [52, 'SAMPLE-VERYLONGSURNAME, ALEXANDRA MA'.slice(0, 35)],
  latinRest: [220, 'RIA JOSEFA'],
  number: [122, '911840198808080071'],
  from: [188, '20240101'],
  to: [204, '20331231'],
  nationality: [242, 'USA'],
  flag: [248, 'Y'],
} as const;
