/**
 * What a schema should parse, out of what an action was called with: plain input, a form, or the previous result and a
 * form (`useActionState`). A name that occurs more than once, or ends in `[]`, becomes a list; `$ACTION…` is React's own.
 */
export function inputOf(given: readonly unknown[]): unknown {
  const last = given.at(-1)
  return last instanceof FormData ? fieldsOfForm(last) : last
}

function fieldsOfForm(form: FormData): Record<string, unknown> {
  const fields: Record<string, unknown> = Object.create(null)
  for (const name of new Set(form.keys())) {
    if (name.startsWith('$ACTION')) continue
    const values = form.getAll(name)
    if (name.endsWith('[]')) fields[name.slice(0, -2)] = values
    else fields[name] = values.length > 1 ? values : values[0]
  }
  return { ...fields }
}
