// The last step of `npm run build`: makes the command line a command, and lists whose work is in the build.
import { chmod, copyFile, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { writeNotices } from './package/notices.mjs';
import { forgetBuild } from './setup/build.mjs';
import { checkout } from './setup/checkout.mjs';

const command = path.join(checkout, 'dist', 'main', 'cli.js');
const shebang = '#!/usr/bin/env node\n';
const code = await readFile(command, 'utf8');
if (!code.startsWith(shebang)) await writeFile(command, shebang + code.replace(/^#!.*\n/, ''));
await chmod(command, 0o755);
// The keys of releases that this build believes; a check of updates brings its own.
await copyFile(
  process.env.VESTIBULE_RELEASE_KEYS ?? path.join(checkout, 'build', 'release-keys.json'),
  path.join(checkout, 'dist', 'main', 'release-keys.json'),
);
await writeNotices();
await forgetBuild();
