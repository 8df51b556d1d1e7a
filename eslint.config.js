import { config as uiExtensions } from '@hubspot/eslint-config-ui-extensions';
import tseslint from 'typescript-eslint';

const tests = ['**/*.test.{ts,tsx}', '**/test-*.{ts,tsx}', '**/testing.ts', 'test/**', 'e2e/**'];
const cards = ['src/cards/**/*.{ts,tsx}', 'src/app/**/*.{ts,tsx}'];
/** Where time, chance and the environment may come from by themselves; everything else is handed them. */
const roots = [
  'src/backend/main.ts',
  'src/backend/ground/clock.ts',
  'src/backend/ground/system.ts',
  'src/backend/commands/**',
];

const ambient = [
  { object: 'process', property: 'env', message: 'Take the configuration as a parameter.' },
  { object: 'Date', property: 'now', message: 'Take a Clock as a parameter.' },
  { object: 'Math', property: 'random', message: 'Take a Random as a parameter.' },
  { object: 'crypto', property: 'randomUUID', message: 'Take a Random as a parameter.' },
];
const newDate = {
  selector: "NewExpression[callee.name='Date'][arguments.length=0]",
  message: 'Take a Clock as a parameter.',
};
const spreadLiteral = {
  selector: 'SpreadElement > ObjectExpression',
  message: 'Write the properties themselves, or hand on the whole object that has them.',
};
/** HubSpot's rules are about code that runs in its Web Worker. */
const forCards = uiExtensions.slice(1).map((part) => ({ ...part, files: cards }));

export default tseslint.config(
  {
    ignores: [
      '**/node_modules/',
      'dist/',
      'build/',
      'data/',
      'coverage/',
      'test-results/',
      'playwright-report/',
      'src/app/*/lib/',
      'test/architecture/',
      '**/*.d.ts',
    ],
  },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        project: ['tsconfig.json', 'tsconfig.web.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'max-lines': ['error', { max: 400 }],
      'max-lines-per-function': ['error', { max: 80, skipBlankLines: true, skipComments: true }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-var': 'error',
      'prefer-const': 'error',
      'no-restricted-syntax': ['error', spreadLiteral],
      'no-implicit-coercion': ['error', { boolean: false }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/no-meaningless-void-operator': 'off',
      '@typescript-eslint/no-dynamic-delete': 'off',
      // Our rooms are objects of closures without `this`, and TypeORM's options are declared as classes.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      // A function is async because its interface is, whether or not this one waits.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    files: ['src/backend/**/*.ts'],
    ignores: [...tests, ...roots],
    rules: {
      'no-restricted-properties': ['error', ...ambient],
      'no-restricted-syntax': ['error', newDate, spreadLiteral],
    },
  },
  { files: ['src/backend/**/*.ts'], rules: { 'no-console': 'error' } },
  ...forCards,
  {
    // In the sources; what a card's folder may import is checked with the project (`npm run project:check`).
    files: ['src/cards/**/*.{ts,tsx}'],
    rules: { '@hubspot/ui-extensions/no-parent-imports': 'off' },
  },
  {
    files: tests,
    rules: {
      // A suite is one long function by nature; what a mock or an expectation gives back has no type worth naming.
      'max-lines-per-function': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/restrict-plus-operands': 'off',
      '@typescript-eslint/restrict-template-expressions': 'off',
    },
  },
  {
    // It shows what apps send, the deprecated included.
    files: ['src/sandbox/pages/**/*.{ts,tsx}'],
    rules: {
      '@typescript-eslint/no-deprecated': 'off',
      'max-lines-per-function': ['error', { max: 100, skipBlankLines: true, skipComments: true }],
    },
  },
  { files: ['**/*.{js,mjs,cjs}'], ...tseslint.configs.disableTypeChecked },
);
