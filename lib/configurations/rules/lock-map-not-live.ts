import type { Verdict } from '../configuration.ts'
import type { HostConfiguration } from '../host-configuration.ts'
import { liveMap, mapType } from '../postfix/map-type.ts'
import { isOfPlesk, type PostfixHost } from '../postfix/postfix-host.ts'
import { accountMaps, type AccountMap } from '../postfix/restrictions.ts'
import { fail, lineAt, pass, replaceLine, unknown } from '../report-verdicts.ts'
import { rewritesPostfix } from '../rewritten-by.ts'

const ID = 'lock-map-not-live'

/** A lock must act in sessions that are open, without a reload. */
export function lockMapNotLive(host: HostConfiguration): Verdict[] {
  return host.postfixes.flatMap((postfix) => accountMaps(postfix).map((each) => ofMap(host, postfix, each)))
}

function ofMap({ files }: HostConfiguration, postfix: PostfixHost, { file, line, raw, map }: AccountMap): Verdict {
  const type = mapType(map)
  if (type === 'live') return pass(ID, file)
  if (type === 'unknown') return unknown(ID, file, `could not tell: ${raw} in line ${line} names no type of map that is known${map.startsWith(':') || raw.includes('default_database_type') ? ' (default_database_type is what Postfix was built with)' : ''}`)
  const cure = liveMap(map)
  const text = lineAt(files, { file, line })
  return fail(files, {
    id: ID,
    at: { file, line },
    message: type === 'reload' ? `A lock in ${map} acts only after a reload of Postfix; sessions that are open never see it.` : `A lock in ${map} does not act in sessions that are open: who is logged in goes on sending.`,
    steps: [replaceLine({ file, line }, text.replace(raw, () => cure.map))],
    words: cure.isAnew ? `Write the locked accounts into ${cure.path}, one a line: "NAME REJECT 5.7.1 Sending is suspended".` : 'It needs the package postfix-lmdb (Debian) and "lmdb" in the answer of "postconf -m".',
    then: [`postmap lmdb:${cure.path}`, 'postfix reload'],
    source: 'tried with Postfix 3.7 map by map: only lmdb, sqlite, socketmap and tcp act in an open session; DATABASE_README',
    rewrittenBy: rewritesPostfix(isOfPlesk(postfix), file),
  })
}
