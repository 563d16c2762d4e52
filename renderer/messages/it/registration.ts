/** Words of the registration card. */
export const registration = {
  'card.title': 'Scheda di registrazione',
  'card.latin-name': 'Nome in caratteri latini',
  'card.sex': 'Sesso',
  'card.nationality': 'Cittadinanza',
  'card.address': 'Indirizzo',
  'card.issued-by': 'Rilasciato da',
  'card.place-date': 'Luogo e data',
  'card.signature': 'Firma dell’ospite',
  'card.no-signature': 'Ai minori di 14 anni non si chiede la firma.',
  'card.entry': 'Registrazione {n}',
  'card.print': 'Stampa la scheda',
  'card.save': 'Salva come PDF',
  'card.printed': 'Inviata alla stampante.',
  'card.saved': 'Salvata come {file}.',
  'card.problem-none':
    'Su questo computer non c’è una stampante. La registrazione è al sicuro; salvi la scheda come PDF.',
  'card.problem-failed':
    'Non è stato possibile stampare o salvare. La registrazione è al sicuro; riprovi, o più tardi da Ospiti.',
};
