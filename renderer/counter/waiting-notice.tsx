import { Button, Glyph, languageOfName, personName } from '../components';
import { useWords } from '../messages';
import { useCounter } from './counter-context';
import './waiting-notice.css';

/** Another code was read while this was half done: the clerk decides, nothing is taken away. */
export function WaitingNotice() {
  const { t } = useWords();
  const { counter, dispatch } = useCounter();
  const { waiting } = counter;
  if (!waiting) return null;
  const { name } = personName(waiting.claims);
  return (
    <div className="waiting-notice" role="alert">
      <Glyph outcome={waiting.outcome} small />
      <p>
        <b>
          {t('banner.waiting-title')} {t(`outcome.${waiting.outcome}`)}
          {name && (
            <>
              , <bdi lang={languageOfName(name)}>{name}</bdi>
            </>
          )}
        </b>
        <br />
        {t('banner.waiting-held')}
      </p>
      <Button onPress={() => dispatch({ type: 'cleared' })}>{t('banner.waiting-show')}</Button>
      <Button kind="quiet" onPress={() => dispatch({ type: 'forgot-waiting' })}>
        {t('banner.waiting-keep')}
      </Button>
    </div>
  );
}
