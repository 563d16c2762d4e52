import { Outcome } from '../../shared/domain/verdict';
import { Checks, Dot, Glyph, Sign } from '../components';
import { useWords } from '../messages';

const dots = ['live', 'waiting', 'off', 'attention'] as const;

/** The sign in each outcome, as it is and slim, and the shapes that stand beside words. */
export function Signs() {
  const { t } = useWords();
  return (
    <>
      <Sign outcome="idle" word={t('ready.title')} sentence={t('ready.sentence')} />
      {Outcome.options.map((outcome) => (
        <Sign
          key={outcome}
          outcome={outcome}
          word={t(`outcome.${outcome}`)}
          sentence={t('verdict.queued-sentence')}
          slim
        />
      ))}
      <p className="pieces">
        {Outcome.options.map((outcome) => (
          <span key={outcome}>
            <Glyph outcome={outcome} small /> {t(`outcome-short.${outcome}`)}
          </span>
        ))}
      </p>
      <p className="pieces">
        {dots.map((state) => (
          <span key={state}>
            <Dot state={state} /> {state}
          </span>
        ))}
      </p>
      <Checks
        columns={1}
        checks={[
          { name: 'signature', ok: true },
          { name: 'validity', ok: false },
          { name: 'status', ok: null },
        ]}
      />
    </>
  );
}
