import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Cli } from './cli.ts';

/** A program to be measured, written as a shell script into the test's folder. */
export function shellProgram(cli: Cli, name: string, text: string): string {
  const full = path.join(cli.folder, name);
  writeFileSync(full, `#!/bin/sh\n${text}\n`);
  chmodSync(full, 0o755);
  return full;
}
