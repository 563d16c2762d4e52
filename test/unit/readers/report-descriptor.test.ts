import { describe, expect, it } from 'vitest';
import { hidPosReport, idleHidPos } from '../../../main/readers/framing/hid-pos';
import { commonLayout } from '../../../main/readers/framing/hid-pos-layout';
import { layoutFromDescriptor } from '../../../main/readers/framing/layout-from-descriptor';
import { readReportDescriptor } from '../../../main/readers/framing/report-descriptor';
import { SCANNER_DESCRIPTOR } from '../../../main/readers/simulated';

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex.replaceAll(/\s/g, ''), 'hex'));

/** Another order of fields, no report id, identifier of one field of three bytes, the flag in bit 3. */
const UNUSUAL = bytes(`
  058c 0902 a101 0912 a102
    1500 26ff00 7508 9528 09fe 820201
    9501 0501 093b 8102
    058c 9503 09fb 8102
    2501 7501 9503 8103
    9501 09ff 8102
    7504 9501 8103
  c0 c0`);

const KEYBOARD = bytes(
  '05010906a101050719e029e71500250175019508810295017508810395067508150025650507190029658100c0',
);

describe('Given the report descriptor of a scanner', () => {
  it('when the fields lie where they usually do, then the layout is the common one', () => {
    expect(layoutFromDescriptor(SCANNER_DESCRIPTOR)).toEqual(commonLayout);
  });

  it('when they lie elsewhere, then the code is read from there', () => {
    const layout = layoutFromDescriptor(UNUSUAL);
    expect(layout).toEqual({
      reportId: 0,
      length: 40,
      aim: 41,
      data: 0,
      dataBytes: 40,
      continued: { byte: 44, bit: 3 },
    });
    const report = new Uint8Array(45);
    report.set(Buffer.from('HELLO'));
    report[40] = 5;
    report.set(Buffer.from(']d2'), 41);
    expect(hidPosReport(idleHidPos, report, 0, layout).events).toEqual([
      { type: 'presentation', content: { type: 'text', text: 'HELLO' }, symbology: ']d2' },
    ]);
  });

  it('when it is read, then its application and its feature reports are known', () => {
    const { applications, features } = readReportDescriptor(SCANNER_DESCRIPTOR);
    expect(applications).toEqual([0x008c_0002]);
    expect(features).toEqual([0xfe]);
  });
});

describe('Given a descriptor that is no scanner’s', () => {
  it('when a keyboard shows its own, then there is no layout', () => {
    expect(layoutFromDescriptor(KEYBOARD)).toBeUndefined();
    expect(readReportDescriptor(KEYBOARD).applications).toEqual([0x0001_0006]);
  });

  it('when it is empty or cut, then there is no layout', () => {
    expect(layoutFromDescriptor(new Uint8Array(0))).toBeUndefined();
    expect(layoutFromDescriptor(SCANNER_DESCRIPTOR.slice(0, 40))).toBeUndefined();
  });

  it('when it declares four billion values, then it is given up at once', () => {
    const hostile = bytes('058c 0902 a101 7508 97ffffffff 09fe 8102 c0');
    expect(readReportDescriptor(hostile).inputs).toEqual([]);
  });
});
