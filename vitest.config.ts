import { availableParallelism } from 'node:os'
import path from 'node:path'
import { defineConfig } from 'vitest/config'
import { conditions } from './src/server/cli/conditions.mjs'

const root = import.meta.dirname

/** Test files at once. Two also on two cores: each waits for its own PostgreSQL half of the time. */
const maxWorkers = Math.min(4, Math.max(2, availableParallelism() - 1))

export default defineConfig({
  resolve: {
    alias: [
      { find: '@payload-config', replacement: path.join(root, 'payload.config.ts') },
      { find: /^@\//, replacement: `${root}/` },
      // The one that Payload has: another copy of it would refuse its schema.
      { find: /^graphql$/, replacement: path.join(root, 'node_modules/graphql/index.js') },
    ],
  },
  test: {
    execArgv: [conditions],
    // What is polled for comes as soon as it can: a second is too short on a busy machine.
    expect: { poll: { timeout: 15_000 } },
    projects: [
      {
        extends: true,
        test: {
          environment: 'node',
          include: ['tests/unit/**/*.test.ts'],
          maxWorkers,
          name: 'unit',
          // Property tests, on a machine that does other things as well.
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          environment: 'node',
          globalSetup: ['tests/helpers/globalDatabase.ts'],
          hookTimeout: 90_000,
          include: ['tests/int/**/*.test.ts'],
          isolate: false,
          maxWorkers,
          name: 'int',
          setupFiles: ['tests/helpers/cheapHashes.ts', 'tests/helpers/freshFile.ts'],
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          environment: 'node',
          fileParallelism: false,
          globalSetup: ['tests/helpers/globalDatabase.ts'],
          hookTimeout: 90_000,
          include: ['tests/crash/**/*.test.ts'],
          name: 'crash',
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          environment: 'node',
          fileParallelism: false,
          globalSetup: ['tests/ha/globalPrograms.ts'],
          hookTimeout: 90_000,
          include: ['tests/ha/**/*.test.ts'],
          name: 'ha',
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          environment: 'node',
          globalSetup: ['tests/helpers/globalDatabase.ts', 'tests/helpers/globalBrowser.ts'],
          hookTimeout: 180_000,
          include: ['tests/e2e/**/*.test.ts'],
          isolate: false,
          maxWorkers: 2,
          name: 'e2e',
          setupFiles: ['tests/helpers/freshFile.ts'],
          testTimeout: 120_000,
        },
      },
    ],
  },
})
