import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { CustomerView } from '../../../shared/contract/customer-view';
import type { WalletRequest } from '../../../shared/domain/wallet-request';
import { CustomerDisplay } from '../../../main/terminal/customer-display';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const request = { state: 'waiting', code: 'openid4vp://…' } as WalletRequest;

test('Given a wallet that is asked, when a card is read meanwhile, then the code is there again after its outcome, until the request is put away', () => {
  const told: CustomerView['show'][] = [];
  const display = new CustomerDisplay(
    () => ({ site: 'Hotel Aurora', training: true }),
    ({ show }) => void told.push(show),
  );
  display.wallet(request);
  display.looking();
  display.ended('verified');
  vi.advanceTimersByTime(60_000);
  expect(display.read()).toMatchObject({ show: 'wallet', request });
  display.wallet(null);
  expect(told).toEqual(['wallet', 'looking', 'outcome', 'wallet', 'welcome']);
});

test('Given an outcome on the screen, when the request that led to it is put away, then the outcome stays as long as any', () => {
  const display = new CustomerDisplay(
    () => ({ site: 'Hotel Aurora', training: true }),
    () => undefined,
  );
  display.wallet(request);
  display.ended('verified');
  display.wallet(null);
  expect(display.read().show).toBe('outcome');
  vi.advanceTimersByTime(60_000);
  expect(display.read().show).toBe('welcome');
});
