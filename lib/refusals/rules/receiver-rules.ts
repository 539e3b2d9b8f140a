import type { RefusalRule } from '../rule.ts'
import { BARRACUDA, CISCO, COMCAST, MAIL_RU, MIMECAST, ORANGE, PROOFPOINT, YANDEX } from './gateways.ts'
import { HETZNER, STRATO, T_ONLINE, UNITED_INTERNET } from './german-receivers.ts'
import { APPLE, GOOGLE, MICROSOFT, YAHOO } from './large-receivers.ts'

/** What a receiver's own words mean, by the receiver's id. */
export const RECEIVER_RULES: Record<string, RefusalRule[]> = {
  'microsoft-consumer': MICROSOFT,
  'microsoft-365': MICROSOFT,
  google: GOOGLE,
  yahoo: YAHOO,
  apple: APPLE,
  'united-internet': UNITED_INTERNET,
  't-online': T_ONLINE,
  strato: STRATO,
  hetzner: HETZNER,
  orange: ORANGE,
  laposte: ORANGE,
  comcast: COMCAST,
  mailru: MAIL_RU,
  yandex: YANDEX,
  proofpoint: PROOFPOINT,
  mimecast: MIMECAST,
  'barracuda-gw': BARRACUDA,
  cisco: CISCO,
}

/** Receivers that speak through the servers of others, or where no server is named: known by their words. */
export const SIGNATURES: [RegExp, string][] = [
  [/\bgsmtp\b/, 'google'],
  [/\bprotection\.outlook\b|\bprod\.outlook\b|\boutlook\b.*\b(?:as\(|as\d)|aka\.ms|exosmtperrors|\bs31[45]0\b|tenantattribution|\beop\b|\bon our block list\b|sender\.office|[45]\.7\.[567]\d\d\b/, 'microsoft-365'],
  [/\bnemesis\b|postmaster[^\s]{0,3}(?:gmx|web|1und1|ionos)|\/\/(?:gmx|web|ionos|1und1|kundenserver)\b[^\s]*c=|\bmxgmx\b/, 'united-internet'],
  [/\bnone\/bad reputation\b|\(nowl\)|\(dial\)|dialup\/transient ip|ip[=:][^\n]{0,40}a problem occurred/, 't-online'],
  [/\/\/mimecast\b|csi\.mimecast/, 'mimecast'],
  [/\b(?:tss?0\d|tss11|ts03|bl2[1-3]|ipts0\d|ph01)\b|\/\/yahoo\b/, 'yahoo'],
  [/\bcuda nsu\b/, 'barracuda-gw'],
  [/\/\/apple\b/, 'apple'],
  [/no spam please|\bmsg00[23]\d\b/, 'strato'],
  [/\b(?:ofr|lpn|ouk)\S* \d{3}\b/, 'orange'],
  [/\brtr:[a-z]{2}\b|\bhvu:[a-z]/, 'yahoo'],
]
