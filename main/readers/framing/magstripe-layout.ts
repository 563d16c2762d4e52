/** Where a magnetic stripe reader's own report descriptor says its tracks lie (HID usage page 8E). */
import { type ReportField, readReportDescriptor } from './report-descriptor';

export interface MagstripeLayout {
  /** First byte of the report; 0 if the device numbers no reports and the byte is not there. */
  readonly reportId: number;
  /** The length of each track, one or two bytes, the lower first. */
  readonly lengths: readonly Place[];
  /** All tracks one after another (usage 20), or a place for each (usages 21 to 24). */
  readonly data: readonly Place[];
  readonly packed: boolean;
}

/** Bytes of a report; positions count the report id. */
export interface Place {
  readonly start: number;
  readonly bytes: number;
}

const PAGE = 0x008e_0000;
/** Tracks 1, 2, 3 and JIS. */
const LENGTHS = [0x11, 0x12, 0x13, 0x14].map((usage) => PAGE + usage);
const PACKED = PAGE + 0x20;
const TRACKS = [0x21, 0x22, 0x23, 0x24].map((usage) => PAGE + usage);

/** Undefined where the descriptor names no track data, or not the length of each track, or puts them across bytes. */
export function magstripeLayout(descriptor: Uint8Array): MagstripeLayout | undefined {
  const { inputs } = readReportDescriptor(descriptor);
  const first = inputs.find(({ usage }) => usage === PACKED || TRACKS.includes(usage));
  if (!first) return undefined;
  const own = inputs.filter(({ reportId }) => reportId === first.reportId);
  const place = (usage: number) => placeOf(own.find((field) => field.usage === usage));
  const { reportId } = first;
  const packed = place(PACKED);
  if (packed) {
    const lengths = LENGTHS.map(place).filter((length) => length !== undefined);
    return lengths.length > 0 && lengths.every(isLength)
      ? { reportId, lengths, data: [packed], packed: true }
      : undefined;
  }
  const tracks = TRACKS.flatMap((usage, index) => {
    const [data, length] = [place(usage), place(LENGTHS[index] ?? 0)];
    return data ? [{ data, length }] : [];
  });
  const lengths = tracks.flatMap(({ length }) => (length && isLength(length) ? [length] : []));
  if (tracks.length === 0 || lengths.length !== tracks.length) return undefined;
  return { reportId, lengths, data: tracks.map(({ data }) => data), packed: false };
}

function placeOf(field: ReportField | undefined): Place | undefined {
  if (!field || field.bitOffset % 8 !== 0 || field.bits % 8 !== 0) return undefined;
  return { start: field.bitOffset / 8, bytes: field.bits / 8 };
}

const isLength = ({ bytes }: Place) => bytes === 1 || bytes === 2;
