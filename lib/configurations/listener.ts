import type { Place, Word } from './configuration.ts'

/** A program that is started for each connection to a port. */
export interface Listener {
  by: 'xinetd' | 'tcpserver' | 'systemd'
  /** The line that says what is started. */
  at: Place
  /** As its file calls it. */
  name: string
  /** Undefined when it is written in a way that we cannot follow. */
  port: number | undefined
  address: string | undefined
  /** Whose rights the program has; undefined when nothing says it. */
  user: string | undefined
  /** The whole command line; what stands in a variable that we cannot know has the text `?`. */
  words: Word[]
  /** `NAME=value` that the program finds in its environment. */
  env: Word[]
  /** Connections go on to another host. */
  isForwarded?: boolean
  /** A table by which the environment may differ for each client (`tcpserver -x`). */
  rules?: string
}
