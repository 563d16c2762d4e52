/** The shell (Electron main): windows, settings, secrets, supervision. No domain logic, no blocking work; the only room that imports electron. */
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { app, dialog, powerMonitor } from 'electron';
import type { Alert } from '../../shared/contract/terminal-state';
import type { UpdateEvent } from '../../shared/domain/update';
import { takeUntold } from '../updates/trial';
import { installationKind, readStored, readersKind, settingsKind } from '../installation';
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
import { terminalOptions } from './terminal-options';
import { createUpdateCalls } from './update-calls';

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
});
const counter = () => front.staff;
const customer = new CustomerWindow(`${base}/customer/index.html`, preload, counter);

app.enableSandbox();
registerAppScheme();

const words = commandWords(process.argv);
if (words) {
  void app.whenReady().then(() => carryOut(words));
} else if (!app.requestSingleInstanceLock()) {
  app.quit();
} else {
  app.on('second-instance', focusFront);
  app.on('window-all-closed', () => app.quit());
  app.on('before-quit', quitInOrder);
  // Never `await app.whenReady()` at the top level: the ready event waits for this module to finish.
  void app.whenReady().then(start);
}

async function start(): Promise<void> {
  serveApp(path.join(built, '../renderer'));
  installGuards(base);
  const userData = app.getPath('userData');
  // The settings library costs a tenth of the cold start: it loads while the window does.
  const stores = import('./store').then(({ openStore }) => ({
    settings: openStore(userData, settingsKind),
    installation: openStore(userData, installationKind),
    readers: openStore(userData, readersKind),
  }));
  const ready = stores.then(({ settings, installation, readers }) => {
    const launch = launchOptions(process.argv.slice(1), process.env);
    if (launch.mode) {
      installation.write({
        mode: launch.mode,
        ...(launch.authority && { authorityUrl: launch.authority.url }),
      });
    }
    const notices = [settings, installation, readers].flatMap((found) =>
      found.setAside ? [setAsideAlert(found.setAside, found.restored)] : [],
    );
    const untold = takeUntold(userData);
    if (untold) notices.push(updateAlert(untold));
    const installationLost = installation.setAside !== undefined && !installation.restored;
    processes = startProcesses(
      built,
      () => terminalOptions(userData, installation.read(), launch, notices, installationLost),
      () => readers.read(),
      (message) => {
        tellWindows(message);
        front.hear(message);
      },
      () => {
        installation.write({ mode: 'new' });
        tellWindows({ event: 'installation', payload: { mode: 'new' } });
      },
    );
    const begun = { profile: userData, built, installation, processes, untold };
    // Signatures and downloads are nothing that the first screen needs.
    const updates = import('./updates').then(({ Updates }) => Updates.start(begun));
    powerMonitor.on('resume', processes.tellAwake);
    powerMonitor.on('lock-screen', processes.tellScreenLocked);
    return { processes, installation, updates, tell: tellWindows, ask: processes.ask };
  });

  const grant = async (file: string) => (await ready).processes.grant(file);
  serveContract(
    {
      ...createInstallationCalls(ready),
      ...createUpdateCalls(ready.then(({ updates }) => updates)),
      ...createKioskCalls(kiosk, ready),
      ...createSelfServiceCalls(ready),
      ...createDiagnosticsFile(counter, async (name, request) => (await ready).processes.ask(name, request)),
      'settings.read': async () => (await stores).settings.read(),
      'settings.write': async (change) => {
        const { settings } = await stores;
        const before = settings.read();
        const next = settings.write(change);
        (await ready).processes.tellSettings(settingsChanged(before, next));
        tellWindows({ event: 'settings', payload: next });
        return next;
      },
      about: () => ({
        version: app.getVersion(),
        electron: process.versions.electron,
        chrome: process.versions.chrome,
        platform: `${process.platform} ${process.arch}`,
      }),
      'samples.print': printSamples,
      ...createPrintingCalls({ page: staffPage, preload, counter }),
      'customer.open': () => customer.open(),
      ...createJournalFiles(counter, grant),
      ...createHandoffFolder(counter, grant),
    },
    async (name, request) => (await ready).processes.ask(name, request),
    base,
  );
  // A machine that was locked is locked before it shows anything: the file is read at once, not with the settings.
  const installed = readStored(userData, installationKind);
  if (installed.kiosk === true) kiosk.lock();
  front.open(installed.selfService ? 'public' : 'staff');
  if (!installed.selfService) customer.openOnSecondScreen();
  await ready;
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
