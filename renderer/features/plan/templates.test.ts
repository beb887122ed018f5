import { expect, it } from 'vitest';
import { planSchema } from '../../../shared/model/plan.ts';
import { expandPlaceholders } from '../../../shared/model/placeholders.ts';
import { TEMPLATES, planFrom } from './templates.ts';

it.each(TEMPLATES)('%s is a plan once its program is named', (name) => {
  expect(planSchema.safeParse({ ...planFrom(name), executable: 'Showroom.exe' }).error).toBeUndefined();
});

it.each(TEMPLATES)('%s gives no two instances the same port or log', (name) => {
  const filled = [1, 2].map((index) =>
    (planFrom(name).arguments ?? []).map((text) =>
      expandPlaceholders(text, 'arguments', { index, gpu: 0, copy: null, data: '/data' }),
    ),
  );
  const own = (filled[0] ?? []).filter((text, place) => text !== filled[1]?.[place]);
  expect(own.some((text) => text.includes('.log'))).toBe(true);
  if (name === 'unreal-pixel-streaming') expect(own).toContain('-PixelStreamingPort=8888');
});
