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

export function openPostfix(files: HostFiles, folder: string): PostfixHost {
  const main = `${folder}/main.cf`
  const master = `${folder}/master.cf`
  const mainText = files.read(main)
  const masterText = files.read(master)
  return {
    folder,
    main: mainText.state === 'read' ? { file: main, text: mainText.text, parameters: parseMain(mainText.text) } : undefined,
    master: masterText.state === 'read' ? { file: master, text: masterText.text, services: parseMaster(masterText.text) } : undefined,
  }
}

/** Folders of Postfix among the files given. */
export function postfixFolders(given: string[]): string[] {
  return [...new Set(given.filter((file) => /(^|\/)(main|master)\.cf$/.test(file)).map(folderOf))]
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
