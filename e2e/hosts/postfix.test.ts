import { describe, test } from 'vitest'
import { realServersArePossible } from '../../lib/demo/mail-servers/real-servers-are-possible.ts'
import { describeMailHostContract } from './mail-host.contract.ts'
import { startPostfixLab } from './postfix-lab.ts'

const lab = realServersArePossible()
if (lab.ok) describeMailHostContract('postfix', startPostfixLab)
else describe('a postfix host', () => test.skip(`keeps the contract (not run: ${lab.why})`, () => {}))
