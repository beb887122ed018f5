/** What somebody says about a run in a line of text. */
export type OperatorWord =
  /** That an instance, or each that waits for it, is in the scene that counts. */
  | { readonly say: 'ready'; readonly instance: number | null }
  | { readonly say: 'launch' }
  /** Null: the newest. */
  | { readonly say: 'stop'; readonly instance: number | null }
  | { readonly say: 'end' }
  | { readonly say: 'help' };

/** An empty line is the word that is needed most: ready. Anything that is not understood asks for help. */
export function operatorWord(line: string): OperatorWord {
  const [, word = '', number] = /^\s*([a-z]*|[+\-?])\s*(\d+)?\s*$/iu.exec(line) ?? [null, '?'];
  const instance = number === undefined ? null : Number(number);
  switch (word.toLowerCase()) {
    case '':
    case 'ready':
      return { say: 'ready', instance };
    case '+':
    case 'launch':
      return instance === null ? { say: 'launch' } : { say: 'help' };
    case '-':
    case 'stop':
      return { say: 'stop', instance };
    case 'end':
      return { say: 'end' };
    default:
      return { say: 'help' };
  }
}
