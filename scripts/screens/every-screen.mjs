import { authorityPages } from './authority.mjs';
import { desk } from './desk.mjs';
import { dialogues } from './dialogues.mjs';
import { firstStart } from './first-start.mjs';
import { operators } from './operators.mjs';
import { party } from './party.mjs';
import { report } from './report.mjs';
import { selfService } from './self-service.mjs';
import { teller } from './teller.mjs';

/** Each goes to some of the screens, in one size and language, as those meet them who use them, and calls `take(page, name)` where one stands; together they go to every screen there is. */
export const tours = {
  desk,
  authorityPages,
  firstStart,
  operators,
  party,
  report,
  teller,
  selfService,
  dialogues,
};
