import { FONT_FAMILY } from '../ui/theme.ts';

/** What a picture is made of. All else that stands in recharts' markup (classes, handlers, styles) is left out. */
const GEOMETRY: Readonly<Record<string, string>> = {
  svg: 'width height viewBox role',
  title: '',
  g: '',
  defs: '',
  clipPath: 'id',
  rect: 'x y width height',
  circle: 'cx cy r',
  line: 'x1 y1 x2 y2',
  path: 'd',
  polygon: 'points',
  text: 'x y',
  tspan: 'x dy',
};
const LOOK = /^(?:fill|stroke|font|text-anchor|paint-order|transform|clip-path|opacity)/u;
const TAG = /<(\/?)([a-zA-Z]+)((?:\s+[\w:-]+(?:="[^"]*")?)*)\s*\/?>/gu;
const ATTRIBUTE = /\s+([\w:-]+)="([^"]*)"/gu;
const EMPTY = /<(g|defs|desc|tspan|text)(?: [^<>]*)?><\/\1>/gu;

const rounded = (number: string) => String(Number(Number(number).toFixed(1)));

/** One name for each id, in the order in which they come: recharts' own ids count all charts of a process. */
function renamer(name: string): (id: string) => string {
  const names = new Map<string, string>();
  return (id) => {
    const known = names.get(id) ?? `${name}-${names.size + 1}`;
    names.set(id, known);
    return known;
  };
}

/**
 * The picture in a mounted chart's markup, as an SVG that stands alone: geometry to 0.1 px, no ids but those it
 * refers to itself, nothing that runs.
 * @param markup the serialised element that the chart was mounted into
 * @param name unlike that of any other picture on the same page; its ids begin with it
 * @throws Error where the markup holds no picture, which is our own fault
 */
export function svgText(markup: string, name: string): string {
  const start = markup.indexOf('<svg');
  const end = markup.lastIndexOf('</svg>');
  if (start < 0 || end < start) throw new Error(`the chart ${name} drew nothing`);
  const renamed = renamer(name);
  let text = markup
    .slice(start, end + '</svg>'.length)
    .replace(TAG, (_whole, slash: string, tag: string, rest: string) => {
      const geometry = GEOMETRY[tag]?.split(' ');
      if (!geometry) return '';
      if (slash !== '') return `</${tag}>`;
      const attributes = [...rest.matchAll(ATTRIBUTE)].flatMap(([, key = '', value = '']) => {
        if (value === '' || (!geometry.includes(key) && !LOOK.test(key))) return [];
        if (key === 'id') return [` id="${renamed(value)}"`];
        const referring = value.replace(/url\(#([^)]+)\)/gu, (_url, id: string) => `url(#${renamed(id)})`);
        return [` ${key}="${referring.replaceAll(/-?\d+\.\d\d+/gu, rounded)}"`];
      });
      const root = tag === 'svg' ? ` xmlns="http://www.w3.org/2000/svg" font-family="${FONT_FAMILY}"` : '';
      return `<${tag}${root}${attributes.join('')}>`;
    });
  for (let before = ''; before !== text;) {
    before = text;
    text = text.replace(EMPTY, '');
  }
  return text;
}
