import type { Messages } from '../../lib/i18n/messages.ts'

type Fields = Messages['admin']['policies']['field']
type PathsOf<T> = { [K in keyof T & string]: T[K] extends { name: string } ? K : `${K}.${PathsOf<T[K]>}` }[keyof T & string]

/** Paths of the policy that have words: the messages are built as the policy is. */
export type FieldWord = PathsOf<Fields>
