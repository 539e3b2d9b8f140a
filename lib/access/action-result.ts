/** What an action answers: what the screen needs, never a row of a table. `fields` names what to mend, by input name. */
export type ActionResult<Data = undefined> =
  | { ok: true; data: Data }
  | { ok: false; message: string; fields?: Record<string, string> }
