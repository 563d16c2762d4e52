/** Variables that pass from the invoking user to the ordinary user; everything else stays behind. */
const passed = ['LANG', 'LC_ALL', 'TZ', 'CI', 'FORCE_COLOR', 'NO_COLOR', 'TERM'];

/**
 * The whole environment of a command that runs as the ordinary user: nothing of root's, no credential among it.
 * @param {NodeJS.ProcessEnv} from the invoking user's
 * @param {Record<string, string>} own what the run sets itself: PATH, HOME, TMPDIR, DISPLAY, VESTIBULE_OUT and so on
 * @returns {Record<string, string>}
 */
export function sandboxEnvironment(from, own) {
  /** @type {Record<string, string>} */
  const environment = { LANG: 'C.UTF-8' };
  for (const [name, value] of Object.entries(from)) {
    if (value !== undefined && (passed.includes(name) || name.startsWith('VESTIBULE_')))
      environment[name] = value;
  }
  return { ...environment, ...own };
}
