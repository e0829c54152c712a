#!/usr/bin/env node
// Entry of the command line, run by plain Node.
import { processIo } from './io';
import { run } from './run';

process.exitCode = await run(process.argv.slice(2), processIo());
