/** Every sentence that a look at a configuration says; `{name}` stands for a value. In German they are in `sentences-in-german.ts`. */
export const SENTENCES = {
  // Port 465 would speak plain text.
  'plain-qmail-smtpd': 'Port 465 speaks plain text: qmail-smtpd speaks TLS from the first byte only with SMTPS in its environment.',
  'plain-no-level': 'Port 465 ({name} in {file}) speaks plain text: spamdyke is told no tls-level, and smtp is what it takes then. It speaks TLS from the first byte only with tls-level=smtps.',
  'plain-unknown-level': 'Port 465 ({name} in {file}) does not speak TLS: spamdyke does not know the tls-level {level} and ends. A value has no quotes; tls-level=smtps is wanted.',
  'plain-other-level': 'Port 465 ({name} in {file}) speaks plain text: spamdyke speaks TLS from the first byte only with tls-level=smtps, and here it is {level}.',
  'plain-postscreen': 'Port 465 speaks plain text: postscreen cannot speak TLS from the first byte.',
  'plain-postfix': 'Port 465 ({name} in {file}) speaks plain text: smtpd_tls_wrappermode is {setting} for it.',
  'plain-exim': 'Port 465 speaks plain text: Exim speaks TLS from the first byte only on the ports that tls_on_connect_ports names.',
  'qmail-needs-patch': 'qmail-smtpd needs the TLS patch for this; without it put sslserver, stunnel or spamdyke in front.',

  // Port 465 has no certificate.
  'no-certificate': 'Port 465 has no certificate: {why}.',
  'no-certificate-spamdyke': 'Port 465 has no certificate: {why}. spamdyke closes each connection at once.',
  'no-certificate-told': 'Port 465 has no certificate: spamdyke is told tls-level=smtps and no tls-certificate-file, and closes each connection at once.',
  'no-certificate-named': 'Port 465 ({name} in {file}) has no certificate: neither smtpd_tls_chain_files nor smtpd_tls_cert_file names one, so no TLS comes about.',
  'no-certificate-there': 'Port 465 ({name} in {file}) has no certificate: {path} is not there.',
  'no-certificate-exim': 'Port 465 has no certificate: without tls_certificate Exim makes one of its own that no client trusts, and old versions do no TLS.',
  'not-there': '{path} is not there',
  'may-not-read': '{user} may not read {path}',

  // spamdyke writes no log.
  'logs-nothing-told': 'spamdyke writes no line about the messages it lets through or refuses: it is told no log-level, and error is what it takes then. Without these lines nobody can tell which account sent a message.',
  'logs-nothing-level': 'spamdyke writes no line about the messages it lets through or refuses: its log-level is {level}. Without these lines nobody can tell which account sent a message.',
  'give-log-level': 'Give spamdyke log-level info.',

  // Queue ids and locks.
  'short-queue-ids': 'Queue ids are short: Postfix gives the same id to another message later, so that an act on one, or a line of the log, may mean another mail.',
  'lock-after-reload': 'A lock in {map} acts only after a reload of Postfix; sessions that are open never see it.',
  'lock-in-fresh-sessions': 'A lock in {map} does not act in sessions that are open: who is logged in goes on sending.',
  'write-locked-accounts': 'Write the locked accounts into {path}, one a line: "NAME REJECT 5.7.1 Sending is suspended".',
  'needs-lmdb': 'It needs the package postfix-lmdb (Debian) and "lmdb" in the answer of "postconf -m".',
  'lock-hidden': 'The lock is hidden from {name}: its own {list} takes the place of that in main.cf, which has check_sasl_access. Locked accounts go on sending there.',

  // Unknown recipients.
  'recipients-qmail': 'Mail for recipients that are not there is taken and bounced later, to senders that are mostly forged: nothing asks whether a recipient exists.',
  'recipients-spamdyke-cure': 'With spamdyke 5, whose spamdyke-qrv must be installed setuid root. With spamdyke 4 or without it: a qmail-smtpd with the validrcptto patch and the list control/validrcptto.cdb of all recipients.',
  'recipients-qmail-cure': 'A qmail-smtpd with the validrcptto patch, and {folder}/validrcptto.cdb made of all recipients (qmail-newmvrt, or mkvalidrcptto and validrcptto.cdb); or chkuser; or spamdyke 5 with reject-recipient=invalid.',
  'recipients-unlisted': 'Mail for recipients that are not there is taken and bounced later: smtpd_reject_unlisted_recipient is no.',
  'recipients-local': 'Mail for users that are not there is taken and bounced later: local_recipient_maps is empty, so that nobody asks whether a user of mydestination exists.',
  'recipients-relay': 'Mail for recipients that are not there is taken for relay_domains and bounced later: relay_recipient_maps names no list of them.',
  'recipients-relay-cure': 'Write all recipients into {list}, one a line ("user@domain OK"), and run "postmap lmdb:{list}"; or put reject_unverified_recipient into smtpd_recipient_restrictions, behind reject_unauth_destination, to ask the server behind.',
  'recipients-virtual': 'Mail for recipients that are not there is taken for virtual_mailbox_domains and bounced later: virtual_mailbox_maps names no list of mailboxes.',
  'recipients-virtual-cure': 'Write all mailboxes into {list} ("user@domain OK") and run "postmap lmdb:{list}", or name the map that knows them; or put reject_unverified_recipient into smtpd_recipient_restrictions, to ask the server behind.',
  'recipients-exim': 'Mail for recipients that are not there is taken and bounced later: the ACL for RCPT accepts without "verify = recipient".',

  // What could not be told.
  'unclear-missing': 'could not tell: {path} missing',
  'unclear-unreadable': 'could not tell: {path} cannot be read',
  'unclear-too-large': 'could not tell: {path} is too large',
  'unclear-unseen': 'could not tell: {path} could not be looked at',
  'unclear-unseen-by': 'could not tell: {path} could not be looked at as {user} sees it',
  'unclear-unseen-whose': 'could not tell: {path} could not be looked at, and nothing says as whom spamdyke runs',
  'unclear-main-wrappermode': 'could not tell: {path} missing, and it may set smtpd_tls_wrappermode',
  'unclear-main-certificate': 'could not tell: {path} missing, and it may name the certificate',
  'unclear-rules-smtps': 'could not tell: {path} missing, and it may set SMTPS',
  'unclear-program': 'could not tell: nothing is known of how {program} speaks',
  'unclear-plesk-smtps': "could not tell: Plesk's own qmail-smtpd is asked by port 465 itself to speak TLS, or by SMTPS=1; which of both cannot be read here",
  'unclear-command-line': 'could not tell: a part of the command line is known only when it runs',
  'unclear-value': 'could not tell: the value of {option} is known only when it runs',
  'unclear-two-levels': 'could not tell: the command line says tls-level={said} behind the file that says {level}; spamdyke 5.0.1 follows the file. Say it in one place only',
  'unclear-comment': 'could not tell: spamdyke 5.0.1 takes a comment behind a value as part of it, and ends; write it on a line of its own',
  'unclear-further-file': 'could not tell: {path} may set log-level',
  'unclear-map': 'could not tell: {map} in line {line} names no type of map that is known',
  'unclear-map-default': 'could not tell: {map} in line {line} names no type of map that is known (default_database_type is what Postfix was built with)',
  'unclear-plesk-recipients': "could not tell: in Plesk's qmail each domain says what becomes of mail to unknown recipients, and that is in its database",
  'unclear-control': 'could not tell: {path} could not be looked at, and a list of recipients may lie there',
  'unclear-plugin': 'could not tell: a plugin in {path} may check recipients',
  'unclear-rules': 'could not tell: {path} may turn on a check',
  'unclear-acl-for-each': 'could not tell: acl_smtp_rcpt is worked out for each connection',
  'unclear-acl-missing': 'could not tell: the ACL {acl} is not there',
  'unclear-acl-own-way': 'could not tell: the ACL for RCPT knows recipients by a condition of its own',
  'unclear-certificate-for-each': 'could not tell: tls_certificate is worked out for each connection',

  // Who writes a file anew.
  'rewritten-plesk-qmail': 'Plesk writes {file} anew when mail settings change, and drops what was added (spamdyke too): do it again after each change, and after each update of Plesk.',
  'rewritten-plesk-postfix': 'Plesk manages {file}: "plesk repair mail" and updates may write it anew; look again after them.',
  'rewritten-debian-exim': 'update-exim4.conf makes this file anew: change /etc/exim4/exim4.conf.template (or the parts in /etc/exim4/conf.d) or put a macro into /etc/exim4/exim4.conf.localmacros.',
  'rewritten-cpanel': 'cPanel makes this file anew: put the change into its Exim Configuration Manager (Advanced Editor).',
  'rewritten-directadmin': 'DirectAdmin makes this file anew: put the change into its custom file (custombuild/custom/exim).',

  // What to do where; the lines to paste stand behind.
  'put-certificate': 'Put a certificate and its key in PEM into {file}, readable by {user}.',
  'make-file': 'Make {file}.',
  'begin-file': 'Begin {file} with:',
  'add-lines': 'In {file}, after line {line}, add:',
  'remove-line': 'In {file}, remove line {line}.',
  'remove-lines': 'In {file}, remove lines {line} to {last}.',
  'replace-line': 'In {file}, replace line {line} with:',
  'replace-lines': 'In {file}, replace lines {line} to {last} with:',
  'then-run': 'Then run:',

  // Where it is written or was tried.
  'source-netqmail-smtps': 'netqmail TLS patch (SMTPS)',
  'source-netqmail': 'netqmail TLS patch',
  'source-spamdyke-level': 'spamdyke README, tls-level; tried with spamdyke 5.0.1 and openssl s_client',
  'source-spamdyke-certificate': 'spamdyke README, tls-certificate-file; tried with spamdyke 5.0.1: it closes the connection at once',
  'source-spamdyke-log': 'spamdyke README, log-level: without it only errors are written, no line about any message',
  'source-wrappermode': 'postconf(5) smtpd_tls_wrappermode; RFC 8314, 3.3; tried with Postfix 3.7',
  'source-postfix-certificate': 'postconf(5) smtpd_tls_cert_file, smtpd_tls_chain_files; tried with Postfix 3.7',
  'source-queue-ids': 'postconf(5) enable_long_queue_ids (default no); tried with Postfix 3.7',
  'source-lock-maps': 'tried with Postfix 3.7 map by map: only lmdb, sqlite, socketmap and tcp act in an open session; DATABASE_README',
  'source-lock-hidden': 'master(5), -o name=value; postconf(5) check_sasl_access; tried with Postfix 3.7',
  'source-postfix-recipients': 'LOCAL_RECIPIENT_README, ADDRESS_CLASS_README; postconf(5)',
  'source-qmail-recipients': 'spamdyke README, reject-recipient; qmail-control(9); the validrcptto patch',
  'source-exim-ports': 'Exim specification, 13.4 and tls_on_connect_ports',
  'source-exim-certificate': 'Exim specification, tls_certificate',
  'source-exim-recipients': 'Exim specification, 43 (verify = recipient), and its default configuration',

  // What a value is called where it is none.
  'its-user': 'its user',
  'user-of-service': 'the user of this service',
  'its-program': 'its program',
  empty: 'empty',
  'not-set': 'not set',
  'without-value': '(without a value)',
} as const
export type SentenceId = keyof typeof SENTENCES

type NamesIn<T extends string> = T extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never
type Values<Id extends SentenceId> = Record<NamesIn<(typeof SENTENCES)[Id]>, string | number>

/** A sentence with its values. */
export function say<Id extends SentenceId>(id: Id, ...[values]: NamesIn<(typeof SENTENCES)[Id]> extends never ? [] : [Values<Id>]): string {
  return SENTENCES[id].replace(/\{([a-z]+)\}/g, (whole, name: string) => String((values as Record<string, string | number> | undefined)?.[name] ?? whole))
}
