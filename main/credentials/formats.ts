import type { Issuer } from '../../shared/domain/trust-list';
import { aadhaarQr } from './aadhaar-qr/aadhaar-qr';
import { aamva } from './aamva/aamva';
import { byHand } from './by-hand/by-hand';
import { claim169 } from './claim-169/claim-169';
import { eIdCode } from './e-id-code/e-id-code';
import type { Format } from './format';
import type { Presented } from './presented';
import { emrtd } from './emrtd/emrtd';
import { hcert } from './hcert/hcert';
import { magstripe } from './magstripe/magstripe';
import { mdoc } from './mdoc/mdoc';
import { mrz } from './mrz/mrz';
import { residentCard } from './resident-card/resident-card';
import { sdJwtVc } from './sd-jwt-vc/sd-jwt-vc';
import { vds } from './vds/vds';
import { vdsNc } from './vds/vds-nc';

/** Every format the terminal knows, in the order in which they are tried: explicit routing rules before shapes. */
export const formats: readonly Format[] = [
  residentCard(),
  emrtd,
  byHand,
  eIdCode,
  claim169,
  hcert,
  sdJwtVc,
  mdoc,
  aadhaarQr,
  aamva,
  vds,
  vdsNc,
  mrz,
  magstripe,
];

/** The format that what was presented looks like, if any. Payment codes are looked for first. */
export function recognise(presented: Presented, issuers: readonly Issuer[]): Format | undefined {
  return formats.find((format) => format.recognise(presented, issuers));
}
