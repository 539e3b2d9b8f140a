import type { LogEvent } from '../host/mail-host.ts'

/** A look at the queue itself, for what the logs do not tell or not yet. Offline readers answer null. */
export type QueueLook = {
  /** The message that waits in todo/ and was taken in by qmail-queue with this pid. */
  waitingWith(qp: number): { id: string; sender: string; recipients: number; size: number } | null
  /** Recipients of a queued message that are not done yet; null when it is not in the queue. */
  recipientsOf(id: string): number | null
  /** Account of a local program's uid (`uid:NAME@HOST`); null for the uids that SMTP and qmail itself run under. */
  accountOfUid(uid: number): string | null
}

/** Joins what spamdyke says of a session with what qmail-send says of the message, by the pid of qmail-queue. */
export type PendingMail = {
  takeSession(session: SessionLine): LogEvent[]
  takeInfo(info: InfoLine): LogEvent[]
  takeBounce(qp: number, parentId: string): void
  /** The message has left the queue. */
  forget(id: string): void
  settle(nowMs: number): LogEvent[]
  save(): { bounces: [number, string][]; told: [string, number][] }
}

export type SessionLine = { at: Date; line: string; qp: number; account: string | null; clientIp: string | null; from: string }
export type InfoLine = { at: Date; line: string; msg: string; bytes: number; sender: string; qp: number; uid: number }

type Session = SessionLine & { recipients: number; id: string | null }

/** Pids of qmail-queue come round again after minutes at the earliest. */
const SAME_MAIL_MS = 120_000
/** spamdyke writes its line when qmail-queue has answered: as good as at once. */
const WAIT_MS = 3000
const KEPT_MAX = 5000

export function createPendingMail(look: QueueLook, saved?: { bounces: [number, string][]; told: [string, number][] }): PendingMail {
  const sessions = new Map<number, Session>()
  const infos = new Map<number, InfoLine>()
  const bounces = new Map(saved?.bounces)
  /** Messages that `accepted` was said of although qmail-send has not seen them, with their qp. */
  const told = new Map(saved?.told)

  const takeSession = (line: SessionLine): LogEvent[] => {
    const before = sessions.get(line.qp)
    if (before && isSameMail(before, line) && before.from === line.from) {
      before.recipients++
      return []
    }
    const session: Session = { ...line, recipients: 1, id: null }
    keep(sessions, line.qp, session)

    const info = infos.get(line.qp)
    if (info && isSameMail(info, line)) {
      infos.delete(line.qp)
      session.id = info.msg
      return [acceptedBy(session, info.msg), sizedBy(info, session.recipients)]
    }
    return takeWaiting(session)
  }

  /** qmail-send is down or slower than spamdyke's line: the message lies in todo/ already. */
  const takeWaiting = (session: Session): LogEvent[] => {
    const waiting = look.waitingWith(session.qp)
    if (!waiting || told.has(waiting.id)) return []
    session.id = waiting.id
    keep(told, waiting.id, session.qp)
    const { at, line } = session
    return [acceptedBy(session, waiting.id), { kind: 'sized', at, line, ...waiting }]
  }

  const takeInfo = (info: InfoLine): LogEvent[] => {
    const { at, line, msg: id, qp } = info
    if (told.get(id) === qp) {
      told.delete(id)
      return []
    }
    const parentId = bounces.get(qp)
    if (parentId !== undefined && info.sender === '') {
      bounces.delete(qp)
      return [{ kind: 'bounce-made', at, id, parentId, line }, sizedBy(info, 1)]
    }
    const session = sessions.get(qp)
    if (session && session.id === null && isSameMail(session, info)) {
      session.id = id
      return [acceptedBy(session, id), sizedBy(info, session.recipients)]
    }
    const account = look.accountOfUid(info.uid)
    if (account) return [{ kind: 'accepted', at, id, account, clientIp: null, line }, sizedBy(info, 0)]
    keep(infos, qp, info)
    return []
  }

  const settle = (nowMs: number): LogEvent[] => {
    const late = [...infos.values()].filter(({ at }) => nowMs - at.getTime() > WAIT_MS)
    for (const { qp } of late) infos.delete(qp)
    return late.flatMap((info): LogEvent[] => [
      { kind: 'accepted', at: info.at, id: info.msg, account: null, clientIp: null, line: info.line },
      sizedBy(info, 0),
    ])
  }

  const sizedBy = ({ at, msg: id, sender, bytes, line }: InfoLine, seen: number): LogEvent => {
    return { kind: 'sized', at, id, sender, recipients: Math.max(seen, look.recipientsOf(id) ?? 0), size: bytes, line }
  }

  return {
    takeSession,
    takeInfo,
    takeBounce: (qp, parentId) => keep(bounces, qp, parentId),
    forget: (id) => told.delete(id),
    settle,
    save: () => ({ bounces: [...bounces], told: [...told] }),
  }
}

function acceptedBy(session: Session, id: string): LogEvent {
  return { kind: 'accepted', at: session.at, id, account: session.account, clientIp: session.clientIp, line: session.line }
}

function isSameMail(a: { at: Date }, b: { at: Date }): boolean {
  return Math.abs(a.at.getTime() - b.at.getTime()) <= SAME_MAIL_MS
}

function keep<K, V>(map: Map<K, V>, key: K, value: V): void {
  map.delete(key)
  map.set(key, value)
  if (map.size > KEPT_MAX) map.delete(map.keys().next().value as K)
}
