import { expect, test } from 'vitest'
import { maskSecrets } from './mask-secrets.ts'

test.each([
  ['tls-privatekey-password = two words', 'tls-privatekey-password = …'],
  ['hide mysql_servers = localhost/exim/exim/geheim', 'hide mysql_servers = …'],
  ['hide pgsql_password = geheim', 'hide pgsql_password = …'],
  ['server_args = --tls-privatekey-password=geheim -f /etc/a.conf qmail-smtpd', 'server_args = --tls-privatekey-password=… -f /etc/a.conf qmail-smtpd'],
  [`exec env DB_PASSWORD='zwei worte' tcpserver 0 465`, 'exec env DB_PASSWORD=… tcpserver 0 465'],
  ['x = ldap://user:geheim@ldap.example/', 'x = ldap://user:…@ldap.example/'],
  ['  -o smtpd_tls_wrappermode=no', '  -o smtpd_tls_wrappermode=no'],
])('%s', (line, masked) => {
  expect(maskSecrets(line)).toBe(masked)
})
