import { runAgent } from '../agent/main.ts'
import { makeMemoryHost } from '../agent/host/memory-host.ts'
import { followLog } from '../agent/logs/follow-log.ts'
import { logPlace, olderPartsOf } from '../agent/logs/log-place.ts'
import { postfixEvents } from '../agent/logs/postfix-events.ts'
import { postfixFormat } from '../agent/trace/postfix-format.ts'
import { traceLogs } from '../agent/trace/trace-logs.ts'
import { keepMemorySmall } from '../agent/keep-memory-small.ts'
import { raisePriority } from '../agent/raise-priority.ts'

/**
 * An agent as it runs on a host, but without a mail server: its log is a real file, which it follows and searches, and
 * its queue is empty. `node trace-agent.mjs FOLDER LOG`; prints the port it listens on.
 */
const [folder = '', log = ''] = process.argv.slice(2)
const now = () => new Date()
const stopping = new AbortController()
process.once('SIGTERM', () => stopping.abort())
raisePriority()
keepMemorySmall()

const accounts = { accountOfUid: (uid: number) => `uid:${uid}@bench`, wordOfUid: () => null }
const reader = postfixEvents({ ...accounts, isOurRefusal: () => false, syslogName: null, now })
const { host } = makeMemoryHost({ now })
host.follow = (from, take, signal) =>
  followLog({
    path: log,
    from: from === null ? null : logPlace.parse(JSON.parse(from)),
    signal,
    take: ({ lines, place, behindBytes }) => take({ events: lines.flatMap(reader.read), lines: lines.length, position: JSON.stringify(place), behindBytes }),
  })
host.trace = (query, options) => traceLogs(query, { format: postfixFormat(accounts, now), logs: [{ current: log, isOlder: olderPartsOf(log) }], lookInQueue: async () => new Map() }, options)

await runAgent({ folder, createMailHost: () => host, write: () => undefined, signal: stopping.signal, onReady: (port) => void process.stdout.write(`${port}\n`) })
