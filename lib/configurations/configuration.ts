import type { ConfigurationFinding, FindingId } from '../protocol/configuration.ts'

/** What is known of a file's text. `unseen`: nobody may look there, so it is neither there nor missing. */
export type FileLook = { state: 'read'; text: string } | { state: 'missing' | 'unreadable' | 'too-large' | 'unseen' }

/** What is known of a file itself. */
export type FileStat = { state: 'there'; isFolder: boolean; mode: number; uid: number; gid: number } | { state: 'missing' | 'unseen' }

/** A host's files as somebody lets us see them, by their paths on that host. */
export interface HostFiles {
  /** The files to look at; others are read when these name them. */
  given: string[]
  read(path: string): FileLook
  stat(path: string): FileStat
  /** Names in a folder; undefined when nobody may look there or there is none. */
  list(folder: string): string[] | undefined
}

/** One thing to do to a host so that a finding goes away, in a form that a program can carry out. */
export type CureStep =
  /** From `line` on (from 1) `removed` lines are replaced by `lines`; a file that is not there is made. */
  | { kind: 'lines'; file: string; line: number; removed: number; lines: string[] }
  /** A certificate with its key, in PEM, that `user` may read. */
  | { kind: 'certificate'; file: string; user: string }

export type Finding = ConfigurationFinding & { steps: CureStep[] }

/** What a rule says of one place. */
export type Verdict =
  | { state: 'fail'; finding: Finding }
  | { state: 'pass'; id: FindingId; file: string }
  | { state: 'unknown'; id: FindingId; file: string; reason: string }

/** A place in a file; `line` counts from 1. */
export type Place = { file: string; line: number }

/** A word of a command line, and where it stands. */
export type Word = Place & { text: string }
