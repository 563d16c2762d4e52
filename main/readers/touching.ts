import type { CardChannel } from './pcsc/card-channel';
import type { Opened } from './transport';

/** The same device, but `touch` is called before anything goes to it and before anything of it is worked on. */
export function touching(device: Opened, touch: () => void): Opened {
  const before = <Args extends unknown[], Result>(work: (...args: Args) => Result) => {
    return (...args: Args): Result => {
      touch();
      return work(...args);
    };
  };
  const { onGone, close } = { onGone: device.onGone.bind(device), close: device.close.bind(device) };
  if ('onCard' in device) {
    const touched = (card: CardChannel): CardChannel => ({
      atr: card.atr,
      contactless: card.contactless,
      transmit: before((apdu: Uint8Array, within?: number) => card.transmit(apdu, within)),
      onGone: (listener) => card.onGone(listener),
      release: before((afterwards: 'leave' | 'reset') => card.release(afterwards)),
    });
    return { onGone, close, onCard: (listener) => device.onCard(before((card) => listener(touched(card)))) };
  }
  return {
    onGone,
    close,
    descriptor: device.descriptor,
    onReport: (listener) => device.onReport(before(listener)),
    write: before((bytes: Uint8Array) => device.write(bytes)),
    sendFeature: before((report: Uint8Array) => device.sendFeature(report)),
  };
}
