/**
 * Whether the tracks of a magnetic stripe are those of a payment card (ISO/IEC 7813): format code B and a number with
 * a valid check digit on track 1, or such a number on track 2 or, behind its two format digits, on track 3 (ISO 4909).
 * With or without their sentinels. What stands behind the first `=` of a track is dates, and no number. Driving licences have issuer numbers of their own (AAMVA) and no format B.
 */
export function isPaymentCard(tracks: string): boolean {
  for (const [, formatB, plain = ''] of tracks.matchAll(
    /B(\d[\d ]{10,21}\d)\^|(?<![\d=])(\d{12,21})(?==)/g,
  )) {
    if (formatB !== undefined) {
      if (isPayment(formatB.replaceAll(' ', ''))) return true;
    } else if (isPayment(plain) || (/^0[12]/.test(plain) && isPayment(plain.slice(2)))) {
      return true;
    }
  }
  return false;
}

/** Whether a text that no stripe reader sent is a payment card's stripe all the same: one in keyboard mode types it. */
export function isPaymentStripe(text: string): boolean {
  return /^\s*[%;+]/.test(text) && isPaymentCard(text);
}

const AAMVA_ISSUER = /^(636|60442[6-9]|60443[0-4])/;

function isPayment(number: string): boolean {
  return number.length >= 12 && number.length <= 19 && !AAMVA_ISSUER.test(number) && hasLuhnDigit(number);
}

/** ISO/IEC 7812-1, annex B. */
function hasLuhnDigit(number: string): boolean {
  const sum = Array.from(number)
    .toReversed()
    .reduce((total, digit, index) => {
      const doubled = Number(digit) * (index % 2 === 0 ? 1 : 2);
      return total + (doubled > 9 ? doubled - 9 : doubled);
    }, 0);
  return sum % 10 === 0;
}
