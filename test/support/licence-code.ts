/** The file of a licence of somebody who does not exist, as its code holds it: one element a line. */
export function licenceCode(
  elements: Readonly<Record<string, string | undefined>>,
  { version = '10', type = 'DL', end = '\r' } = {},
): string {
  const jurisdiction = Number(version) < 2 ? '' : '00';
  const lines = Object.entries(elements).flatMap(([id, value]) =>
    value === undefined ? [] : `${id}${value}`,
  );
  const subfile = `${type}${lines.join('\n')}${end}`;
  const header = `@\n\x1e\rANSI 636000${version}${jurisdiction}01`;
  const offset = String(header.length + 10).padStart(4, '0');
  return `${header}${type}${offset}${String(subfile.length).padStart(4, '0')}${subfile}`;
}

export const LICENCE = {
  DAQ: 'T00000000',
  DCS: 'SAMPLE',
  DDE: 'N',
  DAC: 'ALEX',
  DDF: 'N',
  DAD: 'MARIA',
  DDG: 'N',
  DCU: 'JR',
  DBD: '06062024',
  DBB: '03071990',
  DBA: '06062032',
  DBC: '2',
  DAG: '1 EXAMPLE STREET',
  DAH: 'APT 2',
  DAI: 'ANYTOWN',
  DAJ: 'VA',
  DAK: '000010000  ',
  DCG: 'USA',
  DCF: 'NONE',
} as const;
