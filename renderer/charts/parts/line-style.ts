import type { Load, Resource } from '../../../shared/model/resources.ts';

/** Dash and gap in pixels; a second card of a kind grows a dot, a third one two. */
const DASHES: Record<Load, string> = {
  cpu: '',
  gpu: '9 2.5',
  vram: '4 2.5',
  ram: '1.5 2',
  encoder: '3 6',
};
const DOT = ' 1.5 2.5';

/** The dash pattern that tells a line over time from all others without its colour; empty for a full line. */
export function dashOf({ resource, index }: Resource): string {
  return `${DASHES[resource]}${DOT.repeat(index ?? 0)}`;
}

export type MarkerShape = 'circle' | 'square' | 'triangle' | 'diamond' | 'pentagon';
export interface MarkerStyle {
  readonly shape: MarkerShape;
  /** How much of the marker is filled, 0 to 1. */
  readonly fill: number;
}

const SHAPES: Record<Load, MarkerShape> = {
  cpu: 'circle',
  gpu: 'square',
  vram: 'diamond',
  ram: 'triangle',
  encoder: 'pentagon',
};
const FILLS = [1, 0, 0.4, 0.15];

/** The marker that tells a point over n from all others without its colour; beyond four cards it repeats. */
export function markerOf({ resource, index }: Resource): MarkerStyle {
  return { shape: SHAPES[resource], fill: FILLS[(index ?? 0) % FILLS.length] ?? 1 };
}
