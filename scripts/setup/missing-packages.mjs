/**
 * @typedef {object} SystemPackage
 * @property {string} name in Debian 12
 * @property {string} [renamed] its name since the 64-bit time change, where that is another
 * @property {'display' | 'tests'} [only] serves the virtual display alone, or the tests alone
 */

/** @type {readonly SystemPackage[]} */
export const systemPackages = [
  { name: 'libgtk-3-0', renamed: 'libgtk-3-0t64' },
  { name: 'libnss3' },
  { name: 'libasound2', renamed: 'libasound2t64' },
  { name: 'libgbm1' },
  { name: 'libxss1' },
  { name: 'libsecret-1-0' },
  { name: 'xvfb', only: 'display' },
  { name: 'xauth', only: 'display' },
  { name: 'xdotool', only: 'tests' },
  { name: 'x11-xkb-utils', only: 'tests' },
  { name: 'socat', only: 'tests' },
  { name: 'strace', only: 'tests' },
  { name: 'umockdev', only: 'tests' },
  { name: 'gir1.2-umockdev-1.0', only: 'tests' },
  { name: 'python3-gi', only: 'tests' },
  { name: 'pcscd', only: 'tests' },
  { name: 'vsmartcard-vpcd', only: 'tests' },
  { name: 'iproute2', only: 'tests' },
  { name: 'postgresql', only: 'tests' },
  // The authority's page is tried in a plain browser.
  { name: 'chromium', only: 'tests' },
  // Its letters in Chinese: the page takes the fonts of whoever looks at it.
  { name: 'fonts-wqy-microhei', only: 'tests' },
  // The package `smartcard` is compiled when the dependencies are installed.
  { name: 'libpcsclite-dev', only: 'tests' },
  { name: 'build-essential', only: 'tests' },
  { name: 'python3', only: 'tests' },
];

/**
 * @param {string} answer what `dpkg-query -W -f '${Package} ${db:Status-Abbrev}\n'` said: a line each, "libnss3 ii"
 * @param {{ display: boolean, tests: boolean }} wanted whether a virtual display and the tests are wanted
 * @returns {SystemPackage[]} those that are needed for it and are not installed
 */
export function missingPackages(answer, wanted) {
  const installed = new Set(
    answer
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter(([, status]) => status?.charAt(1) === 'i')
      .map(([name]) => name),
  );
  return systemPackages.filter(
    ({ name, renamed, only }) =>
      (only === undefined || wanted[only]) && !installed.has(name) && !installed.has(renamed),
  );
}
