import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { redirect } from 'next/navigation'
import { csrfTokenForForm } from '../../../lib/access/auth-form-views.ts'
import { homeOf } from '../../../lib/access/permissions.ts'
import { currentViewer } from '../../../lib/access/viewer.ts'
import { deskForVisitor } from '../../../lib/notices/desk-views.ts'
import { CustomerHelp } from './customer-help.tsx'
import { SignInForm } from './sign-in-form.tsx'
import { signInMessage } from './sign-in-message.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('access.signIn'))('title') }
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

/** Staff sign in at the left; the customer who landed here finds his way at the right. */
export default async function LoginPage({ searchParams }: Props) {
  const viewer = await currentViewer()
  const home = viewer && homeOf(viewer.roles)
  if (home) redirect(home)

  const [t, desk, csrfToken, asked] = await Promise.all([getTranslations('access'), deskForVisitor(), csrfTokenForForm(), searchParams])
  const message = signInMessage(asked)

  return (
    <>
      <main className="mx-auto grid w-full max-w-226 flex-1 content-center items-center gap-x-18 gap-y-10 px-4 pb-16 md:grid-cols-2 max-md:content-start max-md:pt-4">
        <SignInForm csrfToken={csrfToken} message={message === 'link-dead' ? undefined : message} />
        <CustomerHelp desk={desk} isLinkDead={message === 'link-dead'} />
      </main>
      <footer className="flex flex-wrap justify-between gap-2 px-8 pb-6 text-label text-text-2 max-md:px-5">
        <span>{desk.providerName}</span>
        <span>{t('signIn.session')}</span>
      </footer>
    </>
  )
}
