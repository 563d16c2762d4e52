/**
 * What the app is opened with from a checkout. Whoever only looks is not asked what the machine is for, as the installed
 * app asks at its first start: it opens in training mode, with the sample citizens.
 * @param {readonly string[]} given behind `npm start --`
 * @returns {string[]} those alone where there are any
 */
export function appArguments(given) {
  return ['.', ...(given.length > 0 ? given : ['--training'])];
}
