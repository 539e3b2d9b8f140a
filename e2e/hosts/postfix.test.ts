import { describe, test } from 'vitest'
import { labIsPossible } from '../lab/lab-is-possible.ts'
import { describeMailHostContract } from './mail-host.contract.ts'
import { startPostfixLab } from './postfix-lab.ts'

const lab = labIsPossible()
if (lab.ok) describeMailHostContract('postfix', startPostfixLab)
else describe('a postfix host', () => test.skip(`keeps the contract (not run: ${lab.why})`, () => {}))
