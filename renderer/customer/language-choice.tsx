import { TranslateIcon } from '@phosphor-icons/react/dist/csr/Translate';
import { Icon } from '../components/icon';
import { type Language, languageNames, languages, useWords } from '../messages';

/** The languages side by side under their own names, to be touched. */
export function LanguageChoice({
  selected,
  onSelect,
}: {
  selected: Language;
  onSelect(language: Language): void;
}) {
  const { t } = useWords();
  return (
    <fieldset className="customer-languages">
      <legend className="unseen">{t('customer.language')}</legend>
      <Icon of={TranslateIcon} />
      {languages.map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          aria-pressed={language === selected}
          onClick={() => onSelect(language)}
        >
          {languageNames[language]}
        </button>
      ))}
    </fieldset>
  );
}
