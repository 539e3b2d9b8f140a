import { rm, writeFile } from 'node:fs/promises'
import { readDemoEnv } from '../../env/demo.ts'
import { openLog } from '../../log.ts'
import { openPlace } from '../hosts.ts'
import { readyFile, startPlatform } from './start-platform.ts'

/** The demo's mail servers, receivers and everyday traffic as one program, until SIGTERM or SIGINT. */
const env = readDemoEnv()
const log = openLog('demo', env.LOG_LEVEL)
const ending = new Promise<void>((resolve) => ['SIGTERM', 'SIGINT'].forEach((signal) => process.once(signal, () => resolve())))
const place = await openPlace(env.RELAYWARD_DEMO_FOLDER)
await rm(readyFile(place), { force: true })
const platform = await startPlatform({ place, log, databaseUrl: env.DATABASE_URL })
await writeFile(readyFile(place), String(process.pid))
log.info({ hosts: platform.running }, 'the demo platform runs')
await ending
await platform.stop()
log.info('the demo platform ended')
process.exit(0)
