/** The version of everything in this folder. An agent and a desk that differ in it do not talk (error `protocol-mismatch`). */
export const PROTOCOL_VERSION = 1
