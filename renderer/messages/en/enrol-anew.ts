/** Words of the way on for a machine whose journal was rolled back or forked. */
export const enrolAnew = {
  'enrol-anew.open': 'Enrol this machine anew',
  'enrol-anew.sign-in':
    'To go on, an installer signs in here and enrols the machine anew, with a new enrolment code.',
  'enrol-anew.title': 'Enrol this machine anew',
  'enrol-anew.new-terminal':
    'The machine becomes another terminal with a key of its own. The authority takes nothing more from the old one, nor from any copy of it.',
  'enrol-anew.journal-stays':
    'The journal stays on this machine. It can be read and verified as before, and goes on with a new chain.',
  'enrol-anew.undelivered':
    'What was not delivered is marked as refused. Export it from the journal as a sealed bundle: the authority decides what becomes of it.',
  'enrol-anew.confirm': 'Enrol anew',
  'enrol-anew.cancel': 'Not now',
} as const;
