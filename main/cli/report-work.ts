import { rmSync, statSync } from 'node:fs';
import { VestibuleError } from '../../shared/domain/error';
import { OWN_SITE } from '../authority/server/site-profile';
import { ReportFacts } from '../../shared/domain/reporting/report-facts';
import { ReporterProfile } from '../authority/server/reporting/reporter-profile';
import type { CheckedReport, Reporting } from '../authority/server/reporting/reporting';
import type { ReportOptions } from './authority-report';
import { atAuthority } from './at-authority';
import { fileContent, jsonFileAs } from './json-file';
import { writeMade } from './written-file';

/** The sub-commands of `vestibule authority report`. */
export type ReportWork = keyof typeof works;

/** Does one of them at the authority in a folder and prints what came of it, as JSON or in words. */
export async function reportAtAuthority(
  work: ReportWork,
  given: readonly string[],
  options: ReportOptions,
): Promise<void> {
  const { json, words } = await atAuthority(options, ({ reporting }) =>
    works[work](reporting, given, { ...options, site: options.site ?? OWN_SITE }),
  );
  console.log(options.json ? JSON.stringify(json) : words);
}

type Work = (
  reporting: Reporting,
  given: readonly string[],
  options: ReportOptions & { site: string },
) => Promise<{ json: unknown; words: string }>;

const set: Work = async ({ reports }, [given = ''], { site }) => {
  const profile = jsonFileAs(ReporterProfile, given);
  await reports.setProfile(site, profile);
  return { json: { site, reporter: profile.reporter }, words: `${site} reports by ${profile.reporter}.` };
};

const list: Work = async (reporting, _given, { site }) => {
  const open = await reporting.open(site, await profileOf(reporting, site));
  return { json: open.map(asJson), words: open.map(inWords).join('\n') || 'Nothing is open.' };
};

const complete: Work = async ({ reports }, [entry = '', given = '']) => {
  await reports.complete(entry, jsonFileAs(ReportFacts, given));
  return { json: { entry }, words: `${entry}: added.` };
};

const send: Work = async (reporting) => {
  const run = await reporting.run();
  const words = Object.entries(run).map(([name, count]) => `${name} ${count}`);
  return { json: run, words: words.join(', ') };
};

const file: Work = async (reporting, _given, { site, out }) => {
  if (out === undefined) throw new VestibuleError('bad-request', 'Say where to write: --out FILE.');
  const profile = await profileOf(reporting, site);
  // What is in the file counts as sent, so first it is seen that it can be written; an earlier one stays meanwhile.
  await writeMade(out, '', 'a');
  const made = await reporting.alloggiatiFile(site, profile);
  if (!made) {
    if (statSync(out).size === 0) rmSync(out);
    return { json: { lines: 0 }, words: 'Nothing is due and whole.' };
  }
  await writeMade(out, made.file);
  const { batch, lines } = made;
  return {
    json: { batch, lines },
    words: `${lines} lines. Batch ${batch}: bring its receipt with report receipt.`,
  };
};

const receipt: Work = async (reporting, [batch = '', given = ''], { site, refused }) => {
  const lines = new Set((refused ?? '').split(',').filter(Boolean).map(Number));
  const content = fileContent(given).toString('base64');
  await reporting.receive(site, await profileOf(reporting, site), batch, content, lines);
  return { json: { batch, refused: [...lines] }, words: `${batch}: kept, ${lines.size} refused.` };
};

const receipts: Work = async ({ reports }, _given, { out }) => {
  const kept = await reports.receipts();
  if (out !== undefined) await writeMade(out, `${JSON.stringify(kept, null, 2)}\n`);
  const about = kept.map(({ site, batch, keptAt, keepUntil }) => ({ site, batch, keptAt, keepUntil }));
  const words = about.map(
    (one) => `${one.batch}  ${one.keptAt.toISOString()}  until ${one.keepUntil.toISOString().slice(0, 10)}`,
  );
  return { json: about, words: words.join('\n') || 'No receipt is kept.' };
};

const works = { set, list, complete, send, file, receipt, receipts };

async function profileOf({ reports }: Reporting, site: string): Promise<ReporterProfile> {
  const found = await reports.profileOf(site);
  if (found) return found;
  throw new VestibuleError('bad-request', `The site ${site} does not report. Begin with report set FILE.`);
}

function asJson({ entry, state, dueAt, code, batch, problems }: CheckedReport) {
  return {
    entry,
    state,
    dueAt,
    ...(code !== undefined && { code }),
    ...(batch !== undefined && { batch }),
    problems,
  };
}

function inWords({ entry, state, dueAt, code, problems }: CheckedReport): string {
  const head = `${entry}  ${state}${code === undefined ? '' : ` (${code})`}  due ${dueAt.toISOString()}`;
  return [head, ...problems.map(({ field, message }) => `    ${field}: ${message}`)].join('\n');
}
