#!/usr/bin/env node
/** `vestibule`: the same core as the windows, under plain Node. For installers, integrators and auditors. */
import { runCommandLine } from './command-line';

await runCommandLine(process.argv.slice(2));
