import type { Erlangs } from '../../model/units.ts';

/** A type and no interface: it is a part of a document that may have unknown fields. */
export type CostPerStreamHour = {
  /** With every place taken, all the time. */
  readonly full: number;
  /** At the streams that the arrivals make; null where nobody comes. */
  readonly used: number | null;
};

/**
 * What an hour of one stream costs, in the currency of the price.
 * @param streams how many play at one time, in the mean over the hours that are paid for
 * @returns null where there are no places
 */
export function costPerStreamHour(
  costPerHour: number,
  places: number,
  streams: Erlangs | null,
): CostPerStreamHour | null {
  if (places <= 0) return null;
  return {
    full: costPerHour / places,
    used: streams === null || streams <= 0 ? null : costPerHour / streams,
  };
}
