import { describe, expect, it } from 'vitest';
import { LOADS } from '../../shared/model/resources.ts';
import { COLOURS, paint, screenThemeCss, themeCss } from './theme.ts';

type Triple = readonly [number, number, number];
const row = (weights: Triple, [r, g, b]: Triple) => weights[0] * r + weights[1] * g + weights[2] * b;
const through = (matrix: readonly [Triple, Triple, Triple], colour: Triple): Triple => [
  row(matrix[0], colour),
  row(matrix[1], colour),
  row(matrix[2], colour),
];

/** How each kind of eye sees linear RGB: Machado, Oliveira and Fernandes 2009, table 1, severity 1.0. */
const EYES = {
  unimpaired: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
} as const satisfies Record<string, readonly [Triple, Triple, Triple]>;

function linear(hex: string): Triple {
  const channel = (at: number) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

const LUMINANCE: Triple = [0.2126, 0.7152, 0.0722];
function contrast(one: string, other: string): number {
  const [dark, light] = [row(LUMINANCE, linear(one)), row(LUMINANCE, linear(other))].sort((a, b) => a - b);
  return (light! + 0.05) / (dark! + 0.05);
}

function lab(colour: Triple): Triple {
  const clipped = colour.map((share) => Math.min(1, Math.max(0, share))) as unknown as Triple;
  const [x, y, z] = [
    row([0.4124, 0.3576, 0.1805], clipped) / 0.9505,
    row(LUMINANCE, clipped),
    row([0.0193, 0.1192, 0.9505], clipped) / 1.089,
  ].map((share) => (share > 0.008856 ? Math.cbrt(share) : 7.787 * share + 16 / 116)) as unknown as Triple;
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

describe.each(['light', 'dark'] as const)('the %s colours', (scheme) => {
  const paper = COLOURS.paper[scheme];

  it.each(LOADS)('let the line of %s stand out from the paper', (load) => {
    expect(contrast(COLOURS[load][scheme], paper)).toBeGreaterThan(3);
  });

  it.each(['ink', 'quiet', 'good', 'alarm', 'caution'] as const)('let text in %s be read', (name) => {
    for (const ground of ['paper', 'panel', 'band-even', 'band-odd'] as const)
      expect(contrast(COLOURS[name][scheme], COLOURS[ground][scheme])).toBeGreaterThan(4.5);
  });

  it('lets the edge of a field be found', () => {
    for (const ground of ['paper', 'panel'] as const)
      expect(contrast(COLOURS.edge[scheme], COLOURS[ground][scheme])).toBeGreaterThan(3);
  });

  it.each(Object.entries(EYES))('keep the resources apart for the eye: %s', (_eye, matrix) => {
    const seen = LOADS.map((load) => lab(through(matrix, linear(COLOURS[load][scheme]))));
    for (const [index, one] of seen.entries()) {
      for (const other of seen.slice(index + 1)) {
        const apart = Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);
        expect(apart).toBeGreaterThan(15);
      }
    }
  });
});

describe('the theme', () => {
  it('has every colour in both schemes, the dark one for screens only', () => {
    const [light, dark] = themeCss().split('\n');
    for (const [name, colour] of Object.entries(COLOURS)) {
      expect(light).toContain(`--${name}: ${colour.light};`);
      expect(dark).toContain(`--${name}: ${colour.dark};`);
    }
    expect(dark).toMatch(/^@media screen and \(prefers-color-scheme: dark\)/u);
  });

  it('paints with the light colour where no page gives its own', () => {
    expect(paint('cpu')).toBe('var(--cpu, #0a5ca8)');
  });

  it('lets a person choose against the system', () => {
    const [, bySystem, byChoice] = screenThemeCss().split('\n');
    expect(bySystem).toContain(`:root:not([data-theme='light']) { color-scheme: dark; --paper: #14171a;`);
    expect(byChoice).toContain(`:root[data-theme='dark'] { color-scheme: dark; --paper: #14171a;`);
  });
});
