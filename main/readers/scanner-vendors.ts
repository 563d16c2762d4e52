/** USB vendor ids of makers of nothing but scanners and the like: whatever mode such a device is in, it is a scanner. */
export const SCANNER_VENDORS: readonly number[] = [
  0x0536, // Hand Held Products (Honeywell)
  0x05e0, // Symbol (Zebra)
  0x05f9, // PSC (Datalogic)
  0x065a, // Opticon
  0x080c, // Datalogic
  0x0c2e, // Metrologic (Honeywell)
  0x1eab, // Newland
  0x23d0, // Youjie (Honeywell)
];
