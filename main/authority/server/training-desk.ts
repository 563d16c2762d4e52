import { z } from 'zod';
import type { Claims } from '../../../shared/domain/claims';
import type { Sample, TraySample } from '../../../shared/domain/sample';
import { citizenOf, citizens } from '../../training/citizens';
import { CODE_LIFE, randomCode } from '../../training/e-id-code';
import { residentCards } from '../../training/resident-cards';
import {
  type CodeIssuer,
  SAMPLE_SAM,
  SampleKeys,
  codePrefixes,
  generateSampleKeys,
  sampleIssuers,
  samplePassportOffice,
} from '../../training/sample-issuers';
import { passportLines, passportSamples, sampleChips } from '../../training/passport/passport-samples';
import { PersonalisedPassport, chipOf, personalisePassport } from '../../training/passport/sample-passport';
import type { VirtualChip } from '../../training/passport/virtual-chip';
import {
  type DynamicSample,
  StandingSample,
  dynamicSamples,
  mintStandingSamples,
} from '../../training/samples';
import { issueSampleCredentials } from '../../training/wallet/sample-credentials';
import { walletSamples } from '../../training/wallet/wallet-samples';
import {
  WalletIssuerKeys,
  generateWalletIssuerKeys,
  walletIssuer,
} from '../../training/wallet/wallet-issuer';
import type { CredentialsRequest, MintRequest, MintedCode, SampleCredentials } from '../client/api.generated';
import { SAMPLE_STATUS_LIST, sampleStatusList } from '../../training/status-list';
import { AuthorityError } from './authority-error';
import type { SealedStore } from './authority-keys';
import type { Documents } from './documents';
import type { DynamicCodes } from './dynamic-codes';
import type { Trusted } from './imported-trust';

/** Milliseconds that a dynamic sample lives which was printed: a training day. */
const SESSION = 24 * 3_600_000;

const Standing = z.array(StandingSample);

/** What a training authority has besides: sample issuers, and the codes and cards that sample citizens present. */
export class TrainingDesk {
  private constructor(
    private readonly codes: DynamicCodes,
    private readonly standing: readonly StandingSample[],
    private readonly walletKeys: WalletIssuerKeys,
    private readonly keys: SampleKeys,
    private readonly passport: PersonalisedPassport,
    /** The sample issuers and the security module of the simulated reader. */
    readonly trusted: Trusted,
  ) {}

  /** Opens the room; its keys and standing samples are made once and stay the same over restarts. */
  static async open(
    documents: Documents,
    store: SealedStore,
    codes: DynamicCodes,
    now: Date,
  ): Promise<TrainingDesk> {
    const keys = await store.keep('sample issuers', SampleKeys, generateSampleKeys);
    const kept = await documents.keep('standing samples', () =>
      JSON.stringify(mintStandingSamples(keys, now)),
    );
    const standing = Standing.parse(JSON.parse(kept));
    const walletKeys = await store.keep('sample wallet issuer', WalletIssuerKeys, () =>
      generateWalletIssuerKeys(now),
    );
    const passport = await store.keep('sample passport', PersonalisedPassport, () =>
      personalisePassport(now),
    );
    const issuers = [
      ...sampleIssuers(keys),
      walletIssuer(walletKeys),
      samplePassportOffice(passport.rootBase64),
    ];
    const trusted = { issuers, csca: [], sams: [SAMPLE_SAM] };
    return new TrainingDesk(codes, standing, walletKeys, keys, passport, trusted);
  }

  /** Samples as texts. The dynamic ones are fresh each time this is called, and live for a training day. */
  async samples(now: Date): Promise<Sample[]> {
    const standing = this.standing.map(({ name, text, expect, reusable }) => ({
      name,
      text,
      expect,
      reusable,
    }));
    const verified = standing.filter(({ expect }) => expect === 'verified');
    const dynamic = await Promise.all(
      dynamicSamples.map(async ({ name, issuer, citizen }): Promise<Sample> => {
        const { text } = await this.#mint(issuer, citizen, SESSION, now);
        return { name, text, expect: 'verified', reusable: false };
      }),
    );
    return [...verified, ...dynamic, ...standing.filter(({ expect }) => expect !== 'verified')];
  }

  /** Everything the tray offers. A dynamic sample has no text of its own: `textOf` makes one each time it is presented. */
  tray(): TraySample[] {
    const standing = this.standing.map(
      ({ id, name, format, text, expect, reason, reusable }): TraySample => ({
        id,
        name,
        kind: 'code',
        format,
        text,
        expect,
        reason,
        reusable,
      }),
    );
    const dynamic = dynamicSamples.map(({ id, name }): TraySample => ({
      id,
      name,
      kind: 'code',
      format: 'e-id-code',
      expect: 'verified',
      reusable: true,
    }));
    const cards = residentCards.map(({ id, name }): TraySample => ({
      id,
      name,
      kind: 'card',
      format: 'resident-card',
      expect: 'verified',
      reusable: true,
    }));
    const wallets = walletSamples.map(({ id, name, choice }): TraySample => ({
      id,
      name,
      kind: 'wallet',
      format: choice === 'mdoc' ? 'mdoc' : 'sd-jwt-vc',
      expect: choice === 'decline' ? 'refused' : 'verified',
      reusable: true,
    }));
    return [...standing, ...dynamic, ...cards, ...passportSamples, ...wallets];
  }

  /** The status list of a sample issuer; undefined for another address. */
  statusList(uri: string, now: Date): string | undefined {
    return uri === SAMPLE_STATUS_LIST ? sampleStatusList(this.keys, now) : undefined;
  }

  /** What a reader reads when this sample of the tray is held in front of it; undefined for a card or an unknown id. */
  async textOf(id: string, now: Date): Promise<string | undefined> {
    const dynamic = dynamicSamples.find((sample: DynamicSample) => sample.id === id);
    if (dynamic) return (await this.#mint(dynamic.issuer, dynamic.citizen, CODE_LIFE, now)).text;
    if (id === passportLines.id) return passportLines.text;
    return this.standing.find((sample) => sample.id === id)?.text;
  }

  /** The chip of this sample of the tray; undefined for one that has none. */
  chipOf(id: string): VirtualChip | undefined {
    const which = sampleChips.get(id);
    return which && chipOf(this.passport, which);
  }

  /** `POST /v1/training/codes`. Throws `AuthorityError` not-found for another issuer or citizen. */
  async mint({ issuer, citizen = citizens[0]?.id ?? '' }: MintRequest, now: Date): Promise<MintedCode> {
    if (!isCodeIssuer(issuer))
      throw new AuthorityError('not-found', 'There is no such sample issuer of codes.');
    if (!citizenOf(citizen)) throw new AuthorityError('not-found', 'There is no such sample citizen.');
    return this.#mint(issuer, citizen, CODE_LIFE, now);
  }

  /** `POST /v1/training/credentials`. Throws `AuthorityError` not-found for another citizen. */
  issue(
    { holder, citizen = citizens[0]?.id ?? '' }: CredentialsRequest,
    now: Date,
  ): Promise<SampleCredentials> {
    const person = citizenOf(citizen);
    if (!person) throw new AuthorityError('not-found', 'There is no such sample citizen.');
    return issueSampleCredentials(person, holder, this.walletKeys, now);
  }

  /** What the issuers of dynamic codes know of a citizen. */
  claimsOf(citizen: string): Claims | undefined {
    return citizenOf(citizen)?.claims;
  }

  async #mint(issuer: CodeIssuer, citizen: string, life: number, now: Date): Promise<MintedCode> {
    const code = randomCode(issuer);
    const expiresAt = await this.codes.add(code, issuer, citizen, life, now);
    return { text: code, issuer, citizen, expiresAt: expiresAt.toISOString() };
  }
}

function isCodeIssuer(issuer: string): issuer is CodeIssuer {
  return Object.hasOwn(codePrefixes, issuer);
}
