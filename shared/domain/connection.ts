import { z } from 'zod';

const PEM_CERTIFICATES = /-----BEGIN CERTIFICATE-----/;
const PEM_KEY = /-----BEGIN (EC |RSA )?PRIVATE KEY-----/;

/** What this machine shows of itself where an authority asks for a certificate (mutual TLS). The key is a secret: it is stored sealed. */
const ClientCertificate = z.strictObject({
  /** PEM: its own first, then those up to the root. */
  certificate: z.string().max(65_536).regex(PEM_CERTIFICATES),
  /** PEM, not encrypted. */
  privateKey: z.string().max(16_384).regex(PEM_KEY),
});
export type ClientCertificate = z.infer<typeof ClientCertificate>;

/** What a site's network asks for on the way to its authority. Nothing loosens a check: certificates are always verified. */
export const Connection = z.strictObject({
  /** An HTTP proxy that tunnels (`http://proxy.example:3128`). A password in it is a secret. */
  proxy: z
    .url({ protocol: /^https?$/ })
    .max(512)
    .optional(),
  /** PEM certificates of the site's own certificate authorities, trusted beside those of the system. */
  certificateAuthorities: z.string().max(65_536).regex(PEM_CERTIFICATES).optional(),
  clientCertificate: ClientCertificate.optional(),
});
export type Connection = z.infer<typeof Connection>;

/** The certificates and the key in the text of a PEM file, in whatever order; undefined where one of the two is missing. */
export function clientCertificateIn(text: string): ClientCertificate | undefined {
  const blocks = text.match(/-----BEGIN ([A-Z ]+)-----[^-]+-----END \1-----/g) ?? [];
  const parsed = ClientCertificate.safeParse({
    certificate: blocks.filter((block) => PEM_CERTIFICATES.test(block)).join('\n'),
    privateKey: blocks.find((block) => PEM_KEY.test(block)),
  });
  return parsed.success ? parsed.data : undefined;
}
