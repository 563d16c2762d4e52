import { config } from 'zod';

// Imported first: schemas compile themselves by `eval` otherwise, which the policy of the page forbids.
config({ jitless: true });
