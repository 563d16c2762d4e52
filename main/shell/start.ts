/** The first module of the program: counts the starts of an update that has not proven itself, and goes back from one that does not start. */
import { BrowserWindow, app } from 'electron';
import { countStart, endTrial } from '../updates/trial';
import { Record, type Trial } from '../updates/record';
import { commandWords } from './command-words';
import { installerHere } from './installer-here';
import { restart } from './restart';

const profile = app.getPath('userData');
const isCommand = commandWords(process.argv) !== undefined;
const failing = isCommand ? undefined : countStart(profile, app.getVersion(), new Date());

if (failing && giveUp(failing)) {
  // The version before is starting.
} else {
  if (!isCommand) process.on('uncaughtException', onUncaught);
  try {
    await import('./shell');
  } catch (thrown) {
    onUncaught(thrown);
  }
}

/** Answers whether the program is ending now, for the version before. */
function giveUp(trial: Trial): boolean {
  const installer = installerHere();
  const goesBack = installer?.goesBack === true;
  try {
    endTrial(profile, trial, goesBack, new Date());
  } catch {
    return false; // Its settings cannot be put back now: the update starts once more, and gives up another time.
  }
  if (goesBack) installer.goBack(trial.from);
  return goesBack;
}

/** On trial, whatever nobody caught is a failed start: the program begins anew, and that is counted. Else a person is told, unless they see a window already. */
function onUncaught(thrown: unknown): void {
  if (new Record(profile).read().trial) return restart();
  process.off('uncaughtException', onUncaught);
  if (BrowserWindow.getAllWindows().some((window) => window.isVisible())) throw thrown;
  // Where not even that can be told it ends all the same: without a window nobody could end it.
  void import('./failed-start')
    .then(({ tellFailedStart }) => tellFailedStart(thrown))
    .catch(() => app.exit(1));
}
