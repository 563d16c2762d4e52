/** Debian's own kernel and a small memory disk with the modules that the guest needs, made once and kept. */
import { chmod, copyFile, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { cacheFolder, openCacheFolder } from '../../scripts/setup/cache-folder.mjs';
import { must } from '../../scripts/setup/command.mjs';
import { progress } from '../../scripts/setup/progress.mjs';
import { Stop } from '../../scripts/setup/stop.mjs';

const MODULES =
  'virtio_pci 9pnet_virtio 9p hid_generic usbhid dummy_hcd libcomposite usb_f_hid evdev configfs'.split(' ');
/** Packages, and where each has the program that is used here or in the guest. */
const PROGRAMS = [
  ['qemu-system-x86', ['/usr/bin/qemu-system-x86_64']],
  ['cpio', ['/usr/bin/cpio', '/bin/cpio']],
  ['kmod', ['/usr/sbin/depmod', '/sbin/depmod']],
  ['udev', ['/usr/bin/udevadm', '/bin/udevadm']],
];
const here = import.meta.dirname;

/** Downloads with apt what Debian's archive has; throws a Stop on other systems. */
export async function prepareGuest() {
  const missing = PROGRAMS.filter(([, places]) => !places.some((place) => existsSync(place)));
  if (missing.length > 0) {
    const packages = missing.map(([name]) => name).join(' ');
    throw new Stop(`Programs are missing. On Debian: apt-get install --no-install-recommends ${packages}`);
  }
  const kernelPackage = await newestKernel();
  const folder = path.join(cacheFolder, `vm-${kernelPackage}`);
  if (!existsSync(folder))
    await progress(`Fetching ${kernelPackage} and busybox`, () => fetchKernel(kernelPackage, folder));
  const version = readdirSync(path.join(folder, 'lib/modules'))[0];
  await makeRamdisk(folder, version);
  return {
    kernel: path.join(folder, 'boot', `vmlinuz-${version}`),
    ramdisk: path.join(folder, 'ramdisk.gz'),
  };
}

async function newestKernel() {
  const answer = await must('Asking for the kernel', 'apt-cache', ['depends', 'linux-image-amd64']);
  const name = /Depends: (linux-image-\S+)/.exec(answer)?.[1];
  if (!name) throw new Stop('Debian’s package linux-image-amd64 is not known here.');
  return name;
}

async function fetchKernel(kernelPackage, folder) {
  await openCacheFolder();
  // Whole or not at all: it takes its name only when it is complete.
  const draft = await mkdtemp(path.join(cacheFolder, 'preparing-'));
  try {
    // apt downloads as its own user, who has to be able to write here.
    await chmod(draft, 0o777);
    await must('The download', 'apt-get', ['download', '-qq', kernelPackage, 'busybox-static'], {
      cwd: draft,
    });
    for (const name of readdirSync(draft).filter((file) => file.endsWith('.deb'))) {
      await must('Unpacking', 'dpkg', ['-x', path.join(draft, name), draft]);
      await rm(path.join(draft, name));
    }
    const version = readdirSync(path.join(draft, 'lib/modules'))[0];
    await must('Listing the modules', 'depmod', ['-b', draft, version]);
    await rename(draft, folder);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** Made anew each time: the first program of the guest is part of the checkout. */
async function makeRamdisk(folder, version) {
  const disk = path.join(folder, 'ramdisk');
  await rm(disk, { recursive: true, force: true });
  for (const name of ['bin', 'modules', 'proc', 'sys', 'dev', 'host']) {
    await mkdir(path.join(disk, name), { recursive: true });
  }
  await copyFile(busyboxIn(folder), path.join(disk, 'bin/busybox'));
  await copyFile(path.join(here, 'init'), path.join(disk, 'init'));
  await chmod(path.join(disk, 'init'), 0o755);
  const modules = path.join(folder, 'lib/modules', version);
  const order = inOrder(await readFile(path.join(modules, 'modules.dep'), 'utf8'));
  for (const file of order)
    await copyFile(path.join(modules, file), path.join(disk, 'modules', path.basename(file)));
  await writeFile(path.join(disk, 'modules.order'), order.map((file) => `${path.basename(file)}\n`).join(''));
  const pack = 'find . | cpio --quiet -o -H newc | gzip -1 > ../ramdisk.gz';
  await must('Packing the memory disk', 'sh', ['-c', pack], { cwd: disk });
}

function busyboxIn(folder) {
  const places = ['bin/busybox', 'usr/bin/busybox'].map((name) => path.join(folder, name));
  const found = places.find((name) => existsSync(name));
  if (!found) throw new Stop('The package busybox-static holds no busybox.');
  return found;
}

/** The modules that are wanted, each behind those it needs. */
function inOrder(dependencies) {
  const needs = new Map(
    dependencies
      .trim()
      .split('\n')
      .map((line) => line.split(':'))
      .map(([file, others]) => [file, others.trim().split(' ').filter(Boolean)]),
  );
  const named = (name) =>
    [...needs.keys()].find((file) => path.basename(file).replaceAll('-', '_').startsWith(`${name}.ko`));
  const order = MODULES.map(named)
    .filter((file) => file !== undefined)
    .flatMap((file) => [...needs.get(file).toReversed(), file]);
  return [...new Set(order)];
}
