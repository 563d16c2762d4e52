import type { Reason } from '../../../shared/domain/reason';
import { text } from '../../sqlite/column';
import type { Once } from '../../verification/finding';
import type { AsOf, Showing } from './dynamic-codes';
import { KEPT } from './late-question';
import type { Storage } from './storage/storage';

/** The presentations that a holder's key signed to be shown once, as digests, for as long as anybody could show them. */
export class UsedPresentations {
  constructor(private readonly storage: Storage) {}

  /**
   * Uses a presentation up, among all processes: of any number of questions about it one is the first (the key of the
   * table decides). Answers why not, where not. The question that used it up may be asked again: its answer may have
   * been lost on the way.
   */
  async use(
    { binding, until }: Once,
    { terminal, presentedAt }: Pick<Showing, 'terminal' | 'presentedAt'>,
    { now }: AsOf,
  ): Promise<Reason | undefined> {
    await this.storage.run('DELETE FROM used_presentations WHERE expires_at < ?', now.getTime() - KEPT);
    const inserted = await this.storage.run(
      `INSERT INTO used_presentations (binding, used_at, used_by, presented_at, expires_at)
       VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
      binding,
      now.getTime(),
      terminal,
      presentedAt,
      until?.getTime() ?? null,
    );
    if (inserted === 1) return undefined;
    const used = await this.storage.get('SELECT * FROM used_presentations WHERE binding = ?', binding);
    const isSame =
      used !== undefined && text(used, 'used_by') === terminal && text(used, 'presented_at') === presentedAt;
    return isSame ? undefined : 'replayed';
  }
}
