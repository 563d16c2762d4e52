import { useState } from 'react';
import { cameraChoices, cameraName, chosenCamera } from '../camera';
import { ChoiceField } from '../components';
import { useWords } from '../messages';
import { useTerminal, useView } from '../terminal';
import { LiveView } from './live-view';
import { useCameras } from './use-cameras';
import type { Present } from './use-presenter';

/** Reads codes from the camera that was chosen on this machine; which one, where several are plugged in. */
export function CameraView({ present }: { present: Present }) {
  const { t } = useWords();
  const { store } = useTerminal();
  const { settings } = useView();
  const [shown, setShown] = useState<string | undefined>();
  const [tries, setTries] = useState(0);
  const cameras = useCameras((found) => {
    // The one that was shown is gone, or none could be opened: what is there now may do.
    if (found.every(({ id }) => id !== shown)) setTries((before) => before + 1);
  });
  if (!cameras) return <output className="secondary">{t('picture.starting')}</output>;
  const chosen = chosenCamera(cameras, settings);
  const choose = (id: string) => {
    const camera = cameras.find((each) => each.id === id);
    if (camera) void store.changeSettings({ camera: camera.label, cameraId: camera.id });
  };
  return (
    <>
      {cameras.length > 1 && (
        <ChoiceField
          label={t('picture.which-camera')}
          prompt={t('picture.starting')}
          choices={cameraChoices(cameras, t('picture.camera'))}
          selected={chosen?.id ?? shown ?? ''}
          onSelect={choose}
        />
      )}
      <LiveView
        key={`${chosen?.id} ${tries}`}
        camera={chosen?.id}
        present={present}
        onShown={(camera) => setShown(camera)}
      />
      {shown !== undefined && settings.camera !== '' && !chosen && (
        <p className="secondary">
          {t('picture.camera-away', { camera: cameraName({ label: settings.camera }) })}
        </p>
      )}
    </>
  );
}
