import { Suspense, useEffect, useEffectEvent, useReducer, useState } from 'react';
import type { Verdict } from '../../shared/domain/verdict';
import { Navigation, Rail, pluggedReaders } from '../components';
import { useWords } from '../messages';
import { ApprovalProvider, WorksHere, useServes } from '../operators';
import { useTerminal, useView } from '../terminal';
import {
  Banners,
  ByHandDialogue,
  CounterContext,
  nextCounter,
  PictureDialogue,
  PurposeChoice,
  readyCounter,
  TrainingTray,
  opensChip,
  useChip,
  useDropAndPaste,
  useForm,
  useFunctionKeys,
  useKeyboardScanner,
  usePresenter,
  useTones,
} from '../counter';
import { Desk } from './desk';
import { DayPage, Guests, Journal, SetUp } from './spaces';
import './app.css';

const noGuest = { entry: null, fromAlert: false };

/** The counter: navigation, the stage with its banners, the tray in training, the rail. */
export function App() {
  const { t } = useWords();
  const { client } = useTerminal();
  const { state, settings } = useView();
  const form = useForm();
  const [counter, dispatch] = useReducer(nextCounter, readyCounter);
  const [reading, setReading] = useState<{ picture?: File } | null>(null);
  const [guest, setGuest] = useState<{ entry: string | null; fromAlert: boolean }>(noGuest);
  const [typing, setTyping] = useState(false);
  const [trayOpen, setTrayOpen] = useState(true);
  const play = useTones();

  const receive = (verdict: Verdict) => {
    if (!opensChip(counter, verdict)) play(verdict);
    dispatch({ type: 'presented', verdict });
    setReading(null);
  };
  const present = usePresenter(receive);
  const hear = useEffectEvent(receive);
  useEffect(
    () =>
      client.listen((message) => {
        if (message.event === 'verdict') hear(message.payload);
      }),
    [client],
  );
  useChip(dispatch);
  useKeyboardScanner({ prefix: settings.scannerPrefix }, present);
  const dropping = useDropAndPaste(present, (picture) => setReading({ picture }));
  const free = counter.space === 'desk' && !counter.held;
  const typeByHand = () => setTyping(true);
  useFunctionKeys({
    F4: () => {
      if (free && (counter.desk.screen === 'ready' || counter.desk.screen === 'check-in')) typeByHand();
    },
    F6: () => {
      if (counter.desk.screen === 'ready' && !counter.held) setReading({});
    },
  });

  useServes(
    counter.desk.screen !== 'ready' || counter.space !== 'desk' || counter.held || typing || reading !== null,
  );
  const training = state?.mode === 'training';
  const tray = training && trayOpen;
  const slim = tray || counter.space !== 'desk';
  return (
    <CounterContext value={{ counter, dispatch, present }}>
      <ApprovalProvider>
        <div className={`counter${slim ? ' slim-rail' : ''}${tray ? ' with-tray' : ''}`}>
          <Navigation
            site={state?.site ?? ''}
            desk={t(form === 'stay' ? 'space.desk' : 'space.teller')}
            guests={t(`people.${form}`)}
            purpose={<PurposeChoice />}
            foot={<WorksHere />}
            current={counter.space}
            guestsToday={state?.today.checkedIn ?? 0}
            onGo={(space) => {
              setGuest(noGuest);
              dispatch({ type: 'went', space });
            }}
          />
          <main className={dropping ? 'stage dropping' : 'stage'}>
            <Banners
              trayOpen={trayOpen}
              onTray={setTrayOpen}
              onShowGuest={(entry) => {
                setGuest({ entry, fromAlert: true });
                dispatch({ type: 'went', space: 'guests' });
              }}
            />
            {/* The desk stays mounted behind the other spaces: a half-filled form is never lost. */}
            <div className="space-of-stage" hidden={counter.space !== 'desk'}>
              <Desk
                onReadPicture={() => setReading({})}
                onByHand={typeByHand}
                readers={state ? pluggedReaders(state) : []}
              />
            </div>
            <Suspense>
              {counter.space === 'guests' && (
                <Guests
                  opened={guest.entry}
                  onOpen={(entry) => setGuest((before) => ({ ...before, entry }))}
                  everyDay={guest.fromAlert}
                />
              )}
              {counter.space === 'day' && <DayPage />}
              {counter.space === 'journal' && <Journal />}
              {counter.space === 'set-up' && <SetUp />}
            </Suspense>
            {dropping && <p className="drop-hint">{t('tray.drop')}</p>}
          </main>
          {tray && <TrainingTray />}
          <Rail slim={slim} />
        </div>
        {typing && <ByHandDialogue onClose={() => setTyping(false)} />}
        {reading && (
          <PictureDialogue picture={reading.picture} onClose={() => setReading(null)} present={present} />
        )}
      </ApprovalProvider>
    </CounterContext>
  );
}
