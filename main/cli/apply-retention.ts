import type { Journal } from '../journal/journal';
import { onKeyedJournal } from './keyed-journal';
import type { EraseOptions, RetentionOptions } from './retention';

/** Erases what has come to its end, and says how much was erased, how much is kept and when the next end is. */
export async function applyRetention(options: RetentionOptions): Promise<void> {
  await onKeyedJournal(options, async ({ retention }) => {
    const at = options.at ?? new Date();
    const plan = await retention.plan(at);
    const erased = options.dryRun ? plan.due : await retention.apply(at);
    say({ erased, kept: plan.kept, next: plan.next }, options);
  });
}

/** Erases every entry of one person and journals the request, which goes to the authority with the next delivery. */
export async function erasePerson(options: EraseOptions): Promise<void> {
  await onKeyedJournal(options, async (journal) => {
    const { retention } = journal;
    const found = retention.personEntries(options.person, options.at);
    if (options.dryRun) {
      const { kept, ...rest } = await counted(journal);
      say({ erased: found.length, kept: kept - found.length, ...rest }, options);
      return;
    }
    const { erased, logCleared } = retention.erase(found, 'command line');
    if (!logCleared) {
      console.error('Somebody is reading the journal. Run this again, so that its log file is cleared too.');
    }
    say({ erased, ...(await counted(journal)) }, options);
  });
}

/** What is left, whether its time has come or not. */
async function counted({ retention }: Journal): Promise<{ kept: number; next: string | null }> {
  const { kept, next } = await retention.plan(new Date(0));
  return { kept, next };
}

interface Answer {
  erased: number;
  kept: number;
  next: string | null;
}

function say(answer: Answer, { json, dryRun }: RetentionOptions): void {
  const { erased, kept, next } = answer;
  if (json) console.log(JSON.stringify(answer));
  else {
    console.log(`${dryRun ? 'Would be erased' : 'Erased'}: ${erased}. Kept: ${kept}.`);
    console.log(next === null ? 'Nothing is left to end.' : `The next retention ends at ${next}.`);
  }
}
