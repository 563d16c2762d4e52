// What Electron ships as default_app.asar, for a runtime that came without one: `electron [-r module]… folder`.
// As in the original, the app is imported with a top-level await, so `ready` waits until its module has loaded.
// Left out: the welcome window, the prompt, and opening a web page.
import { app } from 'electron/main';
import fs from 'node:fs';
import { Module } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const args = process.argv.slice(1);
const preloads = [];
let target;
while (args.length > 0 && target === undefined) {
  const arg = args.shift();
  if (arg === '--version' || arg === '-v') {
    console.log(`v${process.versions.electron}`);
    process.exit(0);
  } else if (arg === '--abi' || arg === '-a') {
    console.log(process.versions.modules);
    process.exit(0);
  } else if (arg === '--require' || arg === '-r') preloads.push(args.shift());
  else if (!arg.startsWith('-')) target = path.resolve(arg);
}
if (target === undefined) {
  console.error('usage: electron [-r module]… folder');
  process.exit(2);
}

// Electron's own rule: an app that does not say what happens when its last window closes, quits.
app.on('window-all-closed', () => {
  if (app.listenerCount('window-all-closed') === 1) app.quit();
});
if (preloads.length > 0) Module._preloadModules(preloads);
Object.defineProperty(process, 'defaultApp', { configurable: false, enumerable: true, value: true });

const manifest = path.join(target, 'package.json');
let appPath;
if (fs.existsSync(manifest)) {
  const { version, name, productName, desktopName, v8Flags } = JSON.parse(fs.readFileSync(manifest, 'utf8'));
  if (version) app.setVersion(version);
  if (productName ?? name) app.name = productName ?? name;
  app.setDesktopName(desktopName ?? `${app.name}.desktop`);
  if (v8Flags) (await import('node:v8')).setFlagsFromString(v8Flags);
  appPath = target;
}
try {
  const entry = Module._resolveFilename(target, null, true);
  app.setAppPath(appPath ?? path.dirname(entry));
  await import(pathToFileURL(entry).href);
} catch (problem) {
  console.error('App threw an error during load');
  console.error(problem);
  throw problem;
}
