/** Words of the handoff to the site's own system. */
export const handoff = {
  'set-up.handoff': 'Passaggio',
  'handoff.lead':
    'Consegna ogni registrazione al sistema proprio della struttura su questo computer, nei limiti dello scopo. Nulla esce per nessuna delle due vie finché non la si attiva.',
  'handoff.installer-only': 'Lo imposta un installatore. Chiedigli di accedere.',
  'handoff.api': 'Da un programma che chiede (API)',
  'handoff.api-text': 'Solo per programmi di questo computer, all’indirizzo 127.0.0.1, con un token.',
  'handoff.off': 'Disattivato',
  'handoff.on-at': 'Attivo su {address}',
  'handoff.asked': 'ultima richiesta {ago}',
  'handoff.never-asked': 'nessuno ha chiesto dall’avvio',
  'handoff.waiting':
    '{n, plural, =0 {nulla in attesa} one {1 registrazione in attesa} other {# registrazioni in attesa}}',
  'handoff.port': 'Porta',
  'handoff.port-wrong': 'Un numero da 1024 a 65535.',
  'handoff.turn-on': 'Attiva',
  'handoff.turn-off': 'Disattiva',
  'handoff.rotate': 'Nuovo token',
  'handoff.token': 'Copia ora questo token: viene mostrato solo questa volta.',
  'handoff.token-text': 'Dallo al programma che chiede. Un token perso si sostituisce con uno nuovo.',
  'handoff.token-done': 'Copiato',
  'handoff.folder': 'In una cartella',
  'handoff.folder-text':
    'Un file JSON per ogni registrazione, intero o niente. Se la cartella manca, è piena o di sola lettura lo si segnala, e si riprova finché funziona.',
  'handoff.folder-on': 'Scrive in {path}',
  'handoff.choose-folder': 'Scegli una cartella',
  'handoff.other-folder': 'Un’altra cartella',
  'handoff.what':
    'Una registrazione contiene ciò che il file dello scopo elenca in handsOver, mai il ritratto né testo libero. Quanto consegnato va nel registro; quando una persona chiede la cancellazione, l’altro sistema viene informato di quali registrazioni si tratta.',
} as const;
