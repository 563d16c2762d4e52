/** Words of the set-up space. */
export const setUp = {
  'set-up.label': 'Ajustes',
  'set-up.readers': 'Lectores',
  'set-up.preferences': 'Preferencias',
  'set-up.about': 'Acerca de',
  'readers.host-away': 'Los lectores se están reiniciando.',
  'readers.host-lost':
    'Los lectores se reiniciaron {n, plural, one {una vez} other {# veces}} en la última hora.',
  'readers.none': 'No hay ningún lector conectado.',
  'readers.none-text':
    'Conecte un escáner: aparece aquí en un segundo. Los escáneres en modo teclado no aparecen hasta que escriben.',
  'readers.vendor': 'Fabricante',
  'readers.product': 'Producto',
  'readers.serial': 'Número de serie',
  'readers.driver': 'Controlador',
  'readers.kind': 'Tipo',
  'readers.state': 'Estado',
  'readers.reads': 'Lecturas',
  'readers.errors': 'Errores',
  'readers.last-read': 'Última lectura',
  'readers.never': 'nunca',
  'readers.live-reads':
    '{n, plural, =0 {Listo. Aún no ha leído nada.} one {Listo. 1 lectura.} other {Listo. # lecturas.}}',
  'readers.median': 'Tiempo mediano',
  'readers.rule': 'La regla que permite abrirlo',
  'advice.udev-rule':
    'Esta cuenta no puede abrir el lector. Ponga la línea siguiente en /etc/udev/rules.d/70-vestibule.rules y vuelva a conectar el lector.',
  'advice.serial-group':
    'Esta cuenta no puede abrir puertos serie. Añádala al grupo que los posee (dialout en la mayoría de los sistemas) y vuelva a iniciar sesión.',
  'advice.input-monitoring':
    'Permita Vestibule en Ajustes del Sistema, Privacidad y seguridad, Supervisión de entradas, y vuelva a conectar el lector.',
  'advice.in-use': 'Otro programa retiene este lector. Ciérrelo y vuelva a conectar el lector.',
  'advice.keyboard-mode':
    'Este escáner escribe como un teclado, y así funciona. Para la lectura más segura, lea el código de barras “USB HID POS” de su manual: entonces se controla directamente y no puede escribir en otros programas.',
  'advice.smart-card-package':
    'Esta instalación no puede usar lectores de tarjetas con chip. Avise al instalador: el paquete “smartcard” debe compilarse en este equipo (Debian: build-essential, libpcsclite-dev).',
  'advice.smart-card-service':
    'Para usar un lector de tarjetas con chip, el servicio de tarjetas debe estar en marcha. En Debian: sudo apt install pcscd',
  'advice.smart-card-permission':
    'El servicio de tarjetas responde con un error; quizá no admite esta cuenta. En Linux admite a quien haya iniciado sesión en la pantalla; los demás necesitan una regla polkit para org.debian.pcsc-lite.access_pcsc y access_card.',
  'advice.set-aside':
    'Hizo caer el programa de lectores tres veces en un minuto y ahora se deja en paz; los demás lectores siguen funcionando. Desconéctelo, espere dos segundos y vuelva a conectarlo. Si vuelve a ocurrir, avise al instalador.',
  'readers.test':
    'Presente cualquier código para probar un lector: el veredicto aparece al momento y no se registra nada hasta que haga el registro.',
  'preferences.language': 'Idioma',
  'preferences.theme': 'Apariencia',
  'preferences.contrast': 'Contraste',
  'preferences.sounds': 'Sonidos',
  'preferences.volume': 'Volumen',
  'preferences.try-sounds': 'Probar los sonidos',
  'preferences.prefix': 'Prefijo del escáner',
  'preferences.prefix-help':
    'Lo que un escáner de teclado escribe antes de cada código, si está configurado así. Hasta 8 caracteres; déjelo vacío si no está seguro.',
  'theme.system': 'Como el sistema',
  'theme.light': 'Clara',
  'theme.dark': 'Oscura',
  'contrast.system': 'Como el sistema',
  'contrast.standard': 'Normal',
  'contrast.more': 'Alto',
  'switch.on': 'Sí',
  'switch.off': 'No',
  'about.version': 'Versión',
  'about.runtime': 'Entorno de ejecución',
  'about.platform': 'Plataforma',
  'about.mode': 'Modo',
  'about.mode-training': 'Formación',
  'about.mode-live': 'Real',
  'about.terminal': 'Terminal',
  'about.site': 'Establecimiento',
  'role.title': 'Función en el establecimiento',
  'role.any': 'Todo lo que hace el establecimiento',
  'role.front-desk': 'Recepción',
  'role.teller': 'Ventanilla',
  'role.self-service': 'Autoservicio',
  'about.journal': 'Diario',
  'about.head': 'Resumen de la entrada más reciente',
  'about.list': 'Lista {id}',
  'about.list-version': 'versión {version}, de hace {age}',
  'about.list-age': 'de hace {age}',
  'about.list-absent': 'aún no recibida',
  'about.leave-training': 'Preparar para el trabajo real…',
  'about.leave-training-text':
    'El modo de formación termina y vuelve la primera página, donde se registra este equipo. Lo registrado en formación queda en su propia carpeta y nunca se envía. Para volver, elija allí la formación.',
  'about.leave-training-now': 'Terminar la formación',
  'about.leave-training-not': 'Seguir en formación',
} as const;
