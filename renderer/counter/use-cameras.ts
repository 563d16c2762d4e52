import { useEffect, useEffectEvent, useState } from 'react';
import { type Camera, findCameras } from '../camera';

/** The cameras that are plugged in, kept as they come and go; null until they are known. */
export function useCameras(onChange: (cameras: readonly Camera[]) => void): readonly Camera[] | null {
  const [cameras, setCameras] = useState<readonly Camera[] | null>(null);
  const changed = useEffectEvent(onChange);
  useEffect(() => {
    let current = true;
    const look = async () => {
      // Without a list the system's choice is still opened, and says what is wrong.
      const found = await findCameras().catch(() => []);
      if (!current) return;
      setCameras(found);
      changed(found);
    };
    const again = () => void look();
    again();
    navigator.mediaDevices.addEventListener('devicechange', again);
    return () => {
      current = false;
      navigator.mediaDevices.removeEventListener('devicechange', again);
    };
  }, []);
  return cameras;
}
