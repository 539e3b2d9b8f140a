import { onFull, type RefusalRule } from '../rule.ts'

/** Outlook.com, Hotmail and Exchange Online. Sources: the catalogue's entries (lib/receivers). */
export const MICROSOFT: RefusalRule[] = [
  onFull(['ms-block-list', 'ip_block', 'range', true], /part of their network is on our block ?list|\(?\bs31[45]0\b/),
  onFull(['ms-banned-ip', 'ip_block', 'ip', true], /5\.7\.(?:60[6-9]|6[1-4]\d|511)\b|banned sending ip|\bas ?\(?16012609/),
  onFull(['ms-traffic-refused', 'ip_block', 'ip', true], /not accepted from this ip/),
  onFull(['ms-domain-listed', 'domain_block', 'domain', true], /(?:mailfrom|helo) domain is listed|\bs800[12]\b/),
  onFull(['ms-customer-list', 'recipient_policy', 'recipient', true], /customer block ?list|5\.7\.507\b/),
  onFull(['ms-spamhaus', 'ip_block', 'ip', true], /blocked using spamhaus|\bas16012611\b/),
  onFull(['ms-rate-reputation', 'rate', 'ip', false], /4\.7\.65\d|rate limited due to ip reputation|\brp-?\s?(?:00[123]|#)/),
  onFull(['ms-dynamic', 'dynamic_ip', 'ip', true], /\bdy-\s?(?:00[12]|#)/),
  onFull(['ms-legacy-block', 'ip_block', 'ip', true], /\b(?:ou|sc)-\s?(?:00[1-4]|#)/),
  onFull(['ms-bulk-auth', 'auth', 'domain', true], /5\.7\.(?:515|509|23)\b|does not pass dmarc/),
  onFull(['ms-reverse-dns', 'rdns', 'ip', true], /[45]\.7\.25\b/),
  onFull(['ms-ipv6-auth', 'auth', 'domain', false], /4\.7\.26\b/),
  onFull(['ms-helo', 'helo', 'host', true], /5\.7\.506\b/),
  onFull(['ms-spam-account', 'content', 'account', true], /5\.7\.50[123]\b/),
  onFull(['ms-limit', 'rate', 'ip', true], /5\.7\.508\b|5\.7\.7[0-4]\d\b/),
  onFull(['ms-recipient-hourly', 'rate', 'recipient', false], /5\.2\.12[12]\b|organization queue quota/),
  onFull(['ms-edge-unknown', 'unknown_user', 'recipient', true], /5\.4\.1\b.*(?:recipient address(?:es)? rejected|access denied)|all recipient addresses rejected/),
  onFull(['ms-unknown', 'unknown_user', 'recipient', true], /5\.1\.(?:1|10|3)\b|5\.5\.0 requested action not taken/),
  onFull(['ms-busy', 'rate', 'ip', false], /4\.7\.(?:5\d\d|8[5-9]\d)\b|\bas7771/),
  onFull(['ms-policy', 'policy', 'message', true], /policy violation detected/),
  onFull(['ms-concurrent', 'conn_limit', 'host', false], /4\.3\.2\b.*concurrent connections/),
  onFull(['ms-relay', 'relay', 'host', true], /tenantattribution|5\.7\.64\b/),
  onFull(['ms-expired', 'expired', 'receiver', true], /5\.4\.(?:300|316)\b|message expired/),
  onFull(['ms-trouble', 'system', 'receiver', false], /\b4\.(?:3\.[12]|4\.0|4\.4|7\.0)\b.*(?:temporary server error|system resources|replicat|prx|attr|service not available)/),
]

/** Gmail and Google Workspace name what they judge. */
export const GOOGLE: RefusalRule[] = [
  onFull(['google-domain-reputation', 'reputation_domain', 'domain'], /reputation of the sending domain|unusual (?:rate|amount) of (?:unsolicited )?mail.{0,40}(?:your|dkim|spf|url) domain/),
  onFull(['google-ip-reputation', 'reputation_ip', 'ip'], /reputation of the sending ip|unusual (?:rate|amount) of (?:unsolicited )?mail/),
  onFull(['google-ipv6', 'rdns', 'ip', true], /ipv6 sending guidelines/),
  onFull(['google-ptr', 'rdns', 'ip'], /[45]\.7\.(?:23|25)\b|\bptr record/),
  onFull(['google-auth', 'auth', 'domain'], /[45]\.7\.(?:24|26|27|30|32)\b|no dmarc alignment|unauthenticated email|dmarc policy/),
  onFull(['google-tls', 'tls', 'host'], /[45]\.7\.29\b|tls required for rcpt/),
  onFull(['google-likely-spam', 'content', 'message', true], /likely unsolicited mail/),
  onFull(['google-content', 'content', 'message'], /nature of the content|suspicious due to/),
  onFull(['google-recipient-rate', 'rate', 'recipient', false], /too quickly|at a rate that/),
  onFull(['google-unknown', 'unknown_user', 'recipient', true], /nosuchuser|email account that you tried to reach does not exist|not a valid rfc/),
  onFull(['google-disabled', 'disabled', 'recipient', true], /5\.2\.1\b.*(?:disabled|inactive)/),
  onFull(['google-full', 'mailbox_full', 'recipient'], /out of storage|over quota/),
  onFull(['google-recipient-policy', 'recipient_policy', 'recipient', true], /policy that.{0,20}prohibited/),
  onFull(['google-attachment', 'virus', 'message', true], /potential security issue|illegal attachment/),
  onFull(['google-header', 'protocol', 'message', true], /not rfc|missing a valid/),
  onFull(['google-closing', 'rate', 'ip', false], /4\.7\.0 try again later,? closing/),
  onFull(['google-size', 'size', 'message', true], /5\.[23]\.[34]\b.*size limit/),
  onFull(['google-trouble', 'system', 'receiver', false], /4\.3\.0\b|temporary system problem|server busy/),
]

/** Yahoo, AOL, AT&T. */
export const YAHOO: RefusalRule[] = [
  onFull(['yahoo-permanent-deferral', 'ip_block', 'ip', true], /\b(?:tss09|tss11|ts03)\b|permanently deferred/),
  onFull(['yahoo-slow-down', 'rate', 'ip', false], /\b(?:tss?0[1245]|ipts0[45])\b|temporarily deferred/),
  onFull(['yahoo-listed', 'ip_block', 'ip', true], /\b(?:bl2[1-3]|tss07)\b|in spamhauss? list|on spamhaus|\bdnsbl:/),
  onFull(['aol-dynamic', 'dynamic_ip', 'ip', true], /\brtr:(?:du|bb)\b/),
  onFull(['aol-rdns', 'rdns', 'ip', true], /\brtr:rd\b|fix reverse dns/),
  onFull(['aol-block', 'ip_block', 'ip'], /\b(?:rtr:(?:sc|bl|ge)|con:b1|rly:[a-z0-9]{2})\b/),
  onFull(['aol-content', 'content', 'message', true], /\bhvu:[a-z]/),
  onFull(['aol-rate', 'rate', 'ip', false], /\bdyn:t/),
  onFull(['yahoo-policy', 'policy', 'message', true], /\bph01\b|not accepted for policy reasons|message not allowed - \[/),
  onFull(['yahoo-auth', 'auth', 'domain', true], /unauthenticated|requires all senders|\bau01\b|\bdmarc\b/),
  onFull(['yahoo-sender', 'bad_sender', 'domain', false], /unresolvable rfc/),
  onFull(['yahoo-disabled', 'disabled', 'recipient', true], /mailbox is disabled|no longer valid|disabled or discontinued/),
  onFull(['yahoo-unknown', 'unknown_user', 'recipient', true], /doesn.?t have an? |mailbox not found|not a valid recipient|addressee unknown|blank mailhost|delivery error: dd/),
  onFull(['yahoo-connections', 'conn_limit', 'host', false], /max message per connection|too many connections/),
  onFull(['yahoo-recipient-rate', 'rate', 'recipient', false], /receiving mail too quickly/),
  onFull(['yahoo-header', 'protocol', 'message', true], /not rfc compliant/),
  onFull(['yahoo-trouble', 'system', 'receiver', false], /resources (?:temporarily )?unavailable|internal (?:server )?error|temporary domain failure|service not available/),
]

/** iCloud. */
export const APPLE: RefusalRule[] = [
  onFull(['apple-proofpoint', 'ip_block', 'ip', true], /proofpoint|listing in spamhaus/),
  onFull(['apple-domain-listed', 'domain_block', 'domain', true], /domain present in the spamhaus/),
  onFull(['apple-auth', 'auth', 'domain', true], /\bhme1\b|failing both spf|dmarc policy/),
  onFull(['apple-rate', 'rate', 'ip', false], /\bhcm1\b|excessive volume/),
  onFull(['apple-reputation', 'policy', 'ip', true], /\bhm0?8\b/),
  onFull(['apple-content', 'policy', 'message', true], /\bcs0[12]\b/),
  onFull(['apple-busy', 'system', 'host', false], /\bbs02\b|service unavailable - try again/),
  onFull(['apple-unknown', 'unknown_user', 'recipient', true], /user does not exist|inactive email address|unknown or illegal alias|no longer on (?:server|system)/),
  onFull(['apple-full', 'mailbox_full', 'recipient', true], /over ?quota/),
  onFull(['apple-errors', 'conn_limit', 'ip', false], /too many errors/),
]
