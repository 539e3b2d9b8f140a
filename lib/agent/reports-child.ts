import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { openCore } from './carry-out/open-core.ts'
import { takeReports } from './carry-out/take-reports.ts'
import { makeMemoryHost } from './host/memory-host.ts'
import { openJournal } from './journal/open-journal.ts'
import { makeLog } from './log.ts'

/** Counts the reports of a folder until it is empty, in a process of its own that a test may kill. */
const [at = '', folder = ''] = process.argv.slice(2)
const now = () => new Date()
const core = openCore({ host: makeMemoryHost({ now }).host, hostName: 'mail1.provider.example', journal: openJournal(path.join(at, 'journal.db')), log: makeLog(() => undefined, now), now, newId: randomUUID })
await takeReports(core, folder)
core.journal.close()
