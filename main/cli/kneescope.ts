#!/usr/bin/env node
/** The program `kneescope`. Nothing but what help needs is loaded before a command runs. */
import { main } from './main.ts';

process.exitCode = await main(process.argv.slice(2));
