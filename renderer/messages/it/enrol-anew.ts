/** Parole per ricominciare su una macchina il cui registro è tornato indietro o si è biforcato. */
export const enrolAnew = {
  'enrol-anew.open': 'Iscrivi di nuovo questa macchina',
  'enrol-anew.sign-in':
    'Per proseguire, un installatore accede qui e iscrive di nuovo la macchina, con un nuovo codice di iscrizione.',
  'enrol-anew.title': 'Iscrivi di nuovo questa macchina',
  'enrol-anew.new-terminal':
    'La macchina diventa un altro terminale con una chiave propria. L’autorità non accetta più nulla dal precedente, né da una sua copia.',
  'enrol-anew.journal-stays':
    'Il registro resta su questa macchina. Si può leggere e verificare come prima, e prosegue con una nuova catena.',
  'enrol-anew.undelivered':
    'Ciò che non è stato consegnato è segnato come rifiutato. Lo esporti dal registro come pacchetto sigillato: l’autorità decide che cosa farne.',
  'enrol-anew.confirm': 'Iscrivi di nuovo',
  'enrol-anew.cancel': 'Non ora',
} as const;
