import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { lookUpAuthority } from '../../main/authority/client/look-up-authority';
import { enrolFolder } from '../../main/terminal/enrol-folder';
import { temporaryFolder } from '../support/journal-folder';
import { siteCertificates, tlsServer, tunnelProxy } from '../support/tls-server';
import { TestAuthority } from '../support/test-authority';

const now = () => new Date();
const signingKey = 'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs';
const healthy = tlsServerAnswer({ ok: true, training: false, signingKey });
const hour = 3_600_000;

afterEach(() => {
  vi.unstubAllEnvs();
});

function tlsServerAnswer(answer: object) {
  return (_request: unknown, response: ServerResponse) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(answer));
  };
}

describe('The way to an authority', () => {
  test('Given a certificate of the site’s own, when its authority is named, then the machine gets through, and only then', async () => {
    const site = await siteCertificates();
    const url = await tlsServer(site, healthy);
    await expect(lookUpAuthority(url, now)).rejects.toMatchObject({ code: 'certificate-untrusted' });
    const connection = { certificateAuthorities: site.authority };
    await expect(lookUpAuthority(url, now, connection)).resolves.toMatchObject({ signingKey });
    const another = { certificateAuthorities: (await siteCertificates()).authority };
    await expect(lookUpAuthority(url, now, another)).rejects.toMatchObject({ code: 'certificate-untrusted' });
  });

  test('Given a certificate that is over, of tomorrow or of another host, when it is met, then each is told, whatever is trusted', async () => {
    const over = await siteCertificates({ until: new Date(Date.now() - hour) });
    const connection = { certificateAuthorities: over.authority };
    const at = await tlsServer(over, healthy);
    await expect(lookUpAuthority(at, now, connection)).rejects.toMatchObject({
      code: 'certificate-untrusted',
    });
    const tomorrow = await siteCertificates({ from: new Date(Date.now() + hour) });
    const early = await tlsServer(tomorrow, healthy);
    await expect(
      lookUpAuthority(early, now, { certificateAuthorities: tomorrow.authority }),
    ).rejects.toMatchObject({ code: 'clock-wrong' });
    const site = await siteCertificates();
    const elsewhere = (await tlsServer(site, healthy)).replace('127.0.0.1', 'localhost');
    await expect(
      lookUpAuthority(elsewhere, now, { certificateAuthorities: site.authority }),
    ).rejects.toMatchObject({ code: 'certificate-untrusted' });
  });

  test('Given a proxy, when it lets through, then the certificate is still checked; when it does not, then that is told', async () => {
    const site = await siteCertificates();
    const url = await tlsServer(site, healthy);
    const proxy = await tunnelProxy();
    const through = { proxy: proxy.url, certificateAuthorities: site.authority };
    await expect(lookUpAuthority(url, now, through)).resolves.toMatchObject({ signingKey });
    expect(proxy.tunnels()).toBe(1);
    await expect(lookUpAuthority(url, now, { proxy: proxy.url })).rejects.toMatchObject({
      code: 'certificate-untrusted',
    });
    for (const refusal of [407, 502]) {
      const closed = await tunnelProxy(refusal);
      await expect(lookUpAuthority(url, now, { ...through, proxy: closed.url })).rejects.toMatchObject({
        code: 'proxy-failed',
      });
    }
    await expect(
      lookUpAuthority(url, now, { ...through, proxy: 'http://127.0.0.1:9' }),
    ).rejects.toMatchObject({
      code: 'proxy-failed',
    });
  });

  test('Given an environment in which Node believes any certificate, when one that nobody issued is met, then it is not believed, nor behind a proxy', async () => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    const url = await tlsServer(await siteCertificates(), healthy);
    const proxy = (await tunnelProxy()).url;
    for (const connection of [{}, { proxy }]) {
      await expect(lookUpAuthority(url, now, connection)).rejects.toMatchObject({
        code: 'certificate-untrusted',
      });
    }
  });

  test('Given an address at which another authority answers than the one that was named, when the machine is to enrol, then its code is not sent there', async () => {
    const asked: (string | undefined)[] = [];
    const site = await siteCertificates();
    const url = await tlsServer(site, (request, response) => {
      asked.push(request.url);
      healthy(request, response);
    });
    const authority = {
      url,
      signingKey: signingKey.replace('N', 'M'),
      connection: { certificateAuthorities: site.authority },
      enrolmentCode: '7KQ4-9MXP-2HTD',
    };
    const enrolling = enrolFolder({
      folder: temporaryFolder(),
      masterKey: new Uint8Array(32),
      authority,
      now,
    });
    await expect(enrolling).rejects.toMatchObject({ code: 'authority-not-expected' });
    expect(asked).toEqual(['/v1/health']);
  });

  test('Given an authority whose time is another, when the machine asks, then it is told how wrong its clock is', async () => {
    const test = await TestAuthority.open();
    test.ahead = hour;
    await expect(lookUpAuthority(test.url, now)).rejects.toMatchObject({
      code: 'clock-wrong',
      message: "The clock of this machine is 60 minutes behind the authority's.",
    });
  });
});
