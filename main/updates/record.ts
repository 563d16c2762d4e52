import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { UpdateEvent, Version } from '../../shared/domain/update';
import { type StoredKind, readStored, writeStored } from '../installation/stored-file';

/** An update that was installed and has not proven itself yet. */
export const Trial = z.object({
  from: Version,
  to: Version,
  /** Starts so far that did not get as far as "ready to scan". */
  starts: z.number().int().nonnegative(),
  /** What stood in the way of check-ins before, by its code: that it still does is not the update's fault. */
  problem: z.string().optional(),
});
export type Trial = z.infer<typeof Trial>;

/** What a machine remembers of its updates. An older version reads it after a newer one: members are only ever added. */
export const UpdateRecord = z.object({
  /** Names this machine where a roll-out draws lots and no terminal is enrolled. */
  machine: z.uuid(),
  /** When the newest statement that was believed here was issued. */
  issuedAt: z.iso.datetime().optional(),
  /** Versions that did not start here; they are not tried again by themselves. */
  failed: z.array(Version).max(50),
  trial: Trial.optional(),
  last: UpdateEvent.optional(),
  /** What happened while no journal was open to write it into. */
  untold: UpdateEvent.optional(),
});
export type UpdateRecord = z.infer<typeof UpdateRecord>;

const recordKind: StoredKind<UpdateRecord> = {
  name: 'updates',
  schema: UpdateRecord,
  defaults: { machine: randomUUID(), failed: [] },
  migrations: [],
};

/** Durable at once: what is written before a program ends is what the next one finds. */
export class Record {
  constructor(private readonly profile: string) {}

  read(): UpdateRecord {
    return readStored(this.profile, recordKind);
  }

  write(change: Partial<UpdateRecord>): UpdateRecord {
    const next = { ...this.read(), ...change };
    writeStored(this.profile, recordKind, next);
    return next;
  }
}
