// Nest 12 and a few of its friends are ESM only; they are compiled together with our sources.
const esm = ['@nestjs', 'jose', 'uuid', 'cookie', 'set-cookie-parser', 'canonicalize', 'chinese-days', 'temporal-polyfill', 'temporal-utils', 'file-type', '@tokenizer', 'strtok3', 'token-types', 'uint8array-extras', 'load-esm', '@borewit'];
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/src', '<rootDir>/test'],
  setupFilesAfterEnv: ['<rootDir>/test/support/temp-folder.ts'],
  testMatch: ['**/*.spec.ts'],
  maxWorkers: 2,
  workerIdleMemoryLimit: '1GB',
  coverageProvider: 'v8',
  testTimeout: 120000,
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.[mc]?[tj]s$': ['@swc/jest', {
      jsc: {
        target: 'es2022',
        keepClassNames: true,
        parser: { syntax: 'typescript', decorators: true },
        transform: { legacyDecorator: true, decoratorMetadata: true },
      },
      module: { type: 'commonjs' },
      sourceMaps: 'inline',
    }],
  },
  transformIgnorePatterns: ['/node_modules/(?!(' + esm.join('|') + ')/)'],
};
