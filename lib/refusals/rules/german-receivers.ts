import { onFull, type RefusalRule } from '../rule.ts'

/** GMX, WEB.DE, mail.com and IONOS: no enhanced codes; the last line tells the reason, and its link carries a case code. */
export const UNITED_INTERNET: RefusalRule[] = [
  onFull(['ui-listed', 'ip_block', 'ip', true], /ip address is (?:black|block) ?listed|[?&]c=(?:r0201|r0301|bl)\b|\(ip based\)/),
  onFull(['ui-reverse-dns', 'rdns', 'ip', true], /(?:bad|invalid) dns ptr|[?&]c=rdns\b/),
  onFull(['ui-sender-dns', 'bad_sender', 'domain', true], /invalid dns mx or a|[?&]c=mx\b/),
  onFull(['ui-spf', 'auth', 'domain', true], /due to spf policy|[?&]c=spf\b/),
  onFull(['ui-domain', 'domain_block', 'domain', true], /\(domain based\)/),
  onFull(['ui-header', 'content', 'message', true], /\(header based\)/),
  onFull(['ui-full', 'mailbox_full', 'recipient', true], /exceeded storage allocation|quota exceeded|[?&]c=r1503\b/),
  onFull(['ui-violations', 'rate', 'ip', false], /policy violations/),
  onFull(['ui-rate', 'rate', 'ip', false], /rate limit reached|mail bomb|too many mails/),
  onFull(['ui-overload', 'system', 'ip', false], /administrative reject/),
  onFull(['ui-unknown', 'unknown_user', 'recipient', true], /mailbox unavailable|[?&]c=r1601\b|benutzer nicht bekannt|unknown local part/),
  onFull(['ui-policy', 'policy', 'unknown', true], /policy restrictions|[?&]c=(?:sp|hi|hd|r\d{4})\b/),
  onFull(['ui-syntax', 'protocol', 'host', true], /syntax error in parameters/),
  onFull(['ui-greeting', 'ip_block', 'ip', true], /nemesis esmtp service not available/),
]

/** T-Online lets in whom it knows. */
export const T_ONLINE: RefusalRule[] = [
  onFull(['t-online-dialup', 'dynamic_ip', 'ip', true], /dialup\/transient|\(dial\)/),
  onFull(['t-online-reputation', 'ip_block', 'ip', true], /none\/bad reputation|\(nowl\)/),
  onFull(['t-online-blocked', 'ip_block', 'ip', true], /a problem occurred|\(bl\)/),
  onFull(['t-online-content', 'content', 'message', true], /due to spam or virus/),
]

/** Strato names its finding in brackets. */
export const STRATO: RefusalRule[] = [
  onFull(['strato-spam', 'content', 'message', true], /no spam please|\bb-(?:url|text|score|ex|attach)\b|phishing attempt/),
  onFull(['strato-unknown', 'unknown_user', 'recipient', true], /\bmsg0031\b/),
  onFull(['strato-disabled', 'disabled', 'recipient', true], /\bmsg00(?:29|30)\b/),
]

/** Web hosting of Hetzner has a list of its own. */
export const HETZNER: RefusalRule[] = [
  onFull(['hetzner-list', 'ip_block', 'ip', true], /amount of\s+spam we are receiving|spamaufkommens/),
]
