import type { HidPosLayout } from './hid-pos-layout';
import { type ReportField, readReportDescriptor } from './report-descriptor';

const USAGE = {
  byteCount: 0x0001_003b,
  symbology: [0x008c_00fb, 0x008c_00fc, 0x008c_00fd],
  data: 0x008c_00fe,
  continued: 0x008c_00ff,
} as const;

/**
 * Where a scanner's own report descriptor says the fields of its scanned-data report lie.
 * Undefined where it names no decoded data or no byte count, or puts them across bytes.
 */
export function layoutFromDescriptor(descriptor: Uint8Array): HidPosLayout | undefined {
  const { inputs } = readReportDescriptor(descriptor);
  const data = inputs.find((field) => field.usage === USAGE.data);
  const own = inputs.filter((field) => field.reportId === data?.reportId);
  const length = own.find((field) => field.usage === USAGE.byteCount);
  const continued = own.find((field) => field.usage === USAGE.continued);
  if (!data || !length || ![data, length].every(isWhole) || length.bits !== 8) return undefined;
  return {
    reportId: data.reportId,
    length: length.bitOffset / 8,
    aim: aimPosition(own),
    data: data.bitOffset / 8,
    dataBytes: data.bits / 8,
    continued: continued && { byte: Math.floor(continued.bitOffset / 8), bit: continued.bitOffset % 8 },
  };
}

/** The three identifier bytes must follow one another; as three usages or as one of three values. */
function aimPosition(fields: readonly ReportField[]): number | undefined {
  const [first, second, third] = USAGE.symbology.map((usage) =>
    fields.find((field) => field.usage === usage),
  );
  if (!first || !isWhole(first)) return undefined;
  const inOne = first.bits === 24;
  const inThree =
    first.bits === 8 &&
    second?.bitOffset === first.bitOffset + 8 &&
    third?.bitOffset === first.bitOffset + 16;
  return inOne || inThree ? first.bitOffset / 8 : undefined;
}

const isWhole = (field: ReportField) => field.bitOffset % 8 === 0 && field.bits % 8 === 0;
