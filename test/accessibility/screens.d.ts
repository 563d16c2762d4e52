/** The script is plain JavaScript; the test that goes through its screens says what it uses. */
declare module '*/screens/every-screen.mjs' {
  import type { Page } from 'playwright-core';

  type Tour = (
    size: { width: number; height: number },
    language: string,
    take: (page: Page, name: string) => Promise<void>,
  ) => Promise<void>;

  export const tours: Readonly<Record<string, Tour>>;
}
