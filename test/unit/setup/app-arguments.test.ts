import { expect, test } from 'vitest';
import { appArguments } from '../../../scripts/setup/app-arguments.mjs';

test('Given npm start alone, when the app is opened, then it is in training mode', () => {
  expect(appArguments([])).toEqual(['.', '--training']);
});

test('Given arguments behind npm start, when the app is opened, then it gets those and nothing else', () => {
  const given = ['--authority=https://authority.example', '--user-data-dir=/tmp/desk'];
  expect(appArguments(given)).toEqual(['.', ...given]);
});
