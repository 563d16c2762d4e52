/** Words of the handoff to the site's own system. */
export const handoff = {
  'set-up.handoff': 'Traspaso',
  'handoff.lead':
    'Entrega cada registro al sistema propio del establecimiento en este equipo, hasta donde la finalidad lo permite. Nada sale por ninguna de las dos vías hasta que se active.',
  'handoff.installer-only': 'Lo configura un instalador. Pida que inicie sesión.',
  'handoff.api': 'Por un programa que pregunta (API)',
  'handoff.api-text': 'Solo para programas de este equipo, en la dirección 127.0.0.1, con un token.',
  'handoff.off': 'Desactivado',
  'handoff.on-at': 'Activo en {address}',
  'handoff.asked': 'última consulta {ago}',
  'handoff.never-asked': 'nadie ha preguntado desde el arranque',
  'handoff.waiting': '{n, plural, =0 {nada espera} one {espera 1 registro} other {esperan # registros}}',
  'handoff.port': 'Puerto',
  'handoff.port-wrong': 'Un número entre 1024 y 65535.',
  'handoff.turn-on': 'Activar',
  'handoff.turn-off': 'Desactivar',
  'handoff.rotate': 'Nuevo token',
  'handoff.token': 'Copie este token ahora: se muestra solo esta vez.',
  'handoff.token-text': 'Déselo al programa que pregunta. Un token perdido se sustituye por otro nuevo.',
  'handoff.token-done': 'Ya está copiado',
  'handoff.folder': 'En una carpeta',
  'handoff.folder-text':
    'Un archivo JSON por registro, entero o ninguno. Si la carpeta falta, está llena o es de solo lectura, se avisa y se reintenta hasta que funcione.',
  'handoff.folder-on': 'Escribe en {path}',
  'handoff.choose-folder': 'Elegir una carpeta',
  'handoff.other-folder': 'Otra carpeta',
  'handoff.what':
    'Un registro contiene lo que el archivo de la finalidad nombra en handsOver, nunca el retrato ni texto libre. Lo entregado queda en el diario; cuando alguien pide ser borrado, se comunica al otro sistema qué registros afecta.',
} as const;
