import { MonitorIcon } from '@phosphor-icons/react/dist/csr/Monitor';
import { useState } from 'react';
import type { ConsentText, Consented } from '../../shared/domain/consent';
import { Button, ChoiceField, ErrorNote, FieldFault } from '../components';
import { type Words, languageNames, languages, useWords } from '../messages';
import type { ConsentState } from './use-consent';

/** What the customer agrees to, and what they said: on their own display, or to the teller who reads it to them. */
export function ConsentPanel({
  text,
  consent,
  fault,
}: {
  text: ConsentText;
  consent: ConsentState;
  fault: string | undefined;
}) {
  const words = useWords();
  const { t } = words;
  const { asked, answer } = consent;
  const agreed = answer?.answer === 'given' && !asked;
  const onDisplay = text.shownBy.includes('customer-display');
  return (
    <section className="consent" aria-label={t('teller.consent')}>
      <div className="consent-head">
        <h3 className="head">{t('teller.consent')}</h3>
        <span className="quiet">{t('teller.consent-text', { id: text.id, version: text.version })}</span>
      </div>
      <output className={answer ? 'consent-state answered' : 'consent-state'}>
        {asked ? t('teller.consent-asked') : answer ? answered(answer, words) : t('teller.consent-none')}
      </output>
      {fault && (
        <p className="field-fault" role="alert">
          <FieldFault>{fault}</FieldFault>
        </p>
      )}
      {onDisplay && !agreed && (
        <div className="consent-actions fault-answers">
          {asked ? (
            <Button onPress={consent.takeBack}>{t('teller.consent-take-back')}</Button>
          ) : (
            <Button icon={MonitorIcon} hint="F9" aria-keyshortcuts="F9" onPress={consent.show}>
              {t('teller.consent-show')}
            </Button>
          )}
        </div>
      )}
      {text.shownBy.includes('operator') &&
        !agreed &&
        (onDisplay ? (
          <details className="consent-aloud">
            <summary>{t('teller.consent-aloud')}</summary>
            <ReadAloud text={text} consent={consent} />
          </details>
        ) : (
          <ReadAloud text={text} consent={consent} />
        ))}
      {consent.problem && <ErrorNote code={consent.problem} />}
    </section>
  );
}

/** The text in a language of the customer, and what they say to it. */
function ReadAloud({ text, consent }: { text: ConsentText; consent: ConsentState }) {
  const { t, language } = useWords();
  const offered = languages.filter((one) => one in text.words);
  const [read, setRead] = useState(language in text.words ? language : 'en');
  return (
    <>
      <div className="consent-actions fault-answers">
        <Button onPress={() => consent.record(read, true)}>{t('teller.consent-agreed')}</Button>
        <Button onPress={() => consent.record(read, false)}>{t('teller.consent-refused')}</Button>
      </div>
      <ChoiceField
        label={t('teller.consent-language')}
        prompt={t('teller.consent-language')}
        choices={offered.map((key) => ({ key, label: languageNames[key], lang: key }))}
        selected={read}
        onSelect={setRead}
      />
      <p className="consent-words" lang={read} dir="auto">
        {text.words[read]}
      </p>
    </>
  );
}

function answered({ answer, shownBy, at, text }: Consented, { t, clock }: Words): string {
  const time = clock(new Date(at));
  if (answer !== 'given') return t('teller.consent-declined', { time });
  const named = languages.find((one) => one === text.language);
  const language = named ? languageNames[named] : text.language;
  return t(shownBy === 'operator' ? 'teller.consent-given-operator' : 'teller.consent-given-display', {
    time,
    language,
  });
}
