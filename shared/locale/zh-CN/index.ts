import { charts } from './charts.ts';
import { loads } from './units.ts';

export const zhCN = { charts, loads };
