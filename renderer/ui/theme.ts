interface Colour {
  readonly light: string;
  readonly dark: string;
}

/** Every colour by its name. Why these: README.md; theme.test.ts holds them apart for every eye. */
export const COLOURS = {
  paper: { light: '#ffffff', dark: '#14171a' },
  panel: { light: '#f4f5f7', dark: '#1d2125' },
  ink: { light: '#1a1d21', dark: '#e8eaed' },
  quiet: { light: '#565d66', dark: '#a3abb5' },
  rule: { light: '#d5d9de', dark: '#383f46' },
  'band-even': { light: '#f1f3f5', dark: '#1d2125' },
  'band-odd': { light: '#e4e8ec', dark: '#262b31' },
  good: { light: '#0b6b50', dark: '#3bd1a0' },
  alarm: { light: '#a8071a', dark: '#ff8a80' },
  caution: { light: '#7a4d00', dark: '#ffc861' },
  /** The edge of a field or a button, which must be found without its text. */
  edge: { light: '#7d8590', dark: '#7a838e' },
  cpu: { light: '#0a5ca8', dark: '#4a90e2' },
  gpu: { light: '#b83a00', dark: '#e05a18' },
  vram: { light: '#66225e', dark: '#ddb0e0' },
  ram: { light: '#0aa07c', dark: '#3bd1a0' },
  encoder: { light: '#b38f00', dark: '#fff07a' },
} as const satisfies Record<string, Colour>;

export type ColourName = keyof typeof COLOURS;

/** What the system has; the Chinese families of Windows, macOS and Linux come before the generic one. */
export const FONT_FAMILY =
  "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', 'Microsoft YaHei', 'PingFang SC', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif";

/** A colour for a style or an SVG attribute: the page's theme decides, and without one it is the light one. */
export function paint(name: ColourName): string {
  return `var(--${name}, ${COLOURS[name].light})`;
}

function variables(scheme: keyof Colour): string {
  return Object.entries(COLOURS)
    .map(([name, colour]) => `--${name}: ${colour[scheme]};`)
    .join(' ');
}

/** The theme as CSS. Dark is for screens only: paper is light whatever the system prefers. */
export function themeCss(): string {
  return [
    `:root { color-scheme: light; ${variables('light')} }`,
    `@media screen and (prefers-color-scheme: dark) { :root { color-scheme: dark; ${variables('dark')} } }`,
  ].join('\n');
}

/** The theme of the dashboard, where a person may choose what the system does not: `data-theme` on the root. */
export function screenThemeCss(): string {
  const dark = `color-scheme: dark; ${variables('dark')}`;
  return [
    `:root { color-scheme: light; ${variables('light')} }`,
    `@media screen and (prefers-color-scheme: dark) { :root:not([data-theme='light']) { ${dark} } }`,
    `@media screen { :root[data-theme='dark'] { ${dark} } }`,
  ].join('\n');
}
