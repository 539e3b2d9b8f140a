import { folderOf } from '../commands/base-name.ts'
import type { HostFiles, Place } from '../configuration.ts'
import { portNumber } from '../ports.ts'
import { expandParameter } from './expand-parameter.ts'
import { parseMain, type MainParameter } from './parse-main.ts'
import { parseMaster, type MasterOverride, type MasterService } from './parse-master.ts'

/** One Postfix instance: its main.cf and master.cf, those of the two that could be read. */
export interface PostfixHost {
  folder: string
  main: { file: string; text: string; parameters: Map<string, MainParameter> } | undefined
  master: { file: string; text: string; services: MasterService[] } | undefined
}

/** What is set for a service, and where; `text` is expanded. */
export interface Setting extends Place {
  text: string
  raw: string
  by: 'main' | 'master'
}

export function openPostfix(files: HostFiles, { folder, main, master }: PostfixFiles): PostfixHost {
  const mainText = files.read(main)
  const masterText = files.read(master)
  return {
    folder,
    main: mainText.state === 'read' ? { file: main, text: mainText.text, parameters: parseMain(mainText.text) } : undefined,
    master: masterText.state === 'read' ? { file: master, text: masterText.text, services: parseMaster(masterText.text) } : undefined,
  }
}

/** The two files of one instance. */
export interface PostfixFiles {
  folder: string
  main: string
  master: string
}

export function filesIn(folder: string): PostfixFiles {
  return { folder, main: `${folder}/main.cf`, master: `${folder}/master.cf` }
}

/** The instances among the files given: one of each belongs together wherever they lie, several by their folders. */
export function postfixInstances(mains: string[], masters: string[]): PostfixFiles[] {
  const [main, master] = [mains[0], masters[0]]
  if (mains.length === 1 && masters.length === 1 && main !== undefined && master !== undefined) return [{ folder: folderOf(main), main, master }]
  const folders = [...new Set([...mains, ...masters].map(folderOf))]
  return folders.map((folder) => {
    const own = (files: string[]) => files.find((file) => folderOf(file) === folder)
    const custom = filesIn(folder)
    return { folder, main: own(mains) ?? custom.main, master: own(masters) ?? custom.master }
  })
}

/** Does this look like a main.cf? */
export function isMain(text: string): boolean {
  return /^(smtpd_\w+_restrictions|smtpd_tls_\w+|smtpd_banner|mydestination|mynetworks|inet_interfaces|enable_long_queue_ids|alias_maps|queue_directory|compatibility_level)[ \t]*=/m.test(text)
}

/** Does this look like a master.cf? */
export function isMaster(text: string): boolean {
  return /^\S+[ \t]+(inet|unix|fifo|pass|unix-dgram)[ \t]+[yn-][ \t]+[yn-][ \t]+[yn-][ \t]/m.test(text)
}

/** The value of a parameter as the program of a service finds it (without one: as main.cf says). */
export function settingOf(host: PostfixHost, name: string, service?: MasterService): Setting | undefined {
  const override = service?.overrides.findLast((each) => each.name === name)
  const parameter = host.main?.parameters.get(name)
  const found = override ?? parameter
  if (!found) return undefined
  const by = override ? 'master' : 'main'
  const file = (override ? host.master?.file : host.main?.file) as string
  return { file, line: found.line, raw: found.value, text: expandFor(host, found.value, service), by }
}

export function expandFor(host: PostfixHost, value: string, service?: MasterService): string {
  return expandParameter(value, (name) => {
    const set = service?.overrides.findLast((each: MasterOverride) => each.name === name)?.value ?? host.main?.parameters.get(name)?.value
    if (set !== undefined) return set
    if (name === 'config_directory') return host.folder
    return name === 'mydomain' ? domainOf(host.main?.parameters.get('myhostname')?.value) : undefined
  }).trim()
}

/** Postfix takes the name of the host without its first part. */
function domainOf(hostName: string | undefined): string | undefined {
  const at = hostName?.indexOf('.') ?? -1
  return at < 0 || hostName?.includes('$') ? undefined : hostName?.slice(at + 1)
}

/** `yes` or `no` as Postfix reads it; undefined when it is neither. */
export function isYes(text: string | undefined): boolean | undefined {
  const word = text?.trim().toLowerCase()
  return word === 'yes' ? true : word === 'no' ? false : undefined
}

/** Port and address of a service that listens on the net. */
export function listensAt(service: MasterService): { address: string; port: number | undefined } | undefined {
  if (service.type !== 'inet') return undefined
  const match = /^(?:(\[[^\]]*\]|[^:]*):)?([^:]+)$/.exec(service.name)
  return match ? { address: match[1] ?? '', port: portNumber(match[2] as string) } : { address: '', port: undefined }
}

/** Services that speak SMTP with clients: smtpd itself, also behind postscreen. */
export function smtpServices(host: PostfixHost): MasterService[] {
  return (host.master?.services ?? []).filter(({ type, command }) => command === 'smtpd' && (type === 'inet' || type === 'pass'))
}

/** A main.cf or master.cf that a panel writes. */
export function isOfPlesk(host: PostfixHost): boolean {
  return /plesk|\/psa\//i.test(`${host.main?.text ?? ''}\n${host.master?.text ?? ''}`)
}
