import type { Command } from 'commander';
import { expect, test } from 'vitest';
import { commandLine } from '../../main/cli/command-line';
import { command } from '../support/command';

test.each(leaves(commandLine()))(
  'Given the command %s, when its help is asked for, then it says how it ends and shows an example',
  (name, leaf) => {
    const help = helpOf(leaf);
    expect(help).toMatch(/^Exit status: 0 .*, 2 .*, 3 /ms);
    expect(help).toMatch(new RegExp(`^Examples?:\\n.*vestibule.* ${name.split(' ').at(-1)}\\b`, 'ms'));
  },
);

test.each(['bogus', 'journal bogus', 'authority bogus', 'authority report bogus'])(
  'Given the words “%s”, of which the last is no command, when help for it is asked for, then it is named with exit status 2',
  async (words) => {
    const { status, out, err } = await command([...words.split(' '), '--help']);
    expect([status, out]).toEqual([2, '']);
    expect(err).toMatch(/^error: unknown command 'bogus'\n\nUsage: vestibule/);
  },
);

test.each(['--help', 'help', 'journal --help', 'journal help', 'help journal', 'authority --port 1 --help'])(
  'Given the words “%s”, when help is asked for, then it is shown with exit status 0',
  async (words) => {
    const { status, out, err } = await command(words.split(' '));
    expect([status, err]).toEqual([0, '']);
    expect(out).toMatch(/^Usage: vestibule/);
  },
);

/** Every command that does something itself, by its words. */
function leaves(group: Command, words: readonly string[] = []): [string, Command][] {
  return group.commands.flatMap((each) => {
    const name = [...words, each.name()];
    const own: [string, Command][] =
      each.commands.length === 0 || each.name() === 'authority' ? [[name.join(' '), each]] : [];
    return [...own, ...leaves(each, name)];
  });
}

function helpOf(leaf: Command): string {
  let help = '';
  leaf.configureOutput({ writeOut: (text) => void (help += text) }).outputHelp();
  return help;
}
