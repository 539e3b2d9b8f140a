import { joinToken, type JoinToken } from '../protocol/joining.ts'
import { listenAddress, writeConfig, type AgentConfig, type ConfigurationPlace } from './agent-config.ts'
import { makeIdentity } from './server/agent-identity.ts'

export type JoinInput = { folder: string; token: string; listen: string; mta: AgentConfig['mta']; options: Record<string, unknown>; configuration?: ConfigurationPlace }

/**
 * Prepares this host for the desk: its own key, the desk's CA, the token's secret, the configuration. From then on
 * `agent run` waits for the desk's call. Throws when the token or the address is not sound. Answers the host's name.
 */
export function joinAgent(input: JoinInput): string {
  const token = readToken(input.token)
  listenAddress.parse(input.listen)
  writeConfig(input.folder, { host: token.host, listen: input.listen, mta: input.mta, options: input.options, ...(input.configuration && { configuration: input.configuration }) })
  makeIdentity(input.folder, token)
  return token.host
}

/** The token as the desk wrote it: base64url of JSON. */
export function readToken(text: string): JoinToken {
  try {
    return joinToken.parse(JSON.parse(Buffer.from(text.trim(), 'base64url').toString('utf8')))
  } catch (error) {
    throw new Error('this is no join token of the desk; copy it whole', { cause: error })
  }
}
