import { readListDesk } from '../../blocklists/list-desk-records.ts'
import { resolversOf } from '../../blocklists/sweep-plan.ts'
import { forgetDomainFailures } from '../../cases/forget-domain-failures.ts'
import { lookAtDomains, readOurSending, type DomainLook } from '../../cases/look-at-domains.ts'
import { forgetOtherDomains, listDueDomains } from '../../domain-checks/due-domain-records.ts'
import { openResolve } from '../../domain-checks/open-resolve.ts'
import { readSendingSetting } from '../../domain-checks/sending-setting-records.ts'
import { readWantedDomains, settleWantedDomains } from '../../domain-checks/wanted-domain-records.ts'
import { doingOf, type WorkerContext } from '../worker-context.ts'

/** Ten thousand new domains are looked at within an hour and a half, and no round lasts much longer than half a minute. */
const DOMAINS_PER_ROUND = 200
const AT_ONCE = 8
/** What a resolver is asked at most, the worker's other questions aside. */
const QUESTIONS_PER_SECOND = 40

/**
 * Looks at the sending domains whose turn it is. While no resolver answers, nothing is looked at: what is known stays and
 * shows its age, instead of ten thousand domains that turn unknown because of us.
 */
export async function checkDomains(context: WorkerContext, signal: AbortSignal): Promise<void> {
  const { db, env, log, now } = context
  const setting = await readSendingSetting(db)
  await forgetOtherDomains(db, setting.ownDomains)
  await forgetDomainFailures(doingOf(context), setting.ownDomains)
  const wanted = await readWantedDomains(db)
  const due = await listDueDomains(db, { ownDomains: setting.ownDomains, wanted: Object.keys(wanted), now: now(), limit: DOMAINS_PER_ROUND })
  if (due.length === 0) return

  const resolvers = resolversOf((await readListDesk(db)).resolvers, env.RELAYWARD_RESOLVERS)
  if (resolvers.length === 0) return
  const { resolve, isAlive, close } = await openResolve(resolvers, QUESTIONS_PER_SECOND)
  const ended = new AbortController()
  const stopped = new Promise<null>((done) => signal.addEventListener('abort', () => done(null), { once: true, signal: ended.signal }))
  const look = async () => {
    if (!(await isAlive())) return log.warn({ resolvers, domains: due.length }, 'no resolver answers: sending domains are not looked at')
    const ours = await readOurSending(db, setting, resolve)
    tell(context, await lookAtDomains(() => doingOf(context), due, ours, resolve, { atOnce: AT_ONCE, signal }))
    if (Object.keys(wanted).length > 0) await db.$transaction((tx) => settleWantedDomains(tx, wanted, now()))
  }
  try {
    // A worker that ends does not wait for servers that are silent: what was asked is asked again by the next one.
    await Promise.race([look(), stopped])
  } finally {
    ended.abort()
    close()
  }
}

function tell({ log }: WorkerContext, looks: DomainLook[]): void {
  for (const look of looks) {
    if ('error' in look) log.warn({ err: look.error, domain: look.domain }, 'a sending domain could not be looked at')
    else if (look.moved.length > 0) log.info({ domain: look.domain, checks: look.moved }, 'a sending domain changed')
  }
}
