import type { Logger } from 'pino'
import { setTimeout as pause } from 'node:timers/promises'
import type { DemoMailHost } from '../mail-hosts/demo-mail-host.ts'
import { honestMail } from './mails.ts'
import { EVERYDAY, TO_MICROSOFT, type Habit } from './everyday.ts'

const TO_MICROSOFT_AT_ONCE = 10
const PAUSE_MS = { least: 6_000, most: 18_000 }

/**
 * A few mails a minute of those customers who have nothing to hide, one after the other. A mail that is refused (the
 * account is locked) or not taken is none of ours to repeat.
 */
export function startTraffic(hosts: DemoMailHost[], log: Logger): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const { signal } = stopping
  const byName = new Map(hosts.map((host) => [host.name, host]))
  const run = async () => {
    for (let n = 0; !signal.aborted; n += 1) {
      await sendOne(byName, log, n)
      await pause(PAUSE_MS.least + Math.random() * (PAUSE_MS.most - PAUSE_MS.least), undefined, { signal }).catch(() => undefined)
    }
  }
  const done = Promise.all([run(), writeToMicrosoft(byName, log, signal)])
  return {
    stop: async () => {
      stopping.abort()
      await done
    },
  }
}

/** A few mails at once, then one a minute from mx02 to Microsoft, which begins to put them off: seen at the first look. */
async function writeToMicrosoft(hosts: Map<string, DemoMailHost>, log: Logger, signal: AbortSignal): Promise<void> {
  for (let n = 0; !signal.aborted; n += 1) {
    await sendOne(hosts, log, n, TO_MICROSOFT)
    await pause(n < TO_MICROSOFT_AT_ONCE ? 4_000 : 60_000, undefined, { signal }).catch(() => undefined)
  }
}

async function sendOne(hosts: Map<string, DemoMailHost>, log: Logger, n: number, habits: readonly Habit[] = EVERYDAY): Promise<void> {
  const habit = oneOf(habits)
  const host = hosts.get(oneOf(habit.hosts))
  if (!host) return
  try {
    await host.send(habit.sender, [honestMail(habit, oneOf(habit.recipients), n)])
  } catch (error) {
    log.warn({ err: error, host: host.name }, 'a mail of everyday traffic was not sent')
  }
}

function oneOf<T>(list: readonly T[]): T {
  return list[Math.floor(Math.random() * list.length)] as T
}

