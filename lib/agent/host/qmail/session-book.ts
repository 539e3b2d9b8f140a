import type { QmailHostLine } from '../../logs/qmail-host-line.ts'

/** SMTP sessions that are open as far as the logs tell, to end those of an account that is locked. */
export type SessionBook = {
  add(line: QmailHostLine): void
  /** Sessions that sent as the account, or came from a client that logged in as him during the session. */
  of(account: string): { pid: number; seenAt: Date }[]
}

type Session = { clientIp: string | null; accounts: Set<string>; seenAt: Date }
const SESSIONS_MAX = 2000

export function createSessionBook(): SessionBook {
  const sessions = new Map<number, Session>()
  const open = (pid: number, clientIp: string | null, seenAt: Date): Session => {
    const session = { clientIp, accounts: new Set<string>(), seenAt }
    sessions.delete(pid)
    sessions.set(pid, session)
    if (sessions.size > SESSIONS_MAX) sessions.delete(sessions.keys().next().value as number)
    return session
  }

  return {
    add: (line) => {
      if (line.program === 'tcpserver' && line.isOpen) open(line.pid, line.clientIp, line.at)
      if (line.program === 'tcpserver' && !line.isOpen) sessions.delete(line.pid)
      if (line.program === 'spamdyke' && line.said.account) {
        const session = sessions.get(line.pid) ?? open(line.pid, line.said.clientIp, line.at)
        session.accounts.add(line.said.account.toLowerCase())
      }
      if (line.program !== 'vchkpw' || line.said.outcome !== 'login' || !line.said.account) return
      for (const session of sessions.values()) {
        if (session.clientIp === line.said.clientIp) session.accounts.add(line.said.account)
      }
    },
    of: (account) =>
      [...sessions].filter(([, { accounts }]) => accounts.has(account)).map(([pid, { seenAt }]) => ({ pid, seenAt })),
  }
}
