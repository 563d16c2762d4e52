import { execFile } from 'node:child_process';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { VestibuleError } from '../../shared/domain/error';
import { hidPosScanner } from '../readers/drivers/hid-pos-scanner';
import { magstripeReader } from '../readers/drivers/magstripe-reader';
import { hidTransport } from '../readers/transports/hid';
import { udevRule } from '../readers/udev-rule';
import { KNOWN_VENDORS, UDEV_SHIPPED_FILE, udevRulesFile } from '../readers/udev-rules-file';

/**
 * Installs the udev rules, with a line for each HID reader that is plugged in and of no known maker, and has udev apply
 * them.
 * With `dryRun` the file is printed. Throws file-unwritable where this user may not write it.
 */
export async function setUpReaders({
  dryRun,
  root,
  json,
}: {
  dryRun?: boolean;
  root: string;
  json?: true;
}): Promise<number> {
  const file = path.join(root, UDEV_SHIPPED_FILE);
  const isThisMachine = path.resolve(root) === '/';
  if (isThisMachine && !dryRun && process.platform !== 'linux') {
    console.error(
      'Only Linux needs a rule: here every reader may be opened, or the readers page says what to allow.',
    );
    return 0;
  }
  const rules = udevRulesFile(isThisMachine && !dryRun ? await rulesMissingHere() : []);
  if (dryRun) {
    process.stdout.write(json ? `${JSON.stringify({ file, rules, installed: false })}\n` : rules);
    return 0;
  }
  await install(file, rules);
  const applied = isThisMachine && (await apply());
  if (json) console.log(JSON.stringify({ file, rules, installed: true, applied }));
  else console.log(`Installed ${file}.${applied ? '' : ' Plug the readers in again.'}`);
  return 0;
}

/** The rules of USB HID readers that are plugged in and whose maker the file does not know. */
async function rulesMissingHere(): Promise<string[]> {
  const devices = await hidTransport().list();
  const ours = devices.filter((device) => [hidPosScanner, magstripeReader].some((d) => d.recognises(device)));
  return ours.filter(({ vendorId }) => !KNOWN_VENDORS.includes(vendorId)).map(udevRule);
}

async function install(file: string, rules: string): Promise<void> {
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, rules);
    await chmod(file, 0o644);
  } catch (cause) {
    throw new VestibuleError('file-unwritable', `${file} cannot be written. Run this as root (sudo).`, {
      cause,
    });
  }
}

/** Has udev read its rules anew and apply them to what is plugged in; answers whether it did. */
async function apply(): Promise<boolean> {
  const udevadm = promisify(execFile);
  try {
    await udevadm('udevadm', ['control', '--reload']);
    await udevadm('udevadm', ['trigger', '--subsystem-match=hidraw', '--subsystem-match=tty']);
    return true;
  } catch {
    return false;
  }
}
