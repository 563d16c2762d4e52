/**
 * Reads a HID report descriptor (HID 1.11, section 6.2.2) as far as one needs to find fields in input reports:
 * usages, sizes, counts and report ids. Never throws; what it cannot follow ends the reading.
 */

/** One field of an input report. Positions count the report id byte where the device numbers its reports. */
export interface ReportField {
  readonly reportId: number;
  /** The usage page in the upper, the usage in the lower 16 bits. */
  readonly usage: number;
  readonly bitOffset: number;
  readonly bits: number;
}

export interface ReportDescriptor {
  /** Usages of the application collections, as in `ReportField.usage`. */
  readonly applications: readonly number[];
  readonly inputs: readonly ReportField[];
  /** Report ids of the feature reports. */
  readonly features: readonly number[];
}

/** The longest descriptor that is read; the kernel allows no longer one either. */
const MAX_DESCRIPTOR = 4_096;
/** A report longer than this is none that a device of ours sends; it also bounds the work. */
const MAX_REPORT_BITS = 8 * 4_096;

const ITEM = {
  input: 0x80,
  feature: 0xb0,
  collection: 0xa0,
  usagePage: 0x04,
  reportSize: 0x74,
  reportId: 0x84,
  reportCount: 0x94,
  push: 0xa4,
  pop: 0xb4,
  usage: 0x08,
  usageMinimum: 0x18,
  usageMaximum: 0x28,
} as const;
const LONG_ITEM = 0xfe;
const APPLICATION = 1;

interface Globals {
  readonly page: number;
  readonly size: number;
  readonly id: number;
  readonly count: number;
}

/** The input fields of a descriptor, each usage at its place; a field of several values of one usage is one field. */
export function readReportDescriptor(bytes: Uint8Array): ReportDescriptor {
  const applications: number[] = [];
  const inputs: ReportField[] = [];
  const features = new Set<number>();
  const lengths = new Map<number, number>();
  let globals: Globals = { page: 0, size: 0, id: 0, count: 0 };
  const stack: Globals[] = [];
  let usages: number[] = [];
  let minimum: number | undefined;

  for (const { tag, value, size } of items(bytes.subarray(0, MAX_DESCRIPTOR))) {
    const extended = size === 4 ? value : ((globals.page << 16) | value) >>> 0;
    switch (tag) {
      case ITEM.usagePage:
        globals = { ...globals, page: value & 0xffff };
        break;
      case ITEM.reportSize:
        globals = { ...globals, size: value };
        break;
      case ITEM.reportId:
        globals = { ...globals, id: value & 0xff };
        break;
      case ITEM.reportCount:
        globals = { ...globals, count: value };
        break;
      case ITEM.push:
        if (stack.length < 16) stack.push(globals);
        break;
      case ITEM.pop:
        globals = stack.pop() ?? globals;
        break;
      case ITEM.usage:
        usages.push(extended);
        break;
      case ITEM.usageMinimum:
        minimum = extended;
        break;
      case ITEM.usageMaximum:
        for (let usage = minimum ?? extended; usage <= extended && usages.length < 256; usage++) {
          usages.push(usage);
        }
        break;
      case ITEM.input: {
        const start = lengths.get(globals.id) ?? (globals.id === 0 ? 0 : 8);
        const bits = globals.size * globals.count;
        if (bits > MAX_REPORT_BITS - start) return { applications, inputs, features: [...features] };
        inputs.push(...fieldsOf(globals, usages, start));
        lengths.set(globals.id, start + bits);
        break;
      }
      case ITEM.feature:
        features.add(globals.id);
        break;
      case ITEM.collection:
        if (value === APPLICATION && usages[0] !== undefined) applications.push(usages[0]);
        break;
    }
    if (isMain(tag)) {
      usages = [];
      minimum = undefined;
    }
  }
  return { applications, inputs, features: [...features] };
}

/** Usages are given to the values in turn; the last one stands for all that are left. */
function fieldsOf({ id, size, count }: Globals, usages: readonly number[], start: number): ReportField[] {
  const fields: ReportField[] = [];
  for (const [index, usage] of usages.slice(0, count).entries()) {
    const last = index === usages.length - 1;
    const values = last ? count - index : 1;
    fields.push({ reportId: id, usage, bitOffset: start + index * size, bits: size * values });
  }
  return fields;
}

const isMain = (tag: number) => (tag & 0x0c) === 0 && tag >= 0x80;

function* items(bytes: Uint8Array): Generator<{ tag: number; value: number; size: number }> {
  let at = 0;
  while (at < bytes.length) {
    const prefix = bytes[at] ?? 0;
    if (prefix === LONG_ITEM) {
      at += 3 + (bytes[at + 1] ?? 0);
      continue;
    }
    const size = [0, 1, 2, 4][prefix & 3] ?? 0;
    if (at + 1 + size > bytes.length) return;
    let value = 0;
    for (let index = size; index > 0; index--) value = value * 256 + (bytes[at + index] ?? 0);
    yield { tag: prefix & 0xfc, value, size };
    at += 1 + size;
  }
}
