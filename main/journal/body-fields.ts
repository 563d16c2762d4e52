import type { BodyField } from '../../shared/contract/journal-calls';
import type { EntryKind } from '../../shared/domain/entry';
import { jsonOf } from './entries';

/** How long a value may be shown; a portrait or a signed answer is cut. */
const LONGEST = 300;

/**
 * What an entry says, field by field. What is about the person it was written for comes without its value unless it
 * is `revealed`: that is everything but what is named here.
 */
export function bodyFields(
  kind: EntryKind,
  body: Uint8Array,
  { revealed = false }: { revealed?: boolean } = {},
): BodyField[] {
  const plain = new Set(['outcome', 'assurance', 'format', 'purpose', ...plainFields[kind]]);
  return leavesOf(jsonOf(body)).map(({ path, value }) => {
    const open = revealed || plain.has(path.split('.')[0] ?? '');
    return open ? { path, value: cut(value) } : { path };
  });
}

/** Fields that are about the machine, the rules or the people who work here, by the kind that has them. */
const plainFields: Readonly<Record<EntryKind, readonly string[]>> = {
  verdict: ['reader', 'issuer', 'checks', 'trustListVersion', 'operator'],
  refusal: ['reader', 'reason', 'operator'],
  'check-in': ['operator', 'checks', 'issuer', 'trustListVersion', 'consent', 'approvals'],
  party: ['operator'],
  void: ['operator'],
  'check-out': ['operator'],
  'late-verdict': ['reason'],
  reveal: ['field', 'entries', 'operator'],
  consent: ['text', 'answer', 'shownBy', 'operator'],
  override: ['act', 'operator', 'approver'],
  operator: ['event', 'operator', 'role', 'by'],
  settings: ['changed', 'operator'],
  reader: ['reader', 'kind', 'name', 'state', 'changes'],
  clock: ['before', 'after', 'jumpMilliseconds'],
  disk: ['state', 'freeBytes'],
  checkpoint: ['note'],
  erasure: ['entries', 'operator'],
  succession: ['number', 'previousKey', 'signingKey', 'statement'],
  handoff: ['channel', 'records'],
  enrolment: ['former', 'epoch', 'entries', 'head', 'undelivered', 'operator'],
};

/** Every value of a body with its place in it, in the order it was written. */
function leavesOf(value: unknown, path: readonly string[] = []): { path: string; value: string }[] {
  if (typeof value !== 'object' || value === null) {
    return [{ path: path.join('.'), value: value === null ? '' : String(value) }];
  }
  return Object.entries(value).flatMap(([name, inner]) => leavesOf(inner, [...path, name]));
}

function cut(value: string): string {
  return value.length <= LONGEST ? value : `${value.slice(0, LONGEST)}…`;
}
