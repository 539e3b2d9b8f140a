import type * as z from 'zod'

/** What is wrong with one input: a key under `errors.field`, and the figure it speaks of. */
export type FieldComplaint = { key: FieldComplaintKey; count: number }
export type FieldComplaintKey = 'missing' | 'tooShort' | 'tooLong' | 'tooSmall' | 'tooLarge' | 'tooFew' | 'tooMany' | 'noNumber' | 'wholeNumber' | 'email' | 'address' | 'ip' | 'choice' | 'wrong'

/** Sorts a complaint of a schema into the few kinds that people have words for; zod's own words are English only. */
export function complaintOf(issue: z.core.$ZodIssue): FieldComplaint {
  switch (issue.code) {
    case 'too_small':
      return tooSmall(issue.origin, Number(issue.minimum))
    case 'too_big':
      return tooBig(issue.origin, Number(issue.maximum))
    case 'invalid_type':
      return { key: missingOr(issue), count: 0 }
    case 'invalid_format':
      return { key: FORMATS[issue.format] ?? 'wrong', count: 0 }
    case 'invalid_value':
      return { key: 'choice', count: 0 }
    default:
      return { key: 'wrong', count: 0 }
  }
}

const FORMATS: Partial<Record<string, FieldComplaintKey>> = { email: 'email', url: 'address', ipv4: 'ip', ipv6: 'ip' }

function tooSmall(origin: string, count: number): FieldComplaint {
  if (origin === 'string') return count === 1 ? { key: 'missing', count } : { key: 'tooShort', count }
  return { key: isList(origin) ? 'tooFew' : 'tooSmall', count }
}

function tooBig(origin: string, count: number): FieldComplaint {
  if (origin === 'string') return { key: 'tooLong', count }
  return { key: isList(origin) ? 'tooMany' : 'tooLarge', count }
}

function isList(origin: string): boolean {
  return origin === 'array' || origin === 'set'
}

function missingOr(issue: z.core.$ZodIssueInvalidType): FieldComplaintKey {
  if (issue.expected === 'int') return 'wholeNumber'
  if (issue.expected === 'number') return 'noNumber'
  return issue.input === undefined || issue.input === null ? 'missing' : 'wrong'
}
