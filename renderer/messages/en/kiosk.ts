/** Words of the kiosk page. */
export const kiosk = {
  'set-up.kiosk': 'Kiosk',
  'kiosk.state-off': 'Not locked',
  'kiosk.state-locked': 'Locked',
  'kiosk.state-released': 'Left for now',
  'kiosk.text-off':
    'Locked, Vestibule fills the screen, cannot be closed, and comes back after a crash or a power cut. Only an installer leaves it, by PIN.',
  'kiosk.text-locked':
    'Vestibule fills the screen and cannot be closed, also after a crash or a power cut. An installer leaves it by PIN.',
  'kiosk.text-released': 'It locks again at the next start, unless you switch it off.',
  'kiosk.system':
    'What the operating system handles itself (Ctrl+Alt+Del, other consoles, the power button) it has to lock itself: the installer’s guide has the files for it.',
  'kiosk.no-installer': 'Add an installer with a PIN first: nobody else could leave the lock again.',
  'kiosk.lock': 'Lock this machine',
  'kiosk.leave': 'Leave the kiosk',
  'kiosk.switch-off': 'Do not lock any more',
  'kiosk.installer': 'Installer',
  'kiosk.pin': 'Installer’s PIN',
} as const;
