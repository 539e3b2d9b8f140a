import { availableParallelism } from 'node:os'
import path from 'node:path'
import { defineConfig } from 'vitest/config'

const databaseTests = 'lib/**/*.db.test.ts'
const hostTests = 'e2e/hosts/**/*.test.ts'
const clusterSetup = ['lib/setup/test-cluster-for-vitest.ts']

/** Views say `import 'server-only'`, which throws in plain Node; in tests it is the empty module that server components get. */
const resolve = { alias: { 'server-only': path.resolve(import.meta.dirname, 'node_modules/server-only/empty.js') } }

/** No test asks the Internet's blocklists; those about them name servers of their own. */
const env = { RELAYWARD_RESOLVERS: 'none' }

/** Left alone, a machine with two cores would use one of them. */
const maxWorkers = Math.max(2, availableParallelism() - 1)

const config = defineConfig({
  test: {
    maxWorkers,
    projects: [
      {
        resolve,
        test: {
          name: 'unit',
          environment: 'node',
          env,
          include: ['lib/**/*.test.ts', 'components/**/*.test.ts', 'app/**/*.test.ts'],
          exclude: [databaseTests, 'lib/generated/**', 'node_modules/**'],
          testTimeout: 20_000,
        },
      },
      {
        resolve,
        test: {
          name: 'database',
          environment: 'node',
          env,
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
          env,
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
