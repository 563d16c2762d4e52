import { ArrowUUpLeftIcon } from '@phosphor-icons/react/dist/csr/ArrowUUpLeft';
import { CheckIcon } from '@phosphor-icons/react/dist/csr/Check';
import { ClockIcon } from '@phosphor-icons/react/dist/csr/Clock';
import { MagnifyingGlassIcon } from '@phosphor-icons/react/dist/csr/MagnifyingGlass';
import { XIcon } from '@phosphor-icons/react/dist/csr/X';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { Button as Pressable, Input, SearchField } from 'react-aria-components';
import type { GuestFilter } from '../../shared/contract/guest';
import { Button, ErrorNote, Icon, Segments, dayOf, useCountdown, useNow } from '../components';
import { useWords } from '../messages';
import { TYPED_EVENT, useCounter } from '../counter';
import { GuestTable } from './guest-table';
import { useGuestList } from './use-guest-list';
import './guests.css';

const filters = [
  { key: 'all' },
  { key: 'waiting', icon: ClockIcon },
  { key: 'delivered', icon: CheckIcon },
  { key: 'refused', icon: ArrowUUpLeftIcon },
] as const;

/** Names do not stay on a screen that nobody touches. */
const LEAVES_SECONDS = 120;

/** The guests of today; with a search, of all days. */
export function Guests({
  opened,
  onOpen,
  everyDay: fromAlert,
}: {
  /** The row that is open. */
  opened: string | null;
  onOpen(entry: string | null): void;
  /** An alert led here: its record may be of another day. */
  everyDay: boolean;
}) {
  const words = useWords();
  const { t, number, weekday } = words;
  const now = useNow(30_000);
  const [search, setSearch] = useState('');
  const [filter, setFilter] = useState<GuestFilter>('all');
  const everyDay = fromAlert || search.trim() !== '';
  const list = useGuestList({ day: everyDay ? undefined : dayOf(now), search: search.trim(), filter });
  const { counter, dispatch } = useCounter();
  useCountdown(LEAVES_SECONDS, {
    onEnd: () => dispatch({ type: 'went', space: 'desk' }),
    occasion: 'guests',
    paused: counter.held,
  });
  const searching = useRef<HTMLInputElement>(null);
  useSlash(() => searching.current?.focus());
  const total = list.counts?.[filter] ?? 0;
  return (
    <div className="body guests">
      <div className="guests-top">
        <h1 className="title">{t('guests.title')}</h1>
        <p className="secondary">
          {everyDay ? t('guests.all-days') : t('guests.today', { day: weekday(now) })}
        </p>
      </div>
      <div className="guests-tools">
        <SearchField
          className="search input"
          aria-label={t('guests.search')}
          value={search}
          onChange={setSearch}
          maxLength={100}
        >
          <Icon of={MagnifyingGlassIcon} />
          <Input
            ref={searching}
            placeholder={t('guests.search-hint')}
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
            count: list.counts ? number(list.counts[one.key]) : undefined,
          }))}
          selected={filter}
          onSelect={setFilter}
        />
      </div>
      {list.problem && <ErrorNote code={list.problem} />}
      {list.guests && <GuestTable guests={list.guests} withDay={everyDay} opened={opened} onOpen={onOpen} />}
      <div className="guests-end">
        {!list.guests && !list.problem && <p>{t('guests.loading')}</p>}
        {list.guests?.length === 0 && (
          <p>{t(search === '' && filter === 'all' ? 'guests.none-today' : 'guests.none-found')}</p>
        )}
        {list.guests && list.guests.length > 0 && (
          <output>{t('guests.shown', { shown: number(list.guests.length), total: number(total) })}</output>
        )}
        {list.guests && list.guests.length < total && (
          <More key={list.guests.length} onMore={list.more} label={t('guests.more')} />
        )}
      </div>
    </div>
  );
}

/** Asks for more as soon as it scrolls into view; a button for those who do not scroll. */
function More({ onMore, label }: { onMore(): void; label: string }) {
  const place = useRef<HTMLDivElement>(null);
  const more = useEffectEvent(onMore);
  useEffect(() => {
    if (!place.current) return;
    const observer = new IntersectionObserver((seen) => {
      if (seen.some(({ isIntersecting }) => isIntersecting)) more();
    });
    observer.observe(place.current);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={place}>
      <Button onPress={onMore}>{label}</Button>
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
