/** Palabras para volver a empezar en un equipo cuyo diario retrocedió o se bifurcó. */
export const enrolAnew = {
  'enrol-anew.open': 'Dar de alta este equipo de nuevo',
  'enrol-anew.sign-in':
    'Para continuar, un instalador inicia sesión aquí y da de alta el equipo de nuevo, con un código de alta nuevo.',
  'enrol-anew.title': 'Dar de alta este equipo de nuevo',
  'enrol-anew.new-terminal':
    'El equipo pasa a ser otro terminal con su propia clave. La autoridad ya no acepta nada del anterior ni de ninguna copia suya.',
  'enrol-anew.journal-stays':
    'El diario permanece en este equipo. Se puede leer y verificar como antes y continúa con una cadena nueva.',
  'enrol-anew.undelivered':
    'Lo que no se entregó queda marcado como rechazado. Expórtelo desde el diario como paquete sellado: la autoridad decide qué se hace con ello.',
  'enrol-anew.confirm': 'Dar de alta de nuevo',
  'enrol-anew.cancel': 'Ahora no',
} as const;
