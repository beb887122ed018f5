import { fileURLToPath } from 'node:url';
import { layers, type Layer } from './layers.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

interface Target {
  readonly element?: { readonly types: { readonly anyOf: readonly string[] } };
  readonly module?: { readonly origin: string; readonly source?: readonly string[] };
}

/** What a layer may import, as selectors of eslint-plugin-boundaries. */
function allowedTargets(layer: Layer): Target[] {
  const packages = layer.packages.filter((name) => name !== 'node:');
  return [
    ...(layer.ours.length > 0 ? [{ element: { types: { anyOf: layer.ours } } }] : []),
    ...(packages.length > 0 ? [{ module: { origin: 'external', source: packages } }] : []),
    ...(layer.packages.includes('node:') ? [{ module: { origin: 'core' } }] : []),
  ];
}

function policies(layer: Layer) {
  const from = { element: { type: layer.folder } };
  const message = `{{from.element.type}} may not import {{dependency.source}}. ${layer.why}`;
  return [
    { from, disallow: { to: { module: { origin: '*' } } }, message },
    ...allowedTargets(layer).map((to) => ({ from, allow: { to } })),
    ...(layer.typesOf ?? []).map((type) => ({
      from,
      allow: { to: { element: { type } }, dependency: { kind: 'type' } },
    })),
  ];
}

/**
 * The layer table in the words of eslint-plugin-boundaries: all is forbidden with its reason, then what may be
 * is allowed (the last policy that matches wins).
 * @param root the folder that the table's folders lie in; the test gives one of its own
 */
export function importRules(root: string = ROOT) {
  return {
    settings: {
      'boundaries/root-path': root,
      'boundaries/elements': layers.map(({ folder }) => ({ type: folder, pattern: folder })),
      'boundaries/dependency-nodes': ['import', 'export', 'dynamic-import', 'require'],
      'import/resolver': { node: { extensions: ['.ts', '.tsx', '.js', '.json'] } },
    },
    rules: {
      'boundaries/dependencies': [
        'error',
        {
          default: 'disallow',
          message: 'This folder is in no layer of build/lint/layers.ts: name it there, with a reason.',
          checkAllOrigins: true,
          checkUnknownLocals: true,
          policies: layers.flatMap(policies),
        },
      ],
    },
  };
}
