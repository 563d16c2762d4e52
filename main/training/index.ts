/** The training room: sample issuers, invented citizens and the codes and cards they present. Nothing in here is real but the signatures. */
export { type Citizen, citizenOf, citizens } from './citizens';
export { type ResidentCard, residentCards } from './resident-cards';
export { SAMPLE_SAM, sampleIssuerIds } from './sample-issuers';
export { SampleWallet, type WalletChoice } from './wallet/sample-wallet';
export { type WalletSample, walletSamples } from './wallet/wallet-samples';
