/** Words of the page on which a reader is tried out and a scanner is taught. */
export const readerTest = {
  'reader-test.open': 'Probar un lector o enseñar un escáner',
  'reader-test.title': 'Probar un lector',
  'reader-test.close': 'Hecho',
  'reader-test.scan':
    'Lea este código, en la pantalla o en papel. Muestra cómo está configurado el escáner. También valen otros códigos y tarjetas.',
  'reader-test.code': 'El código de prueba',
  'reader-test.private':
    'Mientras esto está abierto, nada de lo que se lee se verifica, registra o conserva. Solo el código de prueba se muestra tal como llegó.',
  'reader-test.waiting': 'A la espera de una lectura.',
  'reader-test.reader': 'Lector',
  'reader-test.size': 'Tamaño',
  'reader-test.characters': '{n, plural, one {# carácter} other {# caracteres}}',
  'reader-test.bytes': '{n, plural, one {# byte} other {# bytes}}',
  'reader-test.symbology': 'Simbología',
  'reader-test.time': 'Tiempo',
  'reader-test.milliseconds': '{n} ms',
  'reader-test.looks-like': 'Parece',
  'reader-test.hidden': 'Lo que dice queda oculto: puede ser de alguien.',
  'reader-test.text': 'Tal como llegó',
  'reader-test.hex': 'Bytes',
  'reader-test.control': 'Se colaron caracteres de control o teclas desconocidas: un código así se rechaza.',
  'reader-test.control-advice':
    'Configure el escáner para que no envíe caracteres de control y lea otra vez.',
  'reader-test.direct': 'Leído directamente: aquí ninguna disposición de teclado puede estar mal.',
  'reader-test.layout-same': 'La disposición del teclado es correcta.',
  'reader-test.layout-crossed':
    'Este escáner escribe para un teclado {scanner}. El ordenador tiene uno {computer}.',
  'reader-test.layout-crossed-advice':
    'En el manual del escáner, lea el código del país del teclado: {computer}. Más seguro aún es el código “USB HID POS”.',
  'reader-test.layout-unknown':
    'Los caracteres cambiaron por el camino, por una disposición de teclado que aquí no se conoce.',
  'reader-test.layout-unknown-advice':
    'Ponga el mismo país de teclado en el escáner y en el ordenador, o el escáner en “USB HID POS”.',
  'reader-test.caps-lock': 'Bloq Mayús está activado: mayúsculas y minúsculas salieron cambiadas.',
  'reader-test.caps-lock-advice': 'Desactive Bloq Mayús y configure el escáner para que lo ignore.',
  'reader-test.composed': 'Un método de entrada o una tecla de acento se quedó con algunos caracteres.',
  'reader-test.composed-advice':
    'Los códigos se recomponen según la posición de las teclas, como en un teclado de EE. UU. Ponga el método de entrada de este equipo en inglés.',
  'reader-test.suffix-enter': 'Termina cada código con Intro.',
  'reader-test.suffix-tab': 'Termina cada código con Tab.',
  'reader-test.suffix-none': 'Termina los códigos sin ninguna tecla.',
  'reader-test.suffix-none-advice':
    'El final se reconoce por una pausa, lo que tarda un poco más. Configure el sufijo Intro (CR).',
  'reader-test.ending': 'Escribe {text} detrás de cada código.',
  'reader-test.ending-advice': 'Quite este sufijo: se leería como parte del código.',
  'reader-test.prefix': 'Escribe {text} delante de cada código.',
  'reader-test.prefix-advice':
    'Si se conoce el prefijo, lo que escribe una persona nunca se toma por una lectura.',
  'reader-test.prefix-save': 'Guardar el prefijo',
  'reader-test.prefix-saved': 'El prefijo es conocido.',
  'reader-test.prefix-long': 'Un prefijo puede tener 8 caracteres como máximo: acórtelo.',
  'reader-test.prefix-missing': 'El prefijo guardado {text} no llegó.',
  'reader-test.prefix-missing-advice': 'Sin él, este escáner no se oye fuera de esta página.',
  'reader-test.prefix-forget': 'Olvidar el prefijo',
  'reader-test.speed': '{n} ms entre dos caracteres.',
  'layout.us': 'de EE. UU.',
  'layout.gb': 'británico',
  'layout.de': 'alemán',
  'layout.fr': 'francés',
  'layout.es': 'español',
  'layout.it': 'italiano',
} as const;
