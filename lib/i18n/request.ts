import { getRequestConfig } from 'next-intl/server'
import { cookies, headers } from 'next/headers'
import { currentViewer } from '../access/viewer.ts'
import { webDesk } from '../access/web-desk.ts'
import { deskForVisitor } from '../notices/desk-views.ts'
import { asLanguage, chooseLanguage, LANGUAGE_COOKIE, type Language } from './language.ts'
import { MESSAGES } from './messages.ts'

/** Language of a request: the person's setting, else the cookie, else what the browser asks for. No path prefix. */
const requestConfig = getRequestConfig(async () => {
  const locale = await languageOfRequest()
  const { timeZone } = await deskForVisitor()

  return {
    locale,
    messages: MESSAGES[locale],
    timeZone,
    now: new Date(),
    onError: (error) => webDesk().log.error({ err: error }, 'words missing'),
    getMessageFallback: ({ key, namespace }) => [namespace, key].filter(Boolean).join('.'),
  }
})

export default requestConfig

async function languageOfRequest(): Promise<Language> {
  const viewer = await currentViewer()
  const cookie = (await cookies()).get(LANGUAGE_COOKIE)?.value
  return viewer?.language ?? asLanguage(cookie) ?? chooseLanguage((await headers()).get('accept-language'))
}
