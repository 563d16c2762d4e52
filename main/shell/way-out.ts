/** What a key press tells about itself (Electron's `Input`). */
interface Press {
  key: string;
  control: boolean;
  alt: boolean;
  meta: boolean;
  shift: boolean;
}

/** With Control (or Command): closes, quits, reloads, prints, saves, opens a window, a tab, a file, the source or the tools. */
const WITH_CONTROL = new Set([
  'w',
  'q',
  'r',
  'n',
  't',
  'o',
  's',
  'p',
  'u',
  'h',
  'm',
  'i',
  'j',
  'k',
  'l',
  'd',
  'tab',
  'f4',
  'f5',
]);
const ALONE = new Set([
  'f1',
  'f3',
  'f5',
  'f7',
  'f10',
  'f11',
  'f12',
  'browserback',
  'browserforward',
  'browserhome',
]);

/** Whether a press could lead out of a locked window. Typing, copying, pasting, undoing and zooming stay. */
export function isWayOut({ key, control, alt, meta, shift }: Press): boolean {
  const pressed = key.toLowerCase();
  if (alt && (pressed === 'f4' || pressed === 'tab' || pressed === ' ' || pressed.startsWith('arrow')))
    return true;
  if (alt && pressed === 'escape') return true;
  if (meta && !(process.platform === 'darwin' && isEditing(pressed))) return true;
  if (control && shift && pressed.length === 1) return true;
  return control ? WITH_CONTROL.has(pressed) : ALONE.has(pressed);
}

function isEditing(key: string): boolean {
  return ['a', 'c', 'v', 'x', 'z', '+', '-', '=', '0'].includes(key);
}
