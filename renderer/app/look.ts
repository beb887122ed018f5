import { LANGUAGES, languageOf, type Language } from '../../shared/locale/language.ts';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** How a person wants the dashboard: kept in this browser, and the same in all its windows. */
export interface Look {
  readonly language: Language;
  readonly theme: Theme;
  /** Whether single letters are keys. */
  readonly singleKeys: boolean;
}

const KEY = 'kneescope.look';

function readLook(): Look {
  let kept: Partial<Record<keyof Look, unknown>> = {};
  try {
    kept = JSON.parse(localStorage.getItem(KEY) ?? '{}') as typeof kept;
  } catch {
    // Whatever stands there is not ours; the defaults are good.
  }
  return {
    language: LANGUAGES.find((one) => one === kept.language) ?? languageOf(navigator.language),
    theme: THEMES.find((one) => one === kept.theme) ?? 'system',
    singleKeys: kept.singleKeys !== false,
  };
}

let look: Look | null = null;
const listeners = new Set<() => void>();
const tellAll = () => {
  for (const listener of listeners) listener();
};

export function currentLook(): Look {
  look ??= readLook();
  return look;
}

export function changeLook(change: Partial<Look>): void {
  look = { ...currentLook(), ...change };
  try {
    localStorage.setItem(KEY, JSON.stringify(look));
  } catch {
    // A browser that keeps nothing still shows it as wanted until it is closed.
  }
  tellAll();
}

export function subscribeLook(listener: () => void): () => void {
  const other = (event: StorageEvent) => {
    if (event.key !== KEY) return;
    look = null;
    tellAll();
  };
  listeners.add(listener);
  window.addEventListener('storage', other);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', other);
  };
}
