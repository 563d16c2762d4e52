import { describe, expect, it } from 'vitest';
import { installedMatchesLock } from '../../../scripts/setup/installed-matches-lock.mjs';

const one = { version: '1.0.0', integrity: 'sha512-one' };
const lock = { packages: { '': {}, 'node_modules/one': one } };

describe('Given a package-lock.json', () => {
  it('when npm installed just that, then nothing has to be installed', () => {
    expect(installedMatchesLock(lock, { packages: { 'node_modules/one': one } })).toBe(true);
  });

  it('when a package is absent, then the installation is stale', () => {
    expect(installedMatchesLock(lock, { packages: {} })).toBe(false);
  });

  it('when a package has another version, then the installation is stale', () => {
    const other = { packages: { 'node_modules/one': { ...one, version: '1.0.1' } } };
    expect(installedMatchesLock(lock, other)).toBe(false);
  });

  it('when a package has the version but other contents, then the installation is stale', () => {
    const other = { packages: { 'node_modules/one': { ...one, integrity: 'sha512-other' } } };
    expect(installedMatchesLock(lock, other)).toBe(false);
  });

  it('when only a binary for another machine is absent, then nothing has to be installed', () => {
    const foreign = { ...one, optional: true };
    expect(
      installedMatchesLock({ packages: { 'node_modules/one-windows': foreign } }, { packages: {} }),
    ).toBe(true);
  });
});
