import { app } from 'electron';

/** Ends the program in order and starts it again as it was started, or another in its place. */
export function restart(executable?: string): void {
  app.relaunch({ args: process.argv.slice(1), ...(executable !== undefined && { execPath: executable }) });
  if (app.isReady()) app.quit();
  else app.exit();
}
