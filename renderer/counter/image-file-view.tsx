import { useEffect, useEffectEvent, useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import type { Code } from '../../shared/decoding/code';
import { type ErrorCode, reportOf } from '../../shared/domain/error';
import { openImageDecoder } from '../camera';
import { Button, ErrorNote, Finding } from '../components';
import { useWords } from '../messages';
import { presentCode } from './present-code';
import type { Present } from './use-presenter';

/** Reads a code from an image file: one that was dropped or pasted at once, or one that is chosen. */
export function ImageFileView({ present, dropped }: { present: Present; dropped: File | null }) {
  const { t } = useWords();
  const [file, setFile] = useState(dropped);
  const state = useFileReading(file, present);
  return (
    <>
      <div>
        <FileTrigger
          acceptedFileTypes={['image/png', 'image/jpeg', 'image/webp']}
          onSelect={(files) => setFile(files?.[0] ?? null)}
        >
          <Button>{t('picture.choose')}</Button>
        </FileTrigger>
      </div>
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
