import { knownReceiver } from './catalogue.ts'

/** Names for the head of a column, where the whole one has no room. */
const SHORT: Record<string, string> = {
  'united-internet': 'GMX / WEB.DE', 't-online': 'T-Online', 'microsoft-consumer': 'Microsoft', 'microsoft-365': 'Microsoft 365', google: 'Google',
  yahoo: 'Yahoo', apple: 'Apple', orange: 'Orange', laposte: 'La Poste', comcast: 'Comcast', mailru: 'Mail.ru', yandex: 'Yandex', proofpoint: 'Proofpoint',
  'vodafone-de': 'Vodafone', freenet: 'freenet',
}

/** A receiver's name in a few letters; of an unknown one its domain. */
export function receiverName(id: string): string {
  return SHORT[id] ?? knownReceiver(id)?.name ?? id
}
