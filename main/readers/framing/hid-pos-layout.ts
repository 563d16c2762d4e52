/** Where the fields of a scanned-data report lie (HID POS Usage Tables, page 8C). All positions count the report id. */
export interface HidPosLayout {
  /** First byte of the report; 0 if the device numbers no reports and the byte is not there. */
  readonly reportId: number;
  /** Position of the byte count (usage 01/3B). */
  readonly length: number;
  /** Position of the three characters of the AIM symbology identifier (usages FB..FD), if the report has them. */
  readonly aim?: number;
  /** Position and size of the decoded data (usage FE). */
  readonly data: number;
  readonly dataBytes: number;
  /** The bit that says another report follows (usage FF). Without it a report that is full goes on. */
  readonly continued?: { readonly byte: number; readonly bit: number };
}

/** What most scanners send: 64 bytes, report id 2, 56 of data. */
export const commonLayout: HidPosLayout = {
  reportId: 2,
  length: 1,
  aim: 2,
  data: 5,
  dataBytes: 56,
  continued: { byte: 63, bit: 0 },
};

/** The other one in the field: report id 1, a length, 62 bytes of data, no continuation bit. */
const plainLayout: HidPosLayout = { reportId: 1, length: 1, data: 2, dataBytes: 62 };

/** The layout of a report from a device whose descriptor cannot be had; undefined for a report of neither kind. */
export function fallbackLayout(report: Uint8Array): HidPosLayout | undefined {
  return [commonLayout, plainLayout].find((layout) => layout.reportId === report[0]);
}
