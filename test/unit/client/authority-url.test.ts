import { describe, expect, test } from 'vitest';
import { AuthorityUrl } from '../../../main/authority/client/authority-url';

describe('The address of an authority', () => {
  test.each([
    ['https://authority.example', 'https://authority.example/v1/entries'],
    ['https://authority.example/', 'https://authority.example/v1/entries'],
    ['https://authority.example:8443/vestibule//', 'https://authority.example:8443/vestibule/v1/entries'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080/v1/entries'],
    ['http://localhost:8080', 'http://localhost:8080/v1/entries'],
    ['http://[::1]:8080', 'http://[::1]:8080/v1/entries'],
    // The number is 127.0.0.2, which is this machine.
    ['http://2130706434', 'http://127.0.0.2/v1/entries'],
  ])('Given %s, when an operation is named, then its address is %s', (url, operation) => {
    expect(new AuthorityUrl(url).of('/v1/entries')).toBe(operation);
  });

  test.each([
    'http://authority.example',
    'http://127.0.0.1.example',
    'http://10.0.0.1',
    'http://localhost.example',
    'ftp://127.0.0.1',
    'file:///etc/hosts',
    'https://user:secret@authority.example',
    'authority.example',
    '',
  ])('Given %s, when it is used, then it is refused: insecure-url', (url) => {
    expect(() => new AuthorityUrl(url)).toThrow(expect.objectContaining({ code: 'insecure-url' }));
  });
});
