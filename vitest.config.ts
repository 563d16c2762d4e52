import { defineConfig } from 'vitest/config';

/** Kinds of test: pure parts, hostile bytes, real parts, the authority's once more over PostgreSQL, and the real Electron. */
export default defineConfig({
  cacheDir: process.env['VESTIBULE_VITE_CACHE'] ?? 'node_modules/.vite',
  test: {
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts'] } },
      { test: { name: 'fuzz', include: ['test/fuzz/**/*.test.ts'], testTimeout: 60_000 } },
      {
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'postgres',
          include: [
            'test/integration/authority-{access,bad-requests,delivery,enrolment,lists,orders,storage,training,verification}.test.ts',
            'test/postgres/**/*.test.ts',
          ],
          globalSetup: ['test/support/postgres-for-tests.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
