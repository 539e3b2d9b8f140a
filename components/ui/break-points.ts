/**
 * An account name in the parts between which a line may break: after an @ and before a dot, nowhere else.
 * `breakPoints('kontakt@mail.muster.example')` → `['kontakt@', 'mail', '.muster', '.example']`
 */
export function breakPoints(name: string): string[] {
  return name.split(/(?<=@)|(?=\.)/)
}
