import {
  type PrivateKey,
  generateSealingKey,
  generateSigningKey,
  publicHalf,
} from '../../../main/crypto/jwk';
import type { Enrolment } from '../../../main/authority/client';
import type { Answer, OperationRequest } from '../../../main/authority/client/exchange';

/** An enrolment with keys of both sides, so that a test can answer as the authority. */
export async function enrolled(): Promise<{
  enrolment: Enrolment;
  signing: PrivateKey;
  verification: PrivateKey;
}> {
  const [signing, verification, exporting] = [
    await generateSigningKey(),
    await generateSealingKey(),
    await generateSealingKey(),
  ];
  const site = { id: 'main', name: 'Harbour House' };
  const enrolment: Enrolment = {
    formers: [],
    url: 'http://127.0.0.1:1',
    terminal: 'terminal-1',
    epoch: 1,
    site,
    training: true,
    privateKey: await generateSigningKey(),
    signingKey: publicHalf(signing),
    successions: [],
    verificationKey: publicHalf(verification),
    exportKey: publicHalf(exporting),
    configuration: { version: 1, site, training: true, purposes: ['hotel.check-in'], signIn: false },
    trustList: 'a.b.c',
    statement: 'a.b.c',
  };
  return { enrolment, signing, verification };
}

/** Stands where the network is: answers each request with what the test makes of it, and keeps the requests. */
export function answering(answer: (request: OperationRequest) => unknown) {
  const requests: OperationRequest[] = [];
  return {
    requests,
    async send(request: OperationRequest): Promise<Answer> {
      requests.push(request);
      const body = await answer(request);
      return { status: 200, headers: new Headers(), text: JSON.stringify(body) ?? '', problem: undefined };
    },
  };
}

export const never = new AbortController().signal;
