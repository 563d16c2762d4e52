/** The displays that tests may show windows on, one for each file that runs: as `npm test` started them, or the one there is. */
export const displays: readonly string[] = (
  process.env['VESTIBULE_DISPLAYS'] ??
  process.env['DISPLAY'] ??
  ''
).split(',');
