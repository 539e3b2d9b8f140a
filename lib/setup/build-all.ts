import path from 'node:path'
import { buildAll } from './build.ts'
import { generate } from './generate.ts'
import { endWithError, openProgress } from './progress.ts'

const root = path.resolve(import.meta.dirname, '../..')
const { step } = openProgress()

try {
  await step('Making the database client', () => generate(root))
  await step('Building the pages and the program relayward', () => buildAll(root))
} catch (error) {
  endWithError(error)
}
