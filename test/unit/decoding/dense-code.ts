import { encodeQR } from 'qr';

/** Bytes that a QR code with error correction M holds (ISO/IEC 18004 table 7). */
const capacities = new Map([
  [10, 213],
  [15, 412],
  [20, 666],
  [25, 997],
  [30, 1_370],
  [35, 1_809],
  [40, 2_331],
]);

/** The versions there are dense codes of. */
export const denseVersions = [...capacities.keys()];

/** A QR code of this version that is full to the brim, without its quiet zone. */
export function denseCode(version: number): { text: string; modules: boolean[][] } {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/$%: ';
  const text = Array.from({ length: capacities.get(version) ?? 0 }, (_, at) =>
    alphabet.charAt((at * 31 + version) % alphabet.length),
  ).join('');
  const bordered = encodeQR(text, 'raw', { ecc: 'medium', version, encoding: 'byte', border: 1 });
  return { text, modules: bordered.slice(1, -1).map((row) => row.slice(1, -1)) };
}
