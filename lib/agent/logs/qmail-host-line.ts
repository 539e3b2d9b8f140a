import { readMultilogStamp } from './multilog-stamp.ts'
import { parseQmailLine, type QmailLine } from './qmail-line.ts'
import { parseSpamdykeLine, type SpamdykeLine } from './spamdyke-line.ts'
import { readSyslogPrefix } from './syslog-prefix.ts'
import { parseVchkpwLine, type VchkpwLine } from './vchkpw-line.ts'

/** What one line of any log of a qmail host says, and when. */
export type QmailHostLine = { at: Date } & (
  | { program: 'qmail-send'; said: QmailLine }
  | { program: 'spamdyke'; pid: number; said: SpamdykeLine }
  | { program: 'vchkpw'; said: VchkpwLine }
  /** A session began or ended (tcpserver -v); `pid` is the one that spamdyke and qmail-smtpd run under. */
  | { program: 'tcpserver'; pid: number; clientIp: string | null; isOpen: boolean }
  | { program: 'other' }
)

/**
 * Reads a line of qmail-send, spamdyke, tcpserver or vchkpw, through multilog or through syslog (splogger keeps its
 * own UNIX time in front of the text). `now` gives traditional syslog stamps their year. Null: not understood.
 */
export function readQmailHostLine(line: string, now: Date): QmailHostLine | null {
  const stamped = readMultilogStamp(line)
  if (stamped) return readText(stamped.at, stamped.text)

  const prefixed = readSyslogPrefix(line, now)
  if (!prefixed) return null
  return readSyslogText(prefixed.at, prefixed.program, prefixed.pid, prefixed.text)
}

function readSyslogText(at: Date, program: string, pid: number | null, text: string): QmailHostLine | null {
  if (program === 'spamdyke') return readSpamdyke(at, pid ?? 0, text)
  if (program === 'vpopmail' || program === 'vchkpw') return readVchkpw(at, text)
  if (program !== 'qmail' && program !== 'qmail-send' && program !== 'qmail-queue') return { at, program: 'other' }

  const splogger = /^(\d{9,11})\.(\d{3})\d{0,3} (.*)$/s.exec(text)
  if (!splogger) return readText(at, text)
  return readText(new Date(Number(splogger[1]) * 1000 + Number(splogger[2])), splogger[3] ?? '')
}

function readText(at: Date, text: string): QmailHostLine | null {
  if (text.startsWith('spamdyke[')) return readTagged(at, text)
  if (text.startsWith('tcpserver: ')) return readTcpserver(at, text)
  if (text.startsWith('vchkpw-')) return readVchkpw(at, text)
  if (/^(qlog|qmail-smtpd|policy_check|CHKUSER|sslserver)/.test(text)) return { at, program: 'other' }

  const said = parseQmailLine(text)
  return said && { at, program: 'qmail-send', said }
}

function readTagged(at: Date, text: string): QmailHostLine | null {
  const found = /^spamdyke\[(\d+)\]: (.*)$/s.exec(text)
  return found ? readSpamdyke(at, Number(found[1]), found[2] ?? '') : null
}

function readSpamdyke(at: Date, pid: number, text: string): QmailHostLine {
  const said = parseSpamdykeLine(text)
  return said ? { at, program: 'spamdyke', pid, said } : { at, program: 'other' }
}

function readVchkpw(at: Date, text: string): QmailHostLine {
  const said = parseVchkpwLine(text)
  return said ? { at, program: 'vchkpw', said } : { at, program: 'other' }
}

function readTcpserver(at: Date, text: string): QmailHostLine {
  const opened = /^tcpserver: pid (\d+) from (\S+)/.exec(text)
  if (opened) return { at, program: 'tcpserver', pid: Number(opened[1]), clientIp: opened[2] ?? null, isOpen: true }
  const ended = /^tcpserver: end (\d+) /.exec(text)
  if (ended) return { at, program: 'tcpserver', pid: Number(ended[1]), clientIp: null, isOpen: false }
  return { at, program: 'other' }
}
