import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';
import { contentSecurityPolicy } from './main/shell/content-security-policy';

const here = import.meta.dirname;

/** Notes whose packages went into a part of the build: their notices and the bill of materials are made from it. */
function listBundled(part: string): Plugin {
  return {
    name: 'list-bundled',
    apply: 'build',
    generateBundle(_options, bundle) {
      const modules = Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []));
      const folders = modules.flatMap((id) => {
        const file = path.relative(here, id.replaceAll('\0', '')).split(path.sep).join('/');
        return /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? [];
      });
      const list = [...new Set(folders)].sort();
      mkdirSync(path.join(here, 'dist'), { recursive: true });
      writeFileSync(path.join(here, 'dist', `bundled-${part}.json`), `${JSON.stringify(list)}\n`);
    },
  };
}

/** The component library speaks thirty-odd languages; the windows load those of their own catalogues alone. */
const spoken = new Set(['en-US', 'zh-CN', 'es-ES', 'it-IT', 'ar-AE']);
const ownLanguagesAlone: Plugin = {
  name: 'own-languages-alone',
  apply: 'build',
  load(id) {
    const locale = /\/react-(?:aria|stately)\/.*\/intl\/[^/]+\/([a-z]{2}-[A-Z]{2})\.mjs$/.exec(id)?.[1];
    return locale && !spoken.has(locale) ? 'export default {};' : undefined;
  },
};

/** One build for each process: shell, terminal, reader host and command line share `dist/main`. */
export default defineConfig({
  main: {
    plugins: [listBundled('main')],
    build: {
      outDir: 'dist/main',
      // The package that is optional stays one, whether the building machine could compile it or not.
      externalizeDeps: { include: ['smartcard'] },
      // The command line also runs on the machine's own Node, and the test runtime is an Electron 33.
      target: 'node20.18',
      rolldownOptions: {
        input: {
          start: path.resolve(here, 'main/shell/start.ts'),
          shell: path.resolve(here, 'main/shell/shell.ts'),
          terminal: path.resolve(here, 'main/terminal/process.ts'),
          'audit-worker': path.resolve(here, 'main/journal/audit-worker.ts'),
          'reader-host': path.resolve(here, 'main/readers/reader-host.ts'),
          cli: path.resolve(here, 'main/cli/vestibule.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    plugins: [listBundled('preload')],
    build: {
      outDir: 'dist/preload',
      lib: { entry: path.resolve(here, 'main/shell/preload.ts'), formats: ['cjs'] },
      externalizeDeps: false,
    },
  },
  renderer: {
    root: 'renderer',
    build: {
      outDir: 'dist/renderer',
      minify: true,
      // The policy of the page takes fonts and pictures from the app alone, never from a `data:` address.
      assetsInlineLimit: 0,
      rolldownOptions: {
        input: {
          window: path.resolve(here, 'renderer/window/index.html'),
          customer: path.resolve(here, 'renderer/customer/index.html'),
        },
        output: {
          codeSplitting: {
            // What says how schemas and markup are to work comes with the schemas, before whatever uses them.
            groups: [{ name: 'first', test: /node_modules\/zod\/|window\/(no-markup|strict-schemas)\.ts$/ }],
          },
        },
      },
    },
    plugins: [
      react(),
      ownLanguagesAlone,
      listBundled('renderer'),
      {
        name: 'content-security-policy',
        apply: 'build',
        transformIndexHtml: () => [
          {
            tag: 'meta',
            injectTo: 'head-prepend',
            attrs: { 'http-equiv': 'Content-Security-Policy', content: contentSecurityPolicy },
          },
        ],
      },
    ],
  },
});
