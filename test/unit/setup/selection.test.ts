import { describe, expect, it } from 'vitest';
import { selectTests } from '../../../scripts/test/selection.mjs';

describe('Given `npm test`', () => {
  it('when nothing is asked for, then everything runs', () => {
    expect(selectTests([])).toEqual({
      everything: true,
      here: ['unit', 'fuzz', 'integration', 'postgres'],
      onElectron: ['electron-core'],
      inElectron: ['e2e'],
      build: true,
      filters: [],
    });
  });

  it('when the unit tests are asked for, then nothing is built and no Electron is started', () => {
    expect(selectTests(['--project', 'unit'])).toEqual({
      everything: false,
      here: ['unit'],
      onElectron: [],
      inElectron: [],
      build: false,
      filters: [],
    });
  });

  it('when projects and a file are asked for, then the file is handed on', () => {
    expect(selectTests(['--project=e2e', '--project=fuzz', 'test/e2e/offline', '-t', 'amber'])).toEqual({
      everything: false,
      here: ['fuzz'],
      onElectron: [],
      inElectron: ['e2e'],
      build: true,
      filters: ['test/e2e/offline', '-t', 'amber'],
    });
  });

  it('when every screen is asked for in every language and theme, then that alone is run on the built app', () => {
    expect(selectTests(['--project', 'accessibility'])).toMatchObject({
      everything: false,
      here: [],
      inElectron: ['accessibility'],
      build: true,
    });
  });

  it('when a project does not exist, then it says which do', () => {
    expect(() => selectTests(['--project', 'units'])).toThrow(
      'There is no test project "units"; there are unit, fuzz',
    );
    expect(() => selectTests(['--project'])).toThrow('There is no test project ""');
  });
});
