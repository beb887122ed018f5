import { createContext, use, useId, useLayoutEffect } from 'react';

/** One key and what it does. Single characters are for screens; a person may switch them off (WCAG 2.1.4). */
export interface Shortcut {
  /** As `KeyboardEvent.key`: `l`, `?`, `F8`. */
  readonly key: string;
  readonly label: string;
  readonly enabled: boolean;
  readonly run: () => void;
}

const isSingle = (key: string) => key.length === 1;

/** Whether what has the focus takes letters for itself. */
function takesLetters(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true;
  if (target instanceof HTMLSelectElement) return true;
  return (
    target instanceof HTMLInputElement && !['range', 'checkbox', 'radio', 'button'].includes(target.type)
  );
}

/** All keys that do something now, by who brought them. */
export class ShortcutBoard {
  readonly #owners = new Map<string, readonly Shortcut[]>();
  #singles = true;

  set(owner: string, shortcuts: readonly Shortcut[]): void {
    this.#owners.set(owner, shortcuts);
  }

  drop(owner: string): void {
    this.#owners.delete(owner);
  }

  allowSingles(allowed: boolean): void {
    this.#singles = allowed;
  }

  all(): readonly Shortcut[] {
    return [...this.#owners.values()].flat();
  }

  /** Does what the key is for. A dialog or a field that is being typed into keeps single keys to itself. */
  handle(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.isComposing) return;
    const key = isSingle(event.key) ? event.key.toLowerCase() : event.key;
    if (isSingle(key)) {
      const busy = takesLetters(event.target) || document.querySelector('dialog[open]') !== null;
      if (!this.#singles || busy) return;
    }
    const shortcut = this.all().find((candidate) => candidate.key === key && candidate.enabled);
    if (!shortcut) return;
    event.preventDefault();
    shortcut.run();
  }
}

const BoardContext = createContext<ShortcutBoard | null>(null);
export const ShortcutProvider = BoardContext.Provider;

/** These keys work as long as the component is there, from the moment it is shown on. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const board = use(BoardContext);
  const owner = useId();
  useLayoutEffect(() => {
    board?.set(owner, shortcuts);
  });
  useLayoutEffect(
    () => () => {
      board?.drop(owner);
    },
    [board, owner],
  );
}

export function useShortcutBoard(): ShortcutBoard | null {
  return use(BoardContext);
}

/** A key as it stands on the keyboard. */
export function keyName(key: string): string {
  return isSingle(key) ? key.toUpperCase() : key;
}
