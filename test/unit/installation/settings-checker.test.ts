import { Ajv2020 } from 'ajv/dist/2020';
import formats from 'ajv-formats';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { installationKind, readersKind, settingsKind } from '../../../main/installation/installation';

test.each([installationKind, settingsKind, readersKind])(
  "Given the schema of $name, when the settings library's own checker reads it, then it knows every word: else the app would not start",
  ({ schema }) => {
    const checker = new Ajv2020({ allErrors: true, useDefaults: true });
    formats.default(checker);
    const { properties } = z.toJSONSchema(schema);
    expect(() => checker.compile({ type: 'object', properties })).not.toThrow();
  },
);
