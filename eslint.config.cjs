const tseslint = require('typescript-eslint');

const pure = [
  'src/aggregates/**/*.ts',
  'src/platform/calendar/*.ts',
  'src/platform/identity/*.ts',
  'src/policies/**/*.policy.ts',
];
// Doors, and the few files through which a room is asked from outside.
const notPure = [
  'src/**/*.{controller,module,handler,dto,port}.ts',
  'src/**/*.spec.ts',
  'src/aggregates/**/{rules-reader,publish-defaults,standing-orders,assigned-villages,person-reservations}.ts',
];

const idsFromOutside = {
  selector:
    'MemberExpression[computed=true] > :matches(Identifier.property[name=/^(id|.*Id)$/], MemberExpression.property[property.name=/^(id|.*Id)$/])',
  message: 'An id comes from outside and may read `constructor`: entryOf finds what is really there.',
};

module.exports = tseslint.config(
  { ignores: ['dist/**', 'node_modules/**', 'coverage/**', 'data/**', '**/*.cjs'] },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { project: './tsconfig.check.json', tsconfigRootDir: __dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/require-await': 'off',
      // What a store threw is handed on as it came; its type is unknown by nature.
      '@typescript-eslint/only-throw-error': 'off',
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-unsafe-enum-comparison': 'off',
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true, named: true, defaultFrom: true, namedFrom: true, namespaceFrom: true } }],
      'no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: '@nestjs/cqrs',
              importNames: ['AggregateRoot', 'EventPublisher', 'EventBus', 'EventsHandler', 'Saga', 'UnhandledExceptionBus'],
              message: 'These lose events: two buses are used, nothing else.',
            },
          ],
        },
      ],
      'max-lines': ['warn', { max: 400, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['warn', { max: 60, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/**/*.spec.ts', 'src/platform/change/entry-of.ts'],
    rules: { 'no-restricted-syntax': ['error', idsFromOutside] },
  },
  {
    files: pure,
    ignores: notPure,
    rules: {
      'no-restricted-globals': ['error', { name: 'Date', message: 'Local-time parsing differs by machine: use platform/calendar.' }],
      'no-restricted-properties': ['error', { object: 'Math', property: 'random', message: 'A decision is replayable: ids and chance arrive in given.' }],
      'no-restricted-syntax': [
        'error',
        { selector: ':function[async=true]', message: 'If it needs await, it is not a decision.' },
        { selector: 'AwaitExpression', message: 'If it needs await, it is not a decision.' },
        { selector: "CallExpression[callee.name='randomUUID']", message: 'Ids arrive in given.' },
        idsFromOutside,
      ],
    },
  },
  {
    files: ['**/*.spec.ts', 'test/**/*.ts'],
    rules: { 'max-lines-per-function': 'off', '@typescript-eslint/no-unsafe-assignment': 'off', '@typescript-eslint/no-unsafe-member-access': 'off', '@typescript-eslint/no-unsafe-argument': 'off', '@typescript-eslint/no-unsafe-call': 'off', '@typescript-eslint/no-unsafe-return': 'off', '@typescript-eslint/no-base-to-string': 'off', '@typescript-eslint/prefer-promise-reject-errors': 'off', '@typescript-eslint/no-require-imports': 'off' },
  },
  {
    // The framework's own sample style, there to be measured beside ours.
    files: ['test/bench/beside/*.ts'],
    rules: { 'no-restricted-imports': 'off' },
  },
);
