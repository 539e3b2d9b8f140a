import 'server-only'
import { may } from '../access/permissions.ts'
import type { Viewer } from '../access/viewer.ts'
import type { Db } from '../db.ts'
import { composeNotice } from './compose-notice.ts'
import { readDesk } from './desk-records.ts'
import type { DeskSetting } from './desk.ts'
import { languages, noticeKinds, type Language, type NoticeKind, type NoticeText } from './notice.ts'
import { sampleFacts } from './sample-facts.ts'

export type NoticesForAdmin = { desk: DeskSetting; samples: { kind: NoticeKind; texts: Record<Language, NoticeText> }[] }

/** Who the provider is to his customers, and every notice as it would read; null for whoever does not configure. */
export async function getNoticesForAdmin(db: Db, viewer: Pick<Viewer, 'roles'>, now: Date): Promise<NoticesForAdmin | null> {
  if (!may(viewer, 'configure')) return null
  const desk = await readDesk(db)
  const textsOf = (kind: NoticeKind) => Object.fromEntries(languages.map((language) => [language, composeNotice(language, kind, sampleFacts(kind, desk, now))])) as Record<Language, NoticeText>
  return { desk, samples: noticeKinds.map((kind) => ({ kind, texts: textsOf(kind) })) }
}
