import path from 'node:path';
import { build } from 'vite';
import { checkout } from '../setup/checkout.mjs';

/**
 * Bundles a program of the tests for plain Node, as the product's own build does.
 * @param {string} program relative to the repository
 * @param {string} folder where to
 * @returns {Promise<string>} the file that runs
 */
export async function compile(program, folder) {
  const name = `${path.basename(program, '.ts')}.mjs`;
  await build({
    root: checkout,
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true, external: ['@photostructure/sqlite', 'node-hid', 'serialport', 'smartcard'] },
    build: {
      ssr: path.join(checkout, program),
      outDir: folder,
      emptyOutDir: false,
      minify: false,
      rolldownOptions: { output: { format: 'es', entryFileNames: name } },
    },
  });
  return path.join(folder, name);
}
