import { readStamp } from './postfix-stamp.ts'

/** Reads `<stamp> host prog[pid]: ` in front of a syslog line. Null: no such prefix. */
export function readSyslogPrefix(
  line: string,
  now: Date,
): { at: Date; program: string; pid: number | null; text: string } | null {
  const stamp = readStamp(line, now)
  const found = stamp && PREFIX.exec(stamp.rest)
  if (!stamp || !found) return null

  const [whole, program = '', pid] = found
  return { at: stamp.at, program, pid: pid ? Number(pid) : null, text: stamp.rest.slice(whole.length) }
}

const PREFIX = /^\S+ ([\w./-]+)(?:\[(\d+)\])?: /
