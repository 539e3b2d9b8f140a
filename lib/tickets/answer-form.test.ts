import { expect, test } from 'vitest'
import { answerForm, answersOfForm, draftsOfForm, readDraft3, unansweredIn } from './answer-form.ts'
import { answersInput } from './ticket.ts'

const SAID = { yes: 'Ja.', no: 'Nein.' }

test('two questions answered, the third left alone: two answers go out', () => {
  const form = answerForm.parse({ number: '2041', text1: ' Passwort erraten ', text2: 'Neues Passwort', text3: '' })
  const answers = answersOfForm(form, SAID)
  expect(answers).toEqual([
    { question: 1, text: 'Passwort erraten', confirms: null },
    { question: 2, text: 'Neues Passwort', confirms: null },
  ])
  expect(answersInput.safeParse({ number: form.number, source: 'portal', answers }).success).toBe(true)
  expect(unansweredIn(form, [1, 2, 3])).toEqual([3])
})

test('a bare yes counts, and words beside it keep the yes', () => {
  expect(answersOfForm(answerForm.parse({ number: 1, confirms3: 'yes' }), SAID)).toEqual([{ question: 3, text: '', confirms: true }])
  expect(answersOfForm(answerForm.parse({ number: 1, confirms3: 'no', text3: 'Wo finde ich sie?' }), SAID)).toEqual([{ question: 3, text: 'Nein. Wo finde ich sie?', confirms: false }])
})

test('words to question 3 without a yes or no are no answer yet, and are kept as a draft', () => {
  const form = answerForm.parse({ number: 1, text3: 'Ich schaue noch' })
  expect(answersOfForm(form, SAID)).toEqual([])
  expect(draftsOfForm(form)).toEqual([{ question: 3, text: ':Ich schaue noch' }])
})

test('a draft of question 3 comes back as it was chosen, whatever the words hold', () => {
  for (const draft of ['yes:mailq: leer\nalles gut', ':', 'no:']) {
    const { confirms, text } = readDraft3(draft)
    expect(`${confirms ?? ''}:${text}`).toBe(draft)
  }
  expect(readDraft3('')).toEqual({ confirms: null, text: '' })
})

test('fields that the form does not know are refused', () => {
  expect(answerForm.safeParse({ number: '1', state: 'accepted' }).success).toBe(false)
})
