import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import { dropRecord } from '../../main/handoff/folder-drop';
import { HandoffRecord } from '../../shared/domain/handoff';
import { handedOver, handoffOf } from '../support/handoff-desk';
import { journalBench, temporaryFolder } from '../support/journal-folder';
import { checkIn, people, voidOf } from '../support/journal-samples';
import { diskInMemory } from '../support/small-disk';

describe('Given the folder of the handoff', () => {
  const filesIn = (folder: string) => readdirSync(folder).sort();

  test('when guests are recorded, then each has a file of its own, whole, in order, and journalled', async () => {
    const { begun } = journalBench();
    const journal = begun();
    const drop = temporaryFolder();
    const { handoff } = await handoffOf(journal);
    handoff.setFolder(drop);
    const lin = checkIn(journal, people.lin);
    const taken = voidOf(journal, lin.entry);
    handoff.nudge();
    await vi.waitFor(() => expect(filesIn(drop)).toHaveLength(2));
    await vi.waitFor(() => expect(handedOver(journal)).toHaveLength(1));
    expect(filesIn(drop)[0]).toMatch(new RegExp(`^\\d{10}-check-in-${lin.entry}\\.json$`));
    const [first, second] = filesIn(drop).map((name) =>
      HandoffRecord.parse(JSON.parse(readFileSync(path.join(drop, name), 'utf8'))),
    );
    expect(first).toMatchObject({ kind: 'check-in', claims: { fullName: people.lin.fullName } });
    expect(second).toMatchObject({ kind: 'void', id: taken.entry, about: lin.entry });
    expect(handedOver(journal)).toEqual([{ channel: 'folder', records: [lin.entry, taken.entry] }]);
  });

  test.skipIf(process.platform === 'win32')(
    'when somebody who may write there lays a link where a record is being put, then nothing outside of it is written over, and the record is there',
    async () => {
      const { begun } = journalBench();
      const journal = begun();
      const drop = temporaryFolder();
      const { handoff } = await handoffOf(journal);
      handoff.setFolder(drop);
      checkIn(journal, people.lin);
      handoff.nudge();
      await vi.waitFor(() => expect(handedOver(journal)).toHaveLength(1));
      const [name = ''] = filesIn(drop);
      const file = path.join(drop, name);
      const record = HandoffRecord.parse(JSON.parse(readFileSync(file, 'utf8')));
      const victim = path.join(temporaryFolder(), 'journal.db');
      writeFileSync(victim, 'precious');
      symlinkSync(victim, `${file}.part`);
      // As after a restart that could not note that it was there.
      await dropRecord(drop, record);
      expect(readFileSync(victim, 'utf8')).toBe('precious');
      expect(filesIn(drop)).toEqual([name]);
      expect(lstatSync(file).isFile()).toBe(true);
    },
  );

  test('when it is gone, then that is told once and nothing is lost: what was recorded meanwhile comes when it is back, also after a restart', async () => {
    const { begun, open, close } = journalBench();
    const journal = begun();
    const drop = path.join(temporaryFolder(), 'share');
    mkdirSync(drop);
    const { handoff, problems } = await handoffOf(journal);
    handoff.setFolder(drop);
    renameSync(drop, `${drop}-away`);
    checkIn(journal, people.lin);
    handoff.nudge();
    await vi.waitFor(() => expect(problems).toEqual(['file-unwritable']));
    checkIn(journal, people.garcia);
    handoff.nudge();
    expect(handoff.standing().folder).toMatchObject({ problem: 'file-unwritable', waiting: 2 });
    // A file in its place is no folder either.
    writeFileSync(drop, '');
    handoff.nudge();
    await handoff.stop();
    expect(problems).toEqual(['file-unwritable']);

    close(journal);
    renameSync(drop, `${drop}-file`);
    renameSync(`${drop}-away`, drop);
    const again = open();
    await handoffOf(again);
    await vi.waitFor(() => expect(filesIn(drop)).toHaveLength(2));
    await vi.waitFor(() => expect(handedOver(again)).toHaveLength(1));
  });

  test('when its disk is full, then no half file is left, and everything comes once there is room (skipped without root)', async ({
    skip,
  }) => {
    const { disk, missing } = diskInMemory(1);
    if (disk === undefined) return skip(missing);
    const { begun } = journalBench();
    const journal = begun();
    const { handoff, problems } = await handoffOf(journal);
    const filler = path.join(disk, 'filler');
    writeFileSync(filler, Buffer.alloc(1024 * 1024));
    handoff.setFolder(disk);
    checkIn(journal, people.lin);
    handoff.nudge();
    await vi.waitFor(() => expect(problems).toEqual(['file-unwritable']));
    expect(filesIn(disk)).toEqual(['filler']);
    rmSync(filler);
    handoff.nudge();
    await vi.waitFor(() => expect(problems).toEqual(['file-unwritable', null]));
    expect(filesIn(disk)).toHaveLength(1);
  });

  test('when its share hangs, then the terminal closes all the same, writes nothing into the journal afterwards, and the record comes again', async () => {
    const { begun } = journalBench();
    const journal = begun();
    const drop = temporaryFolder();
    const { handoff, problems } = await handoffOf(journal);
    handoff.setFolder(drop);
    const { entry } = checkIn(journal, people.lin);
    const position = String(journal.head().entries).padStart(10, '0');
    const pipe = path.join(drop, `${position}-check-in-${entry}.json.part`);
    // Opening it to write waits for a reader, as a share waits for a server that is away.
    execFileSync('mkfifo', [pipe]);
    handoff.nudge();
    await setTimeout(300);
    await handoff.stop();
    const { entries } = journal.head();
    const server = spawn('cat', [pipe], { stdio: 'ignore' });
    await once(server, 'close');
    await setTimeout(300);
    expect(journal.head().entries).toBe(entries);
    expect(problems).toEqual([]);
    await handoffOf(journal);
    await vi.waitFor(() => expect(handedOver(journal)).toMatchObject([{ records: [entry] }]));
  });

  test('when the machine stops between a file and its note, then the record comes again under the same name', async () => {
    const { begun } = journalBench();
    const journal = begun();
    const drop = temporaryFolder();
    const { handoff } = await handoffOf(journal);
    handoff.setFolder(drop);
    const before = journal.vault.get('handoff');
    checkIn(journal, people.lin);
    handoff.nudge();
    await vi.waitFor(() => expect(handedOver(journal)).toHaveLength(1));
    await handoff.stop();
    const names = filesIn(drop);
    // The vault as it was before the note: what a power cut leaves.
    journal.vault.set('handoff', before ?? new Uint8Array());
    await handoffOf(journal);
    await vi.waitFor(() => expect(handedOver(journal)).toHaveLength(2));
    expect(filesIn(drop)).toEqual(names);
  });
});
