import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import * as z from 'zod'
import { hostName } from '../protocol/joining.ts'
import { hostKind } from '../protocol/readings.ts'

/** `address:port` or `[v6]:port`; port 0 takes a free one. */
export const listenAddress = z
  .string()
  .regex(/^(\[[0-9a-fA-F:.]+\]|[0-9A-Za-z.-]+):\d{1,5}$/, 'written as HOST:PORT')
  .transform((text) => {
    const at = text.lastIndexOf(':')
    return { address: text.slice(0, at).replace(/^\[|\]$/g, ''), port: Number(text.slice(at + 1)) }
  })
  .refine(({ port }) => port <= 65_535, 'no such port')

/** Where the host's configuration lies: below another root than `/`, in other files than those of custom. */
export const configurationPlace = z.strictObject({ root: z.string().min(1).default('/'), files: z.array(z.string().regex(/^\//, 'written from the root')).max(500).optional() })
export type ConfigurationPlace = z.infer<typeof configurationPlace>

/** The file `agent.json` in the agent's folder. `options` belong to the mail server's driver, which checks them. */
const agentConfig = z.strictObject({
  host: hostName,
  listen: z.string(),
  mta: hostKind,
  options: z.record(z.string(), z.unknown()).default({}),
  configuration: configurationPlace.optional(),
})
export type AgentConfig = z.infer<typeof agentConfig>

export type AgentFolder = { config: string; key: string; certificate: string; ca: string; join: string; journal: string }

export function agentFolder(folder: string): AgentFolder {
  const at = (name: string) => path.join(folder, name)
  return {
    config: at('agent.json'),
    key: at('key.pem'),
    certificate: at('certificate.pem'),
    ca: at('ca.pem'),
    join: at('join.json'),
    journal: at('journal.db'),
  }
}

/** Reads and checks the configuration. Throws a sentence for the admin. */
export function readConfig(folder: string): AgentConfig {
  const file = agentFolder(folder).config
  try {
    const config = agentConfig.parse(JSON.parse(readFileSync(file, 'utf8')))
    listenAddress.parse(config.listen)
    return config
  } catch (error) {
    throw new Error(`${file} cannot be used; was the agent joined?`, { cause: error })
  }
}

export function writeConfig(folder: string, config: AgentConfig): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  writeWhole(agentFolder(folder).config, `${JSON.stringify(config, null, 2)}\n`)
}

/** Writes beside and renames, so that a crash leaves the old file or the new one. Readable by the agent alone. */
export function writeWhole(file: string, text: string): void {
  const beside = `${file}.new`
  writeFileSync(beside, text, { mode: 0o600, flush: true })
  renameSync(beside, file)
}
