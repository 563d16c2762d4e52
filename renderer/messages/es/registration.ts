/** Words of the registration card. */
export const registration = {
  'card.title': 'Parte de entrada de viajeros',
  'card.latin-name': 'Nombre en letras latinas',
  'card.sex': 'Sexo',
  'card.nationality': 'Nacionalidad',
  'card.address': 'Domicilio',
  'card.issued-by': 'Expedido por',
  'card.place-date': 'Lugar y fecha',
  'card.signature': 'Firma del huésped',
  'card.no-signature': 'No se pide la firma a menores de 14 años.',
  'card.entry': 'Registro {n}',
  'card.print': 'Imprimir el parte',
  'card.save': 'Guardar como PDF',
  'card.printed': 'Enviado a la impresora.',
  'card.saved': 'Guardado como {file}.',
  'card.problem-none': 'Este equipo no tiene impresora. El registro está a salvo; guarde el parte como PDF.',
  'card.problem-failed':
    'No se pudo imprimir ni guardar. El registro está a salvo; inténtelo de nuevo, o más tarde desde Huéspedes.',
};
