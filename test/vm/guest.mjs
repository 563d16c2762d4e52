/** Inside the guest: the built reader host over the real kernel's usbhid, hidraw and udev. One line for each check. */
import { execFileSync } from 'node:child_process';
import { chownSync, readdirSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { Host } from './host.mjs';
import { makeGadget, plug, reportsOf, send, unplug } from './gadget.mjs';

const NOBODY = 65_534;
const checkout = process.argv[2];
const failures = [];

makeGadget();
plug();
await check('the kernel makes hidraw nodes of the scanner and of the keyboard beside it', bothNodes);
await check('the rule that ships marks them for whoever sits at the machine', () =>
  inTime(() => hidraw().length === 2 && hidraw().every((node) => udev(node).includes('uaccess'))),
);

// Nobody sits at this machine: the rule leaves the nodes to root alone.
const host = new Host(checkout, NOBODY);
await check('an ordinary user hears which rule would let it in', () =>
  host.until((m) => m.reader?.state === 'no-permission' && m.reader.rule.includes('ATTRS{idVendor}=="0c2e"')),
);
for (const node of hidraw()) chownSync(node, NOBODY, NOBODY);
await check('once it may open the scanner it does so by itself', () =>
  host.until((m) => m.reader?.state === 'live' && m.reader.kind === 'hid-pos'),
);
await check('vendor, product and serial number are the device’s own', () =>
  host.until(
    (m) =>
      m.reader?.vendor === 'ACME' && m.reader.product === 'HID POS Scanner' && m.reader.serial === 'SN0001',
  ),
);
await check('a Chinese code is presented with its symbology', async () => {
  send(reportsOf('EID1-4F7K-身份'));
  return host.until((m) => m.content?.text === 'EID1-4F7K-身份' && m.symbology === ']Q1');
});
await check('the largest QR code comes whole, ten times over', async () => {
  const codes = Array.from({ length: 10 }, (_, at) => `${at}:`.padEnd(2_953, 'Z9'));
  for (const code of codes) send(reportsOf(code));
  await host.until((m) => m.content?.text === codes[9]);
  return codes.every((code) => host.texts().includes(code));
});
// As a scanner does: the next code when the last one is through. The kernel keeps 64 reports, a code has 53 at most.
await check('10,000 reports come without a loss', async () => {
  const codes = Array.from({ length: 189 }, (_, at) => `${at}/`.padEnd(2_953, 'Q7'));
  const began = performance.now();
  for (const code of codes) {
    const from = host.heard.length;
    send(reportsOf(code));
    if (!(await host.until(({ type }) => type === 'presentation', from))) return false;
    if (host.texts().at(-1) !== code) return false;
  }
  console.log(`# ${Math.round(performance.now() - began)} ms for ${codes.length * 53} reports`);
  return true;
});
await check('unplugged in the middle of a code: the half is said and the reader is gone', async () => {
  send(reportsOf('x'.repeat(500)).slice(0, 4));
  await setTimeout(200);
  unplug();
  return (await host.until((m) => m.code === 'read-incomplete')) && host.until((m) => m.type === 'gone');
});
await check('plugged in again: it reads again', async () => {
  const from = host.heard.length;
  plug();
  await bothNodes();
  for (const node of hidraw()) chownSync(node, NOBODY, NOBODY);
  const isLive = (m) => m.reader?.state === 'live' && m.reader.kind === 'hid-pos';
  if (!(await host.until(isLive, from))) return false;
  send(reportsOf('again'));
  return host.until((m) => m.content?.text === 'again', from);
});
await host.end();

console.log(failures.length === 0 ? 'VM TESTS PASSED' : `VM TESTS FAILED: ${failures.join('; ')}`);

async function check(name, holds) {
  let held = false;
  try {
    held = Boolean(await holds());
  } catch (thrown) {
    console.log(`# ${thrown instanceof Error ? thrown.message : String(thrown)}`);
  }
  console.log(`${held ? 'ok' : 'not ok'} ${name}`);
  if (!held) failures.push(name);
}

function bothNodes() {
  return inTime(() => hidraw().length === 2);
}

/** Whether it becomes true within 20 s. */
async function inTime(holds) {
  const deadline = Date.now() + 20_000;
  while (!holds()) {
    if (Date.now() > deadline) return false;
    await setTimeout(100);
  }
  return true;
}

function hidraw() {
  return readdirSync('/dev')
    .filter((name) => name.startsWith('hidraw'))
    .map((name) => `/dev/${name}`);
}

function udev(node) {
  return execFileSync('udevadm', ['info', '--query=property', `--name=${node}`], { encoding: 'utf8' });
}
