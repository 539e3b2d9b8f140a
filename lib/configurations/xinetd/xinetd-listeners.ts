import type { HostFiles, Place, Word } from '../configuration.ts'
import type { Listener } from '../listener.ts'
import { portNumber } from '../ports.ts'
import { parseXinetd, type XinetdAttribute, type XinetdFile, type XinetdService } from './parse-xinetd.ts'

const FILES_MAX = 500

/** What xinetd would listen for, out of the files given and those they include. */
export function xinetdListeners(files: HostFiles, given: string[]): Listener[] {
  const all = withIncluded(files, given)
  const defaults = all.flatMap(({ parsed }) => parsed.defaults)
  const isIncluded = (file: string) => !all.some(({ parsed }) => parsed.includes.some(({ path }) => leavesOut(path, file)))
  return all.filter(({ file }) => isIncluded(file)).flatMap(({ file, parsed }) => {
    return parsed.services.filter((service) => isOn(service, defaults)).map((service) => toListener(file, service, defaults))
  })
}

function withIncluded(files: HostFiles, given: string[]): { file: string; parsed: XinetdFile }[] {
  const found = new Map<string, XinetdFile>()
  const waiting = [...given]
  for (let file = waiting.shift(); file !== undefined && found.size < FILES_MAX; file = waiting.shift()) {
    if (found.has(file)) continue
    const look = files.read(file)
    if (look.state !== 'read') continue
    const parsed = parseXinetd(look.text)
    found.set(file, parsed)
    for (const { kind, path } of parsed.includes) {
      if (kind === 'include') waiting.push(path)
      else waiting.push(...(files.list(path) ?? []).filter(isRead).sort().map((name) => `${path.replace(/\/$/, '')}/${name}`))
    }
  }
  return [...found].map(([file, parsed]) => ({ file, parsed }))
}

/** xinetd passes over names with a dot or with a tilde at the end. */
function isRead(name: string): boolean {
  return !name.includes('.') && !name.endsWith('~')
}

function leavesOut(folder: string, file: string): boolean {
  const at = `${folder.replace(/\/$/, '')}/`
  return file.startsWith(at) && !isRead(file.slice(at.length))
}

/** Attributes that stand once: xinetd keeps the first and complains about others. */
function first(service: XinetdService, name: string): XinetdAttribute | undefined {
  return service.attributes.find((each) => each.name === name)
}

function isOn(service: XinetdService, defaults: XinetdAttribute[]): boolean {
  // xinetd leaves a service out, too, whose `disable` it does not understand.
  const disable = first(service, 'disable')?.values[0]?.toLowerCase()
  if (disable !== undefined && disable !== 'no') return false
  const id = first(service, 'id')?.values[0] ?? service.name
  const names = (name: string) => defaults.filter((each) => each.name === name).flatMap(({ values, operator }) => (operator === '-=' ? [] : values))
  const enabled = defaults.some((each) => each.name === 'enabled')
  return !names('disabled').includes(id) && (!enabled || names('enabled').includes(id))
}

function toListener(file: string, service: XinetdService, defaults: XinetdAttribute[]): Listener {
  const port = first(service, 'port')
  const args = first(service, 'server_args')
  const server = first(service, 'server')
  const at: Place = { file, line: (args ?? server ?? port ?? service).line }
  const words: Word[] = [...(server?.values.slice(0, 1).map((text) => ({ text, file, line: server.line })) ?? []), ...(args?.values.map((text) => ({ text, file, line: args.line })) ?? [])]
  const env = service.attributes.filter((each) => each.name === 'env' && each.operator !== '-=')
  return {
    by: 'xinetd',
    at,
    name: service.name,
    port: portNumber(port?.values[0] ?? service.name),
    address: first(service, 'bind')?.values[0] ?? first(service, 'interface')?.values[0] ?? defaults.find((each) => each.name === 'bind')?.values[0],
    user: first(service, 'user')?.values[0],
    words,
    env: env.flatMap(({ values, line }) => values.map((text) => ({ text, file, line }))),
    isForwarded: first(service, 'redirect') !== undefined,
  }
}
