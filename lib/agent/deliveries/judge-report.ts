import type { DeliveryReport, ReportedRecipient } from '../../delivery-reports/delivery-report.ts'
import type { DeliveredLately } from './delivered-lately.ts'
import { receiverOfAddress, type Classify } from './judge-attempt.ts'
import type { End } from './count-cells.ts'

/** What the agent knows that judges a report. */
export type Judge = { hostName: string; delivered: DeliveredLately; classify: Classify; now: Date }

/**
 * The mails that a report says were taken first and sent back later. None where it is no failure, was made by this host
 * (then the refusal stood in its own log), or gives no mail back that went through this host: somebody else's spam under
 * a customer's address comes back too, and says nothing about us. What only waits is not counted.
 */
export function returnedBy(report: DeliveryReport, judge: Judge): End[] {
  const ownNames = [judge.hostName.toLowerCase(), ...report.queueIds.map(({ by }) => by).filter((by) => isThisHost(by, judge.hostName))]
  if (report.kind !== 'failure' || ownNames.includes(report.reportingMta ?? '')) return []
  const known = report.queueIds.map(({ id }) => (id === null ? undefined : judge.delivered.get(id))).find((mail) => mail !== undefined && report.recipients.some(({ address }) => mail.receivers.has(address)))
  if (!known && ownNames.length === 1) return []
  return report.recipients.filter(hasFailed).flatMap((recipient) => {
    const receiver = known?.receivers.get(recipient.address) ?? receiverOfAddress(recipient.address)
    if (receiver === undefined) return []
    const reply = recipient.diagnostic ?? recipient.status ?? ''
    return [{ receiver, refusal: judge.classify(reply, { receiver }), at: judge.now, outcome: 'returned' as const, reply, account: known?.account ?? null, ip: null }]
  })
}

function hasFailed({ action, status }: ReportedRecipient): boolean {
  return action === 'failed' || (action === 'unknown' && status?.startsWith('5') === true)
}

/** Hosts are called by their whole name or by its first label. */
function isThisHost(name: string, hostName: string): boolean {
  const [one, other] = [name.toLowerCase(), hostName.toLowerCase()]
  return one === other || one.startsWith(`${other}.`) || other.startsWith(`${one}.`)
}
