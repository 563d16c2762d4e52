import { describe, expect, test } from 'vitest';
import { type Chooser, choose, placeInRollout } from '../../../main/updates/choose';
import type { Release } from '../../../main/updates/release';
import { compareVersions } from '../../../main/updates/version';

const file = {
  system: 'linux',
  architecture: 'x64',
  kind: 'folder',
  name: 'vestibule-0.2.0.tar.gz',
  bytes: 1,
  sha512: 'a'.repeat(128),
} as const;
const release: Release = {
  version: '0.2.0',
  issuedAt: '2030-01-02T00:00:00Z',
  share: 100,
  backTo: '0.1.0',
  files: [file],
};
const machine: Chooser = {
  running: '0.1.0',
  system: 'linux',
  architecture: 'x64',
  kind: 'folder',
  terminal: 'terminal-1',
  site: { server: 'https://updates.example' },
  authority: {},
  failed: [],
};
const server = machine.site.server;

describe('A machine that looks at a release', () => {
  test.each<[string, Partial<Release>, Partial<Chooser>, object]>([
    ['a newer one for everybody', {}, {}, { take: file }],
    ['the one it runs', { version: '0.1.0' }, {}, { left: 'same' }],
    ['an older one', { version: '0.0.9' }, {}, { left: 'older' }],
    [
      'an older one that its site asks for',
      { version: '0.0.9' },
      { site: { server, only: '0.0.9' } },
      { left: 'older' },
    ],
    ['an older one that an installer asks for', { version: '0.0.9' }, { byHand: true }, { left: 'older' }],
    [
      'a statement older than one it believed',
      {},
      { issuedAt: '2030-01-02T00:00:00.001Z' },
      { left: 'older' },
    ],
    ['the statement it believed before', {}, { issuedAt: '2030-01-02T00:00:00.000Z' }, { take: file }],
    ['a site that holds back', {}, { site: { server, hold: true } }, { left: 'held' }],
    ['an authority that holds back', {}, { authority: { hold: true }, byHand: true }, { left: 'held' }],
    ['a site that wants another', {}, { site: { server, only: '0.3.0' } }, { left: 'other-version' }],
    ['an authority that wants another', {}, { authority: { only: '0.3.0' } }, { left: 'other-version' }],
    ['a share of nobody', { share: 0 }, {}, { left: 'not-yet-here' }],
    ['a share of nobody, and an installer', { share: 0 }, { byHand: true }, { take: file }],
    [
      'a share of nobody, and an authority that wants it',
      { share: 0 },
      { authority: { only: '0.2.0' } },
      { take: file },
    ],
    ['one that failed here', {}, { failed: ['0.2.0'] }, { left: 'failed-here' }],
    ['one that failed here, and an installer', {}, { failed: ['0.2.0'], byHand: true }, { take: file }],
    ['one that nobody could go back from', { backTo: '0.1.1' }, {}, { left: 'by-hand' }],
    [
      'one that nobody could go back from, and an installer',
      { backTo: '0.1.1' },
      { byHand: true },
      { take: file },
    ],
    ['no package for it', {}, { architecture: 'arm64' }, { left: 'no-package' }],
  ])('Given %s, when it chooses, then it takes what it may and says why not', (_, said, asked, expected) => {
    expect(choose({ ...release, ...said }, { ...machine, ...asked })).toEqual(expected);
  });

  test('Given a share of 10 per cent, when a thousand terminals draw, then about a hundred take it, and each draws the same again', () => {
    const terminals = Array.from({ length: 1_000 }, (__, index) => `terminal-${index}`);
    const taking = terminals.filter((terminal) => placeInRollout(terminal, '0.2.0') < 10);
    expect(taking.length).toBeGreaterThan(70);
    expect(taking.length).toBeLessThan(130);
    expect(terminals.filter((terminal) => placeInRollout(terminal, '0.2.0') < 10)).toEqual(taking);
    // Whoever was first this time is not the first next time.
    expect(taking.filter((terminal) => placeInRollout(terminal, '0.3.0') < 10).length).toBeLessThan(40);
    // A share that grows loses nobody.
    expect(taking.every((terminal) => placeInRollout(terminal, '0.2.0') < 50)).toBe(true);
  });

  test('Given versions with numbers of several digits, when they are compared, then as numbers', () => {
    expect(compareVersions('0.10.0', '0.9.9')).toBeGreaterThan(0);
    expect(compareVersions('1.0.0', '1.0.0')).toBe(0);
    expect(compareVersions('0.1.2', '0.1.10')).toBeLessThan(0);
  });
});
