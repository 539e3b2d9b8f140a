import * as z from 'zod'

/** A time as ISO 8601 in UTC, to the millisecond. */
export const instant = z.iso.datetime({ offset: true })

/**
 * Who authenticated: an SMTP AUTH name as the server normalises it, or `uid:NAME@HOST` for mail that a local
 * program handed in. Never the envelope sender. No control characters, no blanks: it becomes a map key and an argument.
 */
export const accountName = z
  .string()
  .min(1)
  .max(320)
  .regex(/^[^\s\p{Cc}<>"'\\|`$;-][^\s\p{Cc}<>"'\\|`$;]*$/u, 'not an account name')
  .refine((name) => !/^\/|\.\.\/|\/\.\./.test(name), 'not an account name but a path')

/** A queue id of Postfix (short or long), qmail (inode number) or Exim. Never an option, never `ALL`. */
export const queueId = z
  .string()
  .max(64)
  .regex(/^[0-9A-Za-z][0-9A-Za-z-]{2,63}$|^[0-9]+$/)
  .refine((id) => id !== 'ALL', 'ALL is not a queue id')

export const actId = z.uuid()
export const count = z.number().int().min(0)
