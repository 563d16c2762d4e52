import type { ReactNode } from 'react';
import type { ErrorCode } from '../../shared/domain/error';
import { errorWords, useWords } from '../messages';
import { Finding } from './finding';

/** An error as a person needs it: what happened, what is safe, what to do next, and the code support can look up. */
export function ErrorNote({ code, actions }: { code: ErrorCode; actions?: ReactNode }) {
  const { t } = useWords();
  const { happened, safe, next } = errorWords(code, t);
  return (
    <Finding title={happened} actions={actions} urgent>
      <p>
        {safe} {next}
      </p>
      <p className="quiet">
        {t('error.code')} <b className="mono">{code}</b>
      </p>
    </Finding>
  );
}
