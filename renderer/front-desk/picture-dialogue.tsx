import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import type { Code, Reading } from '../../shared/decoding/code';
import { contentOf } from '../../shared/decoding/code';
import { type ErrorCode, reportOf } from '../../shared/domain/error';
import { type ImageDecoder, openImageDecoder, startLiveCamera } from '../camera';
import { Actions, Button, Dialogue, ErrorNote, Finding, Segments } from '../components';
import { useWords } from '../messages';
import type { Present } from './use-presenter';
import './picture-dialogue.css';

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
  const decoder = useDecoder();
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
      {decoder && source === 'camera' && <CameraView decoder={decoder} present={present} />}
      {decoder && source === 'file' && <FileView decoder={decoder} present={present} first={picture} />}
      <Actions>
        <Button hint="esc" onPress={onClose}>
          {t('picture.close')}
        </Button>
      </Actions>
    </Dialogue>
  );
}

/** The decoding worker lives as long as the dialogue. */
function useDecoder(): ImageDecoder | null {
  const [decoder, setDecoder] = useState<ImageDecoder | null>(null);
  useEffect(() => {
    const opened = openImageDecoder();
    setDecoder(opened);
    return () => opened.close();
  }, []);
  return decoder;
}

function CameraView({ decoder, present }: { decoder: ImageDecoder; present: Present }) {
  const { t } = useWords();
  const video = useRef<HTMLVideoElement>(null);
  const [state, setState] = useState<'starting' | 'live' | ErrorCode>('starting');
  const read = useEffectEvent((code: Code) => void presentCode(code, 'camera', present));
  useEffect(() => {
    if (!video.current) return;
    let stopped = false;
    const camera = startLiveCamera({
      video: video.current,
      decoder,
      onCode: (code) => read(code),
      onEnd: ({ code }) => setState(code),
    });
    camera.then(
      (live) => (stopped ? live.stop() : setState('live')),
      (thrown: unknown) => stopped || setState(reportOf(thrown).code),
    );
    return () => {
      stopped = true;
      camera.then(
        (live) => live.stop(),
        () => undefined,
      );
    };
  }, [decoder]);
  const failed = state !== 'starting' && state !== 'live';
  return (
    <>
      <video ref={video} className="camera-view" hidden={failed} aria-label={t('picture.view')} />
      {failed ? (
        <Finding title={t('picture.no-camera')} urgent>
          <p>{t('picture.no-camera-next')}</p>
        </Finding>
      ) : (
        <p className="secondary">{t(state === 'live' ? 'picture.hold' : 'picture.starting')}</p>
      )}
    </>
  );
}

function FileView({
  decoder,
  present,
  first,
}: {
  decoder: ImageDecoder;
  present: Present;
  first: File | undefined;
}) {
  const { t } = useWords();
  const [state, setState] = useState<'choosing' | 'reading' | 'none' | ErrorCode>('choosing');
  const read = useEffectEvent(async (file: Blob) => {
    setState('reading');
    try {
      const reading: Reading = await decoder.decodeImage(file);
      const [code] = reading.codes;
      if (!code) return setState('none');
      await presentCode(code, 'image', present);
    } catch (thrown) {
      setState(reportOf(thrown).code);
    }
  });
  useEffect(() => {
    if (first) void read(first);
  }, [first]);
  const [chosen, setChosen] = useState<File | null>(null);
  useEffect(() => {
    if (chosen) void read(chosen);
  }, [chosen]);
  return (
    <>
      <FileTrigger
        acceptedFileTypes={['image/png', 'image/jpeg', 'image/webp']}
        onSelect={(files) => setChosen(files?.[0] ?? null)}
      >
        <Button>{t('picture.choose')}</Button>
      </FileTrigger>
      <p className="secondary">{t('picture.drop')}</p>
      <div aria-live="polite">{state === 'reading' && <p>{t('picture.reading')}</p>}</div>
      {state === 'none' && (
        <Finding title={t('picture.none')} urgent>
          <p>{t('picture.none-next')}</p>
        </Finding>
      )}
      {state !== 'choosing' && state !== 'reading' && state !== 'none' && <ErrorNote code={state} />}
    </>
  );
}

function presentCode(code: Code, reader: 'camera' | 'image', present: Present): Promise<void> {
  const content = contentOf(code);
  const symbology = code.symbology && { symbology: code.symbology };
  if (content.type === 'text') return present({ reader, text: content.text, ...symbology });
  if (content.type === 'bytes') return present({ reader, bytesBase64: content.bytesBase64, ...symbology });
  return Promise.resolve();
}
