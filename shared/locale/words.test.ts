import { describe, expect, it } from 'vitest';
import { LANGUAGES } from './language.ts';
import { messages } from './messages.ts';

type Leaf = readonly [path: string, text: unknown];

/** Every text of a language with its place, depth first. */
function leaves(value: unknown, path = ''): Leaf[] {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([name, inner]) =>
    leaves(inner, path === '' ? name : `${path}.${name}`),
  );
}

const english = new Map(leaves(messages('en')));
const chinese = new Map(leaves(messages('zh-CN')));
const HAN = /\p{Script=Han}/u;
/** Names, units and what is typed. */
const SAME: ReadonlySet<string> = new Set([
  ...['Kneescope', 'PresentMon', 'MangoHud', 'SHA-256', 'CPU', 'GPU', 'Mbit/s', 'yes'],
]);

describe('the texts', () => {
  it('are the same ones in both languages, also where the compiler lets anything stand', () => {
    // How many words a language takes for a yes is its own affair.
    const only = (one: typeof english, other: typeof english) =>
      [...one.keys()].filter((key) => !other.has(key) && !key.startsWith('asking.yes.'));
    expect(only(english, chinese)).toEqual([]);
    expect(only(chinese, english)).toEqual([]);
  });

  it('are Chinese in Chinese, but for what is called the same there', () => {
    const same = [...chinese].flatMap(([path, text]) =>
      typeof text === 'string' && /[A-Za-z]{2}/u.test(text) && !HAN.test(text) && !SAME.has(text)
        ? [`${path}: ${text}`]
        : [],
    );
    expect(same.filter((text) => !text.startsWith('cli.examples.'))).toEqual([]);
  });

  it('have no Chinese in English', () => {
    const strange = [...english].filter(([, text]) => typeof text === 'string' && HAN.test(text));
    expect(strange).toEqual([]);
  });
});

describe.each(LANGUAGES)('the sentences in %s', (language) => {
  const { warnings, verdict, unavailable, doctor } = messages(language);
  const own = (text: string) => HAN.test(text) === (language === 'zh-CN');

  it.each(Object.entries(warnings))(
    'tell of the warning %s whatever an old file says of it',
    (_, sentence) => {
      for (const data of [
        {},
        { names: 'a', first: null, levels: 7, processes: [null], seen: 'x', data: [] },
      ]) {
        const text = sentence(data);
        expect(text).not.toMatch(/undefined|NaN|\[object/u);
        expect(text === '?' || own(text), text).toBe(true);
      }
    },
  );

  it('say why a run is invalid', () => {
    for (const sentence of Object.values(verdict.invalid)) expect(own(sentence())).toBe(true);
  });

  it('say why something cannot be read', () => {
    const data = { source: 'a', group: null, driver: 'a', program: 'a', library: 'a', reason: 'a' };
    for (const sentence of Object.values(unavailable))
      expect(own(sentence({ ...data, found: '1', needed: '2' }))).toBe(true);
  });

  it('say what the doctor looks at', () => {
    for (const { effect, wayOut } of Object.values(doctor.checks)) {
      expect(own(effect)).toBe(true);
      expect(own(wayOut)).toBe(true);
    }
  });
});
