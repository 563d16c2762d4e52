/** The reports in which a vendor HID card reader answers: a first part with command and status, the others numbered. */
export function chunkedAnswer(frame: Uint8Array): Uint8Array[] {
  const rest = frame.subarray(59);
  const following = Math.ceil(rest.length / 62);
  const parts = [Buffer.concat([Buffer.from([following, 0x34, 0x90, 0x00]), frame.subarray(0, 59)])];
  for (let index = 0; index < following; index++) {
    parts.push(Buffer.concat([Buffer.from([0xc1 + index]), rest.subarray(index * 62, (index + 1) * 62)]));
  }
  return parts.map((part) => Uint8Array.from(Buffer.concat([Buffer.from([part.length]), part], 64)));
}
