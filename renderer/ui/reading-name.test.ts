import { expect, it } from 'vitest';
import { LANGUAGES } from '../../shared/locale/language.ts';
import { messages } from '../../shared/locale/messages.ts';
import { READINGS } from '../../shared/model/capability.ts';
import { readingName } from './reading-name.ts';

it.each(LANGUAGES)('has words for whatever can be read: %s', (language) => {
  const names = READINGS.map((reading) => readingName(reading, messages(language)));
  expect(names.filter((name) => (READINGS as readonly string[]).includes(name))).toEqual([]);
});
