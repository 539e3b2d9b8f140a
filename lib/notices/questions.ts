import type { QuestionNumber } from '../tickets/ticket.ts'
import type { Language } from './notice.ts'

/** The three questions, word for word as every notice and every form asks them. */
export const QUESTION_TEXTS: Record<Language, Record<QuestionNumber, string>> = {
  de: {
    1: 'Was genau war die Ursache für den Spam?',
    2: 'Was genau haben Sie unternommen, damit das künftig nicht mehr passiert?',
    3: 'Bestätigen Sie ausdrücklich, dass Sie Ihre lokale Mail-Warteschlange (Mail Queue) geleert haben?',
  },
  en: {
    1: 'What exactly was the cause of the spam?',
    2: 'What exactly have you done to prevent it in future?',
    3: 'Do you explicitly confirm that you have emptied your local mail queue?',
  },
}

/** How to look at and clean a local mail queue, per kind of server. Commands that only show come first. */
export const QUEUE_HELP: { server: 'Postfix' | 'Exim' | 'Exchange' | 'Plesk'; look: string; clean: string }[] = [
  // postqueue(1), postsuper(1)
  { server: 'Postfix', look: 'postqueue -p', clean: 'postsuper -d QUEUE_ID' },
  // exim(8): -bp lists, -Mrm removes
  { server: 'Exim', look: 'exim -bp', clean: 'exim -Mrm MESSAGE_ID' },
  // Exchange Management Shell: Get-Queue, Get-Message, Remove-Message
  { server: 'Exchange', look: 'Get-Queue | Get-Message', clean: 'Remove-Message -Identity ID -WithNDR $false' },
  { server: 'Plesk', look: 'Tools & Settings > Mail Server Settings > Mail Queue', clean: 'Delete' },
]
