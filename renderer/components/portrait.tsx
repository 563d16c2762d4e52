import { useState } from 'react';
import type { Claims } from '../../shared/domain/claims';
import type { FormatName } from '../../shared/domain/format';
import { useWords } from '../messages';
import { usePicture } from '../portraits';
import './portrait.css';

/** The portrait of the document, or a silhouette that says why there is none. */
export function Portrait({ portrait, format }: { portrait: Claims['portrait']; format?: FormatName }) {
  const { t } = useWords();
  const picture = usePicture(portrait);
  const [failed, setFailed] = useState<string | null>(null);
  if (picture && picture !== 'waiting' && failed !== picture) {
    return (
      <img
        className="portrait"
        src={picture}
        alt={t('person.portrait')}
        onError={() => setFailed(picture)}
        draggable={false}
      />
    );
  }
  const caption =
    picture === 'waiting'
      ? null
      : portrait
        ? t('person.portrait-unshowable')
        : format === 'resident-card'
          ? t('person.vendor-decoder')
          : t('person.silhouette');
  return (
    <figure className="portrait">
      <svg viewBox="0 0 168 168" aria-hidden="true" preserveAspectRatio="xMidYMax meet">
        <path d="M84 0c-22 0-34 17-34 40 0 19 7 34 17 42v15c-5 11-47 14-55 43-3 9-4 19-4 28h152c0-9-1-19-4-28-8-29-50-32-55-43V82c10-8 17-23 17-42C118 17 106 0 84 0Z" />
      </svg>
      {caption !== null && <figcaption>{caption}</figcaption>}
    </figure>
  );
}
