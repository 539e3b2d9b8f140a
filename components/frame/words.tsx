import { NextIntlClientProvider } from 'next-intl'
import { getMessages } from 'next-intl/server'
import type { ReactNode } from 'react'
import type { Messages, Namespace } from '../../lib/i18n/messages.ts'

/**
 * Hands words to the parts that run in the browser: those of the frame always, those of `namespaces` besides. Server
 * components need none of this. An inner Words replaces an outer one, so name all that is used below it.
 */
export async function Words({ namespaces, children }: { namespaces: readonly Namespace[]; children: ReactNode }) {
  const all: Messages = await getMessages()
  const wanted: readonly Namespace[] = ['ui', 'frame', ...namespaces]
  const messages = Object.fromEntries(wanted.map((namespace) => [namespace, all[namespace]]))

  return <NextIntlClientProvider messages={messages}>{children}</NextIntlClientProvider>
}
