import { SpeakerHighIcon } from '@phosphor-icons/react/dist/csr/SpeakerHigh';
import { type ReactNode, useState } from 'react';
import { Slider, SliderOutput, SliderThumb, SliderTrack } from 'react-aria-components';
import { Outcome } from '../../shared/domain/verdict';
import { Button, Field, Segments } from '../components';
import { languageNames, languages, useWords } from '../messages';
import { Player } from '../sounds';
import { useTerminal, useView } from '../terminal';

const themes = ['system', 'light', 'dark'] as const;
const contrasts = ['system', 'standard', 'more'] as const;

/** What a person may set on this machine. Each change holds at once. */
export function Preferences() {
  const { t } = useWords();
  const { settings } = useView();
  const { store } = useTerminal();
  const change = (next: Partial<typeof settings>) => void store.changeSettings(next);
  return (
    <div className="preferences">
      <Preference label={t('preferences.language')}>
        <Segments
          label={t('preferences.language')}
          segments={languages.map((key) => ({ key, label: <span lang={key}>{languageNames[key]}</span> }))}
          selected={settings.language}
          onSelect={(language) => change({ language })}
        />
      </Preference>
      <Preference label={t('preferences.theme')}>
        <Segments
          label={t('preferences.theme')}
          segments={themes.map((key) => ({ key, label: t(`theme.${key}`) }))}
          selected={settings.theme}
          onSelect={(theme) => change({ theme })}
        />
      </Preference>
      <Preference label={t('preferences.contrast')}>
        <Segments
          label={t('preferences.contrast')}
          segments={contrasts.map((key) => ({ key, label: t(`contrast.${key}`) }))}
          selected={settings.contrast}
          onSelect={(contrast) => change({ contrast })}
        />
      </Preference>
      <Preference label={t('preferences.sounds')}>
        <Segments
          label={t('preferences.sounds')}
          segments={[
            { key: 'on', label: t('switch.on') },
            { key: 'off', label: t('switch.off') },
          ]}
          selected={settings.sounds ? 'on' : 'off'}
          onSelect={(key) => change({ sounds: key === 'on' })}
        />
        <Volume volume={settings.volume} onChange={(volume) => change({ volume })} />
        <TrySounds volume={settings.volume} />
      </Preference>
      <Prefix prefix={settings.scannerPrefix} onChange={(scannerPrefix) => change({ scannerPrefix })} />
    </div>
  );
}

function Preference({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section className="preference">
      <h2>{label}</h2>
      <div>{children}</div>
    </section>
  );
}

function Volume({ volume, onChange }: { volume: number; onChange(volume: number): void }) {
  const { t } = useWords();
  const [shown, setShown] = useState(volume);
  return (
    <Slider
      className="slider"
      aria-label={t('preferences.volume')}
      minValue={0}
      maxValue={1}
      step={0.05}
      value={shown}
      onChange={(next) => setShown(Number(next))}
      onChangeEnd={(next) => onChange(Number(next))}
      formatOptions={{ style: 'percent' }}
    >
      <SliderTrack className="slider-track">
        <SliderThumb className="slider-thumb" />
      </SliderTrack>
      <SliderOutput className="slider-output" />
    </Slider>
  );
}

/** Each of the four in turn, so that a person knows them apart. */
function TrySounds({ volume }: { volume: number }) {
  const { t } = useWords();
  const [player] = useState(() => new Player());
  return (
    <fieldset className="tones">
      <legend className="unseen">{t('preferences.try-sounds')}</legend>
      {Outcome.options.map((outcome) => (
        <Button key={outcome} icon={SpeakerHighIcon} onPress={() => player.play(outcome, volume)}>
          {t(`outcome.${outcome}`)}
        </Button>
      ))}
    </fieldset>
  );
}

function Prefix({ prefix, onChange }: { prefix: string; onChange(prefix: string): void }) {
  const { t } = useWords();
  const [typed, setTyped] = useState(prefix);
  return (
    <section className="preference">
      <h2>{t('preferences.prefix')}</h2>
      <Field
        label={t('preferences.prefix')}
        help={t('preferences.prefix-help')}
        value={typed}
        maxLength={8}
        onChange={setTyped}
        onBlur={() => {
          if (typed !== prefix) onChange(typed);
        }}
      />
    </section>
  );
}
