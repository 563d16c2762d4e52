import { CpuIcon } from '@phosphor-icons/react/dist/csr/Cpu';
import { FilePdfIcon } from '@phosphor-icons/react/dist/csr/FilePdf';
import { IdentificationCardIcon } from '@phosphor-icons/react/dist/csr/IdentificationCard';
import { DeviceMobileIcon } from '@phosphor-icons/react/dist/csr/DeviceMobile';
import { QrCodeIcon } from '@phosphor-icons/react/dist/csr/QrCode';
import { type DragEvent, memo, useEffect, useState } from 'react';
import { Switch } from 'react-aria-components';
import { Reason } from '../../shared/domain/reason';
import type { TraySample } from '../../shared/domain/sample';
import { Button, Icon, languageOfName } from '../components';
import { type Words, useWords } from '../messages';
import { useTerminal, useView } from '../terminal';
import { PatientQrDrawing } from '../components/qr-drawing';
import { SAMPLE_TYPE } from './use-drop-and-paste';
import './training-tray.css';

/** Training: sample codes and cards to click or to drag onto the stage, and the authority's cable to pull. A verdict draws none of it anew. */
export const TrainingTray = memo(function TrainingTray() {
  const { t } = useWords();
  const { client } = useTerminal();
  const samples = useSamples();
  const present = (id: string) => void client.call('training.present', { id }).catch(() => undefined);
  const groups = (['code', 'card', 'chip', 'wallet'] as const).map((kind) => ({
    kind,
    of: samples.filter((sample) => sample.kind === kind),
  }));
  return (
    <aside className="tray" aria-label={t('tray.title')}>
      <header>
        <h2 className="tray-title">{t('tray.title')}</h2>
        <p>{t('tray.hint')}</p>
        <Cable />
      </header>
      <div className="tray-samples">
        {samples.length === 0 && <p className="quiet label">{t('tray.empty')}</p>}
        {groups.map(
          ({ kind, of }) =>
            of.length > 0 && (
              <section key={kind}>
                <h3 className="head">{t(`tray.${kind}s`)}</h3>
                <ul>
                  {of.map((sample) => (
                    <li key={sample.id}>
                      <SampleButton sample={sample} onPresent={() => present(sample.id)} />
                    </li>
                  ))}
                </ul>
              </section>
            ),
        )}
      </div>
      <PrintSheet />
    </aside>
  );
});

/** Samples that are refused are named after the reason, in the language of the window; people keep their names. */
function sampleName({ name, reason }: TraySample, { language, t }: Words): string {
  const known = Reason.safeParse(reason);
  return language !== 'en' && known.success ? t(`reason.${known.data}`) : name;
}

function SampleButton({ sample, onPresent }: { sample: TraySample; onPresent(): void }) {
  const words = useWords();
  const { t } = words;
  const name = sampleName(sample, words);
  const expected =
    sample.kind === 'wallet' && sample.expect === 'refused'
      ? t('tray.wallet-declines')
      : t('tray.expect', { outcome: t(`outcome-short.${sample.expect}`) });
  const drag = (event: DragEvent) => {
    event.dataTransfer.setData(SAMPLE_TYPE, sample.id);
    event.dataTransfer.effectAllowed = 'copy';
  };
  return (
    <button type="button" className="sample" draggable onDragStart={drag} onClick={onPresent}>
      <SamplePicture sample={sample} />
      <span className="sample-words">
        <b lang={languageOfName(name)}>{name}</b>
        <span>{expected}</span>
        {sample.format === 'e-id-code' && (
          <span>{t('tray.expect-offline', { outcome: t('outcome-short.unverified-queued') })}</span>
        )}
      </span>
    </button>
  );
}

const pictures = {
  code: QrCodeIcon,
  card: IdentificationCardIcon,
  chip: CpuIcon,
  wallet: DeviceMobileIcon,
} as const;

function SamplePicture({ sample: { kind, text } }: { sample: TraySample }) {
  if (text !== undefined) return <PatientQrDrawing text={text} />;
  return (
    <span className="sample-picture">
      <Icon of={pictures[kind]} size="large" />
    </span>
  );
}

/** Pulls the embedded authority's network cable: connections are really refused until it is plugged in again. */
function Cable() {
  const { t } = useWords();
  const { client } = useTerminal();
  const online = useView().state?.authority.online ?? true;
  // The connection follows the cable a moment later; until it does, the switch shows what was asked for.
  const [wanted, setWanted] = useState<{ connected: boolean; whenOnline: boolean } | null>(null);
  const connected = wanted?.whenOnline === online ? wanted.connected : online;
  const change = (next: boolean) => {
    setWanted({ connected: next, whenOnline: online });
    client.call('training.network', { connected: next }).catch(() => setWanted(null));
  };
  return (
    <Switch className="switch" isSelected={connected} onChange={change}>
      <span className="switch-track" aria-hidden="true" />
      <span className="switch-words">
        {t('tray.cable')}
        <small>{t(connected ? 'tray.cable-in' : 'tray.cable-out')}</small>
      </span>
    </Switch>
  );
}

function PrintSheet() {
  const { t } = useWords();
  const { client } = useTerminal();
  const [file, setFile] = useState<string | null>(null);
  const print = () =>
    client.call('samples.print', {}).then(
      (printed) => setFile(printed.saved ? (printed.file ?? null) : null),
      () => setFile(null),
    );
  return (
    <footer>
      <Button icon={FilePdfIcon} onPress={() => void print()}>
        {t('tray.print')}
      </Button>
      <output className="label secondary">{file && t('tray.printed', { file })}</output>
    </footer>
  );
}

/** The samples, asked for again until there are some: they are made while the terminal starts. */
function useSamples(): readonly TraySample[] {
  const { client } = useTerminal();
  const { processUp } = useView();
  const [samples, setSamples] = useState<readonly TraySample[]>([]);
  useEffect(() => {
    let stopped = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      const found = await client.call('training.samples', {}).catch(() => []);
      if (stopped) return;
      if (found.length > 0) setSamples(found);
      else timer = setTimeout(() => void ask(), 1_000);
    };
    if (processUp) void ask();
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }, [client, processUp]);
  return samples;
}
