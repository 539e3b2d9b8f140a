import type { CureStep, Finding, HostFiles, Place, Verdict } from './configuration.ts'
import type { FindingId } from '../protocol/configuration.ts'
import { linesOf } from './lines.ts'
import { maskSecrets } from './mask-secrets.ts'
import { writeCure } from './write-cure.ts'

interface Found {
  id: FindingId
  at: Place
  message: string
  steps: CureStep[]
  /** A cure that no program can carry out, in words; by itself or before the steps. */
  words?: string
  /** Commands to run after the steps. */
  then?: string[]
  source: string
  rewrittenBy?: string | null
}

/** A finding, with its line as it stands and its cure as text. */
export function fail(files: HostFiles, { id, at, message, steps, words, then, source, rewrittenBy }: Found): Verdict {
  const finding: Finding = {
    id,
    file: at.file,
    line: at.line,
    text: maskSecrets(lineAt(files, at).trim()),
    message,
    cure: [...(words === undefined ? [] : [words]), ...(steps.length === 0 && !then ? [] : [writeCure(steps, then)])].join('\n').slice(0, 4000),
    source,
    rewrittenBy: rewrittenBy ?? null,
    steps,
  }
  return { state: 'fail', finding }
}

export function pass(id: FindingId, file: string): Verdict {
  return { state: 'pass', id, file }
}

export function unknown(id: FindingId, file: string, reason: string): Verdict {
  return { state: 'unknown', id, file, reason: reason.slice(0, 500) }
}

const split = new WeakMap<HostFiles, Map<string, string[]>>()

/** The lines of a file, split once however often they are asked for; none when it cannot be read. */
export function fileLines(files: HostFiles, file: string): string[] {
  const known = split.get(files) ?? new Map<string, string[]>()
  split.set(files, known)
  const lines = known.get(file) ?? textLines(files, file)
  known.set(file, lines)
  return lines
}

function textLines(files: HostFiles, file: string): string[] {
  const look = files.read(file)
  return look.state === 'read' ? linesOf(look.text) : []
}

/** A physical line as it stands. */
export function lineAt(files: HostFiles, { file, line }: Place): string {
  return fileLines(files, file)[line - 1] ?? ''
}

/** Replaces one physical line. */
export function replaceLine(at: Place, ...lines: string[]): CureStep {
  return { kind: 'lines', file: at.file, line: at.line, removed: 1, lines }
}

/** Puts lines behind the last one. */
export function appendLines(files: HostFiles, file: string, lines: string[]): CureStep {
  return { kind: 'lines', file, line: fileLines(files, file).length + 1, removed: 0, lines }
}

/** The last line of a file; 1 where it is empty. */
export function lastLineOf(files: HostFiles, file: string): number {
  return Math.max(fileLines(files, file).length, 1)
}
