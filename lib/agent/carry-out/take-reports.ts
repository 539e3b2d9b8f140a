import { constants, existsSync } from 'node:fs'
import { open, readdir, unlink } from 'node:fs/promises'
import path from 'node:path'
import { isReport } from '../../delivery-reports/delivery-report.ts'
import { readDeliveryReport, READ_BYTES_MAX } from '../../delivery-reports/read-delivery-report.ts'
import { countEnd } from '../deliveries/count-cells.ts'
import { returnedBy } from '../deliveries/judge-report.ts'
import { saveCounted } from '../journal/journal-deliveries.ts'
import { noteReports, wasReportRead } from '../journal/journal-reports.ts'
import type { Core } from './core.ts'
import { boundSteps, enterStep, noteCounted } from './count-delivery.ts'
import { noChanges } from './count-events.ts'

/** The file that says that a folder's mail is for the agent alone, who deletes it. */
export const MARKER = 'relayward-reports'
const FILES_PER_ROUND = 500

/** Throws a sentence for the admin when the folder was not made for reports: what lies in it will be deleted. */
export function checkReportsFolder(folder: string): void {
  if (!existsSync(path.join(folder, MARKER))) {
    throw new Error(`${folder} is no folder for delivery reports: it has no file ${MARKER} (relayward agent setup --reports makes it). Never name a mailbox of somebody: the agent deletes what it has read`)
  }
}

/** Counts the reports that lie in the folder, and deletes their files. Each is counted once, whenever the agent ends. */
export async function takeReports(core: Core, folder: string): Promise<void> {
  for (const name of ['new', 'cur']) {
    const names = await readdir(path.join(folder, name)).catch(() => [])
    for (const file of names.slice(0, FILES_PER_ROUND)) await takeReport(core, path.join(folder, name, file))
  }
  boundSteps(core)
}

/** First the count and the file's name in one transaction, then the file: a crash between the two counts nothing twice. */
async function takeReport(core: Core, file: string): Promise<void> {
  const key = `file ${path.basename(file).split(':')[0] ?? ''}`
  if (!wasReportRead(core.journal, key)) {
    const bytes = await readBeginning(file)
    if (bytes === null) return
    countReport(core, key, bytes)
  }
  await unlink(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
  })
}

const MESSAGE_ID = /^message-id:\s*<?([^<>\s]{1,500})/im

function countReport(core: Core, key: string, bytes: Buffer): void {
  const now = core.now()
  const read = readDeliveryReport(bytes)
  const head = bytes.subarray(0, 64 * 1024).toString('latin1').split(/\r?\n\r?\n/, 1)[0] ?? ''
  const messageId = MESSAGE_ID.exec(head)?.[1]
  // The same report twice in the folder, for two of our mailboxes, say, is one.
  const keys = [key, ...(messageId === undefined ? [] : [`id ${messageId}`])]
  const isKnown = keys.some((each) => wasReportRead(core.journal, each))
  const ends = isKnown || !isReport(read) ? [] : returnedBy(read, { hostName: core.hostName, delivered: core.delivered, classify: core.classify, now })
  const step = enterStep(core, now)
  try {
    core.journal.write(() => {
      const changes = noChanges()
      for (const end of ends) {
        const counted = countEnd(step, end)
        if (counted) noteCounted(step, counted, changes)
      }
      saveCounted(core.journal, changes)
      noteReports(core.journal, keys, now)
    })
  } catch (error) {
    // What was counted in memory is not in the journal; the step is read anew from there.
    core.steps.delete(step.start)
    throw error
  }
}

/** The beginning of a file, no more than is ever looked at; null for what is no file or is gone. */
async function readBeginning(file: string): Promise<Buffer | null> {
  const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK).catch(() => null)
  if (!handle) return null
  try {
    if (!(await handle.stat()).isFile()) return null
    const buffer = Buffer.alloc(READ_BYTES_MAX)
    let length = 0
    for (;;) {
      const { bytesRead } = await handle.read(buffer, length, buffer.length - length, length)
      length += bytesRead
      if (bytesRead === 0 || length === buffer.length) return buffer.subarray(0, length)
    }
  } finally {
    await handle.close()
  }
}
