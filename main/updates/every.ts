/**
 * Does `work` after `first` milliseconds and then each `period` after it ended, while the program runs, until it answers true.
 * What goes wrong is told by the work itself, and tried again.
 */
export function every(period: number, first: number, work: () => Promise<unknown>): void {
  const again = async () => {
    const isOver = await work().catch(() => false);
    if (isOver !== true) wait(period);
  };
  const wait = (milliseconds: number) => setTimeout(() => void again(), milliseconds).unref();
  wait(first);
}
