import { defineConfig } from 'vitest/config'

const databaseTests = 'lib/**/*.db.test.ts'
const hostTests = 'e2e/hosts/**/*.test.ts'
const clusterSetup = ['lib/setup/test-cluster-for-vitest.ts']

const config = defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          include: ['lib/**/*.test.ts', 'components/**/*.test.ts', 'app/**/*.test.ts'],
          exclude: [databaseTests, 'lib/generated/**', 'node_modules/**'],
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'database',
          environment: 'node',
          include: [databaseTests],
          globalSetup: clusterSetup,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        // Real mail servers, as root: they own ports and system folders, so one file at a time.
        test: {
          name: 'hosts',
          environment: 'node',
          include: [hostTests],
          globalSetup: clusterSetup,
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
})

export default config
