import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** Processes that do nothing, in groups as instances have them. */
export interface Crowd {
  readonly instances: ReadonlyMap<number, readonly number[]>;
  readonly pids: readonly number[];
  end(): Promise<void>;
}

export async function crowd(instances: number, each: number): Promise<Crowd> {
  const children: ChildProcess[] = [];
  const groups = new Map<number, number[]>();
  for (let instance = 1; instance <= instances; instance++) {
    const own = Array.from({ length: each }, () => spawn('sleep', ['3600'], { stdio: 'ignore' }));
    children.push(...own);
    await Promise.all(own.map((child) => once(child, 'spawn')));
    groups.set(
      instance,
      own.map(({ pid }) => pid ?? 0),
    );
  }
  return {
    instances: groups,
    pids: [...groups.values()].flat(),
    end: async () => {
      const gone = children.map((child) => once(child, 'exit'));
      for (const child of children) child.kill('SIGKILL');
      await Promise.all(gone);
    },
  };
}
