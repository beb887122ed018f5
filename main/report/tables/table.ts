/** What a cell may hold; null is a reading that could not be taken. */
export type Value = string | number | boolean | null;

/** A run's figures as rows. Column names carry their unit: `t_s`, `cpu_percent`, `ram_MiB`. */
export interface Table {
  readonly name: string;
  readonly columns: readonly string[];
  /** Made as they are asked for, since a long run has millions. */
  readonly rows: () => Iterable<readonly Value[]>;
}
