import path from 'node:path';

/** The folder of the repository, absolute. */
export const checkout = path.resolve(import.meta.dirname, '../..');

const ownTools = path.join(checkout, 'node_modules', '.bin');
const machineEntries = (process.env.PATH ?? '')
  .split(path.delimiter)
  .filter((entry) => entry && entry !== ownTools);

/** PATH of the machine alone: npm must not run on a Node that it is about to replace. */
export const machinePath = machineEntries.join(path.delimiter);

/** PATH with the project's own tools first, above all the Node 22 that vitest and the build need. */
export const toolPath = [ownTools, ...machineEntries].join(path.delimiter);

/** Whether this process is root on Linux, where Chromium's sandbox refuses to run. */
export const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
