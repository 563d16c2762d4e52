import { type KeyObject, generateKeyPairSync } from 'node:crypto';
import { z } from 'zod';
import type { Issuer } from '../../shared/domain/trust-list';
import { SAMPLE_STATUS_LIST } from './status-list';

/** Ids of the sample issuers: who signs identity codes, and whose dynamic codes the authority answers for. */
export const sampleIssuerIds = {
  registry: 'urn:vestibule:sample:civil-registry',
  residents: 'urn:vestibule:sample:residents-office',
  weixin: 'urn:vestibule:sample:e-id-weixin',
  alipay: 'urn:vestibule:sample:e-id-alipay',
  passports: 'urn:vestibule:sample:passport-office',
} as const;

/** The two issuers of dynamic codes. */
export type CodeIssuer = typeof sampleIssuerIds.weixin | typeof sampleIssuerIds.alipay;

/** Id of the security module in the simulated card reader (FORMATS 3), as its sixteen bytes are written out. */
export const SAMPLE_SAM = '05.01-20260115-0000004711-1234567890';

/** The private keys of the sample issuers. `stranger` belongs to nobody on the trust list. */
export const SampleKeys = z.object({
  registry: z.object({
    kty: z.literal('EC'),
    crv: z.literal('P-256'),
    x: z.string(),
    y: z.string(),
    d: z.string(),
    kid: z.string(),
  }),
  residents: z.object({
    kty: z.literal('OKP'),
    crv: z.literal('Ed25519'),
    x: z.string(),
    d: z.string(),
    kid: z.string(),
  }),
  stranger: z.object({
    kty: z.literal('OKP'),
    crv: z.literal('Ed25519'),
    x: z.string(),
    d: z.string(),
    kid: z.string(),
  }),
});
export type SampleKeys = z.infer<typeof SampleKeys>;

/** New keys, once for each training installation. */
export function generateSampleKeys(): SampleKeys {
  const ed25519 = () => generateKeyPairSync('ed25519').privateKey;
  return SampleKeys.parse({
    registry: named(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey, 'registry-1'),
    residents: named(ed25519(), 'residents-1'),
    stranger: named(ed25519(), 'stranger-1'),
  });
}

/** The sample issuers as the trust list names them: refused in live mode. */
export function sampleIssuers(keys: SampleKeys): Issuer[] {
  const { registry, residents } = keys;
  const blank = { certificates: [], status: [], training: true };
  return [
    {
      ...blank,
      id: sampleIssuerIds.registry,
      name: {
        en: 'Sample Civil Registry',
        'zh-CN': '样例户籍登记处',
        es: 'Registro Civil de muestra',
        it: 'Anagrafe di esempio',
        ar: 'سجل مدني نموذجي',
      },
      formats: ['claim-169'],
      status: [SAMPLE_STATUS_LIST],
      keys: [
        {
          kty: registry.kty,
          crv: registry.crv,
          x: registry.x,
          y: registry.y,
          kid: registry.kid,
          alg: 'ES256',
        },
      ],
      routing: [],
    },
    {
      ...blank,
      id: sampleIssuerIds.residents,
      name: {
        en: "Sample Residents' Office",
        'zh-CN': '样例居民事务局',
        es: 'Oficina de Residentes de muestra',
        it: 'Ufficio Residenti di esempio',
        ar: 'مكتب مقيمين نموذجي',
      },
      formats: ['claim-169'],
      keys: [{ kty: residents.kty, crv: residents.crv, x: residents.x, kid: residents.kid, alg: 'EdDSA' }],
      routing: [],
    },
    {
      ...blank,
      id: sampleIssuerIds.weixin,
      name: {
        en: 'Sample e-ID (WeChat kind)',
        'zh-CN': '样例电子身份（微信类）',
        es: 'Identidad electrónica de muestra (tipo WeChat)',
        it: 'Identità elettronica di esempio (tipo WeChat)',
        ar: 'هوية رقمية نموذجية (من نوع WeChat)',
      },
      formats: ['e-id-code'],
      keys: [],
      routing: [{ prefix: codePrefixes[sampleIssuerIds.weixin], alphabet: 'base62', length: [24, 40] }],
    },
    {
      ...blank,
      id: sampleIssuerIds.alipay,
      name: {
        en: 'Sample e-ID (Alipay kind)',
        'zh-CN': '样例电子身份（支付宝类）',
        es: 'Identidad electrónica de muestra (tipo Alipay)',
        it: 'Identità elettronica di esempio (tipo Alipay)',
        ar: 'هوية رقمية نموذجية (من نوع Alipay)',
      },
      formats: ['e-id-code'],
      keys: [],
      routing: [{ prefix: codePrefixes[sampleIssuerIds.alipay], alphabet: 'base62', length: [24, 40] }],
    },
  ];
}

/** The sample state that signs passports, by its root certificate (DER in base64): refused in live mode like the others. */
export function samplePassportOffice(rootBase64: string): Issuer {
  return {
    id: sampleIssuerIds.passports,
    name: { en: 'Sample Passport Office of Utopia', 'zh-CN': '样例乌托邦护照签发机关' },
    formats: ['emrtd'],
    keys: [],
    certificates: [rootBase64],
    status: [],
    routing: [],
    training: true,
  };
}

/** Invented for training: no public specification of the real codes' payload is known (FORMATS 2). */
export const codePrefixes: Record<CodeIssuer, string> = {
  [sampleIssuerIds.weixin]: 'WXEID.',
  [sampleIssuerIds.alipay]: 'ALEID.',
};

function named(key: KeyObject, kid: string) {
  return { ...key.export({ format: 'jwk' }), kid };
}
