import { z } from 'zod';
import { Reason } from '../../shared/domain/reason';
import { Outcome } from '../../shared/domain/verdict';
import { type Citizen, citizens } from './citizens';
import { mintBentClaim169, mintClaim169 } from './mint-claim-169';
import { drawPortrait } from './portrait';
import { type CodeIssuer, type SampleKeys, sampleIssuerIds } from './sample-issuers';
import { SAMPLE_STATUS, SAMPLE_STATUS_LIST } from './status-list';

/** A sample whose text never changes: minted once for a training installation and kept. */
export const StandingSample = z.object({
  id: z.string(),
  name: z.string(),
  format: z.enum(['claim-169', 'other']),
  text: z.string(),
  expect: Outcome,
  reason: Reason.optional(),
  reusable: z.boolean(),
});
export type StandingSample = z.infer<typeof StandingSample>;

/** A sample that its issuer makes anew each time it is shown. */
export interface DynamicSample {
  readonly id: string;
  readonly name: string;
  readonly issuer: CodeIssuer;
  readonly citizen: string;
}

const YEAR = 365 * 86_400_000;
/** Standing samples outlive a long training installation. */
const VALIDITY = 20 * YEAR;

/**
 * The identity codes and the codes that are refused, made with these keys at this time. The first three are
 * distinct, reusable and verified.
 */
export function mintStandingSamples(keys: SampleKeys, now: Date): StandingSample[] {
  const { registry, residents } = sampleIssuerIds;
  const from = (years: number) => new Date(now.getTime() + years * YEAR);
  const minting = (citizen: Citizen, issuer: string) => ({
    issuer,
    claims: citizen.claims,
    language: citizen.language,
    issuedAt: now,
    expiresAt: new Date(now.getTime() + VALIDITY),
    portrait: portraits[citizen.id],
  });
  const good = (id: string, issuer: 'registry' | 'residents'): StandingSample => {
    const citizen = named(id);
    return {
      id: `identity-${id}`,
      name: citizen.label,
      format: 'claim-169',
      text: mintClaim169(minting(citizen, sampleIssuerIds[issuer]), keys[issuer]),
      expect: 'verified',
      reusable: true,
    };
  };
  const bad = (id: string, words: string, reason: Reason, text: string): StandingSample => ({
    id,
    name: words,
    format: 'claim-169',
    text,
    expect: 'refused',
    reason,
    reusable: true,
  });
  const [marek, giulia, liv] = [named('marek-oravec'), named('giulia-montaldo'), named('liv-halvorsen')];
  const expired = { ...minting(marek, registry), issuedAt: from(-6), expiresAt: from(-1) };
  const early = { ...minting(liv, residents), notBefore: from(15) };
  const status = { uri: SAMPLE_STATUS_LIST, index: SAMPLE_STATUS.revoked };
  const revoked = { ...minting(giulia, registry), status };
  const future = { ...minting(giulia, registry), issuedAt: from(15) };
  return [
    good('lin-wanqiu', 'registry'),
    good('tomas-ferreira', 'residents'),
    good('eleni-karagianni', 'registry'),
    good('nadia-benchekroun', 'residents'),
    good('giulia-montaldo', 'registry'),
    good('danae-ferreira', 'registry'),
    good('samira-tazouani', 'residents'),
    bad('expired', 'Expired identity code', 'expired', mintClaim169(expired, keys.registry)),
    bad(
      'bent',
      'Altered identity code',
      'bad-signature',
      mintBentClaim169(minting(marek, registry), keys.registry),
    ),
    bad(
      'stranger',
      'Identity code of an issuer nobody trusts',
      'untrusted-issuer',
      mintClaim169(minting(liv, 'urn:vestibule:sample:stranger'), keys.stranger),
    ),
    bad(
      'not-yet-valid',
      'Identity code that is not valid yet',
      'not-yet-valid',
      mintClaim169(early, keys.residents),
    ),
    bad('revoked', 'Revoked identity code', 'revoked', mintClaim169(revoked, keys.registry)),
    bad('future', 'Identity code issued in the future', 'clock-wrong', mintClaim169(future, keys.registry)),
    other('payment-weixin', 'Payment code (WeChat kind)', 'payment-code', '134690027718845203'),
    other('payment-alipay', 'Payment code (Alipay kind)', 'payment-code', '284471930562880147'),
    other('menu', 'Some other code: a menu', 'unknown-code', 'https://harbour-kitchen.example/menu?table=7'),
  ];
}

/** The dynamic codes that training offers: both issuers, several citizens. */
export const dynamicSamples: readonly DynamicSample[] = [
  dynamic('weixin', 'chen-zeyu'),
  dynamic('alipay', 'zhou-ruotong'),
  dynamic('weixin', 'he-yunshu'),
  dynamic('alipay', 'lin-wanqiu'),
  dynamic('weixin', 'zhou-ruotong'),
  dynamic('alipay', 'chen-zeyu'),
];

function dynamic(issuer: 'weixin' | 'alipay', citizen: string): DynamicSample {
  const kind = issuer === 'weixin' ? 'WeChat kind' : 'Alipay kind';
  return {
    id: `e-id-${issuer}-${citizen}`,
    name: `${named(citizen).label}, e-ID (${kind})`,
    issuer: sampleIssuerIds[issuer],
    citizen,
  };
}

function other(id: string, name: string, reason: Reason, text: string): StandingSample {
  return { id, name, format: 'other', text, expect: 'refused', reason, reusable: true };
}

function named(id: string): Citizen {
  const found = citizens.find((citizen) => citizen.id === id);
  if (!found) throw new RangeError('There is no such sample citizen.');
  return found;
}

const portraits: Readonly<Record<string, Uint8Array>> = {
  'lin-wanqiu': drawPortrait({ background: 0xdfe7ea, clothes: 0x2f5d62, skin: 0xe8c39e, hair: 0x2b2320 }),
  'tomas-ferreira': drawPortrait({ background: 0xece6da, clothes: 0x44506b, skin: 0xd9a980, hair: 0x6b5a4a }),
};
