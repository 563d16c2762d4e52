import { defineConfig } from 'vitest/config';

/** Kinds of test: pure parts, hostile bytes, what verifies on Electron's own cryptography, real parts, the authority's once more over PostgreSQL, and the real Electron. */
export default defineConfig({
  cacheDir: process.env['VESTIBULE_VITE_CACHE'] ?? 'node_modules/.vite',
  test: {
    // A file on each processor; vitest would leave one of them out.
    maxWorkers: '100%',
    projects: [
      // A limit for what hangs, not for how long a busy machine takes: no test measures time.
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts'], testTimeout: 60_000 } },
      { test: { name: 'fuzz', include: ['test/fuzz/**/*.test.ts'], testTimeout: 60_000 } },
      {
        test: {
          name: 'electron-core',
          include: [
            'test/unit/{credentials,crypto,trust,vectors,verification}/**/*.test.ts',
            'test/unit/emrtd/worked-examples.test.ts',
            'test/unit/readers/sam-v.test.ts',
          ],
          // They make their own documents, with libraries and curves that Electron does not have; `vectors` stands in.
          exclude: ['test/unit/credentials/{mdoc,mdoc-device-keys,mdoc-issuers,vds}.test.ts'],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'integration',
          // The authority serves a style sheet, which it has to have.
          css: true,
          include: ['test/integration/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'postgres',
          include: [
            'test/integration/authority-{access,bad-requests,delivery,enrolment,lists,orders,receipts,reporting,retention,roles,set-aside,sites,storage,training,verification}.test.ts',
            'test/integration/{report-feed,stays-elsewhere,succession}.test.ts',
            'test/postgres/**/*.test.ts',
          ],
          globalSetup: ['test/support/postgres-for-tests.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // One app at a time: they would take the keyboard from each other, and each of them keeps two processors busy.
          fileParallelism: false,
        },
      },
      // Every screen in every language and theme takes its time: `npm run accessibility`.
      { test: { name: 'accessibility', include: ['test/accessibility/**/*.test.ts'] } },
    ],
  },
});
