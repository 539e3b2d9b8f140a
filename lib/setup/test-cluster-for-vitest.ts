import path from 'node:path'
import { startTestCluster } from './test-cluster.ts'

/** Run by vitest once before the database tests (`globalSetup`); what it returns runs after the last of them. */
export default async function setup(project: { provide: (key: 'testClusterUrl', value: string) => void }) {
  const server = await startTestCluster(path.resolve(import.meta.dirname, '../..'))
  project.provide('testClusterUrl', server.url)
  return () => server.stop()
}

declare module 'vitest' {
  interface ProvidedContext {
    /** Maintenance database of the run's PostgreSQL. */
    testClusterUrl: string
  }
}
