import { describe, expect, test } from 'vitest';
import { IDLE_MS, type Moment, hindrances, hindrancesByHand } from '../../../main/updates/moment';

const quiet: Moment = {
  signedIn: false,
  signInRequired: true,
  idleMilliseconds: IDLE_MS,
  queued: 0,
  halfRead: false,
};
const rules = { server: 'https://updates.example', from: '23:30', until: '04:00' };
const noon = new Date(2030, 0, 2, 12, 0);
const night = new Date(2030, 0, 2, 0, 15);

describe('The moment for an update', () => {
  test.each<[string, Partial<Moment>, Date, string[]]>([
    ['nobody is signed in and nobody touches it', {}, noon, []],
    ['somebody is signed in', { signedIn: true }, noon, ['signed-in']],
    ['somebody is signed in, in the hours of the site', { signedIn: true }, night, []],
    ['nobody ever signs in here', { signInRequired: false }, noon, ['not-the-hour']],
    ['nobody ever signs in here, in the hours of the site', { signInRequired: false }, night, []],
    ['somebody touched it a minute ago, in the hours', { idleMilliseconds: 60_000 }, night, ['in-use']],
    ['an entry waits for the authority, in the hours', { queued: 1 }, night, ['queue']],
    ['a document is half read, in the hours', { halfRead: true }, night, ['half-read']],
    ['the hour after', { signedIn: true }, new Date(2030, 0, 2, 4, 0), ['signed-in']],
    [
      'everything at once',
      { signedIn: true, queued: 2, halfRead: true, idleMilliseconds: 0 },
      noon,
      ['queue', 'half-read', 'in-use', 'signed-in'],
    ],
  ])('Given %s, when it is asked, then it says what is in the way', (_, moment, now, expected) => {
    expect(hindrances({ ...quiet, ...moment }, rules, now)).toEqual(expected);
  });

  test('Given a site without hours, when it is three in the morning, then it may; and at six no more', () => {
    const moment = { ...quiet, signedIn: true };
    const { server } = rules;
    expect(hindrances(moment, { server }, new Date(2030, 0, 2, 3, 0))).toEqual([]);
    expect(hindrances(moment, { server }, new Date(2030, 0, 2, 6, 0))).toEqual(['signed-in']);
  });

  test('Given an installer who asks, when records are under way, then that alone is in the way', () => {
    expect(hindrancesByHand({ ...quiet, signedIn: true, idleMilliseconds: 0 })).toEqual([]);
    expect(hindrancesByHand({ ...quiet, queued: 3, halfRead: true })).toEqual(['queue', 'half-read']);
  });
});
