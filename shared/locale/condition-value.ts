interface ConditionWords {
  /** The target rate: what one instance alone reaches. */
  readonly solo: string;
  readonly nothing: string;
  readonly percent: (value: string) => string;
  readonly list: (items: readonly string[]) => string;
}

/** A condition of a run as people write it, with its unit. @param value as it is kept: text, lists as JSON, empty where there is none */
export function conditionValue(
  field: string,
  value: string,
  { solo, nothing, percent, list }: ConditionWords,
): string {
  if (value === '') return nothing;
  if (field.startsWith('limits.')) return percent(value);
  if (field === 'host.ramMiB') return `${value} MiB`;
  if (field === 'fpsTarget') return value === 'solo' ? solo : `${value} fps`;
  if (field !== 'host.gpus') return value;
  const cards = JSON.parse(value) as string[];
  return list(cards.map((card) => card.replace(/, (\d+)$/u, ' ($1 MiB)')));
}
