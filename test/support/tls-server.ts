import { webcrypto } from 'node:crypto';
import { type Server, createServer } from 'node:https';
import type { RequestListener } from 'node:http';
import { type AddressInfo, type Socket, connect } from 'node:net';
import { createServer as createProxy } from 'node:http';
import { once } from 'node:events';
import * as pkijs from 'pkijs';
import * as asn1js from 'asn1js';
import { onTestFinished } from 'vitest';

const { subtle } = webcrypto;
pkijs.setEngine('node', new pkijs.CryptoEngine({ name: 'node', crypto: webcrypto as unknown as Crypto }));

/** A certificate authority of a site, made for one test, and a certificate of it for 127.0.0.1. */
export async function siteCertificates(validity: { from?: Date; until?: Date } = {}) {
  const day = 86_400_000;
  const from = validity.from ?? new Date(Date.now() - day);
  const until = validity.until ?? new Date(Date.now() + day);
  const generate = () => subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
  const [caKeys, serverKeys] = [await generate(), await generate()];
  const ca = await certificate('Harbour House CA', 'Harbour House CA', caKeys, caKeys, {
    from: new Date(Date.now() - 2 * day),
    until: new Date(Date.now() + 2 * day),
    authority: true,
  });
  const server = await certificate('127.0.0.1', 'Harbour House CA', serverKeys, caKeys, {
    from,
    until,
    authority: false,
  });
  const key = Buffer.from(await subtle.exportKey('pkcs8', serverKeys.privateKey));
  return {
    authority: pem('CERTIFICATE', ca),
    certificate: pem('CERTIFICATE', server),
    key: pem('PRIVATE KEY', key),
  };
}

async function certificate(
  subject: string,
  issuer: string,
  keys: CryptoKeyPair,
  issuerKeys: CryptoKeyPair,
  { from, until, authority }: { from: Date; until: Date; authority: boolean },
): Promise<Buffer> {
  const made = new pkijs.Certificate();
  made.version = 2;
  made.serialNumber = new asn1js.Integer({ value: authority ? 1 : 2 });
  for (const [name, holder] of [
    [issuer, made.issuer],
    [subject, made.subject],
  ] as const) {
    const value = new asn1js.Utf8String({ value: name });
    holder.typesAndValues.push(new pkijs.AttributeTypeAndValue({ type: '2.5.4.3', value }));
  }
  made.notBefore.value = from;
  made.notAfter.value = until;
  const constraints = new pkijs.BasicConstraints({ cA: authority });
  const address = new pkijs.GeneralName({
    type: 7,
    value: new asn1js.OctetString({ valueHex: new Uint8Array([127, 0, 0, 1]).buffer }),
  });
  const extension = (extnID: string, value: { toSchema(): { toBER(sizeOnly: boolean): ArrayBuffer } }) =>
    new pkijs.Extension({ extnID, critical: false, extnValue: value.toSchema().toBER(false) });
  made.extensions = [extension('2.5.29.19', constraints)];
  if (!authority) made.extensions.push(extension('2.5.29.17', new pkijs.GeneralNames({ names: [address] })));
  await made.subjectPublicKeyInfo.importKey(keys.publicKey);
  await made.sign(issuerKeys.privateKey, 'SHA-256');
  return Buffer.from(made.toSchema(true).toBER(false));
}

function pem(label: string, der: Buffer): string {
  return `-----BEGIN ${label}-----\n${der.toString('base64').replaceAll(/(.{64})/g, '$1\n')}\n-----END ${label}-----\n`;
}

/** Serves over TLS on a free port of 127.0.0.1 until the test ends. */
export async function tlsServer(
  identity: { certificate: string; key: string },
  listener: RequestListener,
): Promise<string> {
  const server = createServer({ cert: identity.certificate, key: identity.key }, listener);
  return `https://127.0.0.1:${await listening(server)}`;
}

/** A proxy that tunnels to where it is asked, or answers each request to tunnel with `refusal`. Counts the tunnels. */
export async function tunnelProxy(refusal?: number): Promise<{ url: string; tunnels(): number }> {
  let tunnels = 0;
  const proxy = createProxy();
  proxy.on('connect', (request, socket: Socket) => {
    socket.on('error', () => undefined);
    if (refusal !== undefined) return void socket.end(`HTTP/1.1 ${refusal} Refused\r\n\r\n`);
    const { hostname, port } = new URL(`http://${request.url}`);
    const far = connect(Number(port), hostname, () => {
      tunnels += 1;
      socket.write('HTTP/1.1 200 Connected\r\n\r\n');
      far.pipe(socket).pipe(far);
    });
    far.on('error', () => socket.destroy());
  });
  return { url: `http://127.0.0.1:${await listening(proxy)}`, tunnels: () => tunnels };
}

async function listening(server: Server | ReturnType<typeof createProxy>): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close').catch(() => undefined);
  });
  return (server.address() as AddressInfo).port;
}
