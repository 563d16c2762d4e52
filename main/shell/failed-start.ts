import { setTimeout } from 'node:timers/promises';
import { inspect } from 'node:util';
import { app, dialog } from 'electron';
import { failedStartWords, languageOfSystem } from './failed-start-words';

/** Nobody may sit there (a kiosk, a start by a script): then it ends by itself, and whoever supervises it can start it again. */
const TOLD_FOR_MS = 60_000;
const EXIT_CODE = 1;

/**
 * Says in the system's language that the program cannot start and what to do, and ends it with an exit code. What went
 * wrong in the words of the system is on the error stream, for whoever is called.
 */
export async function tellFailedStart(thrown: unknown): Promise<void> {
  process.stderr.write(`${inspect(thrown)}\n`);
  await app.whenReady();
  const { title, folder, unforeseen, close } =
    failedStartWords[languageOfSystem(app.getPreferredSystemLanguages())];
  const fault = faultOfSystem(thrown);
  const told = dialog.showMessageBox({
    type: 'error',
    title,
    message: title,
    detail: fault === undefined ? unforeseen : `${folder}\n\n${app.getPath('userData')}\n${fault}`,
    buttons: [close],
  });
  await Promise.race([told, setTimeout(TOLD_FOR_MS)]);
  app.exit(EXIT_CODE);
}

/** The code of what the operating system refused; undefined where it was something else. */
function faultOfSystem(thrown: unknown): string | undefined {
  return thrown instanceof Error && 'syscall' in thrown && 'code' in thrown ? String(thrown.code) : undefined;
}
