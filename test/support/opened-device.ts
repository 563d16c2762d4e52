import type { OpenDevice } from '../../main/readers/transport';

/** An open device in the hands of a test: `report` is what it sends. It takes everything that is sent to it. */
export function openedDevice(descriptor?: Uint8Array): {
  device: OpenDevice;
  report(bytes: Uint8Array): void;
} {
  let listener: (report: Uint8Array) => void = () => undefined;
  const deaf = async () => undefined;
  return {
    device: {
      descriptor,
      onReport: (wanted) => (listener = wanted),
      onGone: () => undefined,
      write: deaf,
      sendFeature: deaf,
      close: deaf,
    },
    report: (bytes) => listener(bytes),
  };
}
