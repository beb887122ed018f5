/**
 * What a catalogue holds under a word that came from outside: a file, another program. Such a word may be `constructor`
 * or `__proto__`, under which every object has something that is no text.
 */
export function entry<T>(catalogue: Readonly<Record<string, T>>, word: string): T | undefined {
  return Object.hasOwn(catalogue, word) ? catalogue[word] : undefined;
}
