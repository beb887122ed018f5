import { expect, it } from 'vitest';
import { hashOf, routeOf } from './route.ts';

it.each([
  ['#/plan', { screen: 'plan', run: null }],
  ['#/result/01J%2Fx', { screen: 'result', run: '01J/x' }],
  ['#/planner/01J', { screen: 'planner', run: '01J' }],
  ['#/result', { screen: 'result', run: null }],
  ['', { screen: 'live', run: null }],
  ['#/nonsense', { screen: 'live', run: null }],
] as const)('%s leads to %o', (hash, route) => {
  expect(routeOf(hash)).toEqual(route);
});

it('leads back to what it was made of', () => {
  expect(routeOf(hashOf('result', 'a b/c'))).toEqual({ screen: 'result', run: 'a b/c' });
});
