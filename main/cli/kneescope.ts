#!/usr/bin/env node
/** The program `kneescope`. Nothing but what help needs is loaded before a command runs. */
import { main } from './main.ts';

// The packaged program was started as Node by this (build/package/bin). Inherited, it would make Node of any Electron program
// that a run launches; what we start as Node ourselves says so itself.
delete process.env['ELECTRON_RUN_AS_NODE'];

// A terminal that was closed or a `| head` that has seen enough: nobody reads us any more, and the run goes on or ends
// in order. Unheard, such an error would end the process at once.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

process.exitCode = await main(process.argv.slice(2));
