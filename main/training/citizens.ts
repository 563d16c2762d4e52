import type { Claims } from '../../shared/domain/claims';

/** A person of the training room. Everybody here is invented; numbers begin with region codes that are not given out. */
export interface Citizen {
  readonly id: string;
  /** For the tray and for lists, the own script first. */
  readonly label: string;
  /** ISO 639-3 of the language the name is written in. */
  readonly language: string;
  readonly claims: Claims;
}

/** The sample citizens, in the order in which they are offered. */
export const citizens: readonly Citizen[] = [
  {
    id: 'lin-wanqiu',
    label: '林晚秋 Lin Wanqiu',
    language: 'zho',
    claims: {
      fullName: '林晚秋',
      latinName: 'Lin Wanqiu',
      birthDate: '1991-03-14',
      sex: 'female',
      nationality: 'CHN',
      address: '云泽市湖滨区桂花巷18号302室',
      documentNumber: '110199199103140027',
      issuingCountry: 'CHN',
    },
  },
  {
    id: 'tomas-ferreira',
    label: 'Tomás Ferreira',
    language: 'por',
    claims: {
      fullName: 'Tomás Ferreira',
      birthDate: '1968-09-12',
      sex: 'male',
      nationality: 'PRT',
      address: 'Rua das Amendoeiras 27\n4900-118 Vila Serena',
      documentNumber: 'PT-7731-0468-22',
      issuingCountry: 'PRT',
    },
  },
  {
    id: 'eleni-karagianni',
    label: 'Ελένη Καραγιάννη Eleni Karagianni',
    language: 'ell',
    claims: {
      fullName: 'Ελένη Καραγιάννη',
      latinName: 'Eleni Karagianni',
      birthDate: '1979-05-30',
      sex: 'female',
      nationality: 'GRC',
      address: 'Οδός Κυμάτων 5\n841 09 Αλμυρός',
      documentNumber: 'GR-0925-3317-64',
      issuingCountry: 'GRC',
    },
  },
  {
    id: 'danae-ferreira',
    label: 'Δανάη Φερρέιρα Danae Ferreira',
    language: 'ell',
    claims: {
      fullName: 'Δανάη Φερρέιρα',
      latinName: 'Danae Ferreira',
      birthDate: '2017-10-08',
      sex: 'female',
      nationality: 'GRC',
      documentNumber: 'GR-0925-3318-27',
      issuingCountry: 'GRC',
    },
  },
  {
    id: 'nadia-benchekroun',
    label: 'نادية بنشقرون Nadia Benchekroun',
    language: 'ara',
    claims: {
      fullName: 'نادية بنشقرون',
      latinName: 'Nadia Benchekroun',
      birthDate: '1994-01-08',
      sex: 'female',
      nationality: 'MAR',
      address: 'زنقة الياسمين 11',
      documentNumber: 'MA-5580-1942-07',
      issuingCountry: 'MAR',
    },
  },
  {
    id: 'chen-zeyu',
    label: '陈泽宇 Chen Zeyu',
    language: 'zho',
    claims: {
      fullName: '陈泽宇',
      latinName: 'Chen Zeyu',
      birthDate: '1986-11-02',
      sex: 'male',
      nationality: 'CHN',
      address: '云泽市松江路240号',
      documentNumber: '110199198611020019',
      issuingCountry: 'CHN',
    },
  },
  {
    id: 'zhou-ruotong',
    label: '周若彤 Zhou Ruotong',
    language: 'zho',
    claims: {
      fullName: '周若彤',
      latinName: 'Zhou Ruotong',
      birthDate: '1998-07-23',
      sex: 'female',
      nationality: 'CHN',
      documentNumber: '110199199807230020',
      issuingCountry: 'CHN',
    },
  },
  {
    id: 'giulia-montaldo',
    label: 'Giulia Montaldo',
    language: 'ita',
    claims: {
      fullName: 'Giulia Montaldo',
      birthDate: '1983-12-19',
      sex: 'female',
      nationality: 'ITA',
      address: 'Via dei Tigli 9\n16099 Borgo Lieve',
      documentNumber: 'IT-2046-8815-93',
      issuingCountry: 'ITA',
    },
  },
  {
    id: 'samira-tazouani',
    label: 'Samira Tazouani سميرة التازواني',
    language: 'fra',
    claims: {
      fullName: 'Samira Tazouani',
      givenName: 'Samira',
      familyName: 'Tazouani',
      secondFullName: 'سميرة التازواني',
      secondLanguage: 'ara',
      birthDate: '1988-06-21',
      sex: 'female',
      nationality: 'MAR',
      address: '4, rue des Orangers\nQuartier Ain Zohra\n90108 Oued Sahl',
      documentNumber: 'MA-5580-1957-38',
      issuingCountry: 'MAR',
    },
  },
  {
    id: 'marek-oravec',
    label: 'Marek Oravec',
    language: 'slk',
    claims: {
      fullName: 'Marek Oravec',
      birthDate: '1975-04-27',
      sex: 'male',
      nationality: 'SVK',
      documentNumber: 'SK-6612-4093-50',
      issuingCountry: 'SVK',
    },
  },
  {
    id: 'he-yunshu',
    label: '何云舒 He Yunshu',
    language: 'zho',
    claims: {
      fullName: '何云舒',
      latinName: 'He Yunshu',
      birthDate: '1959-08-16',
      sex: 'male',
      nationality: 'CHN',
      documentNumber: '110199195908160035',
      issuingCountry: 'CHN',
    },
  },
  {
    id: 'liv-halvorsen',
    label: 'Liv Halvorsen',
    language: 'nor',
    claims: {
      fullName: 'Liv Halvorsen',
      birthDate: '2002-02-11',
      sex: 'female',
      nationality: 'NOR',
      documentNumber: 'NO-8157-2260-31',
      issuingCountry: 'NOR',
    },
  },
];

/** The sample citizen of that id, or undefined. */
export function citizenOf(id: string): Citizen | undefined {
  return citizens.find((citizen) => citizen.id === id);
}
