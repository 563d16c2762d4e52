/** Parole della pagina del chiosco. */
export const kiosk = {
  'set-up.kiosk': 'Chiosco',
  'kiosk.state-off': 'Non bloccato',
  'kiosk.state-locked': 'Bloccato',
  'kiosk.state-released': 'Lasciato per ora',
  'kiosk.text-off':
    'Bloccato, Vestibule riempie lo schermo, non si può chiudere e torna così dopo un guasto o un’interruzione di corrente. Solo un installatore ne esce, con il PIN.',
  'kiosk.text-locked':
    'Vestibule riempie lo schermo e non si può chiudere, nemmeno dopo un guasto o un’interruzione di corrente. Un installatore ne esce con il PIN.',
  'kiosk.text-released': 'Si blocca di nuovo al prossimo avvio, se non lo si disattiva.',
  'kiosk.system':
    'Ciò che gestisce il sistema operativo (Ctrl+Alt+Canc, altre console, il tasto di accensione) deve bloccarlo lui: la guida dell’installatore ha i file.',
  'kiosk.no-installer': 'Aggiunga prima un installatore con un PIN: nessun altro potrebbe uscire dal blocco.',
  'kiosk.lock': 'Bloccare questa macchina',
  'kiosk.leave': 'Uscire dal chiosco',
  'kiosk.switch-off': 'Non bloccare più',
  'kiosk.installer': 'Installatore',
  'kiosk.pin': 'PIN dell’installatore',
} as const;
