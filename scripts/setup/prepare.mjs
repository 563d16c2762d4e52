import { dependencies } from './dependencies.mjs';
import { electronRuntime } from './electron-runtime.mjs';
import { systemLibraries } from './system-libraries.mjs';

/**
 * Everything a machine needs to run the app, fetched or installed where it is missing; quick when nothing is.
 * @param {{ tests: boolean }} wanted whether tests will drive the app
 * @returns {Promise<import('./electron-runtime.mjs').Runtime>} the Electron to use
 */
export async function prepare(wanted) {
  // Libraries first: what is compiled among the dependencies needs them.
  const libraries = await systemLibraries(wanted);
  await dependencies({ newLibraries: libraries.length > 0 });
  const runtime = await electronRuntime();
  console.log(`Electron: ${runtime.label}`);
  return runtime;
}
