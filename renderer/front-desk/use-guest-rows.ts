import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTerminal, useView } from '../terminal';
import { GuestRows, type ListQuery } from './guest-rows';

/** The list of these guests, as far as it is at hand, and `want` for the rows that come into view. */
export function useGuestRows(query: ListQuery) {
  const { client } = useTerminal();
  const { changes } = useView();
  const [rows] = useState(
    () =>
      new GuestRows(({ day, search, filter }, offset, limit) => {
        const everything = day === undefined && search === '';
        return everything
          ? client.call('guests.history', { filter, offset, limit })
          : client.call('guests.page', { day, search, filter, offset, limit });
      }, query),
  );
  const known = useSyncExternalStore(rows.watch, rows.read);
  const { day, search, filter } = query;
  useEffect(() => rows.list({ day, search, filter }), [rows, day, search, filter]);
  useEffect(() => rows.outdated(changes), [rows, changes]);
  return { known, want: rows.want };
}
