import type { Language } from '../i18n/language.ts'

/** "3" · "1 und 3" · "1, 2 and 3" */
export function joinQuestions(questions: readonly number[], language: Language): string {
  const and = language === 'de' ? ' und ' : ' and '
  const last = questions.at(-1)
  if (questions.length < 2 || last === undefined) return questions.join('')
  return `${questions.slice(0, -1).join(', ')}${and}${last}`
}
