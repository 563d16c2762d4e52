import { spawnSync } from 'node:child_process';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
// @ts-expect-error the linter's own file is plain JavaScript
import { objection } from '../../../lint/dependency-direction.js';

describe('the dependency law', () => {
  it.each([
    ['main/journal/journal.ts', 'electron'],
    ['renderer/window/app.tsx', '../../main/journal/journal'],
    ['main/credentials/claim-169.ts', 'node:fs'],
    ['main/credentials/claim-169.ts', '../trust/trust-list'],
    ['main/readers/framing/hid-pos.ts', 'node-hid'],
    ['shared/domain/verdict.ts', '../../main/crypto/hash'],
    ['main/terminal/terminal.ts', '../shell/shell'],
    ['main/delivery/delivery.ts', '../authority/server/server'],
    ['main/journal/journal.ts', '../../test/support/launch'],
  ])('Given %s, when it imports %s, then the linter objects', (file, specifier) => {
    expect(objection(file, specifier)).toEqual(expect.any(String));
  });

  it.each([
    ['main/shell/shell.ts', 'electron'],
    ['main/journal/journal.ts', '../sqlite/database'],
    ['main/verification/judge.ts', '../credentials/format'],
    ['main/authority/server/server.ts', '../openapi.yaml?raw'],
    ['renderer/window/app.tsx', '../../shared/contract'],
    ['main/readers/transports/hid.ts', 'node-hid'],
    ['main/readers/framing/hid-pos.ts', './presentation'],
  ])('Given %s, when it imports %s, then the linter is content', (file, specifier) => {
    expect(objection(file, specifier)).toBeUndefined();
  });

  it('Given a window that imports the journal, when the real linter runs, then it fails and says why', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'vestibule-lint-'));
    try {
      mkdirSync(path.join(folder, 'renderer'));
      writeFileSync(path.join(folder, 'renderer/page.ts'), "import '../main/journal/journal';\n");
      writeFileSync(
        path.join(folder, '.oxlintrc.json'),
        JSON.stringify({
          jsPlugins: [path.resolve('lint/dependency-direction.js')],
          rules: { 'house/dependency-direction': 'error' },
        }),
      );
      const oxlint = path.resolve('node_modules/oxlint/bin/oxlint');
      const run = spawnSync(process.execPath, [oxlint, 'renderer'], { cwd: folder, encoding: 'utf8' });
      expect(run.status).not.toBe(0);
      expect(run.stdout).toContain('renderer may not see main/journal');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
