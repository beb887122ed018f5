import { useState } from 'react';
import { LinesInput } from './text-inputs.tsx';

type Pairs = Readonly<Record<string, string>>;

/** `NAME=value` a line; a line that is no pair yet is no pair. */
export function pairsOf(lines: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    lines.flatMap((line) => {
      const at = line.indexOf('=');
      const name = line.slice(0, at).trim();
      return at === -1 || name === '' ? [] : [[name, line.slice(at + 1)]];
    }),
  );
}

export function linesOf(pairs: Pairs): string[] {
  return Object.entries(pairs).map(([name, value]) => `${name}=${value}`);
}

interface PairsInputProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly issue?: string | undefined;
  readonly value: Pairs;
  readonly onChange: (pairs: Record<string, string>) => void;
}

/** Names with values, one a line. What is being typed stays as it is typed. */
export function PairsInput({ label, hint, issue, value, onChange }: PairsInputProps) {
  const [lines, setLines] = useState<readonly string[]>(() => linesOf(value));
  // Another plan came.
  if (JSON.stringify(pairsOf(lines)) !== JSON.stringify(value)) setLines(linesOf(value));
  return (
    <LinesInput
      label={label}
      hint={hint}
      issue={issue}
      value={lines}
      onChange={(next) => {
        setLines(next);
        onChange(pairsOf(next));
      }}
    />
  );
}
