import type { Condition, ConditionDifference } from '../../model/comparison.ts';
import { DEFAULT_LIMITS } from '../../model/resources.ts';
import type { Host, TraceMeta } from '../../model/trace.ts';

function text(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function hostFields(host: Host | null | undefined): Record<string, unknown> {
  if (!host) return {};
  const gpus = host.gpus?.map(({ name, vramMiB }) =>
    [name, vramMiB].filter((part) => part != null).join(', '),
  );
  const { id, name, cpu, cores, ramMiB } = host;
  return {
    'host.id': id,
    'host.name': name,
    'host.cpu': cpu,
    'host.cores': cores,
    'host.ramMiB': ramMiB,
    'host.gpus': gpus,
  };
}

/** `local`, `driver`, or a simulated box with its profile and seed. How a driver is called says nothing about its box. */
function kindOf({ box, seed }: TraceMeta): string {
  if (!box) return 'local';
  if (box.startsWith('driver:')) return 'driver';
  return box.startsWith('simulated:') ? `${box}, ${String(seed ?? 1)}` : box;
}

/**
 * The box that a run was made on, as a key: the same for every run on it. Baselines are kept per such key.
 */
export function boxKey(meta: TraceMeta): string {
  const { 'host.id': id, ...fields } = hostFields(meta.host);
  if (typeof id === 'string' && id !== '') return `${kindOf(meta)} ${id}`;
  const known = Object.entries(fields).filter(([, value]) => text(value) !== '');
  return [kindOf(meta), ...known.map(([, value]) => text(value))].join(' | ');
}

function limitFields({ limits, ...meta }: TraceMeta): Record<string, unknown> {
  const named = Object.fromEntries(
    Object.entries({ ...DEFAULT_LIMITS, ...limits }).map(([name, value]) => [`limits.${name}`, value]),
  );
  return { ...named, fpsTarget: meta['fpsTarget'] ?? meta.plan?.['fpsTarget'] ?? 'solo' };
}

/** A folder of the build in an argument is no other scene, so paths count by their last part. */
function withoutFolders(word: unknown): unknown {
  return typeof word === 'string' ? word.replaceAll(/[^\s=]*[\\/](?=[^\\/])/gu, '') : word;
}

function sceneFields({ plan }: TraceMeta): Record<string, unknown> {
  if (!plan) return {};
  const tags = (plan['tags'] ?? {}) as Record<string, unknown>;
  const words = Array.isArray(plan['arguments']) ? plan['arguments'].map(withoutFolders) : [];
  return { scene: tags['scene'], arguments: words.join(' '), environment: plan['environment'] };
}

function differing(
  condition: Condition,
  base: Record<string, unknown>,
  candidate: Record<string, unknown>,
): ConditionDifference[] {
  const fields = [...new Set([...Object.keys(base), ...Object.keys(candidate)])];
  return fields.flatMap((field) => {
    const [then, now] = [text(base[field]), text(candidate[field])];
    return then === now ? [] : [{ condition, field, base: then, candidate: now }];
  });
}

/**
 * Where two runs were made under different conditions: on another box, against other limits, on another scene.
 * What only one of them tells of its box or scene differs too: nobody knows that it was the same.
 */
export function conditionDifferences(base: TraceMeta, candidate: TraceMeta): ConditionDifference[] {
  return [
    ...differing(
      'box',
      { box: kindOf(base), ...hostFields(base.host) },
      { box: kindOf(candidate), ...hostFields(candidate.host) },
    ),
    ...differing('limits', limitFields(base), limitFields(candidate)),
    ...differing('scene', sceneFields(base), sceneFields(candidate)),
  ];
}
