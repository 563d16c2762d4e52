import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openAuthority } from '../../main/authority/server/authority';
import { readTls } from '../../main/authority/server/tls';
import { openJournal } from '../../main/journal/open-journal';
import { describeEnrolment } from '../../main/terminal/describe-enrolment';
import { storedEnrolment } from '../../main/terminal/enrolled-authority';
import { enrolFolder } from '../../main/terminal/enrol-folder';
import { openTerminal } from '../../main/terminal/terminal';
import { TerminalOptions } from '../../main/terminal/process-contract';
import { siteCertificates } from '../support/tls-server';

const now = () => new Date();
const masterKey = new Uint8Array(32).fill(5);

function temporary(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'vestibule-mutual-tls-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A real authority that listens to nobody without a certificate of the site. */
async function guarded() {
  const site = await siteCertificates();
  const folder = temporary();
  const file = (name: string, content: string) => {
    writeFileSync(path.join(folder, name), content);
    return path.join(folder, name);
  };
  const authority = await openAuthority({ database: path.join(folder, 'authority'), training: true, now });
  onTestFinished(() => authority.close());
  const tls = readTls({
    certificate: file('server.pem', site.certificate),
    key: file('server.key', site.key),
    clientAuthorities: file('clients.pem', site.authority),
  });
  const { url } = await authority.listen({ port: 0, tls });
  return { site, url, authority, signingKey: authority.signingKey };
}

test('Given an authority with mutual TLS, when a machine has a certificate of the site, then it enrols, works, and shows it again after a restart', async () => {
  const { site, url, authority, signingKey } = await guarded();
  const own = { certificate: site.certificate, privateKey: site.key };
  const connection = { certificateAuthorities: site.authority, clientCertificate: own };
  const [code = ''] = await authority.enrolmentCodes(1);
  const folder = temporary();
  const to = { url, signingKey, connection, enrolmentCode: code };
  const { terminal } = await enrolFolder({ folder, masterKey, authority: to, now });
  // What may be said of it, and what is exported, never holds the key.
  expect(terminal.connection).toEqual({ certificateAuthorities: site.authority });

  const opened = await openTerminal(
    TerminalOptions.parse({ mode: 'live', folder, masterKey, authority: { url } }),
    { now, monotonic: () => performance.now(), emit: () => undefined },
  );
  try {
    expect(opened.problem()).toBeNull();
    expect(await opened.handlers.drain({})).toEqual({ queued: 0 });
    expect(opened.state().authority.online).toBe(true);
  } finally {
    await opened.close();
  }

  // A site file brings another connection up to date; the certificate of the machine stays.
  const again = { url, signingKey, connection: { certificateAuthorities: site.authority } };
  expect((await enrolFolder({ folder, masterKey, authority: again, now })).again).toBe(true);
  const journal = openJournal({ folder, masterKey, now, monotonic: () => 0 });
  const stored = storedEnrolment(journal);
  journal.close();
  expect(stored?.connection.clientCertificate).toEqual(own);
  expect(JSON.stringify(stored && (await describeEnrolment(stored)))).not.toContain('PRIVATE KEY');
});

test.each(['none', 'a stranger’s'])(
  'Given an authority with mutual TLS, when a machine shows %s certificate, then it does not get in, and its code is not spent',
  async (which) => {
    const { site, url, authority, signingKey } = await guarded();
    const stranger = await siteCertificates();
    const other = { certificate: stranger.certificate, privateKey: stranger.key };
    const connection = {
      certificateAuthorities: site.authority,
      ...(which !== 'none' && { clientCertificate: other }),
    };
    const [code = ''] = await authority.enrolmentCodes(1);
    const folder = temporary();
    const to = { url, signingKey, connection, enrolmentCode: code };
    await expect(enrolFolder({ folder, masterKey, authority: to, now })).rejects.toMatchObject({
      code: 'authority-unreachable',
    });
    const own = { certificate: site.certificate, privateKey: site.key };
    const right = { ...to, connection: { ...connection, clientCertificate: own } };
    expect((await enrolFolder({ folder, masterKey, authority: right, now })).again).toBe(false);
  },
);
