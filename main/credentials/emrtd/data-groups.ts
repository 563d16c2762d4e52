import type { ChipFile } from '../../../shared/domain/presentation';

/** A file of the eMRTD application (ICAO 9303 part 10, 4.7): its id, and the tag that its content begins with. */
export interface FilePlace {
  readonly name: ChipFile;
  readonly id: number;
  readonly tag: number;
  /** Its number among the data groups; the list of the document's signer names them so. */
  readonly group?: number;
}

/** The files that are read. The fingerprints and irises of DG3 and DG4 are not, and cannot be without a state's permission. */
export const FILES: readonly FilePlace[] = [
  { name: 'EF.COM', id: 0x011e, tag: 0x60 },
  { name: 'EF.SOD', id: 0x011d, tag: 0x77 },
  { name: 'DG1', id: 0x0101, tag: 0x61, group: 1 },
  { name: 'DG2', id: 0x0102, tag: 0x75, group: 2 },
  { name: 'DG11', id: 0x010b, tag: 0x6b, group: 11 },
  { name: 'DG12', id: 0x010c, tag: 0x6c, group: 12 },
  { name: 'DG14', id: 0x010e, tag: 0x6e, group: 14 },
  { name: 'DG15', id: 0x010f, tag: 0x6f, group: 15 },
];

/** EF.CardAccess, in the master file: what may be known before the chip is opened. */
export const CARD_ACCESS = { id: 0x011c, tag: 0x31 } as const;

export function fileNamed(name: ChipFile): FilePlace | undefined {
  return FILES.find((file) => file.name === name);
}
