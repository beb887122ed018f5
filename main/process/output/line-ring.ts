/** The last lines, within a bound on their number and on their text. */
export class LineRing {
  readonly #mostLines: number;
  readonly #mostCharacters: number;
  #lines: string[] = [];
  /** Where the oldest line stands: moving it is cheaper than shifting the list for each line. */
  #first = 0;
  #characters = 0;

  constructor(mostLines: number, mostCharacters: number) {
    this.#mostLines = mostLines;
    this.#mostCharacters = mostCharacters;
  }

  push(line: string): void {
    this.#lines.push(line);
    this.#characters += line.length;
    while (this.#lines.length - this.#first > this.#mostLines || this.#characters > this.#mostCharacters) {
      this.#characters -= this.#lines[this.#first]?.length ?? 0;
      this.#first += 1;
    }
    if (this.#first > this.#mostLines) {
      this.#lines = this.#lines.slice(this.#first);
      this.#first = 0;
    }
  }

  /** The newest lines, oldest of them first. */
  last(most: number): string[] {
    return this.#lines.slice(Math.max(this.#first, this.#lines.length - most));
  }
}
