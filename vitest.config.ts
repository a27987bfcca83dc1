import path from 'node:path'
import { defineConfig } from 'vitest/config'
import { conditions } from './src/server/cli/conditions.mjs'

const root = import.meta.dirname

export default defineConfig({
  resolve: {
    alias: [
      { find: '@payload-config', replacement: path.join(root, 'payload.config.ts') },
      { find: /^@\//, replacement: `${root}/` },
    ],
  },
  test: {
    execArgv: [conditions],
    projects: [
      {
        extends: true,
        test: {
          environment: 'node',
          include: ['tests/unit/**/*.test.ts'],
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
          name: 'int',
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
          fileParallelism: false,
          globalSetup: ['tests/helpers/globalDatabase.ts', 'tests/helpers/globalBrowser.ts'],
          hookTimeout: 180_000,
          include: ['tests/e2e/**/*.test.ts'],
          name: 'e2e',
          testTimeout: 120_000,
        },
      },
    ],
  },
})
