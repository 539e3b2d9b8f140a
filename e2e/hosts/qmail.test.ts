import { describeMailHostContract } from './mail-host.contract.ts'
import { startQmailHostLab } from './qmail-host-lab.ts'

describeMailHostContract('qmail', startQmailHostLab)
