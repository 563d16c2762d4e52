/** Words of the set-up space. */
export const setUp = {
  'set-up.label': 'Impostazioni',
  'set-up.readers': 'Lettori',
  'set-up.preferences': 'Preferenze',
  'set-up.about': 'Informazioni',
  'readers.host-away': 'I lettori si stanno riavviando.',
  'readers.host-lost':
    'I lettori sono stati riavviati {n, plural, one {una volta} other {# volte}} nell’ultima ora.',
  'readers.none': 'Nessun lettore è collegato.',
  'readers.none-text':
    'Colleghi uno scanner: appare qui entro un secondo. Gli scanner in modalità tastiera non appaiono finché non scrivono.',
  'readers.vendor': 'Produttore',
  'readers.product': 'Prodotto',
  'readers.serial': 'Numero di serie',
  'readers.driver': 'Driver',
  'readers.kind': 'Tipo',
  'readers.state': 'Stato',
  'readers.reads': 'Letture',
  'readers.errors': 'Errori',
  'readers.last-read': 'Ultima lettura',
  'readers.never': 'mai',
  'readers.live-reads':
    '{n, plural, =0 {Pronto. Ancora nessuna lettura.} one {Pronto. 1 lettura.} other {Pronto. # letture.}}',
  'readers.median': 'Tempo mediano',
  'readers.rule': 'La regola che permette di aprirlo',
  'advice.udev-rule':
    'Questo account non può aprire il lettore. Metta la riga qui sotto in /etc/udev/rules.d/70-vestibule.rules e ricolleghi il lettore.',
  'advice.serial-group':
    'Questo account non può aprire le porte seriali. Lo aggiunga al gruppo che le possiede (dialout sulla maggior parte dei sistemi) e rifaccia l’accesso.',
  'advice.input-monitoring':
    'Permetta Vestibule in Impostazioni di Sistema, Privacy e sicurezza, Monitoraggio input, poi ricolleghi il lettore.',
  'advice.in-use': 'Un altro programma tiene questo lettore. Lo chiuda, poi ricolleghi il lettore.',
  'advice.keyboard-mode':
    'Questo scanner scrive come una tastiera, e funziona così. Per la lettura più sicura legga il codice a barre “USB HID POS” nel suo manuale: allora è pilotato direttamente e non può scrivere in altri programmi.',
  'advice.smart-card-package':
    'Questa installazione non può usare lettori di smart card. Avvisi l’installatore: il pacchetto “smartcard” va compilato su questa macchina (Debian: build-essential, libpcsclite-dev).',
  'advice.smart-card-service':
    'Per usare un lettore di smart card deve girare il servizio smart card. Su Debian: sudo apt install pcscd',
  'advice.smart-card-permission':
    'Il servizio smart card risponde con un errore; forse non ammette questo account. Su Linux ammette chi ha fatto l’accesso allo schermo; gli altri hanno bisogno di una regola polkit per org.debian.pcsc-lite.access_pcsc e access_card.',
  'advice.set-aside':
    'Ha fatto cadere il programma dei lettori tre volte in un minuto e ora è lasciato stare; gli altri lettori continuano. Lo scolleghi, aspetti due secondi, lo ricolleghi. Se succede ancora, avvisi l’installatore.',
  'readers.test':
    'Presenti un codice qualsiasi per provare un lettore: l’esito appare subito, e nulla è registrato finché non lo registra lei.',
  'preferences.language': 'Lingua',
  'preferences.theme': 'Aspetto',
  'preferences.contrast': 'Contrasto',
  'preferences.sounds': 'Suoni',
  'preferences.volume': 'Volume',
  'preferences.try-sounds': 'Prova i suoni',
  'preferences.prefix': 'Prefisso dello scanner',
  'preferences.prefix-help':
    'Quello che uno scanner a tastiera scrive prima di ogni codice, se è impostato così. Fino a 8 caratteri; lo lasci vuoto se non è sicuro.',
  'theme.system': 'Come il sistema',
  'theme.light': 'Chiaro',
  'theme.dark': 'Scuro',
  'contrast.system': 'Come il sistema',
  'contrast.standard': 'Normale',
  'contrast.more': 'Alto',
  'switch.on': 'Attivi',
  'switch.off': 'Spenti',
  'about.version': 'Versione',
  'about.runtime': 'Ambiente di esecuzione',
  'about.platform': 'Piattaforma',
  'about.mode': 'Modalità',
  'about.mode-training': 'Addestramento',
  'about.mode-live': 'Reale',
  'about.terminal': 'Terminale',
  'about.site': 'Struttura',
  'role.title': 'Funzione nella struttura',
  'role.any': 'Tutto ciò che fa la struttura',
  'role.front-desk': 'Reception',
  'role.teller': 'Sportello',
  'role.self-service': 'Self-service',
  'about.journal': 'Registro',
  'about.head': 'Impronta della voce più recente',
  'about.list': 'Lista {id}',
  'about.list-version': 'versione {version}, di {age} fa',
  'about.list-age': 'di {age} fa',
  'about.list-absent': 'non ancora ricevuta',
  'about.leave-training': 'Preparare per il lavoro reale…',
  'about.leave-training-text':
    'L’addestramento finisce e ritorna la prima pagina, dove si registra questa macchina. Quanto registrato in addestramento resta nella sua cartella e non viene mai inviato. Per tornare, scelga lì l’addestramento.',
  'about.leave-training-now': 'Terminare l’addestramento',
  'about.leave-training-not': 'Continuare l’addestramento',
} as const;
