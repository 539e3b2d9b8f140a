import path from 'node:path'
import { generate } from './generate.ts'

// `npm run -s relayward -- …` from the sources: the same program as dist/relayward.mjs, without a build.
await generate(path.resolve(import.meta.dirname, '../..'))
await import('../cli/main.ts')
