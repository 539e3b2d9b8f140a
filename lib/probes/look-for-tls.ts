import { setTimeout as wait } from 'node:timers/promises'
import { halfOfTheRest, type PortPlan } from './port-plan.ts'
import { SmtpConnection } from './smtp-connection.ts'
import { Trouble } from './trouble.ts'

/** So long a server may take its time before it is suspected to wait for something else. */
const PATIENCE_MS = 5_000

/**
 * Whether a server that does not greet waits for TLS, as a port does that was set up like 465. Looks only once the server
 * was silent for a while, over a connection of its own; the first is waited for meanwhile.
 *
 * @param greeted aborts when the server has greeted after all
 */
export async function waitsForTls(given: PortPlan, greeted: AbortSignal): Promise<boolean> {
  const signal = AbortSignal.any([given.signal, greeted])
  const plan = { ...given, signal }
  let connection: SmtpConnection | undefined
  try {
    await wait(Math.min(PATIENCE_MS, halfOfTheRest(plan) / 2), undefined, { signal })
    connection = await SmtpConnection.open(plan)
    await connection.startTls({ serverName: plan.name, roots: plan.roots, withinMs: halfOfTheRest(plan) })
    return true
  } catch (error) {
    if (!(error instanceof Trouble) && !signal.aborted) throw error
    return error instanceof Trouble && /\balert\b/.test(error.message)
  } finally {
    connection?.close()
  }
}
