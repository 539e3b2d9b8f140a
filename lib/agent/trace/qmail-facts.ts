import { forwardedTo, isLoggedAs, SAME_MAIL_MS, type QmailNames, type QmailPicked, type QmailSaid, type Session } from './qmail-format.ts'
import type { TraceFact } from './trace-fact.ts'

type At<T> = T & { at: number }
type Info = At<Extract<QmailSaid, { kind: 'info' }>>
type Begun = At<Extract<QmailSaid, { kind: 'starting' }>>
const OUTCOMES = { success: 'delivered', failure: 'bounced', deferral: 'deferred' } as const
/** `192.0.2.9_accepted_message.`, `Connected_to_192.0.2.9_but_…` */
const HOST = /^(?:Connected_to_)?([0-9a-fA-F.:]{3,45})_(?:accepted|does_not_like|failed|but|said)/
/** qmail-send.c, chanskip */
const SKIP = { local: 10, remote: 20 }

/** What the lines of the different logs of a host come to, joined by pids and numbers. */
export function factsOfQmail(lines: QmailPicked[], names: QmailNames): TraceFact[] {
  const sessions = indexed(lines, (said) => (said.kind === 'session' ? said.qp : null)) as Index<At<Session>>
  const infos = indexed(lines, (said) => (said.kind === 'info' ? said.qp : null)) as Index<Info>
  const bounces = indexed(lines, (said) => (said.kind === 'bounce' ? said.qp : null))
  const forwards = indexed(lines, (said) => (said.kind === 'delivery' ? (forwardedTo(said.report)[0] ?? null) : null))
  const open = new Map<string, Begun>()
  const births = new Map<string, { at: number; to: string[] }>()

  return lines.flatMap(({ at, said }): TraceFact[] => {
    switch (said.kind) {
      case 'info': {
        const told = near(sessions, said.qp, at)
        births.set(said.msg, { at, to: told.flatMap(({ to }) => to ?? []) })
        const isOurs = near(bounces, said.qp, at).length + near(forwards, said.qp, at).length > 0
        return factsOfInfo({ ...said, at }, told, isOurs, names)
      }
      case 'starting':
        open.set(said.delivery, { ...said, at })
        return []
      case 'delivery': {
        const begun = open.get(said.delivery)
        open.delete(said.delivery)
        if (!begun) return []
        const on = forwardedTo(said.report).flatMap((qp) => near(infos, qp, at))[0]
        const birth = births.get(begun.msg)
        return [{
          id: begun.msg, at, kind: 'attempt', alias: null, outcome: OUTCOMES[said.outcome], reply: said.report,
          recipient: birth?.to.find((to) => isLoggedAs(begun.recipient, to, names)) ?? names.asWritten(begun.recipient),
          host: begun.channel === 'remote' ? (HOST.exec(said.report)?.[1] ?? null) : null,
          goesOn: on ? { id: on.msg, how: 'forward' } : null,
          nextTryAt: said.outcome === 'deferral' && birth ? nextTry(birth.at, begun) : null,
        }]
      }
      case 'bounce':
        return [{ id: said.msg, at, kind: 'bounce-made', bounceId: near(infos, said.qp, at)[0]?.msg ?? null, about: 'failure' }]
      case 'end':
        return [{ id: said.msg, at, kind: 'removed' }]
      case 'new':
      case 'session':
        return []
    }
  })
}

function factsOfInfo({ msg: id, at, sender, bytes, uid }: Info, told: At<Session>[], isOurs: boolean, names: QmailNames): TraceFact[] {
  const begun: TraceFact = { id, at, kind: 'begun' }
  const [session] = told
  const queued: TraceFact = { id, at, kind: 'queued', sender: session?.from || sender, size: bytes, recipients: null }
  if (session) {
    const recipients = told.flatMap(({ to }): TraceFact[] => (to === null ? [] : [{ id, at, kind: 'recipient', recipient: to }]))
    return [begun, { id, at: Math.min(at, session.at), kind: 'accepted', account: session.account, sender: null, host: session.clientIp, messageId: null, parentId: null, isLocal: false }, queued, ...recipients]
  }
  if (isOurs) return [begun, queued]
  const account = names.accountOfUid(uid)
  return [begun, { id, at, kind: 'accepted', account, sender: null, host: null, messageId: null, parentId: null, isLocal: account !== null }, queued]
}

/** birth + (sqrt(age) + skip)^2 in seconds, age at the beginning of the attempt (qmail-send.c, nextretry). */
function nextTry(birthAt: number, { at, channel }: Begun): number {
  const birth = Math.floor(birthAt / 1000)
  const age = Math.max(0, Math.floor(at / 1000) - birth)
  return (birth + (Math.floor(Math.sqrt(age)) + SKIP[channel]) ** 2) * 1000
}

type Index<T> = Map<number, T[]>

function indexed(lines: QmailPicked[], qpOf: (said: QmailSaid) => number | null): Index<At<QmailSaid>> {
  const index: Index<At<QmailSaid>> = new Map()
  for (const { at, said } of lines) {
    const qp = qpOf(said)
    if (qp !== null) index.set(qp, [...(index.get(qp) ?? []), { ...said, at }])
  }
  return index
}

/** What was said of a pid about then: of the same run of qmail-queue. */
function near<T extends { at: number }>(index: Index<T>, qp: number, at: number): T[] {
  const found = (index.get(qp) ?? []).filter((one) => Math.abs(one.at - at) <= SAME_MAIL_MS)
  const nearest = Math.min(...found.map((one) => Math.abs(one.at - at)))
  return found.filter((one) => Math.abs(one.at - at) <= nearest + 1000)
}
