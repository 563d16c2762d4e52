import { useState } from 'react';
import type { EnrolledTerminal, EnrolmentRequest } from '../../shared/contract/enrolment-calls';
import { readTicket } from '../../shared/domain/enrolment-ticket';
import { type ErrorCode, reportOf } from '../../shared/domain/error';
import { type Present, PictureDialogue, useDropAndPaste, useKeyboardScanner } from '../counter';
import { useTerminal, useTicketsFromReaders } from '../terminal';
import { Compare } from './compare';
import { Enrolled } from './enrolled';
import { type Given, Ticket, nothingGiven } from './ticket';

/** An authority that was found, and what the enrolment with it will say. */
export interface Found {
  request: EnrolmentRequest;
  training: boolean;
  /** The ticket named the key: there is nothing for a person to compare. */
  known: boolean;
}

/** From a code (scanned, dropped, pasted, chosen or typed) to an enrolled machine, in three steps. */
export function Enrol({ onBack, onDone }: { onBack(): void; onDone(): void }) {
  const { client } = useTerminal();
  const [given, setGiven] = useState<Given>(nothingGiven);
  const [found, setFound] = useState<Found | null>(null);
  const [enrolled, setEnrolled] = useState<EnrolledTerminal | null>(null);
  const [problem, setProblem] = useState<ErrorCode | null>(null);
  const [busy, setBusy] = useState(false);
  const [picture, setPicture] = useState<{ file?: File } | null>(null);

  const step = async (work: () => Promise<void>) => {
    setBusy(true);
    setProblem(null);
    await work().catch((thrown: unknown) => setProblem(reportOf(thrown).code));
    setBusy(false);
  };
  const lookUp = ({ authority, code, connection }: Given, pinned?: string) =>
    step(async () => {
      const answer = await client.call('enrolment.look-up', { authority, connection });
      if (pinned !== undefined && answer.signingKey !== pinned) return setProblem('authority-not-expected');
      const request = { authority: answer.authority, code, signingKey: answer.signingKey, connection };
      setFound({ request, training: answer.training, known: pinned !== undefined });
    });
  const takeText = (text: string) => {
    const ticket = readTicket(text);
    if (!ticket) return setProblem('enrolment-ticket-invalid');
    const next = { ...given, authority: ticket.authority, code: ticket.code };
    setGiven(next);
    void lookUp(next, ticket.signingKey);
  };
  const present: Present = async (read) => {
    setPicture(null);
    if ('problem' in read) setProblem(read.problem);
    else takeText(read.text ?? '');
  };
  useKeyboardScanner({ prefix: '' }, present);
  useDropAndPaste(present, (file) => setPicture({ file }));
  useTicketsFromReaders(takeText);

  if (enrolled) return <Enrolled enrolled={enrolled} onDone={onDone} />;
  if (found) {
    return (
      <Compare
        found={found}
        busy={busy}
        problem={problem}
        onRefuse={() => {
          setFound(null);
          setProblem(null);
        }}
        onConfirm={() =>
          void step(async () => setEnrolled(await client.call('installation.enrol', found.request)))
        }
      />
    );
  }
  return (
    <>
      <Ticket
        given={given}
        busy={busy}
        problem={problem}
        onChange={setGiven}
        onTicket={takeText}
        onProblem={setProblem}
        onPicture={() => setPicture({})}
        onLookUp={() => void lookUp(given)}
        onBack={onBack}
      />
      {picture && (
        <PictureDialogue
          {...(picture.file && { picture: picture.file })}
          onClose={() => setPicture(null)}
          present={present}
        />
      )}
    </>
  );
}
