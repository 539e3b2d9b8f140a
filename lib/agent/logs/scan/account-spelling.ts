import { accountOfSaslName } from '../postfix-events.ts'

/** What nearly all account names look like; every name of this shape is one. */
const PLAIN = /^[a-z0-9_][a-z0-9._+=@-]{0,319}$/

/** The account that a login name stands for, null when it is no account name; as accountOfSaslName has it. */
export function accountOfSpelling(spelling: string): string | null {
  const name = spelling.toLowerCase()
  return PLAIN.test(name) ? name : accountOfSaslName(name)
}
