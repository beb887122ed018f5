import { defineConfig } from 'eslint/config';
import boundaries from 'eslint-plugin-boundaries';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';
import { importRules } from './build/lint/import-rules.ts';

const TESTS = ['**/*.test.ts', '**/*.test.tsx', 'e2e/**', 'bench/**', 'build/**', 'examples/**'];
const NO_CLOCK =
  'shared/ has no clock and no chance: time and seeds are given, so that a replay equals the live run.';

export default defineConfig(
  { ignores: ['out', 'dist', '.cache', 'reports', 'node_modules', '**/fixtures/**', 'examples/**/*.js'] },
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        project: ['shared/tsconfig.json', 'main/tsconfig.json', 'renderer/tsconfig.json', 'tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      // Numbers in sentences are what this product is about.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/prefer-readonly': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ExportDefaultDeclaration',
          message: 'Name what you export; a name can be searched for.',
        },
      ],
    },
  },
  { files: ['shared/**', 'main/**', 'renderer/**'], plugins: { boundaries }, ...importRules() },
  { files: ['renderer/**'], extends: [reactHooks.configs.flat['recommended-latest']] },
  {
    files: ['shared/**'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: NO_CLOCK },
        { object: 'Math', property: 'random', message: NO_CLOCK },
      ],
      'no-restricted-globals': ['error', { name: 'performance', message: NO_CLOCK }],
    },
  },
  {
    files: TESTS,
    rules: {
      'boundaries/dependencies': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      'no-restricted-properties': 'off',
    },
  },
  { files: ['*.config.ts', '*.config.js'], rules: { 'no-restricted-syntax': 'off' } },
  { files: ['**/*.js'], extends: [tseslint.configs.disableTypeChecked] },
);
