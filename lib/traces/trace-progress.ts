import type { FoundLine, FoundMessage, HostOutcome, TraceRefusal } from './found-line.ts'
import { tellMessage } from './join-messages.ts'

export type AskedHost = { host: string; heardAt: string | null; outcome: HostOutcome | null; logsSince: string | null; unreadFiles: string[]; isCut: boolean }

/** `broken`: the answer ended before its end. `stopped`: by whoever asked. */
export type TraceStatus = 'asking' | 'done' | 'stopped' | 'broken' | 'refused'

/** How far one search is, as the page shows it. */
export type TraceProgress = {
  status: TraceStatus
  refusal: TraceRefusal | null
  since: string | null
  until: string | null
  hosts: AskedHost[]
  messages: FoundMessage[]
  isCut: boolean
}

export const NOTHING_ASKED: TraceProgress = { status: 'asking', refusal: null, since: null, until: null, hosts: [], messages: [], isCut: false }

/** What changes with a few more lines of the answer. */
export function tellLines(progress: TraceProgress, lines: readonly FoundLine[]): TraceProgress {
  return lines.reduce(tellLine, progress)
}

function tellLine(progress: TraceProgress, line: FoundLine): TraceProgress {
  switch (line.kind) {
    case 'asking':
      return { ...progress, since: line.since, until: line.until, hosts: line.hosts.map((one) => ({ ...one, outcome: null, logsSince: null, unreadFiles: [], isCut: false })) }
    case 'message':
      return { ...progress, messages: tellMessage(progress.messages, line.message) }
    case 'host': {
      const { outcome, logsSince, unreadFiles, isCut } = line
      return { ...progress, isCut: progress.isCut || isCut, hosts: progress.hosts.map((one) => (one.host === line.host ? { ...one, outcome, logsSince, unreadFiles, isCut } : one)) }
    }
    case 'end':
      return { ...progress, status: 'done', isCut: progress.isCut || line.isCut }
  }
}

/** The search is over without its last line. */
export function endEarly(progress: TraceProgress, status: 'stopped' | 'broken' | 'refused', refusal: TraceRefusal | null = null): TraceProgress {
  return progress.status === 'asking' ? { ...progress, status, refusal } : progress
}

/** Who has answered, and who has not and so may still know of the mail. */
export function whoAnswered({ hosts }: Pick<TraceProgress, 'hosts'>): { answered: AskedHost[]; missing: AskedHost[] } {
  return { answered: hosts.filter(({ outcome }) => outcome === 'answered'), missing: hosts.filter(({ outcome }) => outcome !== 'answered') }
}

/** Hosts whose logs begin within the span that was asked for: of the time before they know nothing. */
export function shortLogs({ hosts, since }: Pick<TraceProgress, 'hosts' | 'since'>): AskedHost[] {
  return hosts.filter(({ logsSince }) => logsSince !== null && since !== null && logsSince > since)
}
