import { isIP } from 'node:net';
import { InvalidArgumentError } from 'commander';
import { z } from 'zod';
import { OWN_SITE } from '../authority/server/site-profile';
import { TerminalRole } from '../../shared/domain/terminal-role';
import { Version } from '../../shared/domain/update';

/** What `vestibule authority` is called with, as commander gives it. */
export const AuthorityCommandOptions = z
  .object({
    port: z.number(),
    host: z.string(),
    database: z.string().optional(),
    purposes: z.string().optional(),
    training: z.boolean().default(false),
    keyFile: z.string().optional(),
    passphraseFile: z.string().optional(),
    processes: z.number().default(1),
    tlsCert: z.string().optional(),
    tlsKey: z.string().optional(),
    clientCa: z.string().optional(),
    publicUrl: z
      .url({ protocol: /^https$/, error: 'The public URL begins with https://.' })
      .transform((url) => url.replace(/\/+$/, ''))
      .optional(),
    trustedProxy: z
      .string()
      .transform((list) => list.split(',').map((one) => one.trim()))
      .refine((all) => all.every(isNetwork), {
        error: 'A proxy is an address, or a network such as 10.0.0.0/8.',
      })
      .optional(),
    holdUpdates: z.boolean().optional(),
    onlyVersion: Version.optional(),
    adminPasswordFile: z.string().optional(),
    auditorTokenFile: z.string().optional(),
    log: z.boolean().default(false),
    json: z.boolean().default(false),
  })
  .refine(({ training, database }) => training || database !== undefined, {
    error: 'A live authority needs --database FOLDER or postgres://…; without it only --training works.',
  })
  .refine(({ database = '' }) => isPostgres(database) || !/^[a-z]+:\/\//i.test(database), {
    error: 'A database is a folder or a postgres:// address.',
  })
  .refine(({ tlsCert, tlsKey }) => (tlsCert === undefined) === (tlsKey === undefined), {
    error: '--tls-cert and --tls-key go together.',
  })
  .refine(({ clientCa, tlsCert }) => clientCa === undefined || tlsCert !== undefined, {
    error: '--client-ca asks terminals for certificates, which takes --tls-cert and --tls-key.',
  })
  .refine(({ processes, database }) => processes === 1 || database !== undefined, {
    error: 'Several processes need a --database that they share.',
  });
export type AuthorityCommandOptions = z.output<typeof AuthorityCommandOptions>;

const place = {
  database: z.string({ error: 'Say where the authority is: --database FOLDER or postgres://….' }),
  json: z.boolean().default(false),
};

/** Of a command that works on an authority with its master key. */
export const KeyedAuthorityOptions = z.object({
  ...place,
  training: z.boolean().default(false),
  keyFile: z.string().optional(),
  passphraseFile: z.string().optional(),
});
export type KeyedAuthorityOptions = z.output<typeof KeyedAuthorityOptions>;

export const ImportOptions = KeyedAuthorityOptions.extend({
  setAside: z
    .string()
    .trim()
    .min(1, { error: 'Say who decides: --set-aside NAME.' })
    .max(60, { error: 'A name has 60 characters at most.' })
    .optional(),
});
export type ImportOptions = z.output<typeof ImportOptions>;

export const CodesCommandOptions = z.object({
  ...place,
  count: z.number(),
  site: z.string().default(OWN_SITE),
  role: TerminalRole.default('any'),
  purposes: z.string().optional(),
});

/** `purposes` is the folder of those beside the shipped ones, as the authority is started with it. */
export const SiteCommandOptions = z.object({ ...place, purposes: z.string().optional() });
export type SiteCommandOptions = z.output<typeof SiteCommandOptions>;

export const OrderCommandOptions = z.object(place);

function isNetwork(written: string): boolean {
  const [address = '', bits, ...more] = written.split('/');
  const most = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return (
    most > 0 && more.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most))
  );
}

function isPostgres(database: string): boolean {
  return /^postgres(ql)?:\/\//i.test(database);
}

/** A port as commander reads it. */
export function portFrom(written: string): number {
  const port = Number(written);
  if (/^\d+$/.test(written) && port <= 65_535) return port;
  throw new InvalidArgumentError('A port is a number from 0 to 65535.');
}

/** A number of things from 1 to `most`, as commander reads it. */
export function countUpTo(most: number): (written: string) => number {
  return (written) => {
    const count = Number(written);
    if (/^\d+$/.test(written) && count >= 1 && count <= most) return count;
    throw new InvalidArgumentError(`It is a number from 1 to ${most}.`);
  };
}
