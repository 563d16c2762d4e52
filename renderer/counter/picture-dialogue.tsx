import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import { type Code, type Reading, contentOf } from '../../shared/decoding/code';
import { type ErrorCode, reportOf } from '../../shared/domain/error';
import { openImageDecoder, startLiveCamera } from '../camera';
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
      {source === 'file' && <FileView present={present} dropped={picture ?? null} />}
      <Actions>
        <Button hint="esc" onPress={onClose}>
          {t('picture.close')}
        </Button>
      </Actions>
    </Dialogue>
  );
}

function CameraView({ present }: { present: Present }) {
  const { t } = useWords();
  const video = useRef<HTMLVideoElement>(null);
  const [state, setState] = useState<'starting' | 'live' | ErrorCode>('starting');
  const [reading, setReading] = useState<Reading | null>(null);
  const read = useEffectEvent((code: Code) => void presentCode(code, 'camera', present));
  useEffect(() => {
    if (!video.current) return;
    let stopped = false;
    const decoder = openImageDecoder();
    const camera = startLiveCamera({
      video: video.current,
      decoder,
      onCode: (code) => read(code),
      onReading: setReading,
      onEnd: ({ code }) => setState(code),
    });
    camera.then(
      (live) => (stopped ? live.stop() : setState('live')),
      (thrown: unknown) => stopped || setState(reportOf(thrown).code),
    );
    return () => {
      stopped = true;
      decoder.close();
      camera.then(
        (live) => live.stop(),
        () => undefined,
      );
    };
  }, []);
  const failed = state !== 'starting' && state !== 'live';
  return (
    <>
      <video ref={video} className="camera-view" muted hidden={failed} aria-label={t('picture.view')} />
      {failed ? (
        <>
          <Finding title={t('picture.no-camera')} urgent>
            <p>{t('picture.no-camera-next')}</p>
          </Finding>
          <FileView present={present} dropped={null} />
        </>
      ) : (
        <output className="secondary">
          {state === 'live' ? <CameraHint reading={reading} /> : t('picture.starting')}
        </output>
      )}
    </>
  );
}

/** What would help: the next part of a code in parts, or to come closer. */
function CameraHint({ reading }: { reading: Reading | null }) {
  const { t } = useWords();
  const [begun] = reading?.incomplete ?? [];
  if (begun && begun.parts > 0) return t('picture.parts', { have: begun.have.length, parts: begun.parts });
  return t(reading?.located && reading.codes.length === 0 ? 'picture.located' : 'picture.hold');
}

function FileView({ present, dropped }: { present: Present; dropped: File | null }) {
  const { t } = useWords();
  const [file, setFile] = useState(dropped);
  const state = useFileReading(file, present);
  return (
    <>
      <FileTrigger
        acceptedFileTypes={['image/png', 'image/jpeg', 'image/webp']}
        onSelect={(files) => setFile(files?.[0] ?? null)}
      >
        <Button>{t('picture.choose')}</Button>
      </FileTrigger>
      <p className="secondary">{t('picture.drop')}</p>
      <output>{state === 'reading' && t('picture.reading')}</output>
      {state === 'none' && (
        <Finding title={t('picture.none')} urgent>
          <p>{t('picture.none-next')}</p>
        </Finding>
      )}
      {state !== 'idle' && state !== 'reading' && state !== 'none' && <ErrorNote code={state} />}
    </>
  );
}

type FileReading = 'idle' | 'reading' | 'none' | ErrorCode;

/** Reads the file, presents its code, and says how far that has come. */
function useFileReading(file: File | null, present: Present): FileReading {
  const [result, setResult] = useState<{ file: File; state: FileReading } | null>(null);
  const found = useEffectEvent((code: Code) => presentCode(code, 'image', present));
  useEffect(() => {
    if (!file) return;
    const decoder = openImageDecoder();
    let closed = false;
    const tell = (state: FileReading) => closed || setResult({ file, state });
    const read = async () => {
      try {
        const [code] = (await decoder.decodeImage(file)).codes;
        if (closed) return;
        if (code) await found(code);
        tell(code ? 'idle' : 'none');
      } catch (thrown) {
        tell(reportOf(thrown).code);
      }
    };
    void read();
    return () => {
      closed = true;
      decoder.close();
    };
  }, [file]);
  if (!file) return 'idle';
  return result?.file === file ? result.state : 'reading';
}

function presentCode(code: Code, reader: 'camera' | 'image', present: Present): Promise<void> {
  const content = contentOf(code);
  const symbology = code.symbology && { symbology: code.symbology };
  if (content.type === 'text') return present({ reader, text: content.text, ...symbology });
  if (content.type === 'bytes') return present({ reader, bytesBase64: content.bytesBase64, ...symbology });
  return Promise.resolve();
}
