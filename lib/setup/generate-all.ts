import path from 'node:path'
import { generate } from './generate.ts'
import { endWithError, openProgress } from './progress.ts'

const root = path.resolve(import.meta.dirname, '../..')

try {
  await openProgress().step('Making the database client', () => generate(root))
} catch (error) {
  endWithError(error)
}
