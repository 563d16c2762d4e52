import { type ChildProcess, fork } from 'node:child_process';
import { z } from 'zod';
import { VestibuleError } from '../../shared/domain/error';

/** A process that ends sooner than this many milliseconds after its start is not started again for ever. */
const TOO_SOON = 2_000;
const SOON_ENDS_ALLOWED = 5;

/** What one of several processes is told by its environment. */
const Environment = z.object({
  VESTIBULE_AUTHORITY_PROCESS: z.string().regex(/^\d+$/),
  /** Where the others listen; the first one finds a place. */
  VESTIBULE_AUTHORITY_PORT: z.coerce.number().int().optional(),
});

const Listens = z.object({ port: z.number().int() });

/** The place of a process behind a shared port. */
export interface Place {
  /** Its number, from 1. */
  readonly worker: string;
  /** The port to share; undefined for the first one, which says where the authority listens. */
  readonly port: number | undefined;
  /** Tells the process that started this one where it listens. */
  listens(port: number): void;
  /** Lets go of the process that started this one, so that this one can end. */
  leave(): void;
}

/** The place of this process behind a shared port; undefined where it stands alone or is the one that starts the others. */
export function placeHere(): Place | undefined {
  const environment = Environment.safeParse(process.env);
  if (!environment.success || !process.connected) return undefined;
  const { VESTIBULE_AUTHORITY_PROCESS: worker, VESTIBULE_AUTHORITY_PORT: port } = environment.data;
  // Whatever ends the process that started this one ends this one too.
  process.once('disconnect', () => process.exit());
  return {
    worker,
    port,
    listens: (at) => void process.send?.({ port: at }),
    leave: () => process.disconnect(),
  };
}

/**
 * Runs this very command in several processes that listen on one port (SO_REUSEPORT: the kernel shares connections out,
 * and those of a process that dies are reset at once), until `stopped`; one that dies is started anew. Throws
 * not-permitted where this system or runtime cannot share a port, internal where they end again and again as soon as
 * they start; why, they have said on standard error.
 */
export async function serveProcesses(count: number, stopped: Promise<void>): Promise<void> {
  requireSharedPorts();
  let stopping = false;
  let soonEnds = 0;
  let port: number | undefined;
  let hopeless = () => {};
  const failed = new Promise<void>((resolve) => (hopeless = resolve));
  const children = new Map<number, ChildProcess>();
  const start = (number: number) => {
    const begun = Date.now();
    const child = forked(number, port);
    children.set(number, child);
    child.on('message', (message) => {
      const listens = Listens.safeParse(message);
      if (!listens.success || port !== undefined) return;
      port = listens.data.port;
      for (let other = 2; other <= count; other += 1) start(other);
    });
    child.once('exit', () => {
      children.delete(number);
      if (stopping) return;
      soonEnds = Date.now() - begun < TOO_SOON ? soonEnds + 1 : 0;
      if (soonEnds >= SOON_ENDS_ALLOWED) hopeless();
      else start(number);
    });
  };
  start(1);
  const asked = await Promise.race([stopped.then(() => true), failed.then(() => false)]);
  stopping = true;
  await Promise.all([...children.values()].map(ended));
  if (!asked) throw new VestibuleError('internal', 'The processes of the authority do not stay.');
}

function forked(number: number, port: number | undefined): ChildProcess {
  const env = {
    ...process.env,
    VESTIBULE_AUTHORITY_PROCESS: String(number),
    ...(port !== undefined && { VESTIBULE_AUTHORITY_PORT: String(port) }),
  };
  return fork(process.argv[1] ?? '', process.argv.slice(2), { env, stdio: 'inherit' });
}

function requireSharedPorts(): void {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const known = major > 23 || (major === 23 && minor >= 1) || (major === 22 && minor >= 12);
  if (process.platform === 'linux' && known && !('electron' in process.versions)) return;
  throw new VestibuleError(
    'not-permitted',
    'Several processes behind one port need Linux and Node 22.12 or later, outside of the packaged app.',
  );
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
