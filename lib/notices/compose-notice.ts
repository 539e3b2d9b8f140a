import type { Language, NoticeFacts, NoticeKind, NoticeText } from './notice.ts'
import { englishNotice } from './texts/en.ts'
import { germanNotice } from './texts/de.ts'

/** Subject and text of a notice, exactly as they are sent but for the portal link (see PORTAL_LINK_MARK). */
export function composeNotice(language: Language, kind: NoticeKind, facts: NoticeFacts): NoticeText {
  switch (language) {
    case 'de':
      return germanNotice(kind, facts)
    case 'en':
      return englishNotice(kind, facts)
  }
}
