/** The report of a soak for people, as it stands in docs/figures.md. */
export function inWords(report) {
  const faults = Object.entries(report.faults).map(([name, times]) => `${name} ${times}`);
  const rows = report.memory.map(
    ({ process, lives, minutes, first, last, most, perHour }) =>
      `| ${process} | ${lives} | ${minutes} | ${first} | ${last} | ${most} | ${perHour ?? ''} |`,
  );
  return `${report.whole ? 'Whole' : 'NOT WHOLE'}: in ${report.minutes} min ${report.told} check-ins that a screen called recorded (${report.scans} scans, ${report.repeated} tries again), ${report.entries} entries.
Lost ${report.lost}, undelivered ${report.undelivered}, twice ${report.twice}, foreign ${report.foreign}, gaps ${report.gaps}, chain ${report.chain ? 'whole' : 'BROKEN'}.
Faults: ${faults.join(', ')}. A killed process was back within ${report.restarts.slowestMilliseconds} ms (${report.restarts.count} kills).

| process | lives | longest, min | MB, warm | MB, end | MB, most | MB an hour |
| --- | --- | --- | --- | --- | --- | --- |
${rows.join('\n')}
`;
}
