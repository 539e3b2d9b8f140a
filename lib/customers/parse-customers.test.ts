import { expect, test } from 'vitest'
import { parseCustomers } from './parse-customers.ts'

test('customers come from CSV, several lines of one number as several contacts', () => {
  const text = 'number,name,language,contact_name,contact_email,accounts,domains\n10417,"Bäckerei, Muster",de,Frau Muster,post@privat.example,a@baeckerei.example b@baeckerei.example,baeckerei.example\n10417,"Bäckerei, Muster",de,Herr Muster,zwei@privat.example,,\n'
  const { customers, faults } = parseCustomers(text)
  expect(faults).toEqual([])
  expect(customers).toEqual([{
    number: '10417', name: 'Bäckerei, Muster', language: 'de', domains: ['baeckerei.example'], accounts: ['a@baeckerei.example', 'b@baeckerei.example'],
    contacts: [{ name: 'Frau Muster', email: 'post@privat.example', phone: null }, { name: 'Herr Muster', email: 'zwei@privat.example', phone: null }],
  }])
})

test('a spreadsheet with semicolons, a byte order mark and CRLF is read as well', () => {
  expect(parseCustomers('\uFEFFnumber;name\r\n1;Verein\r\n').customers).toMatchObject([{ number: '1', name: 'Verein' }])
})

test('every fault is told with its line, also behind a field with line breaks', () => {
  const { faults } = parseCustomers('number,name,language,contact_name,contact_email\n1,"Zwei\nZeilen",de,,\n2,B,fr,,\n3,C,de,Name,nicht-mail\n,D,de,,\n')
  expect(faults.map(({ line }) => line)).toEqual([4, 5, 6])
  expect(faults[1]?.message).toBe('line 5: contact: not a mail address')
})

test('an unknown column is named with the known ones', () => {
  expect(parseCustomers('nummer,name\n1,A\n').faults[0]?.message).toContain('line 1: unknown column "nummer"')
})

test('customers come from JSON, as a list or one per line', () => {
  expect(parseCustomers('[{"number":"1","name":"A"}]').customers).toMatchObject([{ number: '1', contacts: [] }])
  expect(parseCustomers('{"number":"1","name":"A"}\n\n{"number":"2"}\n').faults).toMatchObject([{ line: 3 }])
})

test('a quote that is never closed is told with the line it began on', () => {
  expect(() => parseCustomers('number,name\n1,A\n2,"B\n3,C\n')).toThrow('line 3: a quote is never closed')
})

test('a number that has two names is a fault', () => {
  expect(parseCustomers('number,name\n1,A\n1,B\n').faults[0]?.message).toContain('"A" further up and "B" here')
})
