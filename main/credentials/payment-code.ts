import type { Presented } from './presented';

/** Codes of the two wallets: 18 digits from 10 to 15, and 16 to 24 digits from 25 to 30 (FORMATS 2). */
const WALLET = /^(?:1[0-5]\d{16}|(?:2[5-9]|30)\d{14,22})$/;
/** EMVCo consumer-presented: base64 of the tag 85 with `CPV01` inside. */
const CONSUMER_PRESENTED = /^hQVDUFYwMW[0-9A-Za-z+/]*={0,2}$/;
/** EMVCo merchant-presented: format indicator first, CRC last. */
const MERCHANT_PRESENTED = /^000201.*6304([0-9A-Fa-f]{4})$/su;

/** Whether this is a code to pay with. It is a bearer secret of another trade: refused, and sent nowhere. */
export function isPaymentCode({ text }: Presented): boolean {
  if (text === undefined) return false;
  return WALLET.test(text) || CONSUMER_PRESENTED.test(text) || isMerchantPresented(text);
}

function isMerchantPresented(text: string): boolean {
  const crc = MERCHANT_PRESENTED.exec(text)?.[1];
  return crc !== undefined && Number.parseInt(crc, 16) === crc16(Buffer.from(text.slice(0, -4), 'utf8'));
}

/** CRC-16 with polynomial 1021, starting at FFFF (EMV QRCPS Merchant-Presented Mode, 4.7.3). */
function crc16(bytes: Uint8Array): number {
  let crc = 0xffff;
  for (const byte of bytes) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) crc = ((crc << 1) ^ (crc & 0x8000 ? 0x1021 : 0)) & 0xffff;
  }
  return crc;
}
