/**
 * Whether an answer to reset stands for a card over the air: for those the reader makes it up as 3B 8n 80 01, n the
 * number of historical bytes (PC/SC part 3, 3.1.3.2.3.1). A contact card hardly ever looks so.
 */
export function isContactless(atr: Uint8Array): boolean {
  const [ts, t0 = 0, td1, td2] = atr;
  return ts === 0x3b && t0 >> 4 === 8 && td1 === 0x80 && td2 === 0x01;
}
