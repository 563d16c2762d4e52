import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Code, Reading } from '../../shared/decoding/code';
import { type ErrorCode, reportOf } from '../../shared/domain/error';
import { openImageDecoder, startLiveCamera } from '../camera';
import { Finding } from '../components';
import { useWords } from '../messages';
import { ImageFileView } from './image-file-view';
import { presentCode } from './present-code';
import type { Present } from './use-presenter';
import './live-view.css';

/** What one camera sees, read as it comes; image files in its place where it cannot be opened. */
export function LiveView({
  camera,
  present,
  onShown,
}: {
  /** Which one; the system's choice for undefined. It stays the same as long as this is mounted. */
  camera: string | undefined;
  present: Present;
  /** Which one it is, once its picture runs; undefined when it has ended. */
  onShown(camera: string | undefined): void;
}) {
  const { t } = useWords();
  const video = useRef<HTMLVideoElement>(null);
  const [state, setState] = useState<'starting' | 'live' | ErrorCode>('starting');
  const [reading, setReading] = useState<Reading | null>(null);
  const read = useEffectEvent((code: Code) => void presentCode(code, 'camera', present));
  const show = useEffectEvent((shown: string | undefined, now: typeof state) => {
    setState(now);
    onShown(shown);
  });
  useEffect(() => {
    if (!video.current) return;
    let stopped = false;
    const decoder = openImageDecoder();
    const live = startLiveCamera({
      video: video.current,
      decoder,
      camera,
      onCode: (code) => read(code),
      onReading: setReading,
      onEnd: ({ code }) => show(undefined, code),
    });
    live.then(
      ({ id, stop }) => (stopped ? stop() : show(id, 'live')),
      (thrown: unknown) => stopped || show(undefined, reportOf(thrown).code),
    );
    return () => {
      stopped = true;
      decoder.close();
      live.then(
        ({ stop }) => stop(),
        () => undefined,
      );
    };
  }, [camera]);
  const failed = state !== 'starting' && state !== 'live';
  return (
    <>
      <video ref={video} className="camera-view" muted hidden={failed} aria-label={t('picture.view')} />
      {failed ? (
        <>
          <Finding title={t('picture.no-camera')} urgent>
            <p>{t('picture.no-camera-next')}</p>
          </Finding>
          <ImageFileView present={present} dropped={null} />
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
