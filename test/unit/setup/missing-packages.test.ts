import { describe, expect, it } from 'vitest';
import { missingPackages } from '../../../scripts/setup/missing-packages.mjs';

const installed = (...names: string[]) => names.map((name) => `${name} ii `).join('\n');
const forTests = [
  'xdotool',
  'x11-xkb-utils',
  'socat',
  'strace',
  'umockdev',
  'gir1.2-umockdev-1.0',
  'python3-gi',
  'pcscd',
  'vsmartcard-vpcd',
  'iproute2',
  'postgresql',
  'chromium',
  'fonts-wqy-microhei',
  'libpcsclite-dev',
  'build-essential',
  'python3',
];
const libraries = ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'libxss1', 'libsecret-1-0'];
const names = (answer: string, wanted: { display: boolean; tests: boolean }) =>
  missingPackages(answer, wanted).map(({ name }) => name);

describe('Given a Debian machine', () => {
  it('when it is bare and tests are wanted, then the virtual display and the tests’ own tools are missing as well', () => {
    expect(names('', { display: true, tests: true })).toEqual([...libraries, 'xvfb', 'xauth', ...forTests]);
  });

  it('when it has a display and the app is only started, then no virtual display is asked for', () => {
    expect(names('', { display: false, tests: false })).toEqual(libraries);
  });

  it('when everything is there, then nothing is missing', () => {
    const all = installed(...libraries, 'xvfb', 'xauth', ...forTests);
    expect(names(all, { display: true, tests: true })).toEqual([]);
  });

  it('when the release has renamed a package, then the new name counts', () => {
    const renamed = installed(
      'libgtk-3-0t64',
      'libnss3',
      'libasound2t64',
      'libgbm1',
      'libxss1',
      'libsecret-1-0',
    );
    expect(names(renamed, { display: false, tests: false })).toEqual([]);
  });

  it('when a package was removed and only its configuration is left, then it is missing', () => {
    const answer = `${installed(...libraries.filter((name) => name !== 'libgtk-3-0'))}\nlibgtk-3-0 rc \n`;
    expect(names(answer, { display: false, tests: false })).toEqual(['libgtk-3-0']);
  });

  it('when a package is held back at its version, then it is installed all the same', () => {
    const answer = `${installed(...libraries.slice(1))}\nlibgtk-3-0 hi \n`;
    expect(names(answer, { display: false, tests: false })).toEqual([]);
  });
});
