import { readDocumentGroup, readPersonGroup } from '../../../main/credentials/emrtd/details-groups';
import { readDocumentSecurityObject } from '../../../main/credentials/emrtd/document-security-object';
import { readFaceGroup } from '../../../main/credentials/emrtd/face-group';
import { mrzKeyIn } from '../../../main/credentials/emrtd/access-key';
import { readActiveKey } from '../../../main/credentials/emrtd/active-authentication';
import { readChip } from '../../../main/credentials/emrtd/read-chip';
import { readSecurityGroup, readSecurityInfos } from '../../../main/credentials/emrtd/security-infos';
import { readZoneGroup } from '../../../main/credentials/emrtd/zone-group';
import { keyOf, readCertificate } from '../../../main/crypto/certificate';
import { readPublicKey } from '../../../main/crypto/public-key';
import { openSignedData, signerOfContent } from '../../../main/crypto/signed-data';
import { readTlvs } from '../../../main/crypto/tlv';
import { openMasterList } from '../../../main/trust/csca-master-list';
import { certificates } from '../../support/certificates';
import { makeState } from '../../../main/training/passport/sample-state';
import { KEY, makePassport } from '../../support/emrtd/sample';
import { type Decoder, decoder } from './decoder';

/** What chips of documents and lists of certificates hold. */
export function chipDecoders(): Decoder[] {
  const state = makeState({ kind: { curve: 'secp384r1' } });
  const passport = makePassport({ state, pace: { suite: 'aes-128', curve: 13 } });
  const active = makePassport({
    state,
    proof: { type: 'active', kind: { rsa: 1024, padding: 'pkcs1' }, hash: 'sha1' },
  });
  const file = (id: string) => Buffer.from(passport.files.get(id) ?? active.files.get(id) ?? []);
  const roots = [state.root, ...Object.values(certificates).map((base64) => Buffer.from(base64, 'base64'))];
  const signed = file('011d').subarray(4);
  return [
    decoder('data objects', [file('011e'), file('011d')], readTlvs),
    decoder('EF.SOD', [file('011d')], readDocumentSecurityObject),
    decoder('signed message (CMS)', [signed], (bytes) => signerOfContent(openSignedData(bytes))),
    decoder('certificate', roots, (bytes) => keyOf(readCertificate(bytes))),
    decoder('public key', [file('010f').subarray(2)], readPublicKey),
    decoder('CSCA master list', [signed, ...roots], openMasterList),
    decoder('EF.CardAccess', [file('010e').subarray(2)], readSecurityInfos),
    decoder('DG1', [file('0101')], readZoneGroup),
    decoder('DG2', [file('0102')], readFaceGroup),
    decoder('DG11', [file('010b')], readPersonGroup),
    decoder('DG12', [file('010c')], readDocumentGroup),
    decoder('DG14', [file('010e')], readSecurityGroup),
    decoder('DG15', [file('010f')], readActiveKey),
    decoder('lines that open a chip', ['I<UTOD23145890<7349<<<<<<<<<<<'], (bytes) =>
      mrzKeyIn(Buffer.from(bytes).toString('latin1')),
    ),
    decoder(
      'answers of a chip',
      [Buffer.concat([file('010e'), Buffer.of(0x90, 0)]), Buffer.of(0x61, 8, 0x90, 0)],
      chipThatSays,
    ),
  ];
}

/** The bytes as answers, cut in pieces at 0x90; a reading has to come to its end. */
async function chipThatSays(bytes: Uint8Array): Promise<void> {
  const answers = Buffer.from(bytes)
    .toString('latin1')
    .split('\x90')
    .map((piece) => Buffer.from(`${piece}\x90\0`, 'latin1'));
  let at = 0;
  const transmit = async () => {
    if (at > 5_000) throw new Error('a reading without an end');
    return answers[at++ % answers.length] ?? new Uint8Array();
  };
  await readChip({ transmit }, { mrz: KEY });
}
