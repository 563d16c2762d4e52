import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { contentSecurityPolicy } from './main/shell/content-security-policy';

const here = import.meta.dirname;

/** One build for each process: shell, terminal, reader host and command line share `dist/main`. */
export default defineConfig({
  main: {
    build: {
      outDir: 'dist/main',
      // The package that is optional stays one, whether the building machine could compile it or not.
      externalizeDeps: { include: ['smartcard'] },
      // The command line also runs on the machine's own Node, and the test runtime is an Electron 33.
      target: 'node20.18',
      rolldownOptions: {
        input: {
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
      },
    },
    plugins: [
      react(),
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
