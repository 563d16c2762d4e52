// npm run test:vm: the built reader host in a virtual machine with a real kernel: usbhid, hidraw, udev. Linux on x86-64.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { spawn } from 'node:child_process';
import { checkout } from '../../scripts/setup/checkout.mjs';
import { script, Stop } from '../../scripts/setup/stop.mjs';
import { prepareGuest } from './prepare-guest.mjs';

const PASSED = 'VM TESTS PASSED';
const SECONDS = 600;

await script(async () => {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Stop('This runs on Linux on x86-64 alone.');
  if (!existsSync(path.join(checkout, 'dist/main/reader-host.js')))
    throw new Stop('Build first: npm run build', 2);
  const { kernel, ramdisk } = await prepareGuest();
  console.log('Starting the virtual machine. Its processor is emulated: give it a minute or two.');
  return (await inGuest(kernel, ramdisk)).includes(PASSED) ? 0 : 1;
});

/** Shows what the guest says while it runs, and answers it. */
function inGuest(kernel, ramdisk) {
  // Emulated, not accelerated: /dev/kvm is there and does not work on many machines that are virtual themselves.
  const machine = [
    '-accel',
    'tcg,thread=multi',
    '-cpu',
    'max',
    '-M',
    'q35',
    '-m',
    '1500',
    '-smp',
    '2',
    '-nographic',
    '-no-reboot',
    '-nodefaults',
  ];
  const words = `console=ttyS0 quiet panic=-1 rdinit=/init vestibule.checkout=${checkout} vestibule.node=${process.execPath}`;
  const files = 'local,path=/,mount_tag=host,security_model=none,readonly=on,multidevs=remap';
  const boot = [
    '-kernel',
    kernel,
    '-initrd',
    ramdisk,
    '-append',
    words,
    '-virtfs',
    files,
    '-serial',
    'stdio',
  ];
  const guest = spawn('qemu-system-x86_64', [...machine, ...boot], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const limit = setTimeout(() => guest.kill('SIGKILL'), SECONDS * 1_000);
  let said = '';
  guest.stdout.setEncoding('utf8').on('data', (text) => {
    said += text;
    process.stdout.write(text);
  });
  return new Promise((resolve, reject) => {
    guest.on('error', reject);
    guest.on('close', () => {
      clearTimeout(limit);
      resolve(said);
    });
  });
}
