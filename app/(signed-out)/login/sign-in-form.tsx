import { useTranslations } from 'next-intl'
import { Field } from '../../../components/ui/field.tsx'
import { NoticeBox } from '../../../components/ui/notice-box.tsx'
import { PasswordField } from './password-field.tsx'
import type { SignInMessage } from './sign-in-message.ts'
import { SubmitSignIn } from './submit-sign-in.tsx'

/** A plain form to the sign-in's own address: works without JavaScript. */
export function SignInForm({ csrfToken, message }: { csrfToken: string; message: Exclude<SignInMessage, 'link-dead'> | undefined }) {
  const t = useTranslations('access.signIn')

  return (
    <section aria-labelledby="sign-in" className="rounded-card border border-line bg-surface p-8 max-md:p-5">
      <h1 id="sign-in" className="mb-5 text-title">
        {t('title')}
      </h1>
      <form method="post" action="/api/auth/callback/password" className="flex flex-col gap-4">
        <input type="hidden" name="csrfToken" value={csrfToken} />
        <input type="hidden" name="callbackUrl" value="/" />
        {message && (
          <div role="alert">
            <NoticeBox tone={message === 'ended' ? 'ok' : 'bad'} title={t(message)} />
          </div>
        )}
        <Field label={t('email')} name="email" type="email" autoComplete="username" required fieldSize="login" maxLength={320} />
        <PasswordField label={t('password')} />
        <SubmitSignIn words={t('submit')} />
      </form>
    </section>
  )
}
