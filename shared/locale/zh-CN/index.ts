import { unavailable } from './unavailable.ts';
import { loads } from './units.ts';

export const zhCN = { loads, unavailable };
