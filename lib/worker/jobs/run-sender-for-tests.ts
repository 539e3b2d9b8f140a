import { randomUUID } from 'node:crypto'
import { closeDb, openDb } from '../../db.ts'
import { takeLease } from '../lease-records.ts'
import { sendNotices } from './send-notices.ts'

/** A process of its own that sends notices until nothing is queued any more; the tests kill it in between. */
const [address = '', port = '0', leaseMs = '4000'] = process.argv.slice(2)
const db = openDb(address)
const signal = AbortSignal.timeout(200_000)
while (!signal.aborted && (await db.notice.count({ where: { state: 'queued' } })) > 0) {
  const mailServer = { host: '127.0.0.1', port: Number(port), tls: false, timeoutMs: 3000 }
  const sender = { db, holder: randomUUID(), mailServer, secret: 's'.repeat(40), publicUrl: 'https://desk.example' }
  await takeLease(db, `worker:${sender.holder}`, sender.holder)
  // As a worker's job does: what went wrong is said, the lease runs out, the next round takes it up.
  await sendNotices({ ...sender, leaseMs: Number(leaseMs), now: () => new Date(), random: () => 0 }, signal).catch(console.error)
  await new Promise((resolve) => setTimeout(resolve, 50))
}
await closeDb(db)
