import { ArrowUUpLeftIcon } from '@phosphor-icons/react/dist/csr/ArrowUUpLeft';
import { CheckIcon } from '@phosphor-icons/react/dist/csr/Check';
import { ClockIcon } from '@phosphor-icons/react/dist/csr/Clock';
import { MagnifyingGlassIcon } from '@phosphor-icons/react/dist/csr/MagnifyingGlass';
import { XIcon } from '@phosphor-icons/react/dist/csr/X';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { Button as Pressable, Input, SearchField } from 'react-aria-components';
import type { GuestFilter } from '../../shared/contract/guest';
import { ErrorNote, Icon, Segments, dayOf, useCountdown, useNow } from '../components';
import { useWords } from '../messages';
import { useCounter, useForm } from '../counter';
import { TYPED_EVENT } from '../scanner';
import { GuestDetails } from './guest-details';
import { GuestGrid } from './guest-grid';
import { useGuest } from './use-guest';
import { useGuestRows } from './use-guest-rows';
import './guests.css';

const filters = [
  { key: 'all' },
  { key: 'waiting', icon: ClockIcon },
  { key: 'delivered', icon: CheckIcon },
  { key: 'refused', icon: ArrowUUpLeftIcon },
] as const;

/** Names do not stay on a screen that nobody touches. */
const LEAVES_SECONDS = 120;

/** The guests of today or of all days; a search looks through all days. */
export function Guests({
  opened,
  onOpen,
  everyDay: fromAlert,
}: {
  /** The entry whose details are shown. */
  opened: string | null;
  onOpen(entry: string | null): void;
  /** An alert led here: its record may be of another day. */
  everyDay: boolean;
}) {
  const { t, number, weekday } = useWords();
  const form = useForm();
  const now = useNow(30_000);
  const [search, setSearch] = useState('');
  const [filter, setFilter] = useState<GuestFilter>('all');
  const [span, setSpan] = useState<'today' | 'all-days'>(fromAlert ? 'all-days' : 'today');
  const [current, setCurrent] = useState(-1);
  const everyDay = span === 'all-days' || search.trim() !== '';
  const { known, want } = useGuestRows({
    day: everyDay ? undefined : dayOf(now),
    search: search.trim(),
    filter,
  });
  const guest = useGuest(opened);
  const { counter, dispatch } = useCounter();
  useCountdown(LEAVES_SECONDS, {
    onEnd: () => dispatch({ type: 'went', space: 'desk' }),
    occasion: 'guests',
    paused: counter.held,
  });
  const searching = useRef<HTMLInputElement>(null);
  useSlash(() => searching.current?.focus());
  const total = known.counts?.[filter] ?? 0;
  const another = (change: () => void) => {
    change();
    setCurrent(-1);
    onOpen(null);
  };
  return (
    <div className="body guests">
      <div className="guests-top">
        <h1 className="title">{t(`people.${form}`)}</h1>
        <p className="secondary">
          {everyDay ? t('guests.all-days') : t('guests.today', { day: weekday(now) })}
        </p>
        <Segments
          label={t('guests.span-label')}
          segments={[
            { key: 'today', label: t('guests.span-today') },
            { key: 'all-days', label: t('guests.all-days') },
          ]}
          selected={everyDay ? 'all-days' : 'today'}
          onSelect={(next) => another(() => setSpan(next))}
        />
      </div>
      <div className="guests-tools">
        <SearchField
          className="search input"
          aria-label={t(`people.${form}-search`)}
          value={search}
          onChange={(next) => another(() => setSearch(next))}
          maxLength={100}
        >
          <Icon of={MagnifyingGlassIcon} />
          <Input
            ref={searching}
            placeholder={t(`people.${form}-search-hint`)}
            autoComplete="off"
            spellCheck={false}
          />
          {search === '' ? (
            <kbd aria-hidden="true">/</kbd>
          ) : (
            <Pressable className="search-clear" aria-label={t('guests.clear-search')}>
              <Icon of={XIcon} size="small" />
            </Pressable>
          )}
        </SearchField>
        <Segments
          label={t('guests.filter-label')}
          segments={filters.map((one) => ({
            ...one,
            label: t(`filter.${one.key}`),
            count: known.counts ? number(known.counts[one.key]) : undefined,
          }))}
          selected={filter}
          onSelect={(next) => another(() => setFilter(next))}
        />
      </div>
      {known.problem && <ErrorNote code={known.problem} />}
      {total > 0 && (
        <GuestGrid
          key={`${filter} ${everyDay} ${search}`}
          known={known}
          total={total}
          withDay={everyDay}
          current={current}
          onCurrent={setCurrent}
          opened={opened}
          onOpen={onOpen}
          onRows={want}
        />
      )}
      {guest && <GuestDetails key={guest.entry} guest={guest} onClose={() => onOpen(null)} />}
      <output className="guests-end">
        {!known.counts && !known.problem && t('guests.loading')}
        {known.counts &&
          (total === 0
            ? t(`people.${form}-none-${search === '' && filter === 'all' && !everyDay ? 'today' : 'found'}`)
            : t(`people.${form}-count`, { n: total }))}
      </output>
    </div>
  );
}

/** `/` opens the search. The key comes as typed text, because a scanner's codes may hold it too. */
function useSlash(onSlash: () => void): void {
  const slash = useEffectEvent(onSlash);
  useEffect(() => {
    const typed = (event: Event) => {
      if (event instanceof CustomEvent && event.detail === '/') slash();
    };
    window.addEventListener(TYPED_EVENT, typed);
    return () => window.removeEventListener(TYPED_EVENT, typed);
  }, []);
}
