import { describe, expect, it } from 'vitest';
import { sandboxEnvironment } from '../../../scripts/setup/sandbox-environment.mjs';

const own = { PATH: '/usr/bin', HOME: '/somewhere/home', DISPLAY: ':5' };

describe('Given the environment of root, when a command runs as the ordinary user', () => {
  it('then no credential and nothing else of root goes along', () => {
    const root = {
      AWS_SECRET_ACCESS_KEY: 'x',
      NPM_TOKEN: 'x',
      SSH_AUTH_SOCK: 'x',
      NODE_OPTIONS: 'x',
      LD_PRELOAD: 'x',
    };
    expect(sandboxEnvironment(root, own)).toEqual({ ...own, LANG: 'C.UTF-8' });
  });

  it('then the language, CI and what is meant for Vestibule go along', () => {
    const root = { LANG: 'zh_CN.UTF-8', CI: 'true', VESTIBULE_SEED: '7' };
    expect(sandboxEnvironment(root, own)).toEqual({ ...own, ...root });
  });

  it('then its own folders and display win over those of root', () => {
    const root = { HOME: '/root', PATH: '/root/bin', DISPLAY: ':0', VESTIBULE_OUT: '/root/out' };
    const wanted = { ...own, VESTIBULE_OUT: '/somewhere/out' };
    expect(sandboxEnvironment(root, wanted)).toEqual({ ...wanted, LANG: 'C.UTF-8' });
  });
});
