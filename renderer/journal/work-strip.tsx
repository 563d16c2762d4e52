import type { JournalVerification, JournalWork } from '../../shared/contract/journal-calls';
import { Button, Dot, ErrorNote, Finding, Progress } from '../components';
import { type Words, useWords } from '../messages';
import type { useWork } from './use-work';

/** A long piece of work: its progress with a count and a way out, and then what came of it. */
export function WorkStrip({
  running: { work, problem, cancel, dismiss },
  onShow,
}: {
  running: ReturnType<typeof useWork>;
  /** Leads to the entry at a place in the journal. */
  onShow(position: number): void;
}) {
  const words = useWords();
  const { t, number } = words;
  const close = <Button onPress={dismiss}>{t('journal.close')}</Button>;
  if (problem) return <ErrorNote code={problem} actions={close} />;
  if (!work) return null;
  if (work.state === 'running') {
    const label = t(`journal.${work.kind}-progress`, { done: number(work.done), total: number(work.total) });
    return (
      <div className="work-strip">
        <output>{label}</output>
        <Progress label={label} done={work.done} total={work.total} />
        <Button onPress={cancel}>{t('journal.cancel')}</Button>
      </div>
    );
  }
  const { verification } = work;
  if (verification === undefined || verification.ok) {
    return (
      <div className="work-end">
        <Dot state={work.state === 'cancelled' ? 'off' : 'live'} />
        <output>
          <b>{titleOf(work, words)}</b> {verification && sentenceOf(verification, words)}
        </output>
        {close}
      </div>
    );
  }
  // In the terminal's own words, where the page has none.
  const unexplained = verification.firstBroken === undefined ? verification.problem : undefined;
  const broken = verification.firstBroken === undefined ? undefined : verification.entries + 1;
  return (
    <Finding
      title={titleOf(work, words)}
      urgent
      actions={
        <>
          {broken !== undefined && <Button onPress={() => onShow(broken)}>{t('journal.show-broken')}</Button>}
          {close}
        </>
      }
    >
      <p>{sentenceOf(verification, words)}</p>
      {unexplained && <p className="mono">{unexplained}</p>}
    </Finding>
  );
}

function titleOf({ state, verification, exported }: JournalWork, { t, number }: Words): string {
  if (state === 'cancelled') return t('journal.cancelled');
  if (exported) return t('journal.exported', { n: number(exported.entries), file: exported.file });
  if (verification?.ok) return t('journal.whole');
  if (verification?.firstBroken !== undefined) {
    return t('journal.broken', { seq: number(verification.firstBroken) });
  }
  return t(verification?.truncated ? 'journal.truncated' : 'journal.beside');
}

function sentenceOf(
  { ok, entries, checkpoints, firstBroken }: JournalVerification,
  { t, number }: Words,
): string {
  const counts = { entries: number(entries), checkpoints: number(checkpoints) };
  if (ok) return t('journal.whole-sentence', counts);
  return t(firstBroken === undefined ? 'journal.beside-sentence' : 'journal.broken-sentence', counts);
}
