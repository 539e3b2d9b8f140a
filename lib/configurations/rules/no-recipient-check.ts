import type { Verdict } from '../configuration.ts'
import type { HostConfiguration } from '../host-configuration.ts'
import { eximRecipientCheck } from './exim-recipient-check.ts'
import { postfixRecipientCheck } from './postfix-recipient-check.ts'
import { qmailRecipientCheck } from './qmail-recipient-check.ts'

/** A host that takes mail for recipients it does not know bounces it later, to forged senders. */
export function noRecipientCheck(host: HostConfiguration): Verdict[] {
  return [...qmailRecipientCheck(host), ...postfixRecipientCheck(host), ...eximRecipientCheck(host)]
}
