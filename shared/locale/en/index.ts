import { charts } from './charts.ts';
import { loads } from './units.ts';

export const en = { charts, loads };
