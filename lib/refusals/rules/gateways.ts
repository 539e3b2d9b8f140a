import { onFull, type RefusalRule } from '../rule.ts'

export const ORANGE: RefusalRule[] = [
  onFull(['orange-spamhaus', 'ip_block', 'ip', true], /\b(?:ofr|lpn|ouk)\S* 10[13]\b/),
  onFull(['orange-cloudmark', 'ip_block', 'ip', true], /\b(?:ofr|lpn|ouk)\S* 102\b|bloquee? pour incident de spam/),
  onFull(['orange-connections', 'conn_limit', 'host', false], /\b(?:ofr|lpn|ouk)\S* 104\b|too many connections/),
  onFull(['orange-pause', 'ip_block', 'ip'], /\b(?:ofr|lpn|ouk)\S* (?:999|510)\b|service refuse/),
  onFull(['orange-reverse-dns', 'rdns', 'ip'], /\b(?:ofr|lpn|ouk)\S* 107\b/),
  onFull(['orange-unknown', 'unknown_user', 'recipient', true], /\b(?:ofr|lpn|ouk)\S* 416\b|adresse d.? ?au moins un destinataire invalide/),
  onFull(['orange-full', 'mailbox_full', 'recipient', true], /\b(?:ofr|lpn|ouk)\S* 417\b/),
  onFull(['orange-spam', 'content', 'message', true], /\b(?:ofr|lpn|ouk)\S* (?:506|513)\b/),
  onFull(['orange-auth', 'auth', 'domain', true], /\b(?:ofr|lpn|ouk)\S* (?:401|517|535)\b|dmarc check failed/),
  onFull(['orange-sender', 'bad_sender', 'domain', true], /\b(?:ofr|lpn|ouk)\S* (?:403|405|415)\b/),
  onFull(['orange-size', 'size', 'message', true], /\b(?:ofr|lpn|ouk)\S* 514\b/),
  onFull(['orange-helo', 'helo', 'host', true], /\b(?:ofr|lpn|ouk)\S* 20\d\b/),
]

export const COMCAST: RefusalRule[] = [
  onFull(['comcast-block', 'ip_block', 'ip', true], /\bbl000\d{3}\b/),
  onFull(['comcast-rate', 'rate', 'ip', false], /\brl0000\d\d\b/),
  onFull(['comcast-dynamic', 'dynamic_ip', 'ip', true], /\bes0000(?:01|10)\b/),
  onFull(['comcast-reverse-dns', 'rdns', 'ip', true], /must have a ptr|\bptr1000\b/),
  onFull(['comcast-dmarc', 'auth', 'domain', true], /\bdm00000\d\b|due to dmarc/),
  onFull(['comcast-unknown', 'unknown_user', 'recipient', true], /not our customer|mailbox unallocated/),
  onFull(['comcast-full', 'mailbox_full', 'recipient'], /over quota|quota violation/),
  onFull(['comcast-recipient-rate', 'rate', 'recipient', false], /too many recent messages/),
  onFull(['comcast-unavailable', 'disabled', 'recipient', true], /5\.2\.0 .*recipient unavailable/),
  onFull(['comcast-away', 'system', 'recipient', false], /4\.2\.0 .*recipient temporarily unavailable/),
]

export const MAIL_RU: RefusalRule[] = [
  onFull(['mail-ru-spam', 'content', 'message', true], /spam message|notspam-support/),
  onFull(['mail-ru-ptr', 'rdns', 'ip', true], /dynamic ip or generic dns ptr/),
  onFull(['mail-ru-disabled', 'disabled', 'recipient', true], /account is disabled|user is terminated/),
  onFull(['mail-ru-unknown', 'unknown_user', 'recipient', true], /invalid mailbox|user not found/),
]

export const YANDEX: RefusalRule[] = [
  onFull(['yandex-spam', 'content', 'message', true], /suspicion of spam/),
  onFull(['yandex-block', 'ip_block', 'ip', true], /blocked by spam statistics/),
  onFull(['yandex-later', 'greylist', 'ip', false], /4\.7\.1 sorry,? the service is currently unavailable/),
  onFull(['yandex-unknown', 'unknown_user', 'recipient', true], /5\.7\.1 no such user/),
  onFull(['yandex-disabled', 'disabled', 'recipient', true], /policy rejection on the target/),
  onFull(['yandex-rate', 'rate', 'recipient', false], /exceeded message rate/),
  onFull(['yandex-timeout', 'network', 'ip', false], /4\.4\.2 .*timeout/),
]

export const PROOFPOINT: RefusalRule[] = [
  onFull(['proofpoint-block', 'ip_block', 'ip', true], /blocked - see|blocked using prs|cloudmark/),
  onFull(['proofpoint-auth', 'auth', 'domain', true], /dmarc policy/),
  onFull(['proofpoint-sender', 'bad_sender', 'domain', true], /5\.1\.8\b.*(?:domain not found|does not exist)/),
  onFull(['proofpoint-verify', 'greylist', 'recipient', false], /unverified address|verification in progress/),
  onFull(['proofpoint-unknown', 'unknown_user', 'recipient', true], /user unknown|undeliverable|not a valid email address|marked as invalid/),
  onFull(['proofpoint-sender-form', 'bad_sender', 'host', true], /need fully-qualified address/),
]

export const MIMECAST: RefusalRule[] = [
  onFull(['mimecast-greylist', 'greylist', 'recipient', false], /451 internal resources? .*unavailable/),
  onFull(['mimecast-block', 'ip_block', 'ip', true], /csi\.mimecast|poor reputation sender/),
  onFull(['mimecast-spoof', 'auth', 'recipient', true], /anti-spoofing/),
  onFull(['mimecast-recipient', 'recipient_policy', 'recipient', true], /envelope blocked|manually blocked/),
  onFull(['mimecast-dmarc', 'auth', 'domain', true], /dmarc sender invalid/),
  onFull(['mimecast-content', 'content', 'message', true], /due to security policies/),
  onFull(['mimecast-sender', 'recipient_policy', 'ip', false], /421 sender address blocked/),
  onFull(['mimecast-unknown', 'unknown_user', 'recipient', true], /invalid recipient/),
  onFull(['mimecast-relay', 'relay', 'host', false], /451 open relay/),
  onFull(['mimecast-tls', 'tls', 'host', true], /requires encryption/),
]

export const BARRACUDA: RefusalRule[] = [
  onFull(['barracuda-reputation', 'ip_block', 'ip', true], /barracuda ?(?:reputation|networks|central)/),
  onFull(['barracuda-blocked', 'content', 'message', true], /permanent failure for one or more recipients.*:\s?blocked|spam url|banned content/),
  onFull(['barracuda-greylist', 'greylist', 'ip', false], /greylisted for/),
  onFull(['barracuda-spoof', 'auth', 'domain', true], /rejecting spoofed/),
  onFull(['barracuda-abuse', 'ip_block', 'ip', false], /policy rejection-? abuse/),
  onFull(['barracuda-bare', 'policy', 'unknown', true], /^\W*(?:smtp\W*)?5\d\d (?:5\.\d\.\d )?blocked\W*$/),
  onFull(['barracuda-unknown', 'unknown_user', 'recipient', true], /no such user|5\.1\.1\b.*user unknown/),
  onFull(['barracuda-trouble', 'system', 'recipient', false], /cuda nsu 4\.4\.3|license expired|temporary failure, please|4\.7\.1 try again later/),
]

export const CISCO: RefusalRule[] = [
  onFull(['cisco-reputation', 'ip_block', 'ip', true], /mta's poor reputation|your access to .{0,50}system has been rejected/),
  onFull(['cisco-domain', 'domain_block', 'domain', true], /poor reputation of a domain/),
  onFull(['cisco-unknown', 'unknown_user', 'recipient', true], /#?5\.1\.0 address rejected/),
]
