/** Each error in three sentences: what happened, what is safe, what to do next. */
export const errors = {
  'error.code': 'Codice da cercare:',
  'safe.recorded': 'Tutto quanto registrato finora è al sicuro su disco.',
  'safe.nothing-recorded': 'Con questo non è stato registrato nulla.',
  'safe.record-stays': 'La registrazione stessa è al sicuro e immutata.',
  'safe.readers': 'Gli altri lettori continuano a funzionare.',
  'safe.delivered': 'Ciò che l’autorità non aveva ancora è sigillato per lei in un file.',
  'safe.machine': 'Su questa macchina nulla è cambiato.',

  'error.bad-request.happened': 'Quanto inviato al terminale non era completo.',
  'error.bad-request.next': 'Controlli i campi e riprovi.',
  'error.unknown-command.happened': 'Questa finestra e il terminale non sono della stessa versione.',
  'error.unknown-command.next': 'Chiuda Vestibule e lo riavvii.',
  'error.unknown-verdict.happened': 'Il terminale non conserva più questo esito.',
  'error.unknown-verdict.next': 'Presenti di nuovo il documento, poi registri.',
  'error.unknown-entry.happened': 'Nel registro non c’è una tale registrazione.',
  'error.unknown-entry.next': 'La cerchi nell’elenco delle registrazioni.',
  'error.verdict-refused.happened': 'Un documento rifiutato non si può registrare.',
  'error.verdict-refused.next': 'Chieda un altro documento.',
  'error.already-void.happened': 'Questa registrazione è già stata annullata.',
  'error.already-void.next': 'Non resta nulla da fare.',
  'error.already-checked-out.happened': 'Questo ospite è già partito.',
  'error.already-checked-out.next': 'Non resta nulla da fare.',
  'error.not-signed-in.happened': 'Nessuno ha fatto l’accesso.',
  'error.not-signed-in.next': 'Faccia l’accesso, poi riprovi.',
  'error.not-permitted.happened': 'Qui lei non può farlo.',
  'error.not-permitted.next': 'Chieda a un responsabile.',
  'error.screen-locked.happened': 'Lo schermo è bloccato.',
  'error.screen-locked.next': 'Digiti il suo PIN o lasci entrare un altro operatore.',
  'error.pin-wrong.happened': 'Questo non è il PIN di questo operatore.',
  'error.pin-wrong.next': 'Controlli il nome e digiti di nuovo il PIN.',
  'error.pin-locked.happened': 'Troppi PIN errati: questo operatore deve aspettare.',
  'error.pin-locked.next':
    'Attenda che passi il tempo indicato oppure chieda a un supervisore di impostare un nuovo PIN in Configurazione, Operatori.',
  'error.pin-too-simple.happened': 'Questo PIN è tra i primi che chiunque proverebbe.',
  'error.pin-too-simple.next': 'Scelga sei o più cifre non in fila e non tutte uguali.',
  'error.unknown-operator.happened': 'Questo operatore non esiste su questo terminale.',
  'error.unknown-operator.next': 'Veda in Configurazione, Operatori, chi lavora qui.',
  'error.operator-exists.happened': 'Un operatore con questo nome di accesso lavora o ha lavorato qui.',
  'error.operator-exists.next':
    'Scelga un altro nome di accesso: le registrazioni conservano per sempre quello vecchio.',
  'error.last-manager.happened': 'Non resterebbe nessuno che possa gestire gli operatori.',
  'error.last-manager.next': 'Aggiunga prima un altro supervisore o installatore.',
  'error.consent-needed.happened': 'Il cliente non ha accettato il testo che questa base giuridica richiede.',
  'error.consent-needed.next': 'Chieda al cliente o scelga un’altra base giuridica.',
  'error.approval-needed.happened': 'Un supervisore deve approvarlo.',
  'error.approval-needed.next': 'Chieda a un supervisore di digitare qui il suo PIN. Lei resta collegato.',
  'error.approval-spent.happened': 'Questa approvazione è già stata usata o ha più di un minuto.',
  'error.approval-spent.next': 'Chieda al supervisore di approvare di nuovo.',
  'error.offline-too-long.happened': 'Per questa finalità il terminale è da troppo tempo senza l’autorità.',
  'error.offline-too-long.next':
    'Ripristini la rete oppure esporti le registrazioni in Registro e le consegni. La registrazione riprende da sola appena si raggiunge l’autorità.',
  'error.training-only.happened': 'Questo funziona solo in addestramento.',
  'error.training-only.next': 'Nel lavoro reale usi documenti veri.',

  'error.journal-unavailable.happened': 'Il registro non si può aprire.',
  'error.journal-unavailable.next':
    'Scriva le persone su carta e chiami l’installatore. Non reinstalli: le registrazioni ci sono ancora.',
  'error.journal-damaged.happened': 'Il registro non combacia più; può essere stato alterato.',
  'error.journal-damaged.next':
    'Non cancelli nulla. Chiami l’installatore: “vestibule journal verify” nomina il punto danneggiato.',
  'error.journal-full.happened': 'Il disco è pieno. Non si può registrare altro.',
  'error.journal-full.next': 'Liberi spazio sul disco, poi riprovi.',
  'error.journal-rolled-back.happened':
    'Questo disco è una copia precedente: l’autorità ha registrazioni successive.',
  'error.journal-rolled-back.next': 'Chiami l’installatore: il terminale va iscritto di nuovo.',
  'error.data-folder-in-use.happened': 'Un altro Vestibule usa la stessa cartella dati.',
  'error.data-folder-in-use.next': 'Chiuda l’altro, poi riavvii questo.',
  'error.key-missing.happened': 'Manca la chiave del registro.',
  'error.key-missing.next':
    'Chiami l’installatore. Senza la chiave le registrazioni restano sigillate; non sono perse. Il file di recupero e la sua passphrase restituiscono la chiave: «vestibule journal recover-key», poi si avvia con --key-file.',
  'error.key-wrong.happened': 'La chiave non è di questo registro.',
  'error.key-wrong.next':
    'Chiami l’installatore: l’archivio delle chiavi è stato reimpostato o la chiave è di un’altra macchina. Nulla è cambiato. Il file di recupero e la sua passphrase restituiscono la chiave giusta: «vestibule journal recover-key», poi si avvia con --key-file.',
  'error.settings-unreadable.happened': 'Le impostazioni non si potevano leggere.',
  'error.settings-unreadable.next':
    'Il vecchio file è stato messo da parte. Controlli i valori in Impostazioni.',
  'error.terminal-restarting.happened': 'Il terminale si riavvia.',
  'error.terminal-restarting.next':
    'Aspetti un secondo, poi riprovi. Se stava registrando, guardi prima nell’elenco.',
  'error.shutting-down.happened': 'Vestibule si chiude.',
  'error.shutting-down.next': 'Lo riavvii per continuare.',

  'error.authority-unreachable.happened': 'L’autorità non è raggiungibile.',
  'error.authority-unreachable.next':
    'Continui a lavorare. Le registrazioni si consegnano da sole appena risponde.',
  'error.authority-refused.happened': 'L’autorità ha risposto, e ha detto no.',
  'error.authority-refused.next': 'Chiami l’installatore e indichi il codice qui sotto.',
  'error.authority-answer-invalid.happened':
    'La risposta dell’autorità non era affidabile ed è stata scartata.',
  'error.authority-answer-invalid.next': 'Riprovi. Se continua, chiami l’installatore.',
  'error.not-enrolled.happened': 'Questa macchina non è iscritta presso un’autorità.',
  'error.not-enrolled.next': 'Chieda all’installatore di iscriverla.',
  'error.enrolment-code-wrong.happened': 'L’autorità non conosce questo codice di iscrizione.',
  'error.enrolment-code-wrong.next': 'Controlli ogni carattere, o chieda un codice nuovo.',
  'error.enrolment-code-used.happened': 'Questo codice di iscrizione è già stato usato.',
  'error.enrolment-code-used.next': 'Chieda un codice nuovo. Se non l’ha usato lei, avvisi l’autorità.',
  'error.enrolment-code-expired.happened': 'Questo codice di iscrizione è troppo vecchio.',
  'error.enrolment-code-expired.next': 'Chieda un codice nuovo; vale 24 ore.',
  'error.enrolment-rate-limited.happened':
    'Da questa rete sono arrivati troppi codici di iscrizione sbagliati.',
  'error.enrolment-rate-limited.next':
    'Aspetti dieci minuti. Poi controlli ogni carattere, o chieda un codice nuovo.',
  'error.enrolment-ticket-invalid.happened': 'Questo non è un codice di iscrizione di Vestibule.',
  'error.enrolment-ticket-invalid.next':
    'Mostri il codice QR della pagina dell’autorità, o scelga il suo file di iscrizione.',
  'error.already-enrolled.happened': 'Questa macchina è già iscritta.',
  'error.already-enrolled.next':
    'Per darla a un’altra struttura, la ritiri prima: “vestibule retire” dice come.',
  'error.authority-not-expected.happened':
    'A questo indirizzo risponde un’altra autorità, non quella attesa.',
  'error.authority-not-expected.next':
    'Non prosegua. Confronti l’indirizzo e l’impronta con chi le ha dato il codice.',
  'error.succession-refused.happened':
    'L’autorità mostra una nuova chiave di firma che la precedente non ha indicato.',
  'error.succession-refused.next':
    'Nulla di ciò che firma viene creduto. Chiami l’installatore: se la chiave è giusta, questa macchina va registrata di nuovo.',
  'error.certificate-needed.happened':
    'L’autorità chiede un certificato di questa macchina, o non accetta quello mostrato.',
  'error.certificate-needed.next':
    'Aggiunga il certificato della macchina e la sua chiave in Rete, o con «vestibule enrol --client-certificate».',
  'error.certificate-untrusted.happened':
    'Questa macchina non si fida del certificato all’indirizzo dell’autorità.',
  'error.certificate-untrusted.next':
    'Controlli l’indirizzo e la data di questa macchina. Se la struttura ha una propria autorità di certificazione, ne aggiunga il file in Rete.',
  'error.proxy-failed.happened': 'Il proxy di questa rete non lascia passare il collegamento.',
  'error.proxy-failed.next': 'Controlli l’indirizzo del proxy in Rete, o chieda a chi gestisce la rete.',
  'error.clock-wrong.happened': 'L’orologio di questa macchina è sbagliato.',
  'error.clock-wrong.next': 'Imposti data e ora, meglio in automatico, poi riprovi.',
  'error.site-file-invalid.happened':
    'Questo non è un file di preparazione di Vestibule, o qualcosa vi è sbagliato.',
  'error.site-file-invalid.next':
    '“vestibule provision FILE” nomina che cosa è sbagliato. La forma è descritta in docs/provisioning.md.',
  'error.terminal-revoked.happened':
    'L’autorità ha revocato questo terminale. Le sue chiavi e i suoi dati sono stati distrutti.',
  'error.terminal-revoked.next':
    'Chiami l’installatore. Per riutilizzare questa macchina serve un nuovo codice d’iscrizione.',
  'error.insecure-url.happened': 'L’indirizzo dell’autorità non è sicuro.',
  'error.insecure-url.next': 'Usi un indirizzo che comincia con https.',
  'error.trust-list-invalid.happened': 'È arrivata una lista di fiducia non autentica. È stata scartata.',
  'error.trust-list-invalid.next': 'La lista precedente resta in uso. Avvisi l’installatore.',
  'error.trust-list-rollback.happened':
    'È stata offerta una lista di fiducia più vecchia di quella in uso. È stata scartata.',
  'error.trust-list-rollback.next': 'La lista più recente resta in uso. Avvisi l’installatore.',

  'error.reader-gone.happened': 'Il lettore è stato scollegato.',
  'error.reader-gone.next': 'Lo ricolleghi; si ritrova entro un secondo.',
  'error.reader-permission.happened': 'Questa macchina non lascia usare il lettore a Vestibule.',
  'error.reader-permission.next': 'Chieda il permesso all’installatore: veda Impostazioni, Lettori.',
  'error.reader-failed.happened': 'Il lettore non risponde.',
  'error.reader-failed.next': 'Lo scolleghi, conti fino a cinque, lo ricolleghi.',
  'error.reader-set-aside.happened':
    'Un lettore ha fatto cadere il programma dei lettori tre volte in un minuto. Ora è lasciato stare.',
  'error.reader-set-aside.next':
    'Lo scolleghi, aspetti due secondi, lo ricolleghi. Se succede ancora, avvisi l’installatore.',
  'error.read-incomplete.happened': 'È arrivata solo una parte del codice.',
  'error.read-incomplete.next': 'Lo presenti di nuovo e lo tenga fermo.',
  'error.card-gone.happened': 'La carta è stata tolta troppo presto.',
  'error.card-gone.next': 'La appoggi sul lettore e la lasci finché appare il segnale.',
  'error.card-silent.happened': 'La carta non risponde.',
  'error.card-silent.next': 'La giri o la riappoggi. Se resta muta, chieda un altro documento.',
  'error.card-in-use.happened': 'Un altro programma su questa macchina tiene la carta.',
  'error.card-in-use.next': 'Chiuda quel programma, poi riappoggi la carta.',
  'error.card-unknown.happened': 'Questa carta non è un documento di identità che Vestibule conosce.',
  'error.card-unknown.next': 'La tolga e chieda un altro documento.',
  'error.chip-unsupported.happened': 'Il chip di questo documento non si può leggere qui.',
  'error.chip-unsupported.next': 'Legga o scriva le righe stampate in fondo e confronti il volto di persona.',
  'error.chip-key-wrong.happened': 'Il chip non si apre con queste righe o questo numero.',
  'error.chip-key-wrong.next': 'Lasci il documento dov’è, e legga o scriva di nuovo le righe stampate.',
  'error.card-not-authentic.happened': 'Il lettore non ha potuto provare che questa carta è autentica.',
  'error.card-not-authentic.next':
    'La appoggi di nuovo sul lettore. Se fallisce ancora, chieda un altro documento.',
  'error.too-large.happened': 'È arrivato molto più di quanto può stare in un codice di identità.',
  'error.too-large.next': 'Presenti solo il codice. Se continua, avvisi l’installatore.',
  'error.frame-invalid.happened': 'Il lettore ha inviato qualcosa che non è un messaggio intero.',
  'error.frame-invalid.next': 'Lo presenti di nuovo. Se continua, scolleghi e ricolleghi il lettore.',

  'error.file-unreadable.happened': 'Questo file non si è potuto leggere.',
  'error.file-unreadable.next': 'Ne scelga un altro: PNG, JPEG o WebP.',
  'error.file-too-large.happened': 'Questo file è troppo grande.',
  'error.file-too-large.next': 'Scelga un’immagine più piccola.',
  'error.update-unreachable.happened': 'Il server degli aggiornamenti non risponde.',
  'error.update-unreachable.next':
    'Non occorre fare nulla: viene interpellato di nuovo da solo. Se continua, verifichi se la rete lascia passare questo computer.',
  'error.update-not-genuine.happened':
    'Ciò che il server degli aggiornamenti ha inviato non è una versione firmata di Vestibule. È stato scartato.',
  'error.update-not-genuine.next':
    'Avvisi chi gestisce il server degli aggiornamenti. Vestibule continua nella versione attuale.',
  'error.update-failed.happened': 'L’aggiornamento non si è potuto installare.',
  'error.update-failed.next': 'Vestibule continua nella versione attuale. Avvisi l’installatore.',
  'error.update-not-now.happened': 'L’aggiornamento non si può installare in questo momento.',
  'error.update-not-now.next':
    'Attenda che la coda sia consegnata e concluda ciò che è aperto al banco, poi riprovi.',
  'error.file-unwritable.happened': 'Questo file non si è potuto scrivere.',
  'error.file-unwritable.next': 'Scelga un’altra cartella, o liberi spazio sul disco.',
  'error.port-taken.happened': 'Un altro programma ascolta già dove lo farebbe l’autorità di addestramento.',
  'error.port-taken.next': 'Chiuda l’altro programma, o riavvii questo.',
  'error.internal.happened': 'È accaduto qualcosa di imprevisto.',
  'error.internal.next': 'Riprovi. Se continua, chiuda Vestibule e lo riavvii.',
} as const;
