import { expect, test } from 'vitest';
import { networkFault } from '../../../main/authority/client/network-fault';

test.each([
  ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'certificate-needed'],
  ['ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', 'certificate-needed'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate-untrusted'],
  ['CERT_NOT_YET_VALID', 'clock-wrong'],
  ['ECONNREFUSED', 'authority-unreachable'],
])('Given a connection that fails with %s, when it is told, then a person reads %s', (fault, code) => {
  expect(networkFault(fault, false)).toBe(code);
});

test('Given a proxy, when its own connection fails, then it is told as the proxy', () => {
  expect(networkFault('ECONNREFUSED', true)).toBe('proxy-failed');
});
