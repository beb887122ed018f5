type Defined<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };

/** What of it was said at all: a field that is there and undefined is left out. */
export function defined<T extends object>(given: T): Defined<T> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Defined<T>;
}
