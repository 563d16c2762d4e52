/** A command to the chip (ISO/IEC 7816-4, 5.1). */
export interface Command {
  readonly cla: number;
  readonly ins: number;
  readonly p1: number;
  readonly p2: number;
  readonly data: Buffer;
  readonly expects: number;
}

/** Takes a command apart (ISO/IEC 7816-4, 5.1), short or extended. */
export function commandIn(raw: Buffer): Command {
  const [cla = 0, ins = 0, p1 = 0, p2 = 0] = raw;
  const rest = raw.subarray(4);
  const none = Buffer.alloc(0);
  const command = (data: Buffer, expects: number) => ({ cla, ins, p1, p2, data, expects });
  if (rest.length === 0) return command(none, 0);
  if (rest.length === 1) return command(none, rest.readUInt8(0) || 256);
  const isExtended = rest.readUInt8(0) === 0;
  if (isExtended && rest.length === 3) return command(none, rest.readUInt16BE(1) || 65_536);
  const start = isExtended ? 3 : 1;
  const end = start + (isExtended ? rest.readUInt16BE(1) : rest.readUInt8(0));
  const last = rest.subarray(end);
  const expects =
    last.length === 0 ? 0 : isExtended ? last.readUInt16BE(0) || 65_536 : last.readUInt8(0) || 256;
  return command(rest.subarray(start, end), expects);
}
