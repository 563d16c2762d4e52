/** Words of the set-up space. */
export const setUp = {
  'set-up.label': 'Set up',
  'set-up.readers': 'Readers',
  'set-up.preferences': 'Preferences',
  'set-up.about': 'About',
  'readers.host-away': 'The readers are being started anew.',
  'readers.host-lost':
    'The readers were started anew {n, plural, one {once} other {# times}} in the last hour.',
  'readers.none': 'No reader is plugged in.',
  'readers.none-text':
    'Plug in a scanner: it appears here within a second. Scanners in keyboard mode do not appear until they type.',
  'readers.vendor': 'Vendor',
  'readers.product': 'Product',
  'readers.serial': 'Serial number',
  'readers.driver': 'Driver',
  'readers.kind': 'Kind',
  'readers.state': 'State',
  'readers.reads': 'Reads',
  'readers.errors': 'Errors',
  'readers.last-read': 'Last read',
  'readers.never': 'never',
  'readers.live-reads':
    '{n, plural, =0 {Ready. Nothing read yet.} one {Ready. 1 read.} other {Ready. # reads.}}',
  'readers.median': 'Median time',
  'readers.rule': 'The rule that lets it be opened',
  'advice.udev-rule':
    'This account may not open the reader. Put the line below into /etc/udev/rules.d/70-vestibule.rules and plug the reader in again.',
  'advice.serial-group':
    'This account may not open serial ports. Add it to the group that owns them (dialout on most systems) and sign in again.',
  'advice.input-monitoring':
    'Allow Vestibule under System Settings, Privacy & Security, Input Monitoring, then plug the reader in again.',
  'advice.in-use': 'Another program holds this reader. Close it, then plug the reader in again.',
  'advice.keyboard-mode':
    'This scanner types like a keyboard, and works so. For the surest reading scan the bar code “USB HID POS” in its manual: it is then driven directly and cannot type into other programs.',
  'advice.smart-card-package':
    'This installation cannot use smart card readers. Tell the installer: the package “smartcard” has to be compiled on this machine (Debian: build-essential, libpcsclite-dev).',
  'advice.smart-card-service':
    'To use a smart card reader, the smart card service has to run. On Debian: sudo apt install pcscd',
  'advice.smart-card-permission':
    'The smart card service answers with an error; it may not let this account in. On Linux it lets in whoever is signed in at the screen; others need a polkit rule for org.debian.pcsc-lite.access_pcsc and access_card.',
  'advice.set-aside':
    'It brought the reader program down three times within a minute and is left alone now; the other readers go on working. Unplug it, wait two seconds, plug it in again. If it happens again, tell the installer.',
  'readers.test':
    'Present any code to try a reader: the verdict comes up at once, and nothing is recorded until you record it.',
  'preferences.language': 'Language',
  'preferences.theme': 'Appearance',
  'preferences.contrast': 'Contrast',
  'preferences.sounds': 'Sounds',
  'preferences.volume': 'Volume',
  'preferences.try-sounds': 'Try the sounds',
  'preferences.prefix': 'Scanner prefix',
  'preferences.prefix-help':
    'What a keyboard scanner types before each code, if it is set to do so. Up to 8 characters; leave it empty if unsure.',
  'theme.system': 'As the system',
  'theme.light': 'Light',
  'theme.dark': 'Dark',
  'contrast.system': 'As the system',
  'contrast.standard': 'Standard',
  'contrast.more': 'High',
  'switch.on': 'On',
  'switch.off': 'Off',
  'about.version': 'Version',
  'about.runtime': 'Runtime',
  'about.platform': 'Platform',
  'about.mode': 'Mode',
  'about.mode-training': 'Training',
  'about.mode-live': 'Live',
  'about.terminal': 'Terminal',
  'about.site': 'Site',
  'role.title': 'Role at the site',
  'role.any': 'Anything the site does',
  'role.front-desk': 'Front desk',
  'role.teller': 'Teller',
  'role.self-service': 'Self-service',
  'about.journal': 'Journal',
  'about.head': 'Newest entry’s hash',
  'about.list': 'List {id}',
  'about.list-version': 'version {version}, {age} old',
  'about.list-age': '{age} old',
  'about.list-absent': 'not received yet',
  'about.leave-training': 'Set up for live work…',
  'about.leave-training-text':
    'Training ends and the first page comes up again, where this machine is enrolled. What was recorded in training stays in its own folder and is never sent. To come back, choose training there.',
  'about.leave-training-now': 'End training',
  'about.leave-training-not': 'Go on training',
} as const;
