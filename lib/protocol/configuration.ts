import * as z from 'zod'
import { instant } from './primitives.ts'

/** What can be wrong in the configuration of a mail host; the ids of `relayward lint`. */
export const findingIds = [
  'smtps-plain-text',
  'smtps-no-certificate',
  'spamdyke-logs-nothing',
  'short-queue-ids',
  'lock-map-not-live',
  'lock-hidden-by-master',
  'no-recipient-check',
] as const
export const findingId = z.enum(findingIds)
export type FindingId = z.infer<typeof findingId>

const fileName = z.string().min(1).max(1000)

/** Something wrong, at the line that decides. A file may have several of one id (two services on port 465). */
export const configurationFinding = z.strictObject({
  id: findingId,
  file: fileName,
  /** Counted from 1. */
  line: z.number().int().min(1),
  /** What stands in that line, with passwords taken out. */
  text: z.string().max(500),
  message: z.string().max(1000),
  /** Words and lines to paste. */
  cure: z.string().max(4000),
  /** Where it is written or was tried that this is so. */
  source: z.string().max(500),
  /** Who writes the file anew and drops the cure then, in words; null where nobody is known to. */
  rewrittenBy: z.string().max(500).nullable(),
})
export type ConfigurationFinding = z.infer<typeof configurationFinding>

/** Looked at and right. */
export const configurationPass = z.strictObject({ id: findingId, file: fileName })

/** Could not be told, and why: a file that decides is missing, cannot be read, or says what is not understood. */
export const configurationUnknown = z.strictObject({ id: findingId, file: fileName, reason: z.string().max(500) })

export const configurationFile = z.strictObject({
  file: fileName,
  state: z.enum(['read', 'missing', 'unreadable', 'too-large']),
  /** When it was last written; null when it is not there. */
  modifiedAt: instant.nullable(),
})

/**
 * A look at the whole configuration of a host; it replaces the one before. Told when the agent starts, when something
 * in it changed, and once a day. What stands neither in `findings` nor in `unknown` is not wrong (any more): a check
 * that is in `passed` was looked at, one that is nowhere does not apply.
 */
export const configuration = z.strictObject({
  kind: z.literal('configuration'),
  lookedAt: instant,
  findings: z.array(configurationFinding).max(200),
  passed: z.array(configurationPass).max(500),
  unknown: z.array(configurationUnknown).max(200),
  files: z.array(configurationFile).max(500),
  /** More stood in the configuration than fits above. */
  isCut: z.boolean(),
})
export type ConfigurationReading = z.infer<typeof configuration>
