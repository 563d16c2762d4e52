import type { Settings } from '../../shared/domain/settings';

/** A camera that is plugged in. */
export interface Camera {
  id: string;
  /** As its maker calls it; empty until the system lets the camera be used. */
  label: string;
}

/** The cameras that are plugged in now. */
export async function findCameras(): Promise<readonly Camera[]> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices
    .filter(({ kind }) => kind === 'videoinput')
    .map(({ deviceId, label }) => ({ id: deviceId, label }));
}

/**
 * The camera that was chosen on this machine, if it is plugged in. Systems may give it another id in another socket: then
 * the one of the same name is meant.
 */
export function chosenCamera(
  cameras: readonly Camera[],
  { camera, cameraId }: Pick<Settings, 'camera' | 'cameraId'>,
): Camera | undefined {
  if (camera === '') return undefined;
  const named = cameras.filter(({ label }) => label === camera);
  return named.find(({ id }) => id === cameraId) ?? named[0];
}

/** How a camera is called on the screen: without the numbers that systems add to its name. */
export function cameraName({ label }: Pick<Camera, 'label'>): string {
  return label.replace(/ \([0-9a-f]{4}:[0-9a-f]{4}\)$/i, '');
}

/** What a person chooses from: those of the same name are numbered, those without one are called `unnamed`. */
export function cameraChoices(
  cameras: readonly Camera[],
  unnamed: string,
): { readonly key: string; readonly label: string }[] {
  const named = cameras.map((camera) => ({ key: camera.id, label: cameraName(camera) || unnamed }));
  return named.map(({ key, label }, place) => {
    const alike = named.filter((other) => other.label === label);
    const nth = named.slice(0, place + 1).filter((other) => other.label === label).length;
    return { key, label: alike.length > 1 ? `${label} ${nth}` : label };
  });
}
