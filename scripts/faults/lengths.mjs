/**
 * @typedef {object} Fault
 * @property {string} name
 * @property {string} file the tests of it
 * @property {Record<string, string>} lengths how long it goes on, in the environment of the tests
 */

/** Every fault test and its full length. @type {readonly Fault[]} */
export const faults = [
  { name: 'kills', file: 'test/integration/journal-kill.test.ts', lengths: { VESTIBULE_KILLS: '200' } },
  {
    name: 'power-loss',
    file: 'test/integration/journal-power-loss.test.ts',
    lengths: { VESTIBULE_POWER_IMAGES: '201' },
  },
  {
    name: 'bit-flips',
    file: 'test/integration/journal-bit-flips.test.ts',
    lengths: { VESTIBULE_BIT_FLIPS: '200' },
  },
  {
    name: 'rebuild',
    file: 'test/integration/journal-rebuild.test.ts',
    lengths: { VESTIBULE_REBUILDS: '1000' },
  },
  { name: 'disk-and-clock', file: 'test/integration/disk-and-clock.test.ts', lengths: {} },
  {
    name: 'network',
    file: 'test/integration/delivery-schedules.test.ts',
    lengths: { VESTIBULE_NETWORK_SCHEDULES: '2000' },
  },
  {
    name: 'scale',
    file: 'test/integration/journal-scale.test.ts',
    lengths: { VESTIBULE_SCALE_ROWS: '1000000' },
  },
];
