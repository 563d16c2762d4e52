import { type AnswerMessage, createDispatcher } from '../../shared/contract/dispatch';
import type { EventMessage } from '../../shared/contract/events';
import type { TerminalCallName, TerminalHandlers } from '../../shared/contract/calls';
import type { EntryBodyOf } from '../../shared/domain/entry-body';
import type { TerminalState } from '../../shared/contract/terminal-state';
import { readTicket } from '../../shared/domain/enrolment-ticket';
import { type ErrorReport, VestibuleError, reportOf } from '../../shared/domain/error';
import type { Presentation, PresentationContent } from '../../shared/domain/presentation';
import type { Sample } from '../../shared/domain/sample';
import type { UpdateStanding } from '../../shared/domain/update';
import type { Verdict } from '../../shared/domain/verdict';
import { Alerts } from './alerts';
import { chipHandlers } from './chip-calls';
import { ChipDesk } from './chip-desk';
import type { Core } from './core';
import { createDayCalls } from './day-calls';
import { Diary } from './diary';
import { createJournalCalls } from './journal-calls';
import { createOperatorCalls } from './operator-calls';
import { permitted } from './permissions';
import { JournalWorks } from './journal-works';
import { LifeCycle } from './life-cycle';
import { storedEnrolment } from './enrolled-authority';
import { createEnrolmentCalls } from './enrolment-calls';
import { createHealthCalls, lookAtHealth } from './health-calls';
import { createHandoffCalls } from './handoff-calls';
import { createKioskCalls } from './kiosk-calls';
import { frontDeskCalls } from './front-desk-calls';
import type { TerminalOptions } from './process-contract';
import { type HostLine, ReaderLink } from './reader-link';
import { ReaderWatch } from './reader-watch';
import { createRegistrationCalls } from './registration-cards';
import { SitePurposes } from './site-purposes';
import { stateOf } from './state';
import { CustomerDisplay } from './customer-display';
import { createSelfServiceCalls } from './self-service-calls';
import { openSelfService } from './self-service-parts';
import { TestReads } from './test-reads';
import { createTellerCalls } from './teller-calls';
import { createTrainingCalls } from './training-calls';
import { createTrustCalls } from './trust-calls';
import { createUpdateCalls } from './update-calls';
import { contentOf, windowReaders } from './window-reads';
import { createWalletCalls } from './wallet-calls';

/** How long a burst of changes is gathered before the windows are told. */
const STATE_DELAY_MS = 40;

export interface TerminalEnvironment {
  /** The authority had this terminal wiped: whoever started it sets the machine up anew. */
  onWiped?(): void;
  now(): Date;
  /** Milliseconds of a monotonic clock. */
  monotonic(): number;
  /** The built thread that goes through a whole journal; where there is none (command line), nobody asks for it. */
  auditWorker?: string;
  emit(message: EventMessage): void;
}

/** A terminal: serves the contract, and says what happens through `emit`. It is there even while check-ins are stopped. */
export interface Terminal {
  dispatch(name: TerminalCallName, request: unknown): Promise<AnswerMessage>;
  handlers: TerminalHandlers;
  /** Presents what a reader outside of the windows delivered (the command line, the reader host). */
  present(
    reader: Presentation['reader'],
    content: PresentationContent,
    symbology?: string,
    /** The purpose it is judged for; else the selected one. */
    purpose?: string,
  ): ReturnType<Core['presentations']['present']>;
  state(): TerminalState;
  /** Why check-ins are stopped, or null. */
  problem(): ErrorReport | null;
  samples(): Promise<Sample[]> | undefined;
  connectReaderHost(line: HostLine): void;
  /** The reader host went away; whoever supervises it starts another. */
  readerHostLost(): void;
  /** The shell changed settings: that is journalled, once the journal is open. */
  settingsChanged(changed: EntryBodyOf<'settings'>['changed']): void;
  /** The machine slept and is awake again. */
  awake(): void;
  /** The operating system locked its screen: nobody sits here. */
  screenLocked(): void;
  /** How it stands with updates of the program, which the shell replaces. */
  updatesStand(standing: UpdateStanding): void;
  /** A person chose this file in the shell's dialogue: the call that names the grant may write there, once. */
  grant(grant: string, file: string): void;
  /** Writes what is left to write and gives the data folder free. */
  close(): Promise<void>;
}

/**
 * Builds a terminal on a data folder. Never rejects for what a clerk can be told: a journal that cannot be
 * opened, a missing key or an authority that cannot be reached leave a terminal that says so.
 */
export async function openTerminal(
  options: TerminalOptions,
  environment: TerminalEnvironment,
): Promise<Terminal> {
  const { emit } = environment;
  const purposes = new SitePurposes();
  const alerts = new Alerts(options.notices, emit, environment.now);
  let pendingState: ReturnType<typeof setTimeout> | undefined;
  let closed = false;
  let updates: UpdateStanding | undefined;

  const state = () =>
    stateOf({
      options,
      purposes,
      core: life.core,
      problem: life.problem,
      readers,
      alerts,
      now: environment.now(),
    });
  const changed = () => {
    // Whoever asked the customer has left: the next one must not answer for this one.
    if (life.core?.staff.session.closed) void all['consent.cancel']({});
    pendingState ??= setTimeout(() => {
      pendingState = undefined;
      if (closed) return;
      emit({ event: 'state', payload: state() });
      selfService.look();
    }, STATE_DELAY_MS);
  };
  const life = new LifeCycle(
    options,
    environment,
    {
      purposes,
      alerts,
      changed,
      health: () => lookAtHealth(healthParts),
      walletChanged(request) {
        emit({ event: 'wallet', payload: { request } });
        customer.wallet(request);
        selfService.wallet(request);
      },
    },
    () => diary.open(),
  );
  const working = (): Core => {
    if (life.core) return life.core;
    const { code, message } = life.problem ?? {
      code: 'terminal-restarting' as const,
      message: 'The terminal is not open yet.',
    };
    throw new VestibuleError(code, message);
  };
  /** Where something is about to be recorded. */
  const recording = (): Core => {
    const open = working();
    if (open.stopped) throw new VestibuleError(open.stopped.code, open.stopped.message);
    open.lookAtClock();
    return open;
  };
  const customer = new CustomerDisplay(
    () => ({
      site: life.core?.enrolment.site.name ?? '',
      training: life.core?.training === true || options.mode === 'training',
    }),
    (view) => emit({ event: 'customer', payload: view }),
  );
  const judged = (verdict: Verdict) => {
    emit({ event: 'verdict', payload: verdict });
    customer.ended(verdict.outcome);
  };
  const judge: Terminal['present'] = async (reader, content, symbology, purpose) => {
    life.core?.staff.session.touched();
    void life.core?.staff.recorder;
    emit({ event: 'reading', payload: { reader: reader.id } });
    customer.looking();
    const verdict = await recording().presentations.present(reader, content, symbology, purpose);
    judged(verdict);
    return verdict;
  };
  /** A reader is a touch; and what it reads while nobody works here is nobody's to see. Throws not-signed-in. */
  const atWork = () => {
    life.core?.staff.session.touched();
    void life.core?.staff.session.operator;
  };
  const selfService = openSelfService({
    options,
    purposes,
    now: environment.now,
    core: () => life.core,
    place: () => customer.read(),
    readers: () => readers.list(),
    judge,
    emit,
  });
  /** Printed lines go on to the chip they open, besides being judged themselves. */
  const present: Terminal['present'] = async (reader, content, symbology, purpose) => {
    atWork();
    chips.presented(content.type === 'text' ? content.text : undefined, purpose);
    return judge(reader, content, symbology, purpose);
  };
  const chips = new ChipDesk({
    present: (reader, content, purpose) => judge(reader, content, undefined, purpose),
    tell(payload) {
      emit({ event: 'chip', payload });
      if (payload.step === 'none') life.training?.lift(readers);
    },
  });
  const diary = new Diary(() => life.core);
  const tests = new TestReads(environment, () => life.core?.trust.view().list?.issuers ?? []);
  const readers = new ReaderLink(
    async (reader, content, symbology, micros) => {
      if (tests.open) return tests.take(reader, content, symbology, micros);
      if (life.core?.staff.unattended) return selfService.present(reader, content, symbology);
      if (!life.core && content.type === 'text' && readTicket(content.text)) {
        return emit({ event: 'enrolment-ticket', payload: { text: content.text } });
      }
      try {
        return await present(reader, content, symbology);
      } catch (thrown) {
        return emit({ event: 'problem', payload: { reader: reader.id, code: reportOf(thrown).code } });
      }
    },
    emit,
    changed,
    environment.monotonic,
    new ReaderWatch((body) => diary.write((open) => open.note('reader', body)), environment.monotonic),
    {
      laid(chip) {
        if (tests.open) tests.takeChip(chip.reader);
        else if (life.core?.staff.unattended) selfService.toDesk();
        else chips.laid(chip);
      },
      gone: (id) => chips.gone(id),
    },
  );

  const healthParts = {
    core: () => life.core,
    state,
    keySource: () => life.keySource,
    now: environment.now,
    updates: () => updates,
  };
  const journalWorks = new JournalWorks(environment.auditWorker);
  const all: TerminalHandlers = {
    ...createOperatorCalls(working),
    ...createJournalCalls(working, journalWorks, { folder: options.folder, changed }),
    ...createDayCalls(working, environment.now),
    ...createHandoffCalls(working, (grant) => journalWorks.takeFile(grant)),
    ...createKioskCalls(working),
    ...createTrustCalls({
      trust: () => working().trust.view(),
      rules: () => purposes.selected.offline,
      now: environment.now,
    }),
    ...createUpdateCalls({ core: () => life.core, state, chipOpen: () => chips.state.step !== 'none' }),
    ...createHealthCalls(healthParts),
    ...createEnrolmentCalls({
      now: environment.now,
      enrolment: () => life.core && storedEnrolment(life.core.journal),
      openWith: ({ authority, code, signingKey, connection }) =>
        life.openWith({ url: authority, enrolmentCode: code, signingKey, connection }),
      enrolAnew: (code) => life.enrolAnew(working(), code),
    }),
    'state.read': state,
    present: ({ reader, text, bytesBase64, symbology, purpose }) =>
      present(windowReaders[reader], contentOf(text, bytesBase64), symbology, purpose),
    ...chipHandlers(chips),
    'purpose.select': ({ name }) => {
      purposes.select(name);
      changed();
      return {};
    },
    ...createRegistrationCalls({ working, changed }),
    ...frontDeskCalls({ recording, working, present }),
    ...createWalletCalls({ recording, core: () => life.core, purposes, customer, judged }),
    ...createTellerCalls({ recording, working, purposes, customer, emit, changed }),
    void: (request) => recording().desk.void(request),
    'check-out': (request) => recording().desk.checkOut(request),
    reveal: (request) => recording().presentations.reveal(request),
    'guests.page': (query) => working().journal.guests.page(query, environment.now()),
    'readers.test': ({ seconds }) => {
      tests.holdFor(seconds);
      return {};
    },
    'alert.dismiss': ({ id }) => {
      alerts.dismiss(id);
      changed();
      return {};
    },
    drain: async () => {
      await working().delivery.drain();
      return { queued: working().journal.outbox.counts().queued };
    },
    ...createTrainingCalls({ training: () => life.training, recording, working, purposes, readers, present }),
    ...createSelfServiceCalls({ service: selfService, working, purposes, set: options.selfService }),
  };
  const handlers = permitted(all, () => life.core);
  await life.begin();

  return {
    dispatch: createDispatcher(handlers),
    handlers,
    present,
    state,
    problem: () => life.problem,
    samples: () => life.training?.samples(),
    connectReaderHost(line) {
      readers.connect(line);
      if (options.mode === 'training') readers.tell({ type: 'plug-simulated' });
    },
    readerHostLost: () => readers.lost(),
    grant: (grant, file) => journalWorks.grant(grant, file),
    settingsChanged: (settings) => diary.write((open) => open.noteSettings(settings)),
    awake: () => life.core?.awake(),
    screenLocked: () => life.core?.staff.session.lock(),
    updatesStand: (standing) => (updates = standing),
    async close() {
      readers.close();
      closed = true;
      journalWorks.stop();
      chips.forget();
      clearTimeout(pendingState);
      customer.close();
      await life.end();
    },
  };
}
