import { describe, expect, it } from 'vitest';
import { ask } from '../../../scripts/setup/command.mjs';

const node = (code: string, seconds?: number) =>
  ask(process.execPath, ['-e', code], seconds ? { seconds } : {});

describe('Given a command that is run silently', () => {
  it('when it ends, then its status and all it wrote are there', async () => {
    const answer = await node('console.log("out"); console.error("err"); process.exit(4)');
    expect(answer.status).toBe(4);
    expect(answer.output.split('\n').sort()).toEqual(['', 'err', 'out']);
  });

  it('when it never ends, then it is ended and counts as failed', async () => {
    expect((await node('setInterval(() => {}, 1000)', 0.2)).status).toBe(-1);
  });

  it('when there is no such command, then it counts as failed', async () => {
    expect(await ask('no-such-command-here', [])).toEqual({ status: -1, output: '' });
  });
});
