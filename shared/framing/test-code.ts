/**
 * The code by which a scanner that types shows how it is set. Its head comes out alike on every layout known here.
 * Behind it stand the characters by which layouts differ, save those that one of them types with AltGr or that fall on
 * a dead key; the last one does so on a Spanish keyboard alone, where nothing stands behind it that it could change.
 */
const TEST_CODE_HEAD = 'VESTIBULETEST';
export const TEST_CODE = `${TEST_CODE_HEAD} QWERTZUAYM qwertzuaym 1234567890 !$&*() -_ ;: ,. /?"`;

/** Whether a text is the test code, whatever a wrong layout made of its tail and whatever stands around it. */
export function isTestCode(text: string): boolean {
  return text.toUpperCase().includes(TEST_CODE_HEAD) && text.length < 2 * TEST_CODE.length;
}
