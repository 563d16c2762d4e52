// Loaded into every process of the app by NODE_OPTIONS: its clock is that of the machine and so many milliseconds more as the
// file that VESTIBULE_SOAK_CLOCK names says. The monotonic clock stays as it is, as when somebody sets the time.
const { readFileSync } = require('node:fs');

const file = process.env.VESTIBULE_SOAK_CLOCK;
const RealDate = Date;
const realNow = Date.now;
let ahead = 0;
const look = () => {
  try {
    ahead = Number(readFileSync(file, 'utf8')) || 0;
  } catch {
    ahead = 0;
  }
};

if (file) {
  look();
  setInterval(look, 250).unref();
  const now = () => realNow() + ahead;
  globalThis.Date = class Date extends RealDate {
    constructor(...parts) {
      if (parts.length === 0) super(now());
      else super(...parts);
    }

    static now() {
      return now();
    }
  };
}
