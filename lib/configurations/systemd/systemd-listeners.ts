import { baseName, folderOf } from '../commands/base-name.ts'
import { splitScript } from '../commands/split-script.ts'
import type { HostFiles, Word } from '../configuration.ts'
import { linesOf } from '../lines.ts'
import type { Listener } from '../listener.ts'
import { portNumber } from '../ports.ts'

interface Setting {
  name: string
  value: string
  line: number
}

/** What systemd would listen for by the socket units given, with the units that they start. */
export function systemdListeners(files: HostFiles, given: string[]): Listener[] {
  return given.filter((file) => file.endsWith('.socket')).flatMap((file) => {
    const socket = settingsOf(files, file) ?? []
    const unit = unitOf(files, file, socket)
    const service = unit === undefined ? undefined : settingsOf(files, unit)
    if (unit === undefined || !service) return []
    return socket.filter(({ name }) => name === 'ListenStream').flatMap(({ value }) => toListener(unit, service, value))
  })
}

function unitOf(files: HostFiles, socket: string, settings: Setting[]): string | undefined {
  const name = baseName(socket).replace(/\.socket$/, '')
  const names = [settings.find((each) => each.name === 'Service')?.value, `${name}@.service`, `${name}.service`].filter((each) => each !== undefined)
  return names.map((each) => `${folderOf(socket)}/${each}`).find((path) => files.read(path).state === 'read')
}

function settingsOf(files: HostFiles, file: string): Setting[] | undefined {
  const look = files.read(file)
  if (look.state !== 'read') return undefined
  const settings: Setting[] = []
  let open: Setting | undefined
  linesOf(look.text).forEach((raw, index) => {
    const line = raw.trim()
    if (line === '' || /^[#;[]/.test(line)) return
    const match = open ? undefined : /^([A-Za-z]+)\s*=\s*(.*)$/.exec(line)
    if (open) open.value += ` ${line}`
    else if (match) settings.push((open = { name: match[1] as string, value: match[2] as string, line: index + 1 }))
    if (open?.value.endsWith('\\')) open.value = open.value.slice(0, -1).trimEnd()
    else open = undefined
  })
  return settings
}

function toListener(file: string, service: Setting[], listen: string): Listener[] {
  const start = service.findLast(({ name }) => name === 'ExecStart')
  if (!start) return []
  const at = { file, line: start.line }
  const words: Word[] = (splitScript(start.value.replace(/^[-@:+!|]+/, ''))[0] ?? []).map(({ text }) => ({ ...at, text }))
  const [, address, port] = /^(?:(.*):)?(\d+)$/.exec(listen) ?? []
  return [{
    by: 'systemd',
    at,
    name: listen,
    port: port === undefined ? undefined : portNumber(port),
    address,
    user: service.findLast(({ name }) => name === 'User')?.value ?? 'root',
    words,
    env: service.filter(({ name }) => name === 'Environment').flatMap(({ value, line }) => (splitScript(value)[0] ?? []).map(({ text }) => ({ file, line, text }))),
  }]
}
