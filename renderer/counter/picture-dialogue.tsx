import { useState } from 'react';
import { Actions, Button, Dialogue, Segments } from '../components';
import { useWords } from '../messages';
import { CameraView } from './camera-view';
import { ImageFileView } from './image-file-view';
import type { Present } from './use-presenter';

type Source = 'camera' | 'file';

/** Reads a code from the camera or from an image file. The verdict closes it. */
export function PictureDialogue({
  picture,
  onClose,
  present,
}: {
  /** An image that was dropped or pasted: read at once. */
  picture?: File;
  onClose(): void;
  present: Present;
}) {
  const { t } = useWords();
  const [source, setSource] = useState<Source>(picture ? 'file' : 'camera');
  return (
    <Dialogue title={t('picture.title')} onClose={onClose} wide>
      <Segments
        label={t('picture.title')}
        segments={[
          { key: 'camera', label: t('picture.camera') },
          { key: 'file', label: t('picture.file') },
        ]}
        selected={source}
        onSelect={setSource}
      />
      {source === 'camera' && <CameraView present={present} />}
      {source === 'file' && <ImageFileView present={present} dropped={picture ?? null} />}
      <Actions>
        <Button hint="esc" onPress={onClose}>
          {t('picture.close')}
        </Button>
      </Actions>
    </Dialogue>
  );
}
