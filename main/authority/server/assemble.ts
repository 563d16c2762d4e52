import { purposes } from '../../verification/purposes';
import { AccessTokens } from './access-tokens';
import { Administrator } from './administrator';
import { Auditor } from './auditor';
import type { AuthorityOptions } from './authority';
import { SealedStore, loadAuthorityKeys } from './authority-keys';
import { Checkpoints } from './checkpoints';
import { CustomerRecords } from './customer-records';
import { Documents } from './documents';
import { DynamicCodes } from './dynamic-codes';
import { Enrolment } from './enrolment';
import { EnrolmentCodes } from './enrolment-codes';
import { EntryIntake } from './entry-intake';
import { Fleet } from './fleet';
import { GuessBrake } from './guess-brake';
import { Metrics } from './metrics';
import { Nonces } from './nonces';
import { Orders } from './orders';
import type { Parts } from './parts';
import { purposesBeside } from './purpose-folder';
import { ReplayMemory } from './replay-memory';
import { Reporting } from './reporting/reporting';
import { Reports } from './reporting/reports';
import { Retention } from './retention';
import { SenderProof } from './sender-proof';
import { SiteConfigurations } from './site-configurations';
import { OWN_SITE } from './site-profile';
import type { Storage } from './storage/storage';
import { Terminals } from './terminals';
import { TrainingDesk } from './training-desk';
import { StatusLists } from './status-lists';
import { SetAside } from './set-aside';
import { Stays } from './stays';
import { TrustLists } from './trust-lists';
import { UsedPresentations } from './used-presentations';
import { Verification } from './verification';
import { PresentationRequests } from './wallet/presentation-requests';
import { verifierOf } from './wallet/verifier';
import { WalletPresentations } from './wallet/wallet-presentations';

export type Assembled = Awaited<ReturnType<typeof assemble>>;

/** Builds the parts of an authority on its storage. Throws key-wrong, settings-unreadable. */
export async function assemble(storage: Storage, masterKey: Uint8Array, options: AuthorityOptions) {
  const { now, onEntry } = options;
  const keys = await loadAuthorityKeys(storage, masterKey);
  const store = new SealedStore(storage, masterKey);
  const dynamicCodes = new DynamicCodes(storage);
  const training = options.training
    ? await TrainingDesk.open(new Documents(storage), store, dynamicCodes, now())
    : undefined;
  const trustLists = new TrustLists(storage, keys, training?.trusted);
  const statusLists = new StatusLists(storage, (uri, at) => training?.statusList(uri, at));
  const terminals = new Terminals(storage);
  const ownPurposes = purposesBeside(options.database, options.purposes);
  const configurations = new SiteConfigurations(storage, options.training, ownPurposes, options.updates);
  await configurations.begin(OWN_SITE, options.training ? 'Harbour House (training)' : 'Main site');
  const nonces = new Nonces(keys.secret);
  const replays = new ReplayMemory(storage);
  const codes = new EnrolmentCodes(storage);
  const checkpoints = new Checkpoints(storage, keys);
  const stays = new Stays(storage, keys.secret);
  const reports = new Reports(storage, keys.reports);
  const metrics = new Metrics(options.worker ?? '1');
  const customerRecords = new CustomerRecords(storage, keys.secret, keys.bodies);
  const setAside = new SetAside(storage, keys.bodies);
  const parts: Parts = {
    keys,
    senderProof: new SenderProof(nonces, replays),
    accessTokens: new AccessTokens(keys, terminals, replays),
    terminals,
    enrolment: new Enrolment({
      storage,
      keys,
      codes,
      guesses: new GuessBrake(storage, keys.secret, 'enrolment'),
      terminals,
      configurations,
      trustLists,
    }),
    verification: new Verification({
      terminals,
      keys,
      codes: dynamicCodes,
      usedPresentations: new UsedPresentations(storage),
      trustLists,
      statusLists,
      training: options.training,
      purposes: [...purposes, ...ownPurposes],
      purposesOf: (place) => configurations.purposesOf(place),
      claimsOf: (citizen) => training?.claimsOf(citizen),
    }),
    wallets: new WalletPresentations({
      requests: new PresentationRequests(storage, keys.secret),
      verifier: await verifierOf(options.verifier, store, 'Vestibule reference authority', now()),
      keys,
      mode: options.training ? 'training' : 'live',
      purposeOf: (name) => [...purposes, ...ownPurposes].find((purpose) => purpose.name === name),
      purposesOf: (place) => configurations.purposesOf(place),
      siteOf: async (terminal) => configurations.nameOf((await terminals.withId(terminal))?.site ?? OWN_SITE),
      trust: async (at) => {
        const { list } = await trustLists.current(at);
        return { list, receivedAt: at, statusLists: await statusLists.all(list.issuers, at) };
      },
      now,
    }),
    entries: new EntryIntake({
      storage,
      terminals,
      checkpoints,
      stays,
      reports,
      customerRecords,
      setAside,
      bodyKey: keys.bodies,
    }),
    setAside,
    stays,
    reporting: new Reporting(storage, reports, keys.bodies, now),
    retention: new Retention({
      storage,
      documents: new Documents(storage),
      reports,
      stays,
      customerRecords,
      setAside,
      metrics,
      purposes: [...purposes, ...ownPurposes],
    }),
    checkpoints,
    orders: new Orders(storage),
    fleet: new Fleet(storage),
    codes,
    administrator: new Administrator(storage, new GuessBrake(storage, keys.secret, 'sign-in')),
    auditor: new Auditor(storage, new GuessBrake(storage, keys.secret, 'auditor')),
    customerRecords,
    metrics,
    trustLists,
    statusLists,
    configurations,
    training,
    onEntry,
    now,
  };
  return { parts, nonces, codes };
}
