import type { QmailHostLine } from '../../logs/qmail-host-line.ts'

/** An accepted message as spamdyke saw it; `account: null` is a client that did not log in, which is knowledge too. */
export type Accepted = { atMs: number; account: string | null; from: string; to: string[] }

/** What the logs of a host know about who sent what. Bounded: old entries make room, nothing grows with time. */
export type WitnessBook = {
  add(line: QmailHostLine): void
  /** Messages that qmail-queue with this pid took in around that time. */
  acceptedBy(qp: number, aroundMs: number): Accepted[]
  /** Messages of spamdyke 4, which names no pid: same sender and recipient, seconds apart. */
  acceptedFrom(sender: string, recipients: string[], aroundMs: number): Accepted[]
  /** The account that logged in from this address and is written `claimed` in a Received line. */
  loginOf(claimed: string, clientIp: string, aroundMs: number): string | null
  /** The message whose failure made qmail-queue with this pid take in a bounce. */
  bouncedBy(qp: number, aroundMs: number): { parentId: string; parentQp: number | null; parentMs: number } | null
}

const QP_WINDOW_MS = 120_000
const SAME_MAIL_MS = 10_000
/** A session may have logged in long before its last mail. */
const LOGIN_BEFORE_MS = 3_600_000
const KEYS_MAX = 200_000
const PER_KEY_MAX = 64

export function createWitnessBook(): WitnessBook {
  const byQp = new Map<number, Accepted[]>()
  const byMail = new Map<string, Accepted[]>()
  const logins = new Map<string, { atMs: number; account: string }[]>()
  const takenIn = new Map<string, { atMs: number; qp: number }[]>()
  const bounces = new Map<number, { atMs: number; parentId: string }[]>()

  const add = (line: QmailHostLine): void => {
    const atMs = line.at.getTime()
    if (line.program === 'spamdyke' && line.said.code === 'ALLOWED') {
      const { qp, account, from, to } = line.said
      const accepted = { atMs, account: account?.toLowerCase() ?? null, from: from ?? '', to: to ?? '' }
      if (qp !== null) addAccepted(byQp, qp, accepted)
      else addAccepted(byMail, mailKey(accepted.from, accepted.to), accepted)
    }
    if (line.program === 'vchkpw' && line.said.outcome === 'login' && line.said.account && line.said.clientIp) {
      const { account, clientIp } = line.said
      put(logins, `${asReceived(account)} ${clientIp}`, { atMs, account })
    }
    if (line.program !== 'qmail-send') return
    if (line.said.kind === 'info') put(takenIn, line.said.msg, { atMs, qp: line.said.qp })
    if (line.said.kind === 'bounce') put(bounces, line.said.qp, { atMs, parentId: line.said.msg })
  }

  return {
    add,
    acceptedBy: (qp, aroundMs) => near(byQp.get(qp), aroundMs, QP_WINDOW_MS),
    acceptedFrom: (sender, recipients, aroundMs) =>
      recipients.flatMap((to) => near(byMail.get(mailKey(sender, to)), aroundMs, SAME_MAIL_MS)),
    loginOf: (claimed, clientIp, aroundMs) => {
      const found = (logins.get(`${asReceived(claimed)} ${clientIp}`) ?? []).filter(
        ({ atMs }) => atMs >= aroundMs - LOGIN_BEFORE_MS && atMs <= aroundMs + QP_WINDOW_MS,
      )
      const names = new Set(found.map(({ account }) => account))
      return names.size === 1 ? (found[0]?.account ?? null) : null
    },
    bouncedBy: (qp, aroundMs) => {
      const bounce = near(bounces.get(qp), aroundMs, QP_WINDOW_MS).at(-1)
      if (!bounce) return null
      const parent = (takenIn.get(bounce.parentId) ?? []).filter(({ atMs }) => atMs <= bounce.atMs).at(-1)
      return { parentId: bounce.parentId, parentQp: parent?.qp ?? null, parentMs: parent?.atMs ?? bounce.atMs }
    },
  }
}

/** received.c writes only these bytes into a Received line; every other becomes `?`, also an underscore. */
export function asReceived(account: string): string {
  return account.toLowerCase().replace(/[^a-z0-9.@%+/=:[\]-]/g, '?')
}

function mailKey(from: string, to: string): string {
  return `${from}\0${to}`
}

function near<T extends { atMs: number }>(entries: T[] | undefined, aroundMs: number, withinMs: number): T[] {
  return (entries ?? []).filter(({ atMs }) => Math.abs(atMs - aroundMs) <= withinMs)
}

/** spamdyke writes one line per recipient; they are one message. */
function addAccepted<K>(map: Map<K, Accepted[]>, key: K, entry: Omit<Accepted, 'to'> & { to: string }): void {
  const { to, ...rest } = entry
  const last = map.get(key)?.at(-1)
  const isSame = last && last.account === rest.account && last.from === rest.from && rest.atMs - last.atMs < 2000
  if (!isSame) return put(map, key, { ...rest, to: [to] })
  if (last.to.length < 3 && !last.to.includes(to)) last.to.push(to)
}

function put<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const entries = map.get(key)
  if (entries) {
    entries.push(value)
    if (entries.length > PER_KEY_MAX) entries.shift()
    return
  }
  map.set(key, [value])
  if (map.size > KEYS_MAX) map.delete(map.keys().next().value as K)
}
