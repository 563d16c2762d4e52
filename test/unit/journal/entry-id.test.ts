import { expect, test } from 'vitest';
import { z } from 'zod';
import { newEntryId } from '../../../main/journal/entry-id';

test('Given two moments, when ids are made, then they are UUIDs of version 7 that sort by time and never repeat', () => {
  const early = Array.from({ length: 50 }, () => newEntryId(new Date('2026-11-02T14:02:00.000Z')));
  const late = newEntryId(new Date('2026-11-02T14:02:00.001Z'));
  for (const id of [...early, late]) expect(z.uuidv7().safeParse(id).success).toBe(true);
  expect(early.every((id) => id < late)).toBe(true);
  expect(new Set(early).size).toBe(50);
});
