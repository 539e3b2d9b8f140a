import type { Verdict } from '../configuration.ts'
import type { HostConfiguration } from '../host-configuration.ts'
import { liveMap, mapType } from '../postfix/map-type.ts'
import { isOfPlesk, type PostfixHost } from '../postfix/postfix-host.ts'
import { accountMaps, type AccountMap } from '../postfix/restrictions.ts'
import { fail, lineAt, pass, replaceLine, unknown } from '../report-verdicts.ts'
import { rewritesPostfix } from '../rewritten-by.ts'
import { say } from '../sentences.ts'

const ID = 'lock-map-not-live'

/** A lock must act in sessions that are open, without a reload. */
export function lockMapNotLive(host: HostConfiguration): Verdict[] {
  return host.postfixes.flatMap((postfix) => accountMaps(postfix).map((each) => ofMap(host, postfix, each)))
}

function ofMap({ files }: HostConfiguration, postfix: PostfixHost, { file, line, raw, map }: AccountMap): Verdict {
  const type = mapType(map)
  if (type === 'live') return pass(ID, file)
  if (type === 'unknown') return unknown(ID, file, say(map.startsWith(':') || raw.includes('default_database_type') ? 'unclear-map-default' : 'unclear-map', { map: raw, line }))
  const cure = liveMap(map)
  const text = lineAt(files, { file, line })
  return fail(files, {
    id: ID,
    at: { file, line },
    message: say(type === 'reload' ? 'lock-after-reload' : 'lock-in-fresh-sessions', { map }),
    steps: [replaceLine({ file, line }, text.replace(raw, () => cure.map))],
    words: cure.isAnew ? say('write-locked-accounts', { path: cure.path }) : say('needs-lmdb'),
    then: [`postmap lmdb:${cure.path}`, 'postfix reload'],
    source: say('source-lock-maps'),
    rewrittenBy: rewritesPostfix(isOfPlesk(postfix), file),
  })
}
