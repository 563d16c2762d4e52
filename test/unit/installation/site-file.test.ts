import { Ajv2020 } from 'ajv/dist/2020';
import formats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { SiteFile, siteFileSchema } from '../../../main/installation/site-file';
import { profileFolder } from '../../../main/installation/profile-folder';

const site = {
  vestibule: 1,
  authority: { url: 'https://authority.example', signingKey: 'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs' },
};

describe('A provisioning file', () => {
  test('Given the schema that is published, when a file is checked with it, then it is the one the program checks with', async () => {
    await expect(`${JSON.stringify(siteFileSchema(), null, 2)}\n`).toMatchFileSnapshot(
      '../../../docs/site-file.schema.json',
    );
  });

  test.each([
    ['the least there can be', site, true],
    [
      'all there is',
      {
        ...site,
        code: '7KQ4-9MXP-2HTD',
        key: { keyFile: '/etc/vestibule/key' },
        settings: { language: 'en', sounds: false },
        readers: { serialPorts: [{ port: 'COM3', reader: 'scanner' }] },
        kiosk: true,
        handoff: { api: { port: 8750, tokenSha256: 'ab'.repeat(32) }, folder: '/srv/handoff' },
      },
      true,
    ],
    ['another form', { ...site, vestibule: 2 }, false],
    ['no key to believe', { vestibule: 1, authority: { url: 'https://authority.example' } }, false],
    ['a name that is none of ours', { ...site, kisok: true }, false],
    ['a setting that is none', { ...site, settings: { volume: 7 } }, false],
  ])('Given %s, when it is checked, then program and schema agree', (_, file, right) => {
    const ajv = new Ajv2020({ strict: false });
    formats.default(ajv);
    expect(ajv.validate(siteFileSchema(), file)).toBe(right);
    expect(SiteFile.safeParse(file).success).toBe(right);
  });

  test.each([
    ['linux', {}, '/home/lin/.config/Vestibule'],
    ['linux', { XDG_CONFIG_HOME: '/data' }, '/data/Vestibule'],
    ['darwin', {}, '/home/lin/Library/Application Support/Vestibule'],
    ['win32', { APPDATA: '/roaming' }, '/roaming/Vestibule'],
  ] as const)('Given %s, when no profile is named, then it is the app’s own', (platform, env, expected) => {
    expect(profileFolder({ platform, env }, '/home/lin')).toBe(expected);
  });
});
