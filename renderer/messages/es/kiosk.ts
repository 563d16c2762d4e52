/** Palabras de la página del quiosco. */
export const kiosk = {
  'set-up.kiosk': 'Quiosco',
  'kiosk.state-off': 'Sin bloquear',
  'kiosk.state-locked': 'Bloqueado',
  'kiosk.state-released': 'Abandonado por ahora',
  'kiosk.text-off':
    'Bloqueado, Vestibule llena la pantalla, no se puede cerrar y vuelve así tras un fallo o un corte de luz. Solo un instalador sale, con su PIN.',
  'kiosk.text-locked':
    'Vestibule llena la pantalla y no se puede cerrar, tampoco tras un fallo o un corte de luz. Un instalador sale con su PIN.',
  'kiosk.text-released': 'Se bloquea de nuevo en el próximo arranque, salvo que lo desactive.',
  'kiosk.system':
    'Lo que maneja el propio sistema operativo (Ctrl+Alt+Supr, otras consolas, el botón de encendido) debe bloquearlo él: la guía del instalador tiene los archivos.',
  'kiosk.no-installer': 'Añada antes un instalador con PIN: nadie más podría salir del bloqueo.',
  'kiosk.lock': 'Bloquear este equipo',
  'kiosk.leave': 'Salir del quiosco',
  'kiosk.switch-off': 'No bloquear más',
  'kiosk.installer': 'Instalador',
  'kiosk.pin': 'PIN del instalador',
} as const;
