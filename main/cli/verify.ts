import { randomUUID } from 'node:crypto';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { z } from 'zod';
import { type ErrorReport, VestibuleError } from '../../shared/domain/error';
import type { JudgeContext } from '../verification/judgement';
import { EXIT, orSay } from './report';
import type { PresentedInput, RawKind } from './verify-input';
import type { VerifyReport } from './verify-report';

const Options = z.object({
  trust: z.string().optional(),
  purpose: z.string().optional(),
  status: z.array(z.string()).default([]),
  at: z.date().optional(),
  raw: z.enum(['text', 'hex', 'base64']),
  training: z.boolean().default(false),
  json: z.boolean().default(false),
});
type Options = z.infer<typeof Options>;

/** `vestibule verify`: understands and verifies presentations from files, one a file, or from standard input, one a line. */
export function addVerify(program: Command): void {
  program
    .command('verify')
    .description('understand and verify what was presented: codes from files, or from standard input')
    .argument('<file...>', 'files with one code each, or - for standard input with one a line')
    .option('--trust <file>', 'the trust list, as JSON without its signature; without it nobody is trusted')
    .option(
      '--purpose <name>',
      'judge, minimise and refuse as this purpose says; without it, everything is shown',
    )
    .option('--status <file...>', 'status lists (JWT) as their issuers sign them, one a file')
    .option('--at <time>', 'judge as of this time (RFC 3339) instead of now', timeOf)
    .addOption(
      new Option('--raw <kind>', 'how the content is written')
        .choices(['text', 'hex', 'base64'])
        .default('text'),
    )
    .option('--training', 'believe sample issuers too, as a terminal in training does')
    .option('--json', 'one JSON document on standard output')
    .addHelpText('after', HELP)
    .action((files: string[], given: unknown) => orSay(() => verify(files, Options.parse(given))));
}

const HELP = `
The trust list's issuers are believed as in live mode: one marked "training": true is refused unless you say
--training. Nothing is asked of an authority and nothing is queued or stored: "unverified-queued" says what a
terminal would do. Lines lose CR and LF only, since a space is part of base45.

Exit status: 0 all verified, 1 not all, 2 used wrongly, 3 a file cannot be read.

Example:
  vestibule verify code.txt --trust trust.json --purpose hotel.check-in
  cat codes.txt | vestibule verify - --trust trust.json --json`;

async function verify(files: readonly string[], options: Options): Promise<number> {
  const { readInputs } = await import('./verify-input');
  const context = await contextFrom(options);
  const answers: (VerifyReport | { input: string; error: ErrorReport })[] = [];
  for await (const input of readInputs(files)) {
    if ('error' in input) {
      console.error(`${input.error.code}: ${input.error.message}`);
      answers.push({ input: input.name, error: input.error });
      continue;
    }
    const report = await reportOn(input, options.raw, context);
    if (!options.json) await printForPeople(report);
    answers.push(report);
  }
  if (answers.length === 0) throw new VestibuleError('bad-request', 'There was nothing to verify.');
  if (options.json)
    console.log(JSON.stringify(files.length === 1 && answers.length === 1 ? answers[0] : answers));
  if (answers.some((answer) => 'error' in answer)) return EXIT.couldNot;
  return answers.every((answer) => 'outcome' in answer && answer.outcome === 'verified')
    ? EXIT.done
    : EXIT.no;
}

async function contextFrom({ trust, purpose, status, at, training }: Options): Promise<JudgeContext> {
  const { readStatusFiles, readTrustFile } = await import('./verify-input');
  const { purposeNamed } = await import('../verification/purposes');
  const { everythingAllowed } = await import('./verify-without-purpose');
  const now = at ?? new Date();
  const list = trust === undefined ? null : await readTrustFile(trust);
  return {
    purpose: purpose === undefined ? everythingAllowed : purposeNamed(purpose),
    minimise: purpose !== undefined,
    trust: { list, receivedAt: now, statusLists: await readStatusFiles(status, list?.issuers ?? [], now) },
    mode: training ? 'training' : 'live',
    standsAlone: true,
    now,
    clockOffset: 0, // whoever calls the command vouches for the time
  };
}

async function reportOn(input: PresentedInput, raw: RawKind, context: JudgeContext): Promise<VerifyReport> {
  const { contentOf } = await import('./verify-input');
  const { reportFrom } = await import('./verify-report');
  const { judge } = await import('../verification/judge');
  const presentation = {
    id: randomUUID(),
    at: context.now.toISOString(),
    reader: { id: 'command', kind: 'command' as const, name: 'command line' },
    content: contentOf(input.bytes, raw),
  };
  const began = process.hrtime.bigint();
  const { verdict } = await judge(presentation, context);
  const micros = Number((process.hrtime.bigint() - began) / 1000n);
  return reportFrom(input.name, { ...verdict, micros }, context.trust.list);
}

async function printForPeople(report: VerifyReport): Promise<void> {
  const { sentences } = await import('./verify-report');
  console.log(sentences(report));
}

function timeOf(written: string): Date {
  if (!z.iso.datetime({ offset: true }).safeParse(written).success) {
    throw new InvalidArgumentError('It is written like 2026-11-20T12:00:00Z.');
  }
  return new Date(written);
}
