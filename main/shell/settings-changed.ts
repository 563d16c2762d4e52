import type { EntryBodyOf } from '../../shared/domain/entry-body';
import type { Settings } from '../../shared/domain/settings';

export type SettingChange = EntryBodyOf<'settings'>['changed'][number];

/** What a person changed, as the journal keeps it. */
export function settingsChanged(before: Settings, after: Settings): SettingChange[] {
  return Object.entries(after).flatMap(([name, value]) => {
    const earlier = before[name as keyof Settings];
    return earlier === value ? [] : [{ name, before: earlier, after: value }];
  });
}
