import { constants } from 'node:os';
import { describe, expect, it } from 'vitest';
import { CrashRecord } from '../../../main/readers/crash-record';
import { Driving } from '../../../main/readers/driving';
import { Quarantine } from '../../../main/readers/quarantine';

const SEGFAULT = 11;

function driven() {
  const record = new CrashRecord();
  return { record, driving: new Driving((message) => record.hear(message)) };
}

describe('Given a record of what the reader host was doing', () => {
  it('when it dies while one device is opened, then that one is the suspect, whoever read last', () => {
    const { record, driving } = driven();
    driving.touch('busy');
    void driving.opening('deadly', () => new Promise(() => undefined));
    record.died(SEGFAULT, 0);
    expect(record.isolation(1)).toEqual({ suspects: ['deadly'], setAside: [] });
  });

  it('when it dies while nothing is opened, then the one that sent something last is', async () => {
    const { record, driving } = driven();
    await driving.opening('one', async () => undefined);
    await driving.opening('other', async () => undefined);
    driving.touch('one');
    record.died(SEGFAULT, 0);
    expect(record.isolation(1).suspects).toEqual(['one']);
  });

  it('when nothing has sent anything yet, then the one that was opened last is, never the listing before it', async () => {
    const { record, driving } = driven();
    await driving.opening('scanner', async () => undefined);
    await driving.opening('transport:hid', async () => undefined);
    record.died(SEGFAULT, 0);
    expect(record.isolation(1).suspects).toEqual(['scanner']);
  });

  it('when opening fails, then it is over all the same', async () => {
    const { record, driving } = driven();
    await driving.opening('broken', () => Promise.reject(new Error('no'))).catch(() => undefined);
    expect(driving.isOpening).toBe(false);
    driving.touch('reads');
    record.died(SEGFAULT, 0);
    expect(record.isolation(1).suspects).toEqual(['reads']);
  });

  it('when a device was there at three crashes within a minute, then it is set aside until it is unplugged', () => {
    const { record, driving } = driven();
    for (const at of [0, 20_000, 59_000]) {
      driving.touch('nothing');
      driving.touch('deadly');
      record.died(SEGFAULT, at);
    }
    expect(record.isolation(60_000)).toEqual({ suspects: [], setAside: ['deadly'] });
    driving.letGo('deadly');
    expect(record.isolation(60_000)).toEqual({ suspects: [], setAside: [] });
  });

  it('when the third crash comes later than a minute after the first, then it is not; a calm minute clears it', () => {
    const { record, driving } = driven();
    for (const at of [0, 30_000, 61_000]) {
      driving.touch('nothing');
      driving.touch('flaky');
      record.died(SEGFAULT, at);
    }
    expect(record.isolation(61_000).setAside).toEqual([]);
    expect(record.isolation(61_000).suspects).toEqual(['flaky']);
    expect(record.isolation(121_000).suspects).toEqual([]);
  });

  it('when several are suspects, then the least suspected comes first', () => {
    const { record, driving } = driven();
    void driving.opening('deadly', () => new Promise(() => undefined));
    void driving.opening('innocent', () => new Promise(() => undefined));
    record.died(SEGFAULT, 0);
    const next = new Driving((message) => record.hear(message));
    void next.opening('deadly', () => new Promise(() => undefined));
    record.died(SEGFAULT, 1_000);
    expect(record.isolation(2_000).suspects).toEqual(['innocent', 'deadly']);
  });

  it.each([0, 2, 9, 15])('when it is ended from outside (%i), then nobody is blamed', (exitCode) => {
    const { record, driving } = driven();
    driving.touch('scanner');
    record.died(exitCode, 0);
    expect(record.isolation(1)).toEqual({ suspects: [], setAside: [] });
  });

  it('when it hangs three times as the service of smart cards is asked, then smart cards are set aside and no scanner', () => {
    const { record, driving } = driven();
    for (const at of [0, 8_000, 16_000]) {
      driving.touch('scanner');
      void driving.opening('transport:PC/SC', () => new Promise(() => undefined));
      record.died(constants.signals.SIGKILL, at, true);
    }
    expect(record.isolation(17_000)).toEqual({ suspects: [], setAside: ['transport:PC/SC'] });
  });

  it('when a message is not of the contract, then it changes nothing', () => {
    const { record, driving } = driven();
    driving.touch('scanner');
    for (const message of [null, {}, { type: 'driving' }, { type: 'let-go' }]) record.hear(message);
    record.died(SEGFAULT, 0);
    expect(record.isolation(1).suspects).toEqual(['scanner']);
  });
});

describe('Given suspects of an earlier crash', () => {
  const quarantine = () => new Quarantine({ suspects: ['second', 'third'], setAside: ['deadly'] });

  it('when devices are offered, then suspects wait and come one at a time, the least suspected first', () => {
    const kept = quarantine();
    const offered = () => ['first', 'third', 'second'].filter((id) => kept.admits(id));
    expect(offered()).toEqual(['first']);
    expect(kept.letInNext(false)).toBe(true);
    expect(offered()).toEqual(['first', 'second']);
    expect(kept.letInNext(false)).toBe(true);
    expect(offered()).toEqual(['first', 'third', 'second']);
    expect(kept.letInNext(false)).toBe(false);
  });

  it('when another device is being opened, then they wait for it, but not for ever', () => {
    const kept = quarantine();
    let scans = 0;
    while (!kept.admits('second')) {
      kept.letInNext(true);
      scans += 1;
    }
    expect(scans).toBeGreaterThan(1);
    expect(scans).toBeLessThan(20);
  });

  it('when one is not plugged in any more, then the next does not wait for it', () => {
    const kept = quarantine();
    kept.admits('third');
    kept.letInNext(false);
    expect(kept.admits('third')).toBe(true);
  });

  it('when one is set aside, then it is so until it is let go', () => {
    const kept = quarantine();
    expect(kept.isSetAside('deadly')).toBe(true);
    kept.letGo('deadly');
    expect(kept.isSetAside('deadly')).toBe(false);
  });
});
