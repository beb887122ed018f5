/**
 * A picture that stands by itself: the light colours in place of a page's variables, and paper behind it. Programs that are no
 * browser know no variables and show a picture without paper on whatever they have.
 */
export function standaloneSvg(svg: string): string {
  const light = svg.replaceAll(/var\(--[\w-]+, ([^()]+)\)/gu, '$1');
  return light.replace(
    /^<svg[^>]*>/u,
    (opening) => `${opening}\n<rect width="100%" height="100%" fill="#ffffff"/>`,
  );
}
