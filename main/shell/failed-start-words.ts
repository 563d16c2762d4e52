import type { Settings } from '../../shared/domain/settings';

type Language = Settings['language'];

interface FailedStartWords {
  title: string;
  /** Its folder cannot be read or written. */
  folder: string;
  /** Anything else. */
  unforeseen: string;
  close: string;
}

/** What a person reads where the program cannot even open its window: who could tell them in a catalogue does not run. */
export const failedStartWords: Readonly<Record<Language, FailedStartWords>> = {
  en: {
    title: 'Vestibule cannot start',
    folder:
      'Vestibule cannot read or write its folder. Make sure that this user may use it and that the disk has room, then start Vestibule again. If that does not help, call the installer.',
    unforeseen:
      'Something unforeseen went wrong. Start Vestibule again. If it happens again, restart the computer, then call the installer.',
    close: 'Close',
  },
  'zh-CN': {
    title: 'Vestibule 无法启动',
    folder:
      'Vestibule 无法读取或写入其文件夹。请确认当前用户有权使用该文件夹且磁盘有可用空间，然后重新启动 Vestibule。如仍不行，请联系安装人员。',
    unforeseen: '发生了意外问题。请重新启动 Vestibule。如果再次出现，请重新启动计算机，然后联系安装人员。',
    close: '关闭',
  },
  es: {
    title: 'Vestibule no puede iniciarse',
    folder:
      'Vestibule no puede leer su carpeta o escribir en ella. Compruebe que este usuario puede usarla y que queda espacio en el disco, y vuelva a iniciar Vestibule. Si no basta, llame al instalador.',
    unforeseen:
      'Ha ocurrido algo imprevisto. Vuelva a iniciar Vestibule. Si se repite, reinicie el ordenador y llame al instalador.',
    close: 'Cerrar',
  },
  it: {
    title: 'Vestibule non può avviarsi',
    folder:
      'Vestibule non può leggere la sua cartella o scrivervi. Verifichi che questo utente possa usarla e che ci sia spazio sul disco, poi riavvii Vestibule. Se non basta, chiami l’installatore.',
    unforeseen:
      'È successo qualcosa di imprevisto. Riavvii Vestibule. Se si ripete, riavvii il computer, poi chiami l’installatore.',
    close: 'Chiudi',
  },
  ar: {
    title: 'تعذّر تشغيل Vestibule',
    folder:
      'لا يستطيع Vestibule القراءة من مجلده أو الكتابة فيه. تأكّد من أن هذا المستخدم يحق له استخدامه ومن وجود مساحة على القرص، ثم شغّل Vestibule من جديد. إن لم ينفع ذلك فاتصل بالمثبِّت.',
    unforeseen: 'حدث أمر غير متوقع. شغّل Vestibule من جديد. إن تكرر ذلك فأعد تشغيل الحاسوب، ثم اتصل بالمثبِّت.',
    close: 'إغلاق',
  },
};

/** The first of the system's languages (BCP 47, most wanted first) that the program speaks, else English. */
export function languageOfSystem(wanted: readonly string[]): Language {
  const spoken = Object.keys(failedStartWords) as Language[];
  for (const tag of wanted) {
    const found = spoken.find((language) => language.split('-')[0] === tag.split(/[-_]/)[0]?.toLowerCase());
    if (found) return found;
  }
  return 'en';
}
