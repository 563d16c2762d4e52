/** How long the terminal itself works to open a chip, without the chip and the way to it. */
import { randomBytes } from 'node:crypto';
import { openByBac } from '../../main/credentials/emrtd/bac';
import { Chip, type ChipChannel } from '../../main/credentials/emrtd/chip';
import { openByPace } from '../../main/credentials/emrtd/pace';
import { CARD_ACCESS } from '../../main/credentials/emrtd/data-groups';
import { readFile } from '../../main/credentials/emrtd/read-file';
import { readSecurityInfos } from '../../main/credentials/emrtd/security-infos';
import { type ChipOptions, VirtualChip } from '../../main/training/passport/virtual-chip';
import { CAN, KEY } from '../support/emrtd/sample';
import { type Figure, median, rounded } from './figure';
import { bareSignature } from './verify';

const ROUNDS = 30;
/** In milliseconds, the goal for PACE on each curve. */
const PACE_GOAL = 150;
const random = (length: number) => randomBytes(length);
const application = Buffer.from('a0000002471001', 'hex');

/** What states use most (NIST and Brainpool, 256 bits), and the most that a chip may ask. */
const PACE: readonly (readonly [name: string, pace: NonNullable<ChipOptions['pace']>])[] = [
  ['pace-p256', { suite: 'aes-128', curve: 12 }],
  ['pace-brainpool256', { suite: 'aes-128', curve: 13 }],
  ['pace-brainpool512', { suite: 'aes-256', curve: 17 }],
  ['pace-p521', { suite: 'aes-256', curve: 18 }],
];

/** One figure a way of opening: the maths of the terminal, from the first command to the session. */
export async function openChip(): Promise<Figure[]> {
  const yardstick = bareSignature();
  const figures: Figure[] = [];
  for (const [name, pace] of PACE) {
    figures.push(figureOf(name, await measured(() => paceMs(pace)), yardstick, PACE_GOAL));
  }
  return [...figures, figureOf('bac', await measured(bacMs), yardstick)];
}

function figureOf(name: string, value: number, yardstick: number, goal?: number): Figure {
  return {
    name,
    value: rounded(value),
    unit: 'ms',
    yardstick: rounded(yardstick),
    ratio: rounded(value / yardstick),
    goal: goal === undefined ? '–' : `under ${goal} ms`,
    ok: goal === undefined || value < goal,
  };
}

async function measured(once: () => Promise<number>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) times.push(await once());
  return median(times);
}

async function paceMs(pace: NonNullable<ChipOptions['pace']>): Promise<number> {
  const channel = aside(closedChip(pace));
  const chip = new Chip(channel);
  const access = await readFile(chip, CARD_ACCESS.id);
  const [offer] = access ? readSecurityInfos(access).pace : [];
  if (offer === undefined) throw new Error('The chip offers no PACE.');
  return timed(channel, () => openByPace(chip, offer, false, { mrz: KEY }, random));
}

async function bacMs(): Promise<number> {
  const channel = aside(closedChip());
  const chip = new Chip(channel);
  await chip.must('its application', { cla: 0, ins: 0xa4, p1: 0x04, p2: 0x0c, data: application });
  return timed(channel, () => openByBac(chip, KEY, random));
}

/** Opening needs no file of the passport, and the state's keys are on curves that Electron cannot make. */
function closedChip(pace?: ChipOptions['pace']): ChipChannel {
  return new VirtualChip({ printed: { ...KEY, can: CAN }, files: new Map(), pace });
}

/** A channel that knows how long the chip took. */
interface Aside extends ChipChannel {
  spent: number;
}

function aside(chip: ChipChannel): Aside {
  const channel: Aside = {
    spent: 0,
    async transmit(command) {
      const began = performance.now();
      const answer = await chip.transmit(command);
      channel.spent += performance.now() - began;
      return answer;
    },
  };
  return channel;
}

async function timed(channel: Aside, work: () => Promise<unknown>): Promise<number> {
  channel.spent = 0;
  const began = performance.now();
  await work();
  return performance.now() - began - channel.spent;
}
