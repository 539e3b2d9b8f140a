import { percentile } from '../percentile.ts'
import { cpuSeconds, cpuSecondsOfTree } from './cpu-of.ts'

export type PageCost = { page: string; p50: number; p95: number; webCpu: number; databaseCpu: number; kilobytes: number; aim: number }
export type Programs = { web: number; postmaster: number }

const WARM_UP = 4

/**
 * Asks pages of the built web process one after the other, as one signed-in person: milliseconds until the last byte,
 * and those that pages and database were on a processor (on a busy machine the ones to trust).
 */
export async function measurePages(url: string, cookie: string, pages: { page: string; path: string; aim: number }[], times: number, { web, postmaster }: Programs, before: () => Promise<void> = async () => undefined): Promise<PageCost[]> {
  const costs: PageCost[] = []
  for (const { page, path, aim } of pages) {
    const spent: number[] = []
    let bytes = 0
    await before()
    let began = { web: 0, database: 0 }
    const cpu = () => ({ web: cpuSeconds(web) * 1000, database: cpuSecondsOfTree(postmaster) * 1000 })
    for (let n = 0; n < WARM_UP + times; n++) {
      if (n === WARM_UP) began = cpu()
      const begun = performance.now()
      const response = await fetch(`${url}${path}`, { headers: { cookie }, redirect: 'manual' })
      bytes = (await response.arrayBuffer()).byteLength
      if (response.status !== 200) throw new Error(`${path} was answered with ${response.status}`)
      if (n >= WARM_UP) spent.push(performance.now() - begun)
    }
    const after = cpu()
    costs.push({ page, webCpu: (after.web - began.web) / times, databaseCpu: (after.database - began.database) / times, p50: percentile(spent, 50), p95: percentile(spent, 95), kilobytes: Math.round(bytes / 1024), aim })
  }
  return costs
}

/** Signs in by the form's own way; returns the cookies of the session. */
export async function signIn(url: string, email: string, password: string): Promise<string> {
  const asked = await fetch(`${url}/api/auth/csrf`)
  const { csrfToken } = (await asked.json()) as { csrfToken: string }
  const before = cookiesOf(asked)
  const signed = await fetch(`${url}/api/auth/callback/password`, {
    method: 'POST', redirect: 'manual',
    headers: { cookie: before, 'content-type': 'application/x-www-form-urlencoded', origin: url },
    body: new URLSearchParams({ csrfToken, email, password, callbackUrl: url, json: 'true' }),
  })
  const cookie = [before, cookiesOf(signed)].filter((text) => text !== '').join('; ')
  if (!/session-token/.test(cookie)) throw new Error(`nobody was signed in (status ${signed.status})`)
  return cookie
}

function cookiesOf(response: Response): string {
  return response.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ')
}
