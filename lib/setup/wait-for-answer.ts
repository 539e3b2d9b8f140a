import { setTimeout as pause } from 'node:timers/promises'

/**
 * Waits until an address answers with anything but a server error.
 *
 * @param isGivenUp asked between two tries; a reason ends the waiting
 * @throws Error after `limitMs`, with the last failure
 */
export async function waitForAnswer(address: string, limitMs: number, isGivenUp: () => string | undefined): Promise<void> {
  const end = Date.now() + limitMs
  let last = 'no answer'
  while (Date.now() < end) {
    last = await ask(address)
    if (last === '') return
    const reason = isGivenUp()
    if (reason) throw new Error(reason)
    await pause(50)
  }
  throw new Error(`${address} did not answer within ${limitMs / 1000} s (${last})`)
}

async function ask(address: string): Promise<string> {
  try {
    const answer = await fetch(address, { redirect: 'manual', signal: AbortSignal.timeout(5000) })
    await answer.body?.cancel()
    return answer.status < 500 ? '' : `status ${answer.status}`
  } catch (error) {
    return (error as Error).message
  }
}
