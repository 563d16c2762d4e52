/** Words of the handoff to the site's own system. */
export const handoff = {
  'set-up.handoff': 'Handoff',
  'handoff.lead':
    'Gives each record to the site’s own system on this machine, as far as the purpose allows. Nothing leaves by either way until you turn it on.',
  'handoff.installer-only': 'An installer sets this up. Ask one to sign in.',
  'handoff.api': 'By a program that asks (API)',
  'handoff.api-text': 'For programs on this machine alone, at the address 127.0.0.1, with a token.',
  'handoff.off': 'Off',
  'handoff.on-at': 'On at {address}',
  'handoff.asked': 'last asked {ago}',
  'handoff.never-asked': 'nobody has asked since the start',
  'handoff.waiting': '{n, plural, =0 {nothing waits} one {1 record waits} other {# records wait}}',
  'handoff.port': 'Port',
  'handoff.port-wrong': 'A number from 1024 to 65535.',
  'handoff.turn-on': 'Turn on',
  'handoff.turn-off': 'Turn off',
  'handoff.rotate': 'New token',
  'handoff.token': 'Copy this token now: it is shown this one time.',
  'handoff.token-text': 'Give it to the program that asks. A token that was lost is replaced by a new one.',
  'handoff.token-done': 'It is copied',
  'handoff.folder': 'Into a folder',
  'handoff.folder-text':
    'One JSON file for each record, whole or not at all. A folder that is missing, full or read-only is told, and tried again until it works.',
  'handoff.folder-on': 'Writes to {path}',
  'handoff.choose-folder': 'Choose a folder',
  'handoff.other-folder': 'Another folder',
  'handoff.what':
    'A record holds what the purpose’s file names under handsOver, never a portrait or what somebody wrote in words of their own. What was handed over is journalled; when a person asks to be erased, the other system is told which of its records that concerns.',
} as const;
