import { loads } from './units.ts';

export const en = { loads };
