/** Whether these tests run on Electron's cryptography, which makes and checks fewer kinds of keys than Node's. */
export const inElectron = process.versions['electron'] !== undefined;
