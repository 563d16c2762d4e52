import { parseArgs } from 'node:util';
import { z } from 'zod';

const Flags = z.object({
  training: z.boolean().optional(),
  authority: z.url().optional(),
  enrol: z.string().optional(),
  'key-file': z.string().optional(),
  'passphrase-file': z.string().optional(),
});

/** What the command line asks for: training unless an authority is named here or was enrolled with before. */
export interface LaunchOptions {
  mode: 'training' | 'live' | undefined;
  wrong: readonly string[];
  authority?: { url: string; enrolmentCode?: string };
  keyFile?: string;
  passphraseFile?: string;
}

/** Reads our own flags among the runtime's (`--user-data-dir=…` and the like are left to Chromium). `wrong` names the flags whose values are none. */
export function launchOptions(argv: readonly string[], env: NodeJS.ProcessEnv): LaunchOptions {
  const { values } = parseArgs({
    args: [...argv],
    strict: false,
    allowPositionals: true,
    options: {
      training: { type: 'boolean' },
      authority: { type: 'string' },
      enrol: { type: 'string' },
      'key-file': { type: 'string' },
      'passphrase-file': { type: 'string' },
    },
  });
  const parsed = Flags.safeParse(values);
  const flags = parsed.success ? parsed.data : {};
  const wrong = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `--${issue.path.map(String).join('.')}`);
  const keyFile = flags['key-file'] ?? env['VESTIBULE_KEY_FILE'];
  return {
    wrong,
    mode: flags.authority ? 'live' : flags.training ? 'training' : undefined,
    ...(flags.authority && {
      authority: { url: flags.authority, ...(flags.enrol && { enrolmentCode: flags.enrol }) },
    }),
    ...(keyFile && { keyFile }),
    ...(flags['passphrase-file'] && { passphraseFile: flags['passphrase-file'] }),
  };
}
