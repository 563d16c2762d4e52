// node scripts/handoff/property-system.mjs STAYS.json [--once]: a property-management system of sixty lines (docs/handoff.md).
//
// It asks the terminal of this machine for records, keeps the stays in a JSON file, and acknowledges once that file is
// written. VESTIBULE_HANDOFF is the address, VESTIBULE_HANDOFF_TOKEN the token. --once ends when nothing is left.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

const [file = 'stays.json', once] = process.argv.slice(2);
const address = process.env.VESTIBULE_HANDOFF ?? 'http://127.0.0.1:8750';
const authorization = `Bearer ${process.env.VESTIBULE_HANDOFF_TOKEN ?? ''}`;

/** @type {Record<string, { name?: string, room?: string, arrival?: string, departure?: string, verdict?: string, outcome: string, state: string, consent?: string }>} */
const stays = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};

for (;;) {
  const { records, next } = await ask(`/v1/records?wait=${once ? 0 : 25}`);
  for (const record of records) take(record);
  if (records.length > 0) save();
  // Only now: what is acknowledged does not come again. What came twice counts once, because its id is the key.
  await ask('/v1/acknowledgements', { method: 'POST', body: JSON.stringify({ through: next }) });
  if (once && records.length === 0) break;
}

/** @param {any} record */
function take(record) {
  const stay = stays[record.about];
  if (record.kind === 'check-in') {
    const { fullName, givenName, familyName } = record.claims;
    const name = fullName ?? [givenName, familyName].filter(Boolean).join(' ');
    const { verdict, outcome, form } = record;
    stays[record.id] ??= { name, ...form, verdict, outcome, state: 'here' };
  } else if (record.kind === 'void' && stay) stay.state = 'taken back';
  else if (record.kind === 'check-out' && stay)
    stay.state = record.left === null ? 'here' : `left ${record.left}`;
  else if (record.kind === 'late-verdict') {
    for (const each of Object.values(stays))
      if (each.verdict === record.verdict) each.outcome = record.outcome;
  } else if (record.kind === 'consent-withdrawn' && stay) stay.consent = `withdrawn ${record.at}`;
  else if (record.kind === 'erasure') for (const id of record.records) delete stays[id];
}

/** A power cut leaves the file as it was or as it is now. */
function save() {
  writeFileSync(`${file}.new`, `${JSON.stringify(stays, null, 2)}\n`, { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
}

/**
 * @param {string} path
 * @param {RequestInit} [options]
 * @returns {Promise<any>}
 */
async function ask(path, options = {}) {
  const answer = await fetch(`${address}${path}`, { ...options, headers: { authorization } });
  const body = await answer.json();
  if (!answer.ok) throw new Error(`${answer.status} ${body.error}: ${body.message}`);
  return body;
}
