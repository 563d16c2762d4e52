/** The shell (Electron main): windows, settings, secrets, supervision. No domain logic, no blocking work; the only room that imports electron. */
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { app, dialog, powerMonitor } from 'electron';
import type { Alert } from '../../shared/contract/terminal-state';
import type { UpdateEvent } from '../../shared/domain/update';
import { takeUntold } from '../updates/trial';
import { type Installation, installationKind, readersKind, settingsKind } from '../installation';
import { APP_ORIGIN, registerAppScheme, serveApp } from './app-protocol';
import { carryOut } from './command-line';
import { commandWords } from './command-words';
import { serveContract, tellWindows } from './contract-channel';
import { CustomerWindow } from './customer-window';
import { createDiagnosticsFile } from './diagnostics-file';
import { FrontWindow } from './front-window';
import { installGuards } from './guards';
import { createHandoffFolder } from './handoff-folder';
import { Kiosk, createKioskCalls } from './kiosk';
import { createJournalFiles } from './journal-files';
import { createInstallationCalls } from './installation-calls';
import { launchOptions } from './launch-options';
import { type Processes, startProcesses } from './processes';
import { createPrintingCalls } from './printing-calls';
import { createSelfServiceCalls } from './self-service-calls';
import { saveSampleSheet } from './sample-sheet';
import { settingsChanged } from './settings-changed';
import { type Store, openStore } from './store';
import { terminalOptions } from './terminal-options';
import { createUpdateCalls } from './update-calls';

const LOAD_UPDATES_AFTER_MS = 10_000;

const built = import.meta.dirname;
const preload = path.join(built, '../preload/preload.cjs');
const devServer = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL'];
const base = devServer ?? APP_ORIGIN;
const staffPage = `${base}/window/index.html`;

let processes: Processes | null = null;
const kiosk = new Kiosk();
const front = new FrontWindow({
  urls: { staff: staffPage, public: `${base}/customer/index.html#/self-service` },
  preload,
  kiosk,
  quitting: () => quitting,
  onClosed: () => customer.close(),
  onSessionEnd: () => app.quit(),
});
const counter = () => front.staff;
const customer = new CustomerWindow(`${base}/customer/index.html`, preload, counter);

const words = commandWords(process.argv);
// A command opens no page, and an administrator may have to run it as root, where Chromium has no sandbox.
if (!words) app.enableSandbox();
registerAppScheme();

if (words) {
  void app.whenReady().then(() => carryOut(words));
} else if (!app.requestSingleInstanceLock()) {
  app.quit();
} else {
  app.on('second-instance', focusFront);
  app.on('window-all-closed', () => app.quit());
  app.on('before-quit', quitInOrder);
  // Never `await app.whenReady()` at the top level: the ready event waits for this module to finish.
  void app.whenReady().then(start).catch(endWith);
}

/** Without its windows nobody could end the program, or start it again: it ends by itself, as from an exception nobody caught. */
function endWith(thrown: unknown): void {
  setImmediate(() => {
    throw thrown;
  });
}

async function start(): Promise<void> {
  serveApp(path.join(built, '../renderer'));
  installGuards(base);
  const userData = app.getPath('userData');
  const settings = openStore(userData, settingsKind);
  const installation = openStore(userData, installationKind);
  const readers = openStore(userData, readersKind);
  const launch = launchOptions(process.argv.slice(1), process.env);
  if (launch.mode) await becomeAsLaunched(installation, launch.mode, launch.authority?.url);
  const notices = [settings, installation, readers].flatMap((found) =>
    found.setAside ? [setAsideAlert(found.setAside, found.restored)] : [],
  );
  const untold = takeUntold(userData);
  if (untold) notices.push(updateAlert(untold));
  const installationLost = installation.setAside !== undefined && !installation.restored;
  // First of all, for they take longest: they load while the window does.
  const running = startProcesses(
    built,
    () => terminalOptions(userData, installation.read(), launch, notices, installationLost),
    () => readers.read(),
    (message) => {
      tellWindows(message);
      front.hear(message);
    },
    () => {
      void installation
        .write({ mode: 'new' })
        // Wiped it is, whatever the disk takes.
        .catch(() => undefined)
        .then(() => tellWindows({ event: 'installation', payload: { mode: 'new' } }));
    },
  );
  processes = running;
  powerMonitor.on('resume', running.tellAwake);
  powerMonitor.on('lock-screen', running.tellScreenLocked);
  const begun = { profile: userData, built, installation, processes: running, untold };
  // Signatures and downloads are nothing that the first screen needs; one that never comes is no reason to go without.
  const updates = Promise.race([front.firstShown, setTimeout(LOAD_UPDATES_AFTER_MS)])
    .then(() => import('./updates'))
    .then(({ Updates }) => Updates.start(begun));

  serveContract(
    {
      ...createInstallationCalls({ installation, processes: running, kiosk, tell: tellWindows }),
      ...createUpdateCalls(updates),
      ...createKioskCalls(kiosk, { installation, ask: running.ask }),
      ...createSelfServiceCalls({ installation, processes: running }),
      ...createDiagnosticsFile(counter, running.ask, kiosk),
      'settings.read': () => settings.read(),
      'settings.write': async (change) => {
        const { before, now } = await settings.write(change);
        running.tellSettings(settingsChanged(before, now));
        tellWindows({ event: 'settings', payload: now });
        return now;
      },
      'keys.waited': () => ({}),
      about: () => ({
        version: app.getVersion(),
        electron: process.versions.electron,
        chrome: process.versions.chrome,
        platform: `${process.platform} ${process.arch}`,
      }),
      'samples.print': printSamples,
      ...createPrintingCalls({ page: staffPage, preload, counter }),
      'customer.open': () => customer.open(),
      ...createJournalFiles(counter, running.grant),
      ...createHandoffFolder(counter, running.grant),
    },
    running.ask,
    base,
  );
  // A machine that was locked is locked before it shows anything.
  const installed = installation.read();
  if (installed.kiosk === true) kiosk.lock();
  front.open(installed.selfService ? 'public' : 'staff');
  if (!installed.selfService) customer.openOnSecondScreen();
  customer.followScreens();
}

/** What the command line says about the machine stays said. */
async function becomeAsLaunched(
  installation: Store<Installation>,
  mode: Installation['mode'],
  url: string | undefined,
): Promise<void> {
  const known = installation.read();
  if (known.mode === mode && (url === undefined || known.authorityUrl === url)) return;
  await installation.write({ mode, ...(url !== undefined && { authorityUrl: url }) });
}

function setAsideAlert(file: string, restored: boolean): Alert {
  const code = restored ? 'settings-restored' : 'settings-set-aside';
  return { id: randomUUID(), code, at: new Date().toISOString(), detail: file };
}

function updateAlert({ what, version, at }: UpdateEvent): Alert {
  const code = what === 'went-back' ? 'update-went-back' : 'update-failed';
  return { id: randomUUID(), code, at, detail: version };
}

async function printSamples(): Promise<{ saved: boolean; file?: string }> {
  const suggested = path.join(app.getPath('documents'), 'vestibule-samples.pdf');
  const window = counter();
  const chosen = window
    ? await dialog.showSaveDialog(window, {
        defaultPath: suggested,
        filters: [{ name: 'PDF', extensions: ['pdf'] }],
      })
    : { canceled: true, filePath: '' };
  if (chosen.canceled || !chosen.filePath) return { saved: false };
  await saveSampleSheet(`${staffPage}#/sample-sheet`, chosen.filePath, preload);
  return { saved: true, file: path.basename(chosen.filePath) };
}

function focusFront(): void {
  const window = front.shown;
  if (!window || window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

let quitting = false;
/** The journal is closed before the app ends: processes first, then windows. */
function quitInOrder(event: { preventDefault(): void }): void {
  if (quitting || !processes) return;
  event.preventDefault();
  quitting = true;
  void processes.stop().finally(() => app.quit());
}
