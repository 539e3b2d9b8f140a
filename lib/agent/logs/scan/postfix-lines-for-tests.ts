/** One message of every kind in the wordings of Postfix 3.4 to 3.11; `I` and `J` stand for queue ids. */
const TEXTS = [
  'postfix/smtpd[18865]: I: client=localhost[127.0.0.1], sasl_method=PLAIN, sasl_username=alice@test.example',
  'postfix/submission/smtpd[1]: I: client=unknown[2001:db8::7]:4711, sasl_method=LOGIN, sasl_username=Bob@Test.example, sasl_sender=x@y',
  'postfix/smtps/smtpd[1]: I: client=pc[192.0.2.7], sasl_method=XOAUTH2, sasl_username=carol',
  'postfix/smtpd[1]: I: client=mx.other.example[192.0.2.5]',
  'postfix-in/smtpd[1]: I: client=localhost[127.0.0.1], orig_client=h[192.0.2.1]',
  'postfix/pickup[9]: I: uid=33 from=<www-data>',
  'postfix/pickup[9]: I: uid=1000 from=<shop@kunde.example>',
  'postfix/pickup[9]: J: uid=105 from=<s@x.example> orig_id=I',
  'postfix/cleanup[18875]: I: message-id=<20261124024716.018862@vm>',
  'postfix/qmgr[18767]: I: from=<alice@test.example>, size=448, nrcpt=3 (queue active)',
  'postfix/smtp[1]: I: to=<x@sink.example>, relay=127.0.0.1[127.0.0.1]:2500, delay=15, delays=15/0.01/0.01/0.06, dsn=2.0.0, status=sent (250 2.0.0 Ok)',
  'postfix-out/smtp[1]: I: to=<x@sink.example>, orig_to=<all@test.example>, relay=mx.sink.example[192.0.2.1]:25, conn_use=2, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 ok)',
  'postfix/relay/smtp[1]: I: to=<x@sink.example>, relay=mx.sink.example[2001:db8::1]:25, delay=1, delays=0/0/0/1, tls=dane, dsn=2.0.0, status=sent (250 ok, status=bounced (no))',
  'postfix/smtp[1]: I: to=<z@hard.example>, relay=h.hard.example[1.2.3.4]:25, delay=15, delays=1/1/1/1, dsn=5.1.1, status=bounced (host h[1.2.3.4] said: 550 5.1.1 <z@hard.example>: gone (really (so)) (in reply to RCPT TO command))',
  'postfix/smtp[1]: I: to=<"a>, relay=b"@sink.example>, relay=mx.sink.example[192.0.2.1]:25, delay=1, delays=0/0/0/1, dsn=4.2.1, status=deferred (450 4.2.1 later)',
  'postfix/error[1]: I: to=<z@dead.example>, relay=none, delay=0, delays=0/0/0/0, dsn=4.4.1, status=deferred (delivery temporarily suspended: connect to d.dead.example[1.2.3.4]:25: Connection refused)',
  'postfix/smtp[1]: I: to=<z@dead.example>, relay=none, delay=30, delays=0/0/30/0, dsn=4.4.1, status=deferred (connect to d.dead.example[1.2.3.4]:25: Connection timed out)',
  'postfix/smtp[1]: I: to=<z@no.example>, relay=none, delay=1, delays=0/0/0/0, dsn=5.4.4, status=bounced (Host or domain name not found. Name service error for name=no.example type=A: Host not found)',
  'postfix/lmtp[1]: I: to=<a@b.example>, relay=mx07.example[private/dovecot-lmtp], delay=0.05, delays=0.01/0/0.02/0.02, dsn=2.0.0, status=sent (250 2.0.0 <a@b.example> qKx3M Saved)',
  'postfix/virtual[1]: I: to=<a@b.example>, relay=virtual, delay=0.05, delays=0.01/0/0.02/0.02, dsn=2.0.0, status=sent (delivered to maildir)',
  'postfix/local[1]: I: to=<root@b.example>, orig_to=<root>, relay=local, delay=0.05, delays=0.01/0/0.02/0.02, dsn=2.0.0, status=sent (forwarded as J)',
  'postfix/verify/smtp[1]: I: to=<q@b.example>, relay=mx.b.example[192.0.2.8]:25, delay=1, delays=0/0/1/0, dsn=5.1.1, status=undeliverable (host mx.b.example said: 550 no)',
  'postfix/bounce[1]: I: sender non-delivery notification: J',
  'postfix/bounce[1]: I: sender delay notification: J',
  'postfix/bounce[1]: I: postmaster non-delivery notification: J',
  'postfix/qmgr[1]: I: from=<bob@test.example>, status=expired, returned to sender',
  'postfix/qmgr[1]: I: from=<bob@test.example>, status=force-expired, returned to sender',
  'postfix/qmgr[1]: I: removed',
  'postfix/postsuper[1]: I: placed on hold',
  'postfix/postsuper[1]: I: released from hold',
  'postfix/postsuper[1]: I: requeued',
  'postfix/postsuper[1]: I: removed',
  'postfix/smtpd[1]: NOQUEUE: reject: RCPT from h[192.0.2.9]: 554 5.7.1 <bob@test.example>: SASL login name rejected: Sending suspended; from=<s@x.example> to=<r@y.example> proto=ESMTP helo=<pc>',
  'postfix/smtpd[1]: I: reject: RCPT from h[192.0.2.9]:33: 550 5.1.1 <no@y.example>: Recipient address rejected: User unknown; from=<> to=<no@y.example> proto=ESMTP helo=<pc> sasl_method=PLAIN sasl_username=bob@test.example',
  'postfix/smtpd[1]: warning: h[192.0.2.9]: SASL LOGIN authentication failed: (reason unavailable), sasl_username=spammer@test.example',
  'postfix/smtpd[1]: connect from localhost[127.0.0.1]',
  'postfix/smtpd[1]: disconnect from localhost[127.0.0.1] ehlo=1 auth=1 mail=1 rcpt=3 data=1 quit=1 commands=8',
  'postfix/master[1]: daemon started -- version 3.11.0, configuration /etc/postfix',
  'dovecot: imap-login: Login: user=<alice@test.example>, method=PLAIN, rip=192.0.2.1',
]

const STAMPS = ['Nov 24 02:47:16 ', 'Nov  4 02:47:16 ', 'Nov 4 02:47:16.123 ', '2026-11-24T02:47:16.123456+01:00 ', '2026-11-30 02:47:16Z ', '2024-02-29T02:47:16 ']

/** Lines with every wording, in a random order, of a few messages whose ids are used again. */
export function mixedLines(count: number, int: (n: number) => number): string[] {
  const ids = ['7A5BC23E93A', 'ABCDEF1', '4jXmKD05rZz9mnD', '325C423F246', 'C0FFEE99']
  return Array.from({ length: count }, () => {
    const text = TEXTS[int(TEXTS.length)] as string
    const withIds = text.replace(/\bI\b/, ids[int(ids.length)] as string).replace(/\bJ\b/, ids[int(ids.length)] as string)
    return `${STAMPS[int(STAMPS.length)]}vm ${withIds}`
  })
}
