import { loads } from './units.ts';

export const zhCN = { loads };
