import { join } from 'node:path'
import { MAIL_UID } from './dovecot.ts'
import type { PostfixPlan } from './postfix.ts'

/** main.cf of a Postfix of its own. */
export function mainConfiguration(plan: PostfixPlan): string {
  const { folder } = plan
  const domains = [...new Set(plan.mailboxes.map((address) => address.slice(address.indexOf('@') + 1)))]
  const etc = join(folder, 'etc')
  const settings: Record<string, string> = {
    compatibility_level: '3.6',
    queue_directory: join(folder, 'queue'),
    data_directory: join(folder, 'data'),
    maillog_file: join(folder, 'log', 'mail.log'),
    maillog_file_prefixes: join(folder, 'log'),
    myhostname: plan.hostName,
    mydestination: '',
    mynetworks: '127.255.255.254/32',
    // Only addresses that an interface names may stand here; the services of master.cf say where they really listen.
    inet_interfaces: '127.0.0.1',
    inet_protocols: 'ipv4',
    alias_maps: '',
    local_recipient_maps: '',
    disable_dns_lookups: 'yes',
    smtp_host_lookup: 'native',
    transport_maps: `lmdb:${etc}/transport`,
    // What no route names is deferred by error(8): it stays in the queue and never leaves this machine.
    default_transport: 'retry:4.4.1 no route to this domain in the lab',
    virtual_mailbox_domains: domains.join(', '),
    virtual_mailbox_base: plan.mailFolder,
    virtual_mailbox_maps: `lmdb:${etc}/mailboxes`,
    virtual_uid_maps: `static:${MAIL_UID}`,
    virtual_gid_maps: `static:${MAIL_UID}`,
    smtpd_sasl_auth_enable: 'yes',
    smtpd_sasl_type: 'dovecot',
    smtpd_sasl_path: plan.authSocket,
    smtpd_relay_restrictions: 'permit_sasl_authenticated, reject_unauth_destination',
    smtpd_client_connection_count_limit: '0',
    smtpd_peername_lookup: 'no',
    enable_long_queue_ids: 'yes',
    ...plan.settings,
  }
  return Object.entries(settings).map(([name, value]) => `${name} = ${value}\n`).join('')
}

/** master.cf with the two services of the plan and the usual ones of Postfix, none of them in a chroot. */
export function masterConfiguration({ address, smtpPort, submissionPort }: Pick<PostfixPlan, 'address' | 'smtpPort' | 'submissionPort'>): string {
  return `${address}:${smtpPort} inet n - n - - smtpd
${address}:${submissionPort} inet n - n - - smtpd
  -o syslog_name=postfix/submission
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
local unix - n n - - local
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
`
}
