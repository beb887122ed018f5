/** What a system can say of the windows of some processes. */
export interface WindowWatch {
  /** Whether one is shown. */
  shown(pids: ReadonlySet<number>): boolean | Promise<boolean>;
  /** Whether one does not respond. */
  hung(pids: ReadonlySet<number>): boolean;
}
