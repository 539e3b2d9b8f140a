import { chown, mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { MARKER } from '../../carry-out/take-reports.ts'
import type { PostfixInstance } from './postfix-options.ts'
import { mustRun, runProgram } from './run-program.ts'
import { writeFileDurably } from './write-file-durably.ts'

const SERVICE = 'relayward-reports'
/** A domain that never is anybody's (RFC 6761): its mail goes to our service alone. */
const DOMAIN = 'relayward.invalid'
const ADDRESS = `${SERVICE}@${DOMAIN}`

/** Delivery reports by RFC 3464, and those that Exim and qmail write in words. A copy is added; the mail goes on as it is. */
const HEADER_CHECKS = `# Written by relayward agent setup: a copy of each delivery report falls into the agent's folder.
/^Content-Type:[[:space:]]*multipart\\/report/ BCC ${ADDRESS}
/^X-Failed-Recipients:/ BCC ${ADDRESS}
/^Subject:[[:space:]]*failure notice/ BCC ${ADDRESS}
`

/** Puts header checks, a route and a service for copies of delivery reports into a copy of the configuration. */
export async function copyReports(instance: PostfixInstance, copy: string, folder: string): Promise<void> {
  if (!path.isAbsolute(folder) || !/^[\w./+-]+$/.test(folder)) throw new Error(`${folder}: the folder for reports is named by its whole path, without blanks`)
  const valueOf = async (name: string) => (await mustRun(instance.run.postconf, ['-c', copy, '-h', name])).trim()
  const checks = `regexp:${checksFile(instance)}`
  const route = `inline:{{${DOMAIN}=${SERVICE}:}}`
  await mustRun(instance.run.postconf, [
    '-c', copy, '-e',
    `header_checks = ${withFirst(checks, await valueOf('header_checks'))}`,
    `transport_maps = ${withFirst(route, await valueOf('transport_maps'))}`,
  ])
  const { uid, gid } = await ownerOf()
  await mustRun(instance.run.postconf, ['-c', copy, '-M', `${SERVICE}/unix=${SERVICE} unix - n n - - virtual`])
  const options = {
    virtual_mailbox_base: path.dirname(folder), virtual_mailbox_maps: `static:${path.basename(folder)}/`,
    virtual_uid_maps: `static:${uid}`, virtual_gid_maps: `static:${gid}`, virtual_minimum_uid: '1',
  }
  await mustRun(instance.run.postconf, ['-c', copy, '-P', ...Object.entries(options).map(([name, value]) => `${SERVICE}/unix/${name}=${value}`)])
}

/** Makes the folder, with the mark that its mail is for the agent alone, and the file of header checks. */
export async function makeReportsFolder(instance: PostfixInstance, folder: string): Promise<void> {
  const { uid, gid } = await ownerOf()
  for (const name of ['', 'new', 'cur', 'tmp']) {
    await mkdir(path.join(folder, name), { recursive: true, mode: 0o700 })
    await chown(path.join(folder, name), uid, gid)
  }
  await writeFile(path.join(folder, MARKER), 'What lies here is deleted once it was counted.\n')
  writeFileDurably(checksFile(instance), HEADER_CHECKS, 0o644)
}

function checksFile({ configDirectory }: PostfixInstance): string {
  return path.join(configDirectory, 'relayward_reports')
}

function withFirst(ours: string, others: string): string {
  return others.includes(ours) ? others : [ours, others].filter((part) => part !== '').join(', ')
}

/** Postfix delivers as somebody who owns nothing else. */
async function ownerOf(): Promise<{ uid: number; gid: number }> {
  const idOf = async (flag: string) => Number((await runProgram('id', [flag, 'nobody'])).stdout.trim())
  const [uid, gid] = [await idOf('-u'), await idOf('-g')]
  if (!Number.isInteger(uid) || uid < 1 || !Number.isInteger(gid)) throw new Error('there is no user nobody on this host')
  return { uid, gid }
}
