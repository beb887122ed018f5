import { unavailable } from './unavailable.ts';
import { loads } from './units.ts';

export const en = { loads, unavailable };
