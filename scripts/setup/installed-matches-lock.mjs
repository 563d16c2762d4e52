/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean }} LockedPackage
 * @typedef {{ packages: Record<string, LockedPackage> }} Lock
 */

/**
 * Compares package-lock.json with the record npm keeps in node_modules, so that an installation made by hand
 * counts as well and one that was interrupted does not.
 * @param {Lock} lock
 * @param {Lock} installed
 * @returns {boolean} whether everything the lock asks of this machine is there. Optional packages may be absent:
 *   most of them are binaries for other machines.
 */
export function installedMatchesLock(lock, installed) {
  return Object.entries(lock.packages).every(([place, wanted]) => {
    if (place === '') return true;
    const found = installed.packages[place];
    if (!found) return wanted.optional === true;
    return found.version === wanted.version && found.integrity === wanted.integrity;
  });
}
