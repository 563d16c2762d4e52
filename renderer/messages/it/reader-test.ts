/** Words of the page on which a reader is tried out and a scanner is taught. */
export const readerTest = {
  'reader-test.open': 'Prova un lettore o istruisci uno scanner',
  'reader-test.title': 'Prova un lettore',
  'reader-test.close': 'Fatto',
  'reader-test.scan':
    'Legga questo codice, sullo schermo o su carta. Mostra come è impostato lo scanner. Vanno bene anche altri codici e carte.',
  'reader-test.code': 'Il codice di prova',
  'reader-test.private':
    'Finché questo è aperto, nulla di quanto è letto viene verificato, registrato o conservato. Solo il codice di prova è mostrato come è arrivato.',
  'reader-test.waiting': 'In attesa di una lettura.',
  'reader-test.reader': 'Lettore',
  'reader-test.size': 'Dimensione',
  'reader-test.characters': '{n, plural, one {# carattere} other {# caratteri}}',
  'reader-test.bytes': '{n, plural, one {# byte} other {# byte}}',
  'reader-test.symbology': 'Simbologia',
  'reader-test.time': 'Tempo',
  'reader-test.milliseconds': '{n} ms',
  'reader-test.looks-like': 'Sembra',
  'reader-test.hidden': 'Quello che dice è nascosto: può essere di qualcuno.',
  'reader-test.text': 'Come è arrivato',
  'reader-test.hex': 'Byte',
  'reader-test.control':
    'In mezzo sono arrivati caratteri di controllo o tasti sconosciuti: un codice così è rifiutato.',
  'reader-test.control-advice':
    'Imposti lo scanner in modo che non invii caratteri di controllo, e legga di nuovo.',
  'reader-test.direct': 'Letto direttamente: qui nessuna disposizione di tastiera può essere sbagliata.',
  'reader-test.layout-same': 'La disposizione della tastiera è giusta.',
  'reader-test.layout-crossed':
    'Questo scanner scrive per una tastiera {scanner}. Il computer ne ha una {computer}.',
  'reader-test.layout-crossed-advice':
    'Nel manuale dello scanner legga il codice per il paese della tastiera: {computer}. Ancora più sicuro è il codice “USB HID POS”.',
  'reader-test.layout-unknown':
    'I caratteri sono cambiati per strada, per una disposizione di tastiera qui sconosciuta.',
  'reader-test.layout-unknown-advice':
    'Imposti scanner e computer sullo stesso paese di tastiera, o lo scanner su “USB HID POS”.',
  'reader-test.caps-lock': 'Bloc Maiusc è attivo: maiuscole e minuscole sono uscite scambiate.',
  'reader-test.caps-lock-advice': 'Spenga Bloc Maiusc e imposti lo scanner in modo che lo ignori.',
  'reader-test.composed': 'Un metodo di immissione o un tasto di accento ha preso alcuni caratteri.',
  'reader-test.composed-advice':
    'I codici si ricompongono dalla posizione dei tasti, come su una tastiera USA. Metta in inglese il metodo di immissione di questa macchina.',
  'reader-test.suffix-enter': 'Chiude ogni codice con Invio.',
  'reader-test.suffix-tab': 'Chiude ogni codice con Tab.',
  'reader-test.suffix-none': 'Chiude i codici senza alcun tasto.',
  'reader-test.suffix-none-advice':
    'La fine si riconosce da una pausa, che richiede un po’ di più. Imposti il suffisso Invio (CR).',
  'reader-test.ending': 'Scrive {text} dopo ogni codice.',
  'reader-test.ending-advice': 'Tolga questo suffisso: sarebbe letto come parte del codice.',
  'reader-test.prefix': 'Scrive {text} prima di ogni codice.',
  'reader-test.prefix-advice':
    'Con il prefisso noto, quello che scrive una persona non è mai preso per una lettura.',
  'reader-test.prefix-save': 'Salva il prefisso',
  'reader-test.prefix-saved': 'Il prefisso è noto.',
  'reader-test.prefix-long': 'Un prefisso può avere al massimo 8 caratteri: lo accorci.',
  'reader-test.prefix-missing': 'Il prefisso salvato {text} non è arrivato.',
  'reader-test.prefix-missing-advice': 'Senza di esso questo scanner non è ascoltato fuori da questa pagina.',
  'reader-test.prefix-forget': 'Dimentica il prefisso',
  'reader-test.speed': '{n} ms tra due caratteri.',
  'layout.us': 'USA',
  'layout.gb': 'britannica',
  'layout.de': 'tedesca',
  'layout.fr': 'francese',
  'layout.es': 'spagnola',
  'layout.it': 'italiana',
} as const;
