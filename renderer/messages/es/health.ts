/** Palabras de la página de estado. */
export const health = {
  'set-up.health': 'Estado',
  'health.all-good': 'Todo está en orden.',
  'health.look': 'Alguien debería mirar esto.',
  'health.at': 'Comprobado a las {time}.',
  'health.again': 'Comprobar de nuevo',
  'health.bundle-locked': 'Bloqueado: un instalador sale del quiosco antes de guardar el diagnóstico.',
  'health.bundle': 'Guardar diagnóstico',
  'health.bundle-text':
    'Para quien da soporte a este equipo. No contiene nombres, números, códigos ni claves.',
  'health.saved': 'Guardado como {file}.',
  'health.state-good': 'en orden',
  'health.state-attention': 'mirar esta semana',
  'health.state-bad': 'mirar ahora',
  'health.state-unknown': 'se desconoce',
  'health.journal': 'Diario',
  'health.key': 'Clave',
  'health.disk': 'Disco',
  'health.clock': 'Reloj',
  'health.authority': 'Autoridad',
  'health.certificate': 'Certificado',
  'health.queue': 'Cola',
  'health.trust-list': 'Lista de confianza',
  'health.status-lists': 'Listas de estado',
  'health.lists-fresh': '{good} de {count} al día, la más antigua de hace {age}',
  'health.authority-online': 'responde',
  'health.status-lists-advice':
    'Una lista de documentos revocados envejece. Cuando sea demasiado antigua, los documentos de su emisor no se verificarán sin conexión.',
  'health.readers': 'Lectores',
  'health.key-key-store': 'en el almacén de claves de este equipo',
  'health.key-key-file': 'en un archivo',
  'health.key-passphrase': 'de una frase de contraseña',
  'health.key-folder': 'junto a los datos',
  'health.disk-free': '{size} GB libres',
  'health.clock-off': '{age} de diferencia',
  'health.authority-since': 'última respuesta hace {age}',
  'health.certificate-for': 'caduca en {age}',
  'health.queue-empty': 'vacía',
  'health.queue-waiting': '{n, plural, one {1 espera} other {# esperan}}, el más antiguo desde hace {age}',
  'health.readers-live': 'funcionan {good} de {count}',
  'health.readers-lost': 'reiniciados {n, plural, one {una vez} other {# veces}} en la última hora',
  'health.readers-lost-advice':
    'El programa que maneja los lectores falló o dejó de responder y se inició de nuevo. Si vuelve a ocurrir, desconecte el último lector usado y, si eso ayuda, sustitúyalo.',
  'health.journal-advice': 'Los registros están detenidos. La primera pantalla dice por qué.',
  'health.key-advice':
    'Este equipo no usa un almacén de claves: quien tenga su disco y la clave puede leer el diario. Cifre el disco o dé al equipo un almacén de claves.',
  'health.disk-advice':
    'El disco se está llenando. Cuando esté lleno, los registros se detienen. Libere espacio.',
  'health.clock-advice':
    'Ponga el reloj en hora, mejor automáticamente. Con un reloj equivocado los documentos parecen caducados.',
  'health.authority-advice': 'La autoridad no responde. Los registros esperan aquí mientras tanto.',
  'health.certificate-advice':
    'El certificado en la dirección de la autoridad caduca pronto. Avise a quien la gestiona.',
  'health.queue-advice': 'Hay registros que esperan desde hace mucho. Compruebe la red y la autoridad.',
  'health.trust-list-advice':
    'La lista de confianza envejece. Cuando sea demasiado antigua, nada se verificará por firma.',
  'health.readers-advice': 'Un lector no funciona. La página Lectores dice qué hacer.',
} as const;
