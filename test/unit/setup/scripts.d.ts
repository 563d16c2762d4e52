// The scripts are plain JavaScript that runs before anything is installed; this is what the tests here use of them.
declare module '*/setup/app-arguments.mjs' {
  export function appArguments(given: readonly string[]): string[];
}
declare module '*/setup/bring-back.mjs' {
  export function bringBack(from: string, to: string): Promise<void>;
}
declare module '*/setup/command.mjs' {
  export function ask(
    command: string,
    args: readonly string[],
    options?: { seconds?: number },
  ): Promise<{ status: number; output: string }>;
}
declare module '*/setup/fingerprint.mjs' {
  export function fingerprint(folder: string, entries: readonly string[]): Promise<string>;
}
declare module '*/setup/installed-matches-lock.mjs' {
  interface Lock {
    packages: Record<string, { version?: string; integrity?: string; optional?: boolean }>;
  }
  export function installedMatchesLock(lock: Lock, installed: Lock): boolean;
}
declare module '*/setup/integrity.mjs' {
  export function checkIntegrity(file: string, expected: string): Promise<void>;
}
declare module '*/setup/missing-packages.mjs' {
  export function missingPackages(
    answer: string,
    wanted: { display: boolean; tests: boolean },
  ): { name: string }[];
}
declare module '*/setup/ordinary-user.mjs' {
  export interface OrdinaryUser {
    name: string;
    uid: number;
    gid: number;
    home: string;
  }
  export function ordinaryUser(): Promise<OrdinaryUser | null>;
  export function asUser(
    user: OrdinaryUser | null,
    command: string,
    args: readonly string[],
  ): [command: string, args: string[]];
}
declare module '*/setup/runtime-choice.mjs' {
  export function chooseRuntime(state: {
    given: boolean;
    official: boolean;
    testRuntime: boolean;
    failedAt: number | null;
    now: number;
  }): 'given' | 'official' | 'download' | 'test';
}
declare module '*/setup/sandbox-environment.mjs' {
  export function sandboxEnvironment(
    from: Record<string, string | undefined>,
    own: Record<string, string>,
  ): Record<string, string>;
}
declare module '*/test/count.mjs' {
  interface Count {
    passed: number;
    failed: number;
    skipped: number;
    failures: readonly string[];
  }
  interface Report {
    numPassedTests: number;
    numPendingTests: number;
    numTodoTests: number;
    testResults: {
      name: string;
      status: string;
      assertionResults: { status: string; fullName: string }[];
    }[];
  }
  export function countRun(report: Report | null, exitStatus: number): Count;
  export function sum(counts: readonly Count[]): Count;
  export function countLine(count: Count): string;
}
declare module '*/test/selection.mjs' {
  export function selectTests(args: readonly string[]): {
    everything: boolean;
    here: readonly string[];
    inElectron: readonly string[];
    build: boolean;
    filters: readonly string[];
  };
}
declare module '*/api/api-types.mjs' {
  export function apiTypes(document: string): Promise<string>;
}
declare module '*/setup/stop.mjs' {
  export class Stop extends Error {
    constructor(message: string, exitStatus?: number);
  }
  export function script(body: () => Promise<number | void>): Promise<void>;
}
