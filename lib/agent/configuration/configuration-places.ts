import { knownFiles } from '../../configurations/known-files.ts'
import type { HostFiles } from '../../configurations/configuration.ts'
import type { AgentConfig } from '../agent-config.ts'

/** Where an agent finds the configuration of its host. */
export interface ConfigurationPlaces {
  root: string
  /** The files to begin with; what they name is read too. Asked for anew at each look, since services come and go. */
  files(seen: Pick<HostFiles, 'list' | 'stat'>): string[]
}

/** The files of the host's own kind of mail server, or those that its admin named in `agent.json`. */
export function placesOf({ mta, options, configuration }: Pick<AgentConfig, 'mta' | 'options' | 'configuration'>): ConfigurationPlaces {
  const root = configuration?.root ?? '/'
  const named = configuration?.files
  if (named) return { root, files: () => named }
  if (mta === 'postfix') {
    const folder = typeof options.configDirectory === 'string' ? options.configDirectory : '/etc/postfix'
    return { root, files: () => [`${folder}/main.cf`, `${folder}/master.cf`] }
  }
  const isExim = (file: string) => /exim/.test(file)
  return { root, files: (seen) => knownFiles(seen).filter((file) => (mta === 'exim') === isExim(file) && !/\/postfix\//.test(file)) }
}
