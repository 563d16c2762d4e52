/** Words of the registration card. */
export const registration = {
  'card.title': 'Registration card',
  'card.latin-name': 'Name in Latin letters',
  'card.sex': 'Sex',
  'card.nationality': 'Nationality',
  'card.address': 'Address',
  'card.issued-by': 'Issued by',
  'card.place-date': 'Place and date',
  'card.signature': 'Signature of the guest',
  'card.no-signature': 'No signature is asked of children under 14.',
  'card.entry': 'Entry {n}',
  'card.print': 'Print registration card',
  'card.save': 'Save as PDF',
  'card.printed': 'Sent to the printer.',
  'card.saved': 'Saved as {file}.',
  'card.problem-none': 'No printer is set up on this machine. The record is safe; save the card as PDF.',
  'card.problem-failed':
    'The card could not be printed or saved. The record is safe; try again, or later from Guests.',
} as const;
